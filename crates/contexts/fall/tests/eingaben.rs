//! Bad and doubled input: double submit, two people at once, long and strange text, names of DIN SPEC 91379.

use crate::gemeinsam;
use crate::gemeinsam::{
    ALLE, Frisch, asd, aufnahme, nimm,
    seiten::{holen, holen_als, senden},
    service, stadt,
};
use amt::{Error, recht::Bearbeiten};
use base::Text;
use fall::{
    model::{Hinweis, Person},
    service::{
        bearbeiten::{Aenderung, aendern},
        lesen,
        person::suchen::{Suchfrage, suchen},
    },
};
use uuid::Uuid;

testkit::auf_beiden!(doppelt_gesendet_ist_einmal_gespeichert, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let cmd = aufnahme(Hinweis::Ja);
    let alle = (0..8).map(|_| {
        let (app, cmd) = (app.clone(), cmd.clone());
        tokio::spawn(async move { nimm(&app, cmd).await })
    });
    let mut ids = std::collections::BTreeSet::new();
    for lauf in alle.collect::<Vec<_>>() {
        // a submit that lost the race may fail on the key; it never stores a second one
        if let Ok(a) = lauf.await.unwrap() {
            ids.insert(a.id);
        }
    }
    assert_eq!(ids.len(), 1);
    let mut tx = app.db.read().await.unwrap();
    for tabelle in ["anliegen", "schutz_meldung"] {
        let sql = store::Sql::aus_konstanten(format!("SELECT COUNT(*) FROM {tabelle}"));
        assert_eq!(
            tx.fetch_one::<(i64,)>(sql, store::werte![]).await.unwrap(),
            (1,),
            "{tabelle}"
        );
    }
});

testkit::auf_beiden!(
    zwei_speichern_dasselbe_keiner_ueberschreibt_still,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let (mut gespeichert, mut konflikte) = (0, 0);
        for runde in 0..25i64 {
            let version = 1 + gespeichert;
            let einer = |wort: &'static str| {
                let app = app.clone();
                tokio::spawn(async move {
                    let mut tx = app.db.write().await?;
                    let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &asd(), id).await?;
                    let cmd = Aenderung {
                        version,
                        worte: Text::neu(&format!("{wort} {runde}")).unwrap(),
                        gefaehrdungshinweis: Hinweis::Nein,
                        person: Person::default(),
                    };
                    aendern(&app, &mut tx, &may, cmd).await?;
                    tx.commit().await?;
                    amt::Result::Ok(())
                })
            };
            let (a, b) = (einer("eins"), einer("zwei"));
            let mut gut = 0;
            for lauf in [a, b] {
                match lauf.await.unwrap() {
                    Ok(()) => gut += 1,
                    Err(Error::Konflikt | Error::Store(store::Error::Wiederholbar(_))) => konflikte += 1,
                    Err(e) => panic!("{e}"),
                }
            }
            assert_eq!(gut, 1, "Runde {runde}");
            gespeichert += 1;
        }
        assert_eq!((gespeichert, konflikte), (25, 25));
    }
);

testkit::auf_beiden!(
    r14_namen_werden_mit_und_ohne_zeichen_gefunden,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let lang = "Ä".repeat(80);
        let namen: [(&str, &str); 8] = [
            ("Șerban", "serban"),
            ("Žižek", "zizek"),
            ("Yılmaz", "yilmaz"),
            ("GROẞ", "gross"),
            ("O’Brien", "obrien"),
            ("A\u{308}rger", "aerger"),
            ("محمد", "محمد"),
            (&lang, &lang),
        ];
        for (name, ohne) in namen {
            let mut cmd = aufnahme(Hinweis::Nein);
            cmd.person.nachname = web::eingaben::rein(name);
            cmd.person.vorname = "X".to_owned();
            let id = nimm(&app, cmd).await.unwrap().id;
            let mut tx = app.db.read().await.unwrap();
            for suche in [name, ohne] {
                let frage = Suchfrage {
                    nachname: suche.to_owned(),
                    ..Suchfrage::default()
                };
                let z = suchen(&app, &mut tx, &service(), &frage).await.unwrap();
                assert!(
                    z.iter().any(|k| k.fundstellen.iter().any(|f| f.id == id.uuid())
                        && k.person.nachname == web::eingaben::rein(name)),
                    "{name}: {suche}"
                );
            }
        }
    }
);

