//! The pages over HTTP, as a browser without JavaScript uses them.

use crate::browser::{absenden, holen, router};
use crate::gemeinsam::{MIGRATIONEN, amt as einrichten, app, buchen, ist, jahr, kontext, uta, vera};
use amt::recht::Rolle;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

testkit::auf_beiden!(vom_budget_bis_zur_buchung, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 12_345)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = router(&app, uta());
    for (pfad, woerter) in [
        (
            "/budget".to_owned(),
            vec!["Haushaltsjahre", "4.000.000,00 €", "läuft"],
        ),
        (
            "/budget/2026".to_owned(),
            vec![
                "Topf N",
                "123,45 €",
                "grün",
                "Wohin das Geld fließt",
                "Topf N, Gezahlt: 123,45 €",
                "hält sie nie auf",
            ],
        ),
        (
            format!("/budget/topf/{}", a.topf_nord),
            vec!["Verfügbar", "1.799.876,55 €", "Prognose festhalten"],
        ),
        (
            "/budget/2026/buchungen".to_owned(),
            vec!["123,45 €", "J31", "1 bis 1 von 1"],
        ),
        (
            format!("/budget/2026/buchungen?topf={}&konto=IST", a.topf_sued),
            vec!["Keine Buchung"],
        ),
        ("/budget/2026/buchen".to_owned(), vec!["5.000,00 €", "Arbeitsart"]),
        ("/budget/2026/umbuchen".to_owned(), vec!["Ansprüche gehen vor"]),
        ("/budget/2026/freigaben".to_owned(), vec!["Nichts wartet"]),
        ("/budget/2026/verteilung".to_owned(), vec!["Noch kein Szenario"]),
        (
            "/budget/2026/abschluss".to_owned(),
            vec!["So sähe der Abschluss heute aus"],
        ),
        ("/budget/2026/einlesen".to_owned(), vec!["Was die Datei enthält"]),
        ("/budget/2026/topf/neu".to_owned(), vec!["Sortierschlüssel"]),
    ] {
        let (status, html) = holen(&r, &pfad).await;
        assert_eq!(status, StatusCode::OK, "{pfad}: {html}");
        for wort in woerter {
            assert!(html.contains(wort), "{pfad} does not say {wort:?}");
        }
    }
    // an amount nobody can book keeps the input and names the field
    let falsch = format!(
        "topf={}&art=IST&betrag=1,005&datum=2026-03-01&beleg=Mein+Beleg",
        a.topf_nord
    );
    let (status, html) = absenden(&r, "/budget/2026/buchen", &falsch).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        html.contains("mehr als zwei Stellen") && html.contains("Mein Beleg"),
        "{html}"
    );
    let einmal = app.ids.uuid();
    let gut = format!(
        "topf={}&art=IST&arbeitsart=FALLSPEZIFISCH&betrag=1.000,00+%E2%82%AC&datum=2026-03-01&beleg=%3D1%2B1&einmal={einmal}",
        a.topf_nord
    );
    for _ in 0..2 {
        let (status, ort) = absenden(&r, "/budget/2026/buchen", &gut).await;
        assert_eq!(
            (status, ort.as_str()),
            (StatusCode::SEE_OTHER, "/budget/2026/buchungen")
        );
    }
    let (_, csv) = holen(&r, "/budget/2026/buchungen.csv?layout=finanzwesen").await;
    assert!(csv.contains("'=1+1"), "{csv}");
    assert!(csv.trim_end().ends_with("KONTROLLSUMME;2;112345"), "{csv}");
    let (status, _) = holen(&r, "/budget/2026/buchungen.csv?layout=spalten%3Dgehalt").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    // above the limit: the first person waits, the second releases
    let gross = gut
        .replace("1.000,00", "6.000,00")
        .replace(&einmal.to_string(), &app.ids.uuid().to_string());
    let (_, ort) = absenden(&r, "/budget/2026/buchen", &gross).await;
    assert_eq!(ort, "/budget/2026/freigaben");
    let zweite = router(&app, vera());
    let (_, html) = holen(&zweite, "/budget/2026/freigaben").await;
    let weg = html
        .split("action=\"")
        .find(|t| t.contains("/ja\""))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let (_, eigene) = holen(&r, "/budget/2026/freigaben").await;
    assert!(eigene.contains("Bitte eine andere Person."));
    let (status, _) = absenden(&zweite, &weg, "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = holen(&r, "/budget/2026").await;
    assert!(html.contains("7.123,45 €"), "{html}");
});

testkit::auf_beiden!(die_prognose_als_pdf, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 12_345)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = router(&app, uta());
    let (status, _) = absenden(
        &r,
        &format!("/budget/topf/{}/prognose", a.topf_nord),
        "neufaelle=1.900.000,00&neufaelle_grund=Neubaugebiet+%3Cam%3E+Park&beendigungen=100,00&beendigungen_grund=Umzug",
    )
    .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let pdf = async |wer| {
        let req = Request::get("/budget/2026/prognose.pdf")
            .body(Body::empty())
            .unwrap();
        let a = router(&app, wer).oneshot(req).await.unwrap();
        assert_eq!(a.status(), StatusCode::OK);
        let bytes = a.into_body().collect().await.unwrap().to_bytes();
        if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
            std::fs::write(format!("{ordner}/prognose.pdf"), &bytes).unwrap();
        }
        testkit::pdf::Pdf::lesen(&bytes).unwrap()
    };
    let p = pdf(uta()).await;
    let text = p.text();
    for wort in [
        "Topf N",
        "Topf S",
        "1.900.023,45 €",
        "100.023,45 €",
        "105,56 %",
        "rot",
        "Neubaugebiet <am> Park",
        "Umzug",
        "hält sie nie auf",
        "4.000.000,00 €",
    ] {
        assert!(text.contains(wort), "{wort}: {text}");
    }
    assert!(p.titel[0] == "Prognose 2026" && p.anzahl("Table") == 3);
    // a lead sees the own region and is told so
    let sued = pdf(kontext(Rolle::R06, 8, vec![a.sued.uuid()])).await.text();
    assert!(
        sued.contains("Topf S") && !sued.contains("Topf N") && sued.contains("eigenen Räume"),
        "{sued}"
    );
    let niemand = router(&app, kontext(Rolle::R02, 8, vec![]));
    assert_eq!(
        holen(&niemand, "/budget/2026/prognose.pdf").await.0,
        StatusCode::NOT_FOUND
    );
});

