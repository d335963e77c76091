//! The Gesamtplan as page and as document (Fachkonzept 4.12): all of its contents, the share in the Sozialraum in every
//! plan, the statement about getting a Baustein together with others.

use testkit::pdf::Pdf;

use crate::{
    gemeinsam::{
        ALLE, asd,
        seiten::{datei_als, holen_als},
        stadt,
    },
    hilfe::teilhabe_weg::{
        PLAN, angabe, baustein, beginn, bereiche, bis_g2, bis_g6, bis_g9, egh, ja, lies, nein,
    },
};

testkit::auf_beiden!(
    der_gesamtplan_als_pdf_haelt_alles_nach_4_12,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bis_g9(&app).await;
        let weg = format!("/faelle/{id}/gesamtplan.pdf");
        let (status, bytes) = datei_als(&app, &weg, egh()).await;
        assert_eq!(status, 200);
        if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
            std::fs::write(format!("{ordner}/gesamtplan.pdf"), &bytes).unwrap();
        }
        let p = Pdf::lesen(&bytes).unwrap();
        let text = p.text();
        // what the person says comes first, what the office wants to know last
        let folge = [
            "Das sagt die Person selbst",
            "Ich schaffe das bald allein.",
            "Stärken und Selbsthilfe",
            "kann gut rechnen",
            "die Nachbarin kommt mit",
            "Café Paletti am Markt",
            "Teilhabeziele",
            "Begleitung beim Einkaufen",
            "Die neun Lebensbereiche",
            "Instrument SH",
            "Leistungen",
            "60 bis 120 Minuten in der Woche",
            "01.12.2026 bis 30.11.2027",
            "Wunsch: allein",
            "§ 104 Abs. 3 S. 4",
            "kein Persönliches Budget",
            "Sie kauft allein ein",
            "21.11.2028",
            "eingegangen am 20.11.2026",
            "einverstanden",
            "Anna Abel (fallführend)",
        ];
        let mut ab = 0;
        for wort in folge {
            let da = text[ab..].find(wort);
            assert!(da.is_some(), "{wort} after {ab}: {text}");
            ab += da.unwrap();
        }
        for bereich in ["Kommunikation", "Mobilität", "Selbstversorgung"] {
            assert!(text.contains(bereich), "{bereich}");
        }
        assert_eq!((p.anzahl("H1"), p.anzahl("Table")), (1, 2));
        // the version, whenever it is printed
        uhr.stelle(base::Zeitpunkt("2026-12-24T09:00:00Z".parse().unwrap()));
        assert_eq!(datei_als(&app, &weg, egh()).await.1, bytes);
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/gesamtplan"), egh()).await;
        assert!(seite.contains(&weg));
        // nobody of another statute
        assert_eq!(datei_als(&app, &weg, asd()).await.0, 404);
    }
);

testkit::auf_beiden!(
    ohne_fassung_gibt_es_kein_blatt_und_ohne_staerke_auch_nicht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let leer = beginn(&app).await;
        for (id, ziel) in [(leer, "ressourcen"), (bis_g6(&app).await, "gesamtplan")] {
            let (status, ort) = holen_als(&app, &format!("/faelle/{id}/gesamtplan.pdf"), egh()).await;
            assert_eq!((status, ort), (303, format!("/faelle/{id}/{ziel}")));
        }
    }
);

testkit::auf_beiden!(der_sozialraum_steht_in_jedem_gesamtplan, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    // whatever the Geschäftsordnung says about other helps
    let mut tx = app.db.write().await.unwrap();
    tx.execute(
        "UPDATE geschaeftsordnung SET toml = toml || $1",
        store::werte!["\n[fall]\nsozialraumanteil_pflicht = false\n"],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let id = bis_g6(&app).await;
    assert_eq!(baustein(&app, id, "E113-8", "EINZEL").await.0, 303);
    let mut ohne = PLAN.to_vec();
    ohne.retain(|(n, _)| *n != "sozialraum");
    nein(&app, id, "gesamtplan", &ohne, "#feld-sozialraum").await;
    ja(&app, id, "gesamtplan", &PLAN).await;
});

testkit::auf_beiden!(t_056_acht_von_neun_bereichen_beantwortet, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = bis_g2(&app).await;
    for (a, w) in [
        ("BERATUNG_106", "Leichte Sprache"),
        ("EUTB_HINWEIS", ""),
        ("BEDARFSINSTRUMENT", "Instrument SH"),
    ] {
        angabe(&app, id, a, w).await;
    }
    bereiche(&app, id, 8).await;
    let e07 = |a: &fall::service::fall::lesen::Akte| {
        let u = fall::rules::fall::spur::finde(a.fall.stand, "EG05").unwrap();
        let befunde = a.lage().gehe(u).unwrap_err();
        befunde.iter().any(|b| b.code == "FALL-E07")
    };
    assert!(e07(&lies(&app, id).await));
    bereiche(&app, id, 9).await;
    assert!(!e07(&lies(&app, id).await));
});

testkit::auf_beiden!(
    t_057_a_nicht_gemeinsam_b_gemeinsam_c_nicht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g6(&app).await;
        // A: alone, "Gestaltung sozialer Beziehungen" in the own flat; B: together, goals attainable; C: not acceptable
        for (art, typ, wunsch, wohnen, zumutbar, soll) in [
            ("E113-2", "EINZEL", "EINZELN", true, true, "§ 104 Abs. 3 S. 4"),
            ("E113-2", "POOL", "GEMEINSAM", false, true, "§ 116 Abs. 3"),
            ("E113-5", "EINZEL", "EGAL", false, false, "nicht zumutbar"),
        ] {
            assert_eq!(baustein(&app, id, art, typ).await.0, 303);
            let b = lies(&app, id).await.bausteine.last().unwrap().id;
            let mut felder = vec![
                ("wunsch", wunsch),
                ("grund", "so besprochen"),
                ("vereinbarung", "ja"),
                ("ziele_erreichbar", "ja"),
            ];
            for (name, an) in [("wohnen", wohnen), ("zumutbar", zumutbar)] {
                if an {
                    felder.push((name, "ja"));
                }
            }
            ja(&app, id, &format!("gesamtplan/baustein/{b}/gemeinsam"), &felder).await;
            let a = lies(&app, id).await;
            let egh = a.egh.as_ref().unwrap();
            let b = a.bausteine.iter().find(|x| x.id == b).unwrap();
            let aussage = fall::rules::fall::gesamtplan::aussage(b, egh.poolaussage(b.id.uuid()).unwrap());
            assert!(aussage.contains(soll), "{aussage}");
        }
        // planned as the table says: nothing to complain about, and each statement stands in the plan
        ja(&app, id, "gesamtplan", &PLAN).await;
        let g = lies(&app, id).await.plaene[0].als_gesamtplan().unwrap();
        assert_eq!(g.pooling.len(), 3);
    }
);
