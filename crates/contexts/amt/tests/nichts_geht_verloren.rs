//! Drafts, one-time keys and forms that meet an ended session (GUETE R6, R7), on both engines.

use crate::gemeinsam::{Antwort, Browser, KENNWORT, RAEUME, Server, konto, server, zeit};
use amt::{
    Kontext, einmal, entwurf,
    entwurf::Ort,
    recht::{OrganisationsArt, Rolle},
};

fn langer_text() -> String {
    let woerter: Vec<String> = (0..2_000).map(|n| format!("Wört{n} „& <b>\"")).collect();
    woerter.join("\n")
}

/// Sends the kept form again as the page offers it.
async fn noch_einmal(b: &mut Browser, seite: &Antwort, einmal: &str, text: &str) -> Antwort {
    assert!(seite.text.contains("action=\"/probe\""), "{}", seite.text);
    let rest = seite.text.split("name=\"notiz\">\n").nth(1).unwrap_or_default();
    let html = rest.split("</textarea>").next().unwrap_or_default();
    let gezeigt = html
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&");
    assert_eq!(gezeigt, text);
    b.post("/probe", &[("notiz", &gezeigt), ("einmal", einmal)]).await
}

async fn angemeldet(s: &Server) -> Browser {
    konto(s, "frau", &[Rolle::R02]).await;
    let mut b = Browser::neu(s);
    b.anmelden("frau", KENNWORT).await;
    b.get("/probe").await;
    b
}

testkit::auf_beiden!(
    r_7_nichts_geht_verloren_wenn_die_sitzung_endet,
    RAEUME,
    |db| async move {
        let s = server(db);
        let mut b = angemeldet(&s).await;
        konto(&s, "kollege", &[Rolle::R02]).await;
        let (text, schluessel) = (langer_text(), s.app.ids.uuid().to_string());
        s.uhr.stelle(zeit("2026-11-21T10:00:00Z"));
        let a = b
            .post("/probe", &[("notiz", &text), ("einmal", &schluessel)])
            .await;
        assert!(a.status == 200 && a.text.contains("nicht verloren"));
        let siegel = a.feld("eingabe").unwrap();
        // somebody else at this browser does not get it
        let mut anderer = b.clone();
        let felder = [
            ("kennung", "kollege"),
            ("kennwort", KENNWORT),
            ("eingabe", &siegel),
        ];
        assert_eq!(anderer.post("/anmelden", &felder).await.ort(), "/");
        // a wrong password keeps it
        let a = b
            .post(
                "/anmelden",
                &[
                    ("kennung", "frau"),
                    ("kennwort", "vertippt"),
                    ("eingabe", &siegel),
                ],
            )
            .await;
        assert_eq!(a.feld("eingabe").as_ref(), Some(&siegel));
        let a = b
            .post(
                "/anmelden",
                &[("kennung", "frau"), ("kennwort", KENNWORT), ("eingabe", &siegel)],
            )
            .await;
        assert!(a.ort().starts_with("/entwurf/abgewiesen/"));
        let pfad = a.ort().to_owned();
        let seite = b.get(&pfad).await;
        anderer.get("/konto").await;
        assert_eq!(anderer.get(&pfad).await.status, 404);
        let a = noch_einmal(&mut b, &seite, &schluessel, &text).await;
        assert_eq!((a.status.as_u16(), a.text), (200, text));
        // it arrived: the page says so, the list is empty, the second post does nothing
        assert_eq!(b.get(&pfad).await.status, 303);
        assert_eq!(
            b.post("/probe", &[("notiz", "x"), ("einmal", &schluessel)])
                .await
                .ort(),
            "/probe/fertig"
        );
    }
);

testkit::auf_beiden!(
    r_7_auch_nicht_wenn_man_im_anderen_tab_neu_anmeldet,
    RAEUME,
    |db| async move {
        let s = server(db);
        let mut b = angemeldet(&s).await;
        let (text, schluessel) = (langer_text(), s.app.ids.uuid().to_string());
        let alt = b.csrf.clone();
        b.anmelden("frau", KENNWORT).await;
        b.post("/abmelden", &[]).await;
        b.anmelden("frau", KENNWORT).await;
        b.csrf = alt.clone();
        let a = b
            .post("/probe", &[("notiz", &text), ("einmal", &schluessel)])
            .await;
        assert!(a.ort().starts_with("/entwurf/abgewiesen/"), "{}", a.status);
        let seite = b.get(a.ort()).await;
        assert_eq!(noch_einmal(&mut b, &seite, &schluessel, &text).await.text, text);
        // the page itself stays as it is when htmx asks
        b.csrf = alt;
        let mut req = b.anfrage("/entwurf/anliegen/neu", &[("notiz", "x")]);
        req.headers_mut().insert("hx-request", "true".parse().unwrap());
        let a = b.senden(req).await;
        assert_eq!(
            (a.status.as_u16(), a.kopf["hx-retarget"].to_str().unwrap()),
            (401, "#meldungen")
        );
    }
);