testkit::auf_beiden!(
    verteilung_vom_szenario_zum_protokoll,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        einrichten(&app, &mut tx).await;
        let may = budget::service::darf_ueberall(&uta(), None).unwrap();
        budget::service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let r = router(&app, uta());
        let (status, ort) = absenden(&r, "/budget/2027/verteilung/neu", "").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{ort}");
        let (_, html) = holen(&r, &ort).await;
        assert!(html.contains("BUDGET-E05"), "{html}");
        let gewichte = |dritte: &str| {
            format!(
                "name=Probe&version=1&gesamt=4.000.000,00&vorweg_bp=5&methode=M1&ind-0=Kinder&gew-0=50&wert-0-0=6500&wert-0-1=7300\
             &ind-1=SGB+II&gew-1=30&wert-1-0=620&wert-1-1=1010&ind-2=HzE&gew-2={dritte}&wert-2-0=180&wert-2-1=260"
            )
        };
        let (status, _) = absenden(&r, &ort, &gewichte("15")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = holen(&r, &ort).await;
        assert!(
            html.contains("BUDGET-E04") && html.contains("statt 100 Prozent"),
            "{html}"
        );
        absenden(&r, &ort, &gewichte("20").replace("version=1", "version=2")).await;
        let (_, html) = holen(&r, &ort).await;
        assert!(
            html.contains("1.639.456,26 €") && html.contains("2.160.543,74 €"),
            "{html}"
        );
        let (status, html) = absenden(&r, &format!("{ort}/beschliessen"), "beschluss=").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{html}");
        let (status, protokoll) =
            absenden(&r, &format!("{ort}/beschliessen"), "beschluss=JHA,+27.11.2026").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{protokoll}");
        let gremium = router(&app, kontext(Rolle::R23, 9, vec![]));
        for leser in [&r, &gremium] {
            let (status, html) = holen(leser, &protokoll).await;
            assert_eq!(status, StatusCode::OK);
            assert!(
                html.contains("43,1436 %") && html.contains("größter Rest") && html.contains("200.000,00 €")
            );
            let req = Request::get(format!("{protokoll}.pdf"))
                .body(Body::empty())
                .unwrap();
            let a = leser.clone().oneshot(req).await.unwrap();
            assert_eq!(a.status(), StatusCode::OK);
            let bytes = a.into_body().collect().await.unwrap().to_bytes();
            if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
                std::fs::write(format!("{ordner}/verteilung.pdf"), &bytes).unwrap();
            }
            let p = testkit::pdf::Pdf::lesen(&bytes).unwrap();
            let text = p.text();
            assert!(
                text.contains("43,1436 %") && text.contains("Gesamtbudget") && text.contains("200.000,00 €")
            );
            assert!(p.titel[0] == "Verteilungsprotokoll 2027" && p.anzahl("Table") > 1);
        }
        let (_, html) = holen(&gremium, "/budget").await;
        assert!(
            html.contains("Verteilungsprotokoll 2027") && !html.contains("/budget/2026\""),
            "{html}"
        );
        for pfad in [
            "/budget/2027",
            "/budget/2027/buchungen",
            "/budget/2027/verteilung",
        ] {
            assert_eq!(holen(&gremium, pfad).await.0, StatusCode::NOT_FOUND, "{pfad}");
        }
    }
);

testkit::auf_beiden!(wer_nichts_sehen_darf_bekommt_404, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let sued = a.sued.uuid();
    for (rolle, raeume) in [
        (Rolle::R01, vec![]),
        (Rolle::R02, vec![]),
        (Rolle::R09, vec![]),
        (Rolle::R24, vec![]),
        (Rolle::R27, vec![]),
        (Rolle::R04, vec![sued]),
        (Rolle::R06, vec![sued]),
    ] {
        let r = router(&app, kontext(rolle, 8, raeume));
        let (status, _) = holen(&r, &format!("/budget/topf/{}", a.topf_nord)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{rolle:?}");
        let (status, _) = absenden(&r, "/budget", "jahr=2030").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{rolle:?}");
        let rumpf = format!(
            "topf={}&art=IST&arbeitsart=GEMISCHT&betrag=1&datum=2026-03-01",
            a.topf_nord
        );
        let (status, _) = absenden(&r, "/budget/2026/buchen", &rumpf).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{rolle:?}");
    }
    // administers Töpfe, books nothing
    let r = router(&app, kontext(Rolle::R26, 8, vec![]));
    let rumpf = format!(
        "topf={}&art=IST&arbeitsart=GEMISCHT&betrag=1&datum=2026-03-01",
        a.topf_nord
    );
    assert_eq!(
        absenden(&r, "/budget/2026/buchen", &rumpf).await.0,
        StatusCode::NOT_FOUND
    );
});