fn felder<'a>(worte: &'a str, nachname: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("worte", worte),
        ("kanal", "TELEFON"),
        ("melderrolle", "SELBST"),
        ("gefaehrdungshinweis", "NEIN"),
        ("ortsart", "ADRESSE"),
        ("adresse-text", "Lindenstraße 5"),
        ("nachname", nachname),
    ]
}

testkit::auf_beiden!(
    zwei_megabyte_werden_abgelehnt_und_alles_bleibt_stehen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let pfad = format!("/anliegen/neu/{}", Uuid::now_v7_test());
        let lang = "a ".repeat(1_000_000);
        let (status, seite) = senden(&app, &pfad, &felder(&lang, "Müller-Behalten")).await;
        assert_eq!(status, 422);
        assert!(
            seite.contains("höchstens 4000 Zeichen, es sind 1999999"),
            "sagt, wie lang es ist"
        );
        assert!(
            seite.contains(lang.trim())
                && seite.contains("Müller-Behalten")
                && seite.contains("Lindenstraße 5")
        );
    }
);

testkit::auf_beiden!(
    zwei_megabyte_umlaute_gehen_auch_verschluesselt_nicht_verloren,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // two million letters: 4 MB as UTF-8, 12 MB as a browser sends them
        let lang = "ä".repeat(2_000_000);
        let pfad = format!("/anliegen/neu/{}", Uuid::now_v7_test());
        let (status, seite) = senden(&app, &pfad, &felder(&lang, "Müller-Behalten")).await;
        assert_eq!(status, 422);
        assert!(seite.contains("höchstens 4000 Zeichen, es sind 2000000"));
        assert!(seite.contains(&lang) && seite.contains("Müller-Behalten"));
        // the same for the page that changes an Anliegen, and for a ticket
        let lang = "ä".repeat(200_000);
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let aendern = format!("/anliegen/{id}/bearbeiten");
        let (status, seite) = senden(&app, &aendern, &felder(&lang, "Müller-Behalten")).await;
        assert!(status == 422 && seite.contains(&lang) && seite.contains("Müller-Behalten"));
        let kontakt = [
            ("anliegen_kurz", lang.as_str()),
            ("kanal", "TELEFON"),
            ("ueberlauf", "DIREKT"),
            ("gefaehrdungshinweis", "NEIN"),
            ("anrufer", "Müller-Behalten"),
        ];
        let (status, seite) = senden(&app, "/servicebereich", &kontakt).await;
        assert!(status == 422 && seite.contains(&lang) && seite.contains("Müller-Behalten"));
    }
);

testkit::auf_beiden!(nul_und_skripte_bleiben_wirkungslos, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let pfad = format!("/anliegen/neu/{}", Uuid::now_v7_test());
    let (status, _) = senden(&app, &pfad, &felder("a\0b", "Müller")).await;
    assert_eq!(status, 422, "NUL");
    let boese = "<script>alert(1)</script>\u{202e}\" onload=x";
    let mut alle = felder(boese, boese);
    alle.extend([("vorname", boese), ("telefon", boese)]);
    let (status, ort) = senden(&app, &pfad, &alle).await;
    assert_eq!(status, 303, "{ort}");
    let (status, akte) = holen(&app, &ort).await;
    let (_, liste) = holen(&app, "/anliegen").await;
    let (_, csv) = holen(&app, "/anliegen.csv").await;
    let (_, bearbeiten) = holen(&app, &format!("{ort}/bearbeiten")).await;
    assert_eq!(status, 200);
    for seite in [&akte, &liste, &bearbeiten] {
        assert!(
            !seite.contains("<script>alert") && !seite.contains("\" onload"),
            "{seite}"
        );
        assert!(seite.contains("&#60;script&#62;"));
    }
    assert!(!csv.contains("script"), "ohne Personen");
    // the same key again leads to the same record
    assert_eq!(senden(&app, &pfad, &alle).await, (303, ort));
});

testkit::auf_beiden!(
    ohne_skript_zeigt_der_knopf_dieselbe_seite_mit_zustaendigkeit,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let pfad = format!("/anliegen/neu/{}", Uuid::now_v7_test());
        let mut alle = felder("Ich suche Anschluss.", "Abel");
        alle.push(("suche", "seite"));
        let (status, seite) = senden(&app, &pfad, &alle).await;
        assert_eq!(status, 200);
        for wort in [
            "Anna Abel",
            "Bernd Beck",
            "Team Nord",
            "Nord",
            "Mitte",
            "Verzeichnis, Zeile 7",
            "Café Paletti",
            "nicht bekannt",
            "Ich suche Anschluss.",
        ] {
            assert!(seite.contains(wort), "{wort}");
        }
        let (_, teil) = senden(&app, &format!("{pfad}/adressen"), &[("adresse-text", "linden")]).await;
        assert!(teil.contains("Lindenstraße 5, 24103 Kiel") && teil.contains("type=\"radio\""));
    }
);