testkit::auf_beiden!(entwuerfe_gehoeren_einer_person, RAEUME, |db| async move {
    let s = server(db);
    let mut b = angemeldet(&s).await;
    let mut req = b.anfrage(
        "/entwurf/anliegen/neu",
        &[
            ("name", "Ayşe"),
            ("name", "Zwei"),
            ("kennwort", "geheim"),
            ("einmal", "x"),
        ],
    );
    req.headers_mut().insert(
        "hx-current-url",
        "https://gewebe.example/anliegen/neu?x=1".parse().unwrap(),
    );
    assert_eq!(b.senden(req).await.status, 204);
    b.post("/entwurf/anliegen/neu", &[("name", "Ayşe"), ("name", "Drei")])
        .await;
    assert_eq!(b.post("/entwurf/anliegen/..%2Fx", &[]).await.status, 404);
    let mut tx = s.app.db.write().await.unwrap();
    let (id,): (uuid::Uuid,) = tx
        .fetch_one("SELECT benutzer FROM entwurf", vec![])
        .await
        .unwrap();
    let wer = |id| Kontext::neu(id, String::new(), OrganisationsArt::Andere, vec![]);
    let ich = wer(base::Id::von(id));
    let e = entwurf::laden(&mut tx, &ich, "anliegen", "neu")
        .await
        .unwrap()
        .unwrap();
    let paar = |n: &str, w: &str| (n.to_owned(), w.to_owned());
    assert_eq!(
        (e.felder.clone(), e.pfad.as_str()),
        (vec![paar("name", "Ayşe"), paar("name", "Drei")], "/anliegen/neu")
    );
    assert!(e.als_formular().hat("name", "Drei"));
    let andere = wer(s.app.ids.neu());
    assert_eq!(
        entwurf::laden(&mut tx, &andere, "anliegen", "neu").await.unwrap(),
        None
    );
    let liste = entwurf::liste(&s.app, &mut tx, &ich, "t").await.unwrap();
    assert_eq!(liste.zeilen[0].pfad, "/anliegen/neu");
    let ort = Ort {
        formular: "anliegen",
        objekt: "a/b",
        pfad: "",
    };
    assert!(entwurf::speichern(&mut tx, &s.app, &ich, ort, b"").await.is_err());
    s.uhr.stelle(zeit("2027-02-18T09:00:00Z"));
    assert_eq!(entwurf::aufraeumen(&mut tx, &*s.app.uhr).await.unwrap(), 0);
    s.uhr.stelle(zeit("2027-02-20T09:00:00Z"));
    assert_eq!(entwurf::aufraeumen(&mut tx, &*s.app.uhr).await.unwrap(), 1);
});

testkit::auf_beiden!(r_6_gleichzeitige_doppelte_absendungen, RAEUME, |db| async move {
    let s = server(db);
    let wer = Kontext::neu(s.app.ids.neu(), String::new(), OrganisationsArt::Andere, vec![]);
    let schluessel = s.app.ids.uuid();
    let mut laeufe = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (app, wer) = (s.app.clone(), wer.clone());
        laeufe.spawn(async move {
            let mut tx = app.db.write().await.unwrap();
            let erstes = einmal::verbrauchen(&mut tx, schluessel, &wer).await.unwrap();
            tx.commit().await.unwrap();
            erstes
        });
    }
    let erste = laeufe.join_all().await.into_iter().filter(|e| *e).count();
    assert_eq!(erste, 1);
    let mut tx = s.app.db.write().await.unwrap();
    let anderer = Kontext::neu(s.app.ids.neu(), String::new(), OrganisationsArt::Andere, vec![]);
    assert!(einmal::verbrauchen(&mut tx, schluessel, &anderer).await.unwrap());
});
