//! The pages of invoices, prices, payments and budgets of Träger over HTTP, as a browser without JavaScript uses them.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::browser::{absenden, holen, router, senden};
use crate::gemeinsam::{MIGRATIONEN, app, uta, vera};
use crate::traeger;
use crate::traeger::{CSV, NORD, alle_wie, buero, eingereicht, leitung, satz};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use budget::{model::Zeilenentscheidung as Z, service::rechnung};
use uuid::Uuid;

async fn hochladen(r: &Router, name: &str, inhalt: &str, felder: &[(&str, &str)]) -> (StatusCode, String) {
    let mut rumpf = String::new();
    for (n, w) in felder {
        rumpf += &format!("--x\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{w}\r\n");
    }
    rumpf += &format!(
        "--x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"{name}\"\r\n\r\n{inhalt}\r\n--x--\r\n"
    );
    let anfrage = Request::post("/rechnungen/neu").header("content-type", "multipart/form-data; boundary=x");
    senden(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

testkit::auf_beiden!(
    die_seiten_vom_hochladen_bis_zur_zahldatei,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let (traeger, amt) = (router(&app, leitung(0x11)), router(&app, vera()));
        let org = Uuid::from_u128(NORD);
        let (status, html) = holen(&amt, "/entgelte").await;
        assert!(
            status == StatusCode::OK && html.contains("Noch kein Entgelt"),
            "{html}"
        );
        let (status, html) = absenden(
            &amt,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=69,805&ab=2026-01-01"),
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("69,805"),
            "{html}"
        );
        let (status, _) = absenden(
            &amt,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=69,80&ab=2026-01-01"),
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        // a Träger reads its prices and enters none
        let (_, html) = holen(&traeger, "/entgelte").await;
        assert!(
            html.contains("69,80 €") && !html.contains("Satz eintragen"),
            "{html}"
        );
        let (status, _) = absenden(
            &traeger,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=99&ab=2026-01-01"),
        )
        .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, html) = hochladen(&traeger, "r.csv", CSV, &[("nummer", ""), ("datum", "")]).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Rechnungsnummer angeben"),
            "{html}"
        );
        let formel = [("nummer", "=1+1"), ("datum", "2026-11-02"), ("summe", "168,69")];
        let (status, ort) = hochladen(&traeger, "r.csv", CSV, &formel).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{ort}");
        let (_, html) = holen(&traeger, &ort).await;
        assert!(
            html.contains("Keine Abweichung") && html.contains("Einreichen"),
            "{html}"
        );
        assert_eq!(holen(&amt, &ort).await.0, StatusCode::NOT_FOUND);
        assert_eq!(
            absenden(&traeger, &format!("{ort}/einreichen"), "").await.0,
            StatusCode::SEE_OTHER
        );
        let (_, html) = holen(&amt, "/rechnungen").await;
        assert!(html.contains("=1+1") && html.contains("eingereicht"), "{html}");
        let (status, html) = absenden(
            &amt,
            &format!("{ort}/entscheiden"),
            "version=2&zeile-1=GEFORDERT&zeile-2=",
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Bitte für Zeile 2 entscheiden"),
            "{html}"
        );
        let (status, _) = absenden(
            &amt,
            &format!("{ort}/entscheiden"),
            "version=2&zeile-1=GEFORDERT&zeile-2=GEFORDERT",
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = holen(&amt, &ort).await;
        assert!(
            html.contains("angenommen") && html.contains("/budget/buchung/"),
            "{html}"
        );
        let (_, html) = holen(&traeger, &ort).await;
        assert!(
            html.contains("angenommen") && !html.contains("/budget/buchung/"),
            "{html}"
        );
        assert_eq!(
            holen(&traeger, "/rechnungen/zahllauf").await.0,
            StatusCode::NOT_FOUND
        );
        let (_, html) = holen(&amt, "/rechnungen/zahllauf").await;
        assert!(html.contains("168,69 €"), "{html}");
        assert_eq!(
            absenden(&amt, "/rechnungen/zahllauf", "").await.0,
            StatusCode::SEE_OTHER
        );
        let (_, html) = holen(&amt, "/rechnungen/zahllauf").await;
        let datei = html
            .split("href=\"")
            .find(|t| t.starts_with("/rechnungen/zahllauf/"))
            .unwrap();
        let datei = datei.split('"').next().unwrap();
        let (_, csv) = holen(&amt, &format!("{datei}?layout=finanzwesen")).await;
        assert!(
            csv.contains("'=1+1"),
            "no spreadsheet takes it for a formula: {csv}"
        );
        assert!(csv.trim_end().ends_with("KONTROLLSUMME;1;16869"), "{csv}");
        let (_, csv) = holen(
            &amt,
            &format!("{datei}?layout=trenner%3Dtab%20kopf%3Dnein%20spalten%3Dnr%2Cbetrag"),
        )
        .await;
        assert_eq!(csv.trim_start_matches('\u{feff}').trim_end(), "1\t168,69");
        assert_eq!(
            holen(&amt, &format!("{datei}?layout=spalten%3Diban")).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let (status, html) = absenden(&amt, &format!("{ort}/storno"), "version=4&storno_grund=").await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("warum storniert"),
            "{html}"
        );
        let (status, _) = absenden(&amt, &format!("{ort}/storno"), "version=4&storno_grund=falsch").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = holen(&traeger, &ort).await;
        assert!(html.contains("werden zurückgefordert"), "{html}");
    }
);

testkit::auf_beiden!(
    traegerbudget_und_anteil_der_anderen,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let id = eingereicht(&app, &mut tx, "R-1", CSV).await;
        alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
        tx.commit().await.unwrap();
        let (amt, traeger) = (router(&app, uta()), router(&app, leitung(0x11)));
        let (_, html) = holen(&amt, "/budget/2026/traeger").await;
        assert!(
            html.contains("kein Trägerbudget") && html.contains("100,0 %") && html.contains("<svg"),
            "{html}"
        );
        let org = Uuid::from_u128(NORD);
        let gut = format!(
            "traeger={org}&art=TEAM_VZAE&menge=5,5&satz=78.500,00&sachkosten=68.250&leistungsart=J31&von=2026-01-01&bis=2026-12-31&topf={}&einmal={}",
            a.topf_nord,
            app.ids.uuid()
        );
        let (status, html) = absenden(
            &amt,
            "/budget/2026/traeger",
            &gut.replace("2026-12-31", "2027-01-31"),
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Die Zeit muss in"),
            "{html}"
        );
        assert_eq!(
            absenden(&traeger, "/budget/2026/traeger", &gut).await.0,
            StatusCode::NOT_FOUND
        );
        // sent twice, entered once
        for _ in 0..2 {
            assert_eq!(
                absenden(&amt, "/budget/2026/traeger", &gut).await.0,
                StatusCode::SEE_OTHER
            );
        }
        for (r, pfad) in [(&amt, "/budget/2026/traeger"), (&traeger, "/rechnungen")] {
            let (_, html) = holen(r, pfad).await;
            assert!(
                html.contains("500.000,00 €") && html.contains("41.666,67 €") && html.contains("41.666,63 €"),
                "{html}"
            );
        }
        let (_, html) = holen(&router(&app, leitung(0x12)), "/rechnungen").await;
        assert!(!html.contains("500.000,00 €"));
        // its instalments: booked by button, each waits for a second person
        let (_, html) = holen(&amt, "/budget/2026/traeger").await;
        assert_eq!(
            html.matches("<td class=\"kern-table__cell\" data-titel=\"Raten\">")
                .count(),
            1,
            "{html}"
        );
        let pfad = html
            .split("href=\"")
            .find(|t| t.starts_with("/budget/2026/traeger/"))
            .unwrap();
        let pfad = pfad.split('"').next().unwrap();
        assert_eq!(
            absenden(&traeger, "/budget/2026/traeger/raten", "").await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(holen(&traeger, pfad).await.0, StatusCode::NOT_FOUND);
        assert_eq!(
            absenden(&amt, "/budget/2026/traeger/raten", "").await.0,
            StatusCode::SEE_OTHER
        );
        let (_, html) = holen(&amt, pfad).await;
        assert_eq!(html.matches("wartet auf").count(), 11, "{html}");
        assert!(
            html.contains("noch nicht fällig") && html.contains("Topf N"),
            "{html}"
        );
        let (status, html) = absenden(&amt, pfad, "grund=falsch").await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("wartende Raten: 11"),
            "{html}"
        );
        // what the budget pays is not paid a second time
        let mut tx = app.db.write().await.unwrap();
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1;20.10.2026;60;69,80;69,80\n";
        let id = eingereicht(&app, &mut tx, "R-2", csv).await;
        let p = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().pruefung;
        assert_eq!(p.zeilen[0].befunde[0].code, "BUDGET-E64");
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(nichts_getipptes_geht_verloren, MIGRATIONEN, |db| async move {
    let (app, _) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    satz(&app, &mut tx, 6_980, "2026-01-01").await;
    let id = eingereicht(&app, &mut tx, "R-1", CSV).await;
    let entwurf = traeger::einlesen(
        &app,
        &mut tx,
        &leitung(0x11),
        "r.csv",
        CSV.as_bytes(),
        &traeger::kopf("R-1"),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let (traeger, amt) = (router(&app, leitung(0x11)), router(&app, vera()));
    // a number that is taken: the link of the error leads to a place that is there
    let (status, html) = absenden(&traeger, &format!("/rechnungen/{entwurf}/einreichen"), "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        html.contains("href=\"#feld-rechnung\"") && html.contains("id=\"feld-rechnung\""),
        "{html}"
    );
    assert!(html.contains("Entwurf verwerfen"), "{html}");
    let (status, html) = absenden(&amt, &format!("/rechnungen/{id}/oeffnen"), "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        html.contains("id=\"feld-grund\"") || !html.contains("#feld-grund"),
        "{html}"
    );
    // what the page showed as computed is not what is computed now
    let (_, html) = holen(&amt, &format!("/rechnungen/{id}")).await;
    assert!(html.contains("name=\"soll-1\" value=\"11052\""), "{html}");
    let pfad = format!("/rechnungen/{id}/entscheiden");
    let getippt = "version=2&zeile-1=GEFORDERT&soll-1=1&zeile-2=NEIN&soll-2=5817&grund=Kontakt+fehlt";
    let (status, html) = absenden(&amt, &pfad, getippt).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        html.contains("Kontakt fehlt") && html.contains("vorher 0,01 €") && html.contains("value=\"11052\""),
        "{html}"
    );
    assert!(html.contains("<option value=\"NEIN\" selected>"), "{html}");
    // somebody else decided in between
    let getippt = getippt.replace("soll-1=1&", "soll-1=11052&");
    assert_eq!(absenden(&amt, &pfad, &getippt).await.0, StatusCode::SEE_OTHER);
    let (status, html) = absenden(&amt, &pfad, &getippt).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        html.contains("Das hatten Sie eingegeben") && html.contains("nicht bezahlen"),
        "{html}"
    );
    let (status, html) = absenden(
        &amt,
        &format!("/rechnungen/{id}/storno"),
        "version=1&storno_grund=Falscher+Monat",
    )
    .await;
    assert!(
        status == StatusCode::CONFLICT && html.contains("value=\"Falscher Monat\""),
        "{html}"
    );
});
