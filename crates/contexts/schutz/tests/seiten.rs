//! The pages: a Meldung in two minutes, every code of 5.6 by page, what is missing with norm and link, no points.

use crate::gemeinsam::{
    ALLE, FRAU_A, HERR_B, TRAEGER_Y, TRAEGER_Z, amt as stadt, asd, geh, holen, leitung, lies, melde, neu,
    senden, service, wer, zahl,
};
use amt::recht::Rolle;

testkit::auf_beiden!(eine_meldung_braucht_nur_die_worte, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let (status, seite) = holen(&app, "/meldungen/neu", service()).await;
    assert_eq!((status, seite.matches("<h1").count()), (200, 1));
    let (status, seite) = senden(
        &app,
        "/meldungen/neu",
        &[("kanal", "TELEFON"), ("wann_wo", "im Hof")],
        service(),
    )
    .await;
    assert!(status == 422 && seite.contains("im Hof") && seite.contains("#feld-beobachtung"));
    let einmal = "01900000-0000-7000-8000-000000000001";
    let felder = [
        ("einmal", einmal),
        ("kanal", "TELEFON"),
        ("beobachtung", "Ein Kind weint <laut>."),
    ];
    for _ in 0..2 {
        let (status, ort) = senden(&app, "/meldungen/neu", &felder, service()).await;
        assert_eq!(
            (status, ort.as_str()),
            (303, "/meldungen"),
            "whoever reports does not read it"
        );
    }
    assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_meldung").await, 1);
    // the Leitung knows, on the page and by e-mail
    let (_, liste) = holen(&app, "/meldungen", leitung()).await;
    assert!(liste.contains("Eine neue Meldung nach § 8a ist eingegangen."));
    assert_eq!(
        zahl(&app, "SELECT count(*) FROM auftrag WHERE art = 'mail'").await,
        1
    );
    let hinweis = liste.split("/schutz-hinweise/").nth(1).unwrap()[..36].to_owned();
    let pfad = format!("/schutz-hinweise/{hinweis}");
    assert_eq!(senden(&app, &pfad, &[], asd()).await.0, 404);
    assert_eq!(senden(&app, &pfad, &[], leitung()).await.0, 303);
    let (_, liste) = holen(&app, "/meldungen", leitung()).await;
    assert!(!liste.contains("Eine neue Meldung"));
});

testkit::auf_beiden!(was_fehlt_kommt_aus_der_tabelle, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let mut n = neu(0);
    n.melder_art = None;
    let id = melde(&app, n).await;
    let pfad = format!("/meldungen/{id}");
    geh(&app, &asd(), id, "K01").await.unwrap();
    let (_, seite) = holen(&app, &pfad, asd()).await;
    for wort in [
        "Was fehlt bis zum nächsten Schritt",
        "angaben#feld-melder_art",
        "angaben#feld-vorname",
        "erstbewertung#feld-fachkraft-1",
        "§ 99 Abs. 6 SGB VIII",
        "Nicht gewichtig: beenden",
    ] {
        assert!(seite.contains(wort), "{wort}");
    }
    let (status, seite) = senden(&app, &format!("{pfad}/schritt/K02"), &[("version", "2")], asd()).await;
    assert!(status == 422 && seite.contains("SCHUTZ-E21") && seite.contains("SCHUTZ-E01"));
    // each link leads to a field that is there
    for (s, feld) in [
        ("angaben", "feld-melder_art"),
        ("angaben", "feld-vorname"),
        ("erstbewertung", "feld-fachkraft-1"),
    ] {
        let (status, text) = holen(&app, &format!("{pfad}/{s}"), asd()).await;
        assert!(
            status == 200 && text.contains(&format!("id=\"{feld}\"")),
            "{s} {feld}"
        );
        assert_eq!(text.matches("<h1").count(), 1);
    }
});

