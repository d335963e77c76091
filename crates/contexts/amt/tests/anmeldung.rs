//! Sign-in, sessions and what they refuse (GUETE S7, S9, S13), on both engines.

use crate::gemeinsam;
use crate::gemeinsam::{Browser, KENNWORT, RAEUME, darf, konto, server, server_mit, verwalter, zeit};
use amt::{benutzer, recht::Rolle};

testkit::auf_beiden!(anmelden_und_abmelden, RAEUME, |db| async move {
    let s = server_mit(db, Some("https://gewebe.example"));
    konto(&s, "s.yilmaz", &[Rolle::R02]).await;
    let mut b = Browser::neu(&s);
    let a = b.get("/konto").await;
    assert_eq!(a.status, 303);
    assert!(a.ort().starts_with("/anmelden?weiter=") && !a.ort().contains("konto"));
    let seite = b.get(a.ort()).await;
    let weiter = seite.feld("weiter").unwrap();
    let a = b
        .post(
            "/anmelden",
            &[
                ("kennung", "S.Yilmaz"),
                ("kennwort", KENNWORT),
                ("weiter", &weiter),
            ],
        )
        .await;
    assert_eq!((a.status.as_u16(), a.ort()), (303, "/konto"));
    let cookie = a.kopf.get_all("set-cookie").iter().map(|v| v.to_str().unwrap());
    let cookie: Vec<&str> = cookie.filter(|c| c.starts_with("__Host-gewebe=")).collect();
    for merkmal in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie[0].contains(merkmal), "{cookie:?}");
    }
    let a = b.get("/konto").await;
    assert!(a.text.contains("Frau s.yilmaz") && a.kopf["cache-control"] == "no-store");
    let a = b.post("/abmelden", &[]).await;
    assert!(a.kopf["clear-site-data"].to_str().unwrap().contains("cache"));
    assert_eq!(b.get("/konto").await.status, 303);
});

testkit::auf_beiden!(
    unbekannt_falsch_und_gesperrt_antworten_gleich,
    RAEUME,
    |db| async move {
        let s = server(db);
        konto(&s, "konto-da", &[Rolle::R26]).await;
        let zu = konto(&s, "konto-zu", &[Rolle::R01]).await;
        let admin = verwalter(s.app.ids.neu());
        let mut tx = s.app.db.write().await.unwrap();
        let version = benutzer::laden(&mut tx, zu).await.unwrap().version;
        benutzer::sperren(&s.app, &mut tx, &darf(&admin), zu, version)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut texte = Vec::new();
        for (kennung, kennwort) in [
            ("konto-da", "falsch falsch falsch"),
            ("konto-weg", KENNWORT),
            ("konto-zu", KENNWORT),
        ] {
            let mut b = Browser::neu(&s);
            let a = b.anmelden(kennung, kennwort).await;
            assert_eq!(a.status, 422);
            texte.push(a.text.replace(&b.csrf, "").replace(kennung, ""));
        }
        assert!(texte.iter().all(|t| *t == texte[0]));
    }
);

testkit::auf_beiden!(s_7_der_elfte_versuch_wird_abgelehnt, RAEUME, |db| async move {
    let s = server(db);
    konto(&s, "opfer", &[Rolle::R02]).await;
    let mut person = Browser::neu(&s);
    assert_eq!(person.anmelden("opfer", KENNWORT).await.status, 303);
    for kennung in ["opfer", "gibtesnicht"] {
        let mut angreifer = Browser::neu(&s);
        angreifer.quelle = "203.0.113.9".to_owned();
        for _ in 0..10 {
            assert_eq!(angreifer.anmelden(kennung, "geraten geraten").await.status, 422);
        }
        let a = angreifer.anmelden(kennung, KENNWORT).await;
        assert_eq!(a.status, 429);
        assert!(a.kopf.contains_key("retry-after"));
    }
    assert_eq!(person.get("/konto").await.status, 200);
    s.uhr.stelle(zeit("2026-11-21T09:15:01Z"));
    assert_eq!(Browser::neu(&s).anmelden("opfer", KENNWORT).await.status, 303);
});

