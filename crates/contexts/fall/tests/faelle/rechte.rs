//! Who may see and write what of a case.

use super::*;

testkit::auf_beiden!(
    zwei_schreiben_am_selben_fall_keiner_ueberschreibt_still,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        let felder = |worte: &'static str| [("version", "1"), ("ELTERN_AUFENTHALT-worte", worte)];
        let pfad = format!("/faelle/{id}/angabe/ELTERN_AUFENTHALT");
        assert_eq!(senden_als(&app, &pfad, &felder("Kiel"), asd()).await.0, 303);
        let (status, seite) = senden_als(&app, &pfad, &felder("Plön"), asd()).await;
        assert_eq!(status, 422);
        assert!(seite.contains("Plön") && seite.contains("inzwischen geändert"));
        assert_eq!(lies(&app, id).await.angaben.len(), 1);
        // an old button leads back to the new state
        let (status, ort) = senden_als(
            &app,
            &format!("/faelle/{id}/schritt/H02"),
            &[("version", "1")],
            asd(),
        )
        .await;
        assert_eq!((status, ort), (303, format!("/faelle/{id}")));
    }
);

testkit::auf_beiden!(rl_02_nur_wer_den_fall_fuehrt_schreibt, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = neuer_fall(&app).await;
    for k in [
        service(),
        wer(0x95, Rolle::R02, vec![]),
        wer(0x96, Rolle::R09, vec![]),
        wer(0x97, Rolle::R12, vec![]),
    ] {
        for weg in ["schritt/H02", "angabe/ELTERN_AUFENTHALT", "person"] {
            let felder = [
                ("version", "1"),
                ("ELTERN_AUFENTHALT-worte", "x"),
                ("rolle", "KIND"),
                ("nachname", "x"),
            ];
            let (status, _) = senden_als(&app, &format!("/faelle/{id}/{weg}"), &felder, k.clone()).await;
            assert_eq!(status, 404, "{weg}");
        }
    }
    // a leader reads and co-signs; the case itself is written by whoever leads it
    let leitung = wer(0x98, Rolle::R04, vec![NORD]);
    let (status, seite) = holen_als(&app, &format!("/faelle/{id}/wille"), leitung).await;
    assert!(status == 200 && !seite.contains("Wille oder Wunsch festhalten"));
    assert_eq!(ASD, Uuid::from_u128(0xE2));
});

testkit::auf_beiden!(
    eine_meldung_hat_ihre_seite_nur_im_schutzkreis,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let a = nimm(&app, aufnahme(Hinweis::Ja)).await.unwrap();
        let m = a.meldung.unwrap();
        let pfad = format!("/meldungen/{m}");
        let (status, seite) = holen_als(&app, &pfad, asd()).await;
        assert_eq!((status, seite.matches("<h1").count()), (200, 1));
        for wort in [
            "Ich brauche jemanden zum Reden.",
            "Anna Abel",
            "unverzüglich",
            "Zum Anliegen",
        ] {
            assert!(seite.contains(wort), "{wort}");
        }
        assert!(journal(&app, "meldung.lesen", "").await >= 1);
        for k in [
            service(),
            wer(0xA1, Rolle::R02, vec![]),
            wer(0xA2, Rolle::R12, vec![]),
        ] {
            assert_eq!(holen_als(&app, &pfad, k).await.0, 404);
        }
        let (_, start) = holen_als(&app, "/", asd()).await;
        assert!(start.contains(&pfad));
    }
);

testkit::auf_beiden!(
    jeder_blick_auf_personen_in_listen_steht_im_journal,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap();
        for (pfad, wo) in [
            ("/anliegen", "liste"),
            ("/anliegen.csv", "csv ohne personen"),
            ("/", "heute"),
        ] {
            assert_eq!(journal(&app, "anliegen.lesen", wo).await, 0);
            assert_eq!(holen_als(&app, pfad, service()).await.0, 200);
            assert!(journal(&app, "anliegen.lesen", wo).await > 0, "{pfad}");
        }
        senden_als(&app, "/anliegen/suche", &[("suche", "mueller")], service()).await;
        assert_eq!(journal(&app, "anliegen.lesen", "suche").await, 1);
        let neu = format!("/anliegen/neu/{}/bekannt", Uuid::from_u128(99));
        let (_, teil) = senden_als(
            &app,
            &neu,
            &[("nachname", "Müller-Șerban"), ("ortsart", "UNBEKANNT")],
            service(),
        )
        .await;
        assert!(teil.contains("Kennen wir diese Person schon?"));
        assert_eq!(journal(&app, "anliegen.lesen", "personensuche").await, 1);
        // nobody found: nothing seen, nothing noted
        senden_als(&app, "/anliegen/suche", &[("suche", "niemand")], service()).await;
        assert_eq!(journal(&app, "anliegen.lesen", "suche").await, 1);
    }
);