testkit::auf_beiden!(jeder_code_von_5_6_auf_seiner_seite, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    // E00: chapter 6 is empty in this Geschäftsordnung; nothing is blocked
    let (status, liste) = holen(&app, "/meldungen", asd()).await;
    assert!(status == 200 && liste.contains("SCHUTZ-E00"));
    let id = melde(&app, neu(1)).await;
    let pfad = format!("/meldungen/{id}");
    geh(&app, &asd(), id, "K01").await.unwrap();
    let (a, b) = (FRAU_A.to_string(), HERR_B.to_string());
    let (y, z) = (TRAEGER_Y.to_string(), TRAEGER_Z.to_string());
    let erst = async |gewichtig: &str, f1: &str, f2: &str| {
        let felder = [
            ("version", "2"),
            ("gewichtig", gewichtig),
            ("erst_grund", "so gesehen"),
            ("dringlichkeit", "DRINGEND"),
            ("fachkraft-1", f1),
            ("fachkraft-2", f2),
        ];
        senden(&app, &format!("{pfad}/erstbewertung"), &felder, asd()).await
    };
    for (g, f1, f2, code) in [
        ("JA", &a, &a, "SCHUTZ-E01"),
        ("JA", &y, &z, "SCHUTZ-E02"),
        ("NEIN", &a, &a, "SCHUTZ-E09"),
    ] {
        let (status, seite) = erst(g, f1, f2).await;
        assert!(
            status == 422 && seite.contains(code) && seite.contains("so gesehen"),
            "{code}"
        );
    }
    assert_eq!(erst("JA", &a, &b).await.0, 303);
    geh(&app, &asd(), id, "K02").await.unwrap();
    let akte = lies(&app, &asd(), id).await;
    let (kind, version) = (akte.kinder[0].id, akte.meldung.version.to_string());
    // E03: the parents were not asked and nobody says why
    let felder = |eb: &'static str| {
        vec![
            ("version", version.clone()),
            ("fachkraft-1", a.clone()),
            ("fachkraft-2", b.clone()),
            ("eb_beteiligt", eb.to_owned()),
            ("kind_beteiligt", "JA".to_owned()),
            ("hausbesuch_grund", "Kind ist in der Klinik".to_owned()),
            ("schutzfaktoren", "Oma".to_owned()),
            ("melder_beteiligt", "Gespräch".to_owned()),
            ("verursacher", "ELTERN".to_owned()),
            ("mitwirkung", "NICHT_BEREIT".to_owned()),
            ("ergebnis", "KWG".to_owned()),
            ("begruendung", "gemeinsam".to_owned()),
        ]
    };
    let kinderseite = format!("{pfad}/kind/{kind}");
    let absenden = async |f: Vec<(&'static str, String)>| {
        let f: Vec<(&str, &str)> = f.iter().map(|(n, w)| (*n, w.as_str())).collect();
        senden(&app, &kinderseite, &f, asd()).await
    };
    // E04: no result
    let (status, seite) = senden(
        &app,
        &format!("{pfad}/schritt/K07"),
        &[("version", &version)],
        asd(),
    )
    .await;
    assert!(status == 422 && seite.contains("SCHUTZ-E04"));
    let (status, seite) = absenden(felder("NEIN")).await;
    assert!(status == 422 && seite.contains("SCHUTZ-E03") && seite.contains("Oma"));
    assert_eq!(absenden(felder("JA")).await.0, 303);
    // E05: danger and nothing follows
    let version = lies(&app, &asd(), id).await.meldung.version.to_string();
    let (status, seite) = senden(
        &app,
        &format!("{pfad}/schritt/K07"),
        &[("version", &version)],
        asd(),
    )
    .await;
    assert!(status == 422 && seite.contains("SCHUTZ-E05"));
    // E06, T-065: three answers and one word more
    let drei = [
        ("version", version.as_str()),
        ("bestaetigt", "JA"),
        ("taetig", "JA"),
        ("noch_taetig", "JA"),
        ("familie_vorher", "ja"),
    ];
    let rueck = format!("{pfad}/rueckmeldung");
    let mehr: Vec<_> = drei
        .into_iter()
        .chain([("hilfe", "Familie erhält SPFH")])
        .collect();
    let (status, seite) = senden(&app, &rueck, &mehr, asd()).await;
    assert!(status == 422 && seite.contains("SCHUTZ-E06"));
    assert_eq!(senden(&app, &rueck, &drei, asd()).await.0, 303);
    // E07: a question with a name
    let ief = [
        ("datum", "2026-11-20"),
        ("stelle", "eine Grundschule"),
        ("anfrage", "Familie Müller schlägt ihr Kind."),
    ];
    let (status, seite) = senden(&app, "/ief-beratung", &ief, wer(0xF5, Rolle::R17, vec![])).await;
    assert!(status == 422 && seite.contains("SCHUTZ-E07"));
    let ohne = [
        ief[0],
        ief[1],
        ("anfrage", "Ein Kind, 8 Jahre, hat blaue Flecken."),
    ];
    assert_eq!(
        senden(&app, "/ief-beratung", &ohne, wer(0xF5, Rolle::R17, vec![]))
            .await
            .0,
        303
    );
    assert_eq!(holen(&app, "/ief-beratung", service()).await.0, 404);
    // E08: one person alone
    let version = lies(&app, &asd(), id).await.meldung.version.to_string();
    let allein = [
        ("version", version.as_str()),
        ("nach", "GEFAEHRDUNG"),
        ("fachkraft-1", &a),
        ("grund", "x"),
        ("familie", "y"),
    ];
    let (status, seite) = senden(&app, &format!("{pfad}/bereich"), &allein, asd()).await;
    assert!(status == 422 && seite.contains("SCHUTZ-E08"));
    // all pages show and hold one h1
    for s in [
        "",
        "/angaben",
        "/erstbewertung",
        "/konzept",
        "/gericht",
        "/obhut",
        "/bereich",
        "/rueckmeldung",
        "/auszug",
    ] {
        let (status, text) = holen(&app, &format!("{pfad}{s}"), asd()).await;
        assert_eq!((status, text.matches("<h1").count()), (200, 1), "{s}");
    }
});