testkit::auf_beiden!(s_9_sitzungen_enden, RAEUME, |db| async move {
    let s = server(db);
    let id = konto(&s, "frau", &[Rolle::R02]).await;
    konto(&s, "admin", &[Rolle::R26]).await;
    let admin = verwalter(s.app.ids.neu());
    let mut b = Browser::neu(&s);
    // fixation: a token from before is not taken over
    let untergeschoben = "ab".repeat(32);
    b.cookies.insert("gewebe".to_owned(), untergeschoben.clone());
    b.anmelden("frau", KENNWORT).await;
    assert_ne!(b.cookies["gewebe"], untergeschoben);
    // idle
    s.uhr.stelle(zeit("2026-11-21T09:29:00Z"));
    assert_eq!(b.get("/konto").await.status, 200);
    s.uhr.stelle(zeit("2026-11-21T09:58:00Z"));
    assert_eq!(b.get("/konto").await.status, 200);
    s.uhr.stelle(zeit("2026-11-21T10:28:01Z"));
    assert_eq!(b.get("/konto").await.status, 303);
    // absolute: used every 20 minutes, over after 12 hours
    b.anmelden("frau", KENNWORT).await;
    let anfang = zeit("2026-11-21T10:28:01Z");
    for n in 1..36 {
        s.uhr.stelle(anfang.plus_sekunden(n * 20 * 60));
        assert_eq!(b.get("/konto").await.status, 200, "{n}");
    }
    s.uhr.stelle(anfang.plus_sekunden(12 * 3600));
    assert_eq!(b.get("/konto").await.status, 303);
    // roles count at the next request
    b.anmelden("frau", KENNWORT).await;
    assert_eq!(b.get("/benutzer").await.status, 404);
    let mut tx = s.app.db.write().await.unwrap();
    let version = benutzer::laden(&mut tx, id).await.unwrap().version;
    let neu = [gemeinsam::rolle(Rolle::R26)];
    benutzer::rollen_setzen(&s.app, &mut tx, &darf(&admin), id, version, &neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(b.get("/benutzer").await.status, 200);
    // a password reset ends everything, and so does a lock
    for gesperrt in [false, true] {
        let mut tx = s.app.db.write().await.unwrap();
        let version = benutzer::laden(&mut tx, id).await.unwrap().version;
        let mut kennwort = None;
        if gesperrt {
            benutzer::sperren(&s.app, &mut tx, &darf(&admin), id, version)
                .await
                .unwrap();
        } else {
            kennwort = Some(
                benutzer::kennwort_zuruecksetzen(&s.app, &mut tx, &darf(&admin), id, version)
                    .await
                    .unwrap(),
            );
        }
        tx.commit().await.unwrap();
        assert_eq!(b.get("/konto").await.status, 303);
        if let Some(k) = kennwort {
            let a = b.anmelden("frau", k.zeigen()).await;
            assert_eq!(a.ort(), "/konto/kennwort");
            // nothing else opens until it is replaced
            assert_eq!(b.get("/benutzer").await.ort(), "/konto/kennwort");
            b.get("/konto/kennwort").await;
            let neu = "Sieben Brücken im Winter";
            let felder = [
                ("kennwort_alt", k.zeigen()),
                ("kennwort_neu", neu),
                ("kennwort_wieder", neu),
            ];
            let alt = b.cookies["gewebe"].clone();
            assert_eq!(b.post("/konto/kennwort", &felder).await.ort(), "/");
            assert_ne!(b.cookies["gewebe"], alt);
            assert_eq!(b.get("/benutzer").await.status, 200);
        }
    }
});

testkit::auf_beiden!(eigene_sitzungen_sehen_und_beenden, RAEUME, |db| async move {
    let s = server(db);
    konto(&s, "frau", &[Rolle::R02]).await;
    konto(&s, "fremd", &[Rolle::R02]).await;
    let (mut hier, mut dort, mut fremd) = (Browser::neu(&s), Browser::neu(&s), Browser::neu(&s));
    for (b, k) in [(&mut hier, "frau"), (&mut dort, "frau"), (&mut fremd, "fremd")] {
        assert_eq!(b.anmelden(k, KENNWORT).await.status, 303);
    }
    let seite = hier.get("/konto").await;
    let (_, rest) = seite.text.split_once("action=\"/konto/sitzungen/").unwrap();
    let pfad = format!("/konto/sitzungen/{}", rest.split('"').next().unwrap());
    fremd.get("/konto").await;
    assert_eq!(fremd.post(&pfad, &[]).await.status, 404);
    hier.post("/konto/sitzungen/beenden", &[]).await;
    assert_eq!(
        (
            hier.get("/konto").await.status.as_u16(),
            dort.get("/konto").await.status.as_u16()
        ),
        (200, 303)
    );
});

testkit::auf_beiden!(ohne_anmeldung_ist_alles_zu, RAEUME, |db| async move {
    let s = server(db);
    let mut b = Browser::neu(&s);
    for offen in amt::sitzung::OEFFENTLICH.iter().filter(|p| amt_eigene(p)) {
        assert_eq!(b.get(offen).await.status, 200, "{offen}");
    }
    for zu in [
        "/",
        "/konto",
        "/benutzer",
        "/journal",
        "/ordnung",
        "/entwurf/a/b",
        "/gibt/es/nicht",
    ] {
        assert_eq!(b.get(zu).await.status, 303, "{zu}");
        // a valid token of the sign-in page does not open a protected form
        b.get("/anmelden").await;
        assert_eq!(b.post(zu, &[]).await.status, 401, "{zu}");
    }
    let a = b.get("/api/v1/ich").await;
    assert_eq!(
        (a.status.as_u16(), a.kopf["content-type"].to_str().unwrap()),
        (401, "application/problem+json")
    );
    let mut req = b.anfrage("/probe", &[]);
    req.headers_mut()
        .insert("authorization", "Bearer x".parse().unwrap());
    assert_eq!(b.senden(req).await.status, 401);
});

fn amt_eigene(pfad: &str) -> bool {
    [
        "/anmelden",
        "/hilfe",
        "/barrierefreiheit",
        "/datenschutz",
        "/impressum",
        "/lizenzen",
    ]
    .contains(&pfad)
}

testkit::auf_beiden!(
    s_13_kein_kennwort_in_protokoll_und_seiten,
    RAEUME,
    |db| async move {
        use std::sync::{Arc, Mutex};
        let log = Arc::new(Mutex::new(Vec::<u8>::new()));
        #[derive(Clone)]
        struct Ablage(Arc<Mutex<Vec<u8>>>);
        impl std::io::Write for Ablage {
            fn write(&mut self, b: &[u8]) -> std::io::Result<usize> {
                self.0.lock().unwrap().extend_from_slice(b);
                Ok(b.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let ablage = Ablage(log.clone());
        let abo = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || ablage.clone())
            .finish();
        let _waechter = tracing::subscriber::set_default(abo);
        let s = server(db);
        konto(&s, "frau", &[Rolle::R26]).await;
        let mut b = Browser::neu(&s);
        let kanarie = "kanarienvogel singt um sieben";
        let a = b.anmelden("frau", kanarie).await;
        assert!(!a.text.contains(kanarie));
        b.anmelden("frau", KENNWORT).await;
        b.get("/konto/kennwort").await;
        let felder = [
            ("kennwort_alt", kanarie),
            ("kennwort_neu", kanarie),
            ("kennwort_wieder", kanarie),
        ];
        assert!(!b.post("/konto/kennwort", &felder).await.text.contains(kanarie));
        let log = String::from_utf8_lossy(&log.lock().unwrap()).into_owned();
        assert!(!log.contains("kanarien") && !log.contains("vier D"), "{log}");
        let mut tx = s.app.db.read().await.unwrap();
        let angaben: Vec<(String, String)> = tx
            .fetch_all("SELECT aktion, angaben FROM journal", vec![])
            .await
            .unwrap();
        assert!(angaben.len() > 3 && !format!("{angaben:?}").contains("kanarien"));
    }
);

testkit::auf_beiden!(
    ein_schluessel_oeffnet_die_schnittstelle_und_keine_seite,
    RAEUME,
    |db| async move {
        let s = server(db);
        konto(&s, "s.yilmaz", &[Rolle::R02]).await;
        let mut b = Browser::neu(&s);
        b.anmelden("s.yilmaz", KENNWORT).await;
        b.get("/konto").await;
        let a = b.post("/konto/schluessel", &[("name", ""), ("tage", "8")]).await;
        assert_eq!(a.status, 422);
        let sagt = |t: &str| a.text.contains(t);
        assert!(sagt("Bitte einen Namen") && sagt("wie lange der Schlüssel gilt"));
        let a = b
            .post("/konto/schluessel", &[("name", "Auswertung"), ("tage", "7")])
            .await;
        let geheimnis = a.text.split("gewebe_").nth(1).unwrap()[..64].to_owned();
        let geheimnis = format!("gewebe_{geheimnis}");
        assert!(!b.get("/konto").await.text.contains(&geheimnis), "shown once");

        let fragen = async |pfad: &str, wert: &str| {
            let mut programm = Browser::neu(&s);
            let req = axum::http::Request::get(pfad).header("authorization", wert);
            programm
                .senden(req.body(axum::body::Body::empty()).unwrap())
                .await
        };
        let gut = format!("Bearer {geheimnis}");
        let a = fragen("/api/v1/ich", &gut).await;
        assert!(
            a.status == 200 && a.text.contains("R02"),
            "{} {}",
            a.status,
            a.text
        );
        for (pfad, wert) in [
            ("/konto", gut.as_str()),
            ("/api/v1/ich", "Bearer gewebe_00"),
            ("/api/v1/ich", "Basic x"),
        ] {
            assert_eq!(fragen(pfad, wert).await.status, 401, "{pfad} {wert}");
        }
        // a cookie of somebody signed in does not help a wrong key
        let mut dreist = b.clone();
        let req = axum::http::Request::get("/api/v1/ich").header("authorization", "Bearer x");
        let a = dreist.senden(req.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(
            (a.status.as_u16(), a.kopf["www-authenticate"].to_str().unwrap()),
            (401, "Bearer")
        );

        s.uhr.stelle(zeit("2026-11-28T09:00:01Z"));
        assert_eq!(fragen("/api/v1/ich", &gut).await.status, 401, "over after 7 days");
    }
);

testkit::auf_beiden!(
    ein_schluessel_endet_mit_dem_kennwort_und_auf_wunsch,
    RAEUME,
    |db| async move {
        let s = server(db);
        konto(&s, "s.yilmaz", &[Rolle::R02]).await;
        konto(&s, "a.anders", &[Rolle::R02]).await;
        let mut b = Browser::neu(&s);
        b.anmelden("s.yilmaz", KENNWORT).await;
        let neu = async |b: &mut Browser| {
            b.get("/konto").await;
            let a = b
                .post("/konto/schluessel", &[("name", "Test"), ("tage", "30")])
                .await;
            format!("gewebe_{}", &a.text.split("gewebe_").nth(1).unwrap()[..64])
        };
        let gilt = async |geheimnis: &str| {
            let req = axum::http::Request::get("/api/v1/ich")
                .header("authorization", format!("Bearer {geheimnis}"))
                .body(axum::body::Body::empty())
                .unwrap();
            Browser::neu(&s).senden(req).await.status == 200
        };
        let erster = neu(&mut b).await;
        let seite = b.get("/konto").await.text;
        let id = seite.split("/konto/schluessel/").nth(1).unwrap()[..36].to_owned();
        let pfad = format!("/konto/schluessel/{id}/loeschen");
        let mut andere = Browser::neu(&s);
        andere.anmelden("a.anders", KENNWORT).await;
        andere.get("/konto").await;
        assert_eq!(andere.post(&pfad, &[]).await.status, 404);
        assert!(gilt(&erster).await);
        b.get("/konto").await;
        assert_eq!(b.post(&pfad, &[]).await.status, 303);
        assert!(!gilt(&erster).await);

        let zweiter = neu(&mut b).await;
        assert!(gilt(&zweiter).await);
        let anders = "Schnee liegt auf fünf Dächern";
        b.get("/konto/kennwort").await;
        let a = b
            .post(
                "/konto/kennwort",
                &[
                    ("kennwort_alt", KENNWORT),
                    ("kennwort_neu", anders),
                    ("kennwort_wieder", anders),
                ],
            )
            .await;
        assert_eq!(a.status, 303, "{}", a.text);
        assert!(!gilt(&zweiter).await);
    }
);