testkit::auf_beiden!(
    das_wichtigste_steht_oben_und_die_seitenspalte_hoert_zu,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (_, seite) = holen(&app, &format!("/anliegen/neu/{}", Uuid::now_v7_test())).await;
        let orte: Vec<usize> = [
            "name=\"worte\"",
            "name=\"adresse-text\"",
            "name=\"ortsart\"",
            "name=\"gefaehrdungshinweis\"",
            "name=\"kanal\"",
            "name=\"melderrolle\"",
            "name=\"vorname\"",
        ]
        .iter()
        .map(|feld| seite.find(feld).unwrap_or_else(|| panic!("{feld}")))
        .collect();
        assert!(orte.is_sorted(), "{orte:?}");
        assert!(seite.contains(
            "data-hx-trigger=\"change from:#aufnahme delay:200ms, gewebe:gewaehlt from:#aufnahme\""
        ));
    }
);

testkit::auf_beiden!(vorbelegt_wird_nur_fuer_wen_es_lesen_darf, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let (status, _) = senden(
        &app,
        "/servicebereich",
        &[
            ("einmal", &Uuid::now_v7_test().to_string()),
            ("anliegen_kurz", "Frage zum Kindergarten"),
            ("kanal", "TELEFON"),
            ("ueberlauf", "DIREKT"),
            ("gefaehrdungshinweis", "NEIN"),
            ("anrufer", "Yılmaz"),
            ("adresse-text", "Süd 1"),
        ],
    )
    .await;
    assert_eq!(status, 303);
    let mut tx = app.db.read().await.unwrap();
    let (id,): (Uuid,) = tx
        .fetch_one("SELECT id FROM kontaktvorgang", store::werte![])
        .await
        .unwrap();
    drop(tx);
    let pfad = format!("/anliegen/neu/{}?kontakt={id}", Uuid::now_v7_test());
    let (status, seite) = holen(&app, &pfad).await;
    assert!(status == 200 && seite.contains("Yılmaz") && seite.contains("Frage zum Kindergarten"));
    let fremd = gemeinsam::wer(0x71, amt::recht::Rolle::R04, vec![gemeinsam::NORD]);
    let (status, seite) = holen_als(&app, &pfad, fremd).await;
    assert!(status == 404 && !seite.contains("Yılmaz"), "{status}");
    let (status, _) = holen(
        &app,
        &format!("/anliegen/neu/{id}?kontakt={}", Uuid::now_v7_test()),
    )
    .await;
    assert_eq!(status, 404);
});

testkit::auf_beiden!(
    ein_verpasster_rueckruf_steht_einmal_auf_der_startseite,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.rueckruf = true;
        let id = nimm(&app, cmd).await.unwrap().id;
        let weg = format!("href=\"/anliegen/{id}\"");
        let (_, heute) = holen(&app, "/").await;
        assert_eq!(heute.matches(&weg).count(), 2, "als Rückruf und als eigenes");
        uhr.stelle(base::Zeitpunkt("2026-12-31T09:00:00Z".parse().unwrap()));
        let (_, spaeter) = holen(&app, "/").await;
        assert_eq!(spaeter.matches(&weg).count(), 1);
        let oben = spaeter.find(&weg).unwrap();
        assert!(
            oben < spaeter.find("Zugesagte Rückrufe").unwrap(),
            "unter Überfällig"
        );
        let (_, liste) = holen(&app, "/anliegen?rueckruf=ja&puenktlich=ja").await;
        assert!(!liste.contains(&weg));
    }
);

testkit::auf_beiden!(jede_seite_antwortet, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    for pfad in [
        "/",
        "/anliegen",
        "/anliegen?wer=meine&stand=NEU&sort=-eingang&faellig=ja",
        "/kurzberatung",
        "/kurzberatung/neu",
        "/servicebereich?seit=2026-04-01",
    ] {
        let (status, seite) = holen(&app, pfad).await;
        assert_eq!(status, 200, "{pfad}: {seite}");
        assert_eq!(seite.matches("<h1").count(), 1, "{pfad}");
    }
    let (status, seite) = senden(&app, "/weg-weisung", &[("weg", &gemeinsam::ANGEBOT.to_string())]).await;
    assert!(status == 200 && seite.contains("Café Paletti"));
});