testkit::auf_beiden!(
    rl_05_keine_spalte_haelt_punkte_und_keine_seite_zeigt_welche,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut tx = app.db.read().await.unwrap();
        let spalten = store::spalten(&mut tx).await.unwrap();
        drop(tx);
        let schutz: Vec<_> = spalten
            .iter()
            .filter(|(t, ..)| t.starts_with("schutz_"))
            .collect();
        assert!(schutz.len() > 100, "{}", schutz.len());
        // whole numbers here are instants, versions, orders, years and yes or no: every one of them is named
        let zahlen = [
            "version",
            "nummer",
            "jahr",
            "eingang",
            "frist",
            "erstbewertung_bis",
            "zeit",
            "von",
            "bis",
            "beginn",
            "ende",
            "freiheit_beginn",
            "freiheit_ende",
            "geheimnistraeger",
            "gewichtig",
            "asd",
            "eb_beteiligt",
            "kind_beteiligt",
            "wiederholt",
            "gerichtsbeschluss",
            "bestaetigt",
            "taetig",
            "noch_taetig",
            "familie_vorher",
            "gericht",
            "obhut",
        ];
        for (tabelle, spalte, art, _) in schutz {
            assert_ne!(art, "bruch", "{tabelle}.{spalte}");
            if art == "zahl" {
                let bekannt = zahlen.contains(&spalte.as_str()) || spalte.ends_with("_am");
                assert!(
                    bekannt,
                    "{tabelle}.{spalte}: what does this number say about a person?"
                );
            }
            for wort in [
                "score",
                "punkt",
                "rang",
                "risiko",
                "prognose",
                "wahrscheinlich",
                "gewicht_",
                "stufe",
            ] {
                assert!(!spalte.contains(wort), "{tabelle}.{spalte}");
            }
        }
        let id = melde(&app, neu(1)).await;
        let (_, seite) = holen(&app, &format!("/meldungen/{id}"), asd()).await;
        for wort in ["Score", "Risikowert", "Punktzahl:", "Prognose"] {
            assert!(!seite.contains(wort), "{wort}");
        }
    }
);
