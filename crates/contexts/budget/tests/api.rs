//! Invoices by JSON and as XRechnung: the same checks and codes as the pages and the files.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam;
use crate::gemeinsam::{MIGRATIONEN, app, vera};
use crate::traeger::{NORD, buero, leitung, satz};
use amt::{App, Kontext};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

fn router(app: &App, wer: Kontext) -> Router {
    let (routen, _) = budget::api().split_for_parts();
    routen.layer(Extension(wer)).with_state(app.clone())
}

async fn fragen(r: &Router, methode: &str, pfad: &str, rumpf: &Value) -> (StatusCode, Value) {
    schicken(r, methode, pfad, ("application/json", rumpf.to_string())).await
}

async fn schicken(
    r: &Router,
    methode: &str,
    pfad: &str,
    (art, rumpf): (&str, String),
) -> (StatusCode, Value) {
    let anfrage = Request::builder()
        .method(methode)
        .uri(pfad)
        .header("content-type", art)
        .body(Body::from(rumpf))
        .unwrap();
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    // what the layer around all rooms makes problem+json of
    if let Some(fehler) = antwort.extensions().get::<web::WebFehler>() {
        return (status, json!(format!("{fehler:?}")));
    }
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&bytes);
    (
        status,
        serde_json::from_str(&text).unwrap_or_else(|_| json!(text)),
    )
}

fn rechnung(nummer: &str, menge: i64, betrag: i64) -> Value {
    json!({ "nummer": nummer, "datum": "2026-11-02", "zeilen": [
        { "auftrag": "J-2026-1/1", "von": "2026-10-20", "einheit": "STUNDE", "menge": menge, "satz": 6_980, "betrag": betrag }
    ] })
}

testkit::auf_beiden!(
    eine_rechnung_kommt_aus_einem_programm,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        tx.commit().await.unwrap();
        let ich = router(&app, leitung(0x11));
        let (status, a) = fragen(&ich, "POST", "/api/v1/rechnungen", &rechnung("A-1", 60, 6_980)).await;
        assert_eq!(
            (status, &a["stand"], &a["befunde"]),
            (StatusCode::CREATED, &json!("ENTWURF"), &json!([])),
            "{a}"
        );
        let pfad = format!("/api/v1/rechnungen/{}", a["id"].as_str().unwrap());
        let (status, b) = fragen(&ich, "POST", &format!("{pfad}/einreichen"), &json!({})).await;
        assert_eq!(
            (status, &b["stand"]),
            (StatusCode::OK, &json!("EINGEREICHT")),
            "{b}"
        );
        let (status, _) = fragen(&ich, "POST", &format!("{pfad}/einreichen"), &json!({})).await;
        assert_eq!(status, StatusCode::CONFLICT);
        // the number counts: the same code as on the page
        let (_, c) = fragen(&ich, "POST", "/api/v1/rechnungen", &rechnung("A-1", 60, 6_980)).await;
        let zweite = format!("/api/v1/rechnungen/{}/einreichen", c["id"].as_str().unwrap());
        let (status, d) = fragen(&ich, "POST", &zweite, &json!({})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(d.to_string().contains("BUDGET-E62"), "{d}");
        // a difference is said at once
        let (_, e) = fragen(&ich, "POST", "/api/v1/rechnungen", &rechnung("A-2", 60, 7_000)).await;
        assert!(!e["befunde"].as_array().unwrap().is_empty(), "{e}");
        // the office brings one in for a Träger, and must say for which
        let amt = router(&app, vera());
        let ohne = rechnung("A-3", 60, 6_980);
        let (status, f) = fragen(&amt, "POST", "/api/v1/rechnungen", &ohne).await;
        assert!(status == 422 && f.to_string().contains("BUDGET-E66"), "{f}");
        let mut mit = ohne;
        mit["traeger"] = json!(Uuid::from_u128(NORD));
        let (status, g) = fragen(&amt, "POST", "/api/v1/rechnungen", &mit).await;
        assert_eq!(status, StatusCode::CREATED, "{g}");
        // nobody else sees it
        let fremd = router(&app, gemeinsam::kontext(amt::recht::Rolle::R01, 8, vec![]));
        for (methode, p) in [("GET", pfad.as_str()), ("POST", "/api/v1/rechnungen")] {
            let (status, _) = fragen(&fremd, methode, p, &rechnung("A-9", 1, 1)).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{methode} {p}");
        }
    }
);

testkit::auf_beiden!(schlechte_werte_werden_benannt, MIGRATIONEN, |db| async move {
    let (app, _) = buero(app(db)).await;
    let ich = router(&app, leitung(0x11));
    let gut = rechnung("A-1", 60, 6_980);
    let mit = |zeiger: &str, wert: Value| {
        let mut r = gut.clone();
        *r.pointer_mut(zeiger).unwrap() = wert;
        r
    };
    let mut rueckwaerts = gut.clone();
    rueckwaerts["zeilen"][0]["bis"] = json!("2026-10-01");
    for (code, r) in [
        ("BUDGET-E66", mit("/nummer", json!(" "))),
        ("BUDGET-E66", mit("/nummer", json!("x".repeat(61)))),
        ("BUDGET-E66", mit("/zeilen", json!([]))),
        ("BUDGET-E66", mit("/zeilen/0/menge", json!(0))),
        ("BUDGET-E66", mit("/zeilen/0/auftrag", json!(""))),
        ("BUDGET-E31", mit("/zeilen/0/betrag", json!(i64::MIN))),
        ("BUDGET-E31", mit("/zeilen/0/satz", json!(i64::MAX))),
        ("BUDGET-E66", rueckwaerts),
    ] {
        let (status, a) = fragen(&ich, "POST", "/api/v1/rechnungen", &r).await;
        assert!(
            status == 422 && a.to_string().contains(code),
            "{code} {r}: {status} {a}"
        );
    }
    for r in [
        mit("/zeilen/0/betrag", json!(69.805)),
        mit("/zeilen/0/betrag", json!("69,80 Euro")),
        mit("/zeilen/0/einheit", json!("JAHR")),
        mit("/datum", json!("2026-02-30")),
    ] {
        let (status, a) = fragen(&ich, "POST", "/api/v1/rechnungen", &r).await;
        assert!(status == 422 || status == 400, "{r}: {status} {a}");
    }
});

const UBL: &str = include_str!("belege/ubl.xml");
const CII: &str = include_str!("belege/cii.xml");

testkit::auf_beiden!(
    eine_xrechnung_kommt_aus_einem_programm,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        tx.commit().await.unwrap();
        let ich = router(&app, leitung(0x11));
        let pfad = "/api/v1/rechnungen";
        let xml = |text: &str| ("application/xml; charset=utf-8", text.to_owned());
        // T-099 by XML: both syntaxes say the same
        for text in [UBL, CII] {
            let (status, a) = schicken(&ich, "POST", pfad, xml(text)).await;
            assert_eq!(
                (status, &a["nummer"], &a["summe"], &a["befunde"]),
                (
                    StatusCode::CREATED,
                    &json!("2026-0815"),
                    &json!(16_869),
                    &json!([])
                ),
                "{a}"
            );
        }
        // the office says whose it is
        let amt = router(&app, vera());
        let (status, a) = schicken(&amt, "POST", pfad, xml(UBL)).await;
        assert!(status == 422 && a.to_string().contains("BUDGET-E66"), "{a}");
        let mit = format!("{pfad}?traeger={}", Uuid::from_u128(NORD));
        let (status, a) = schicken(&amt, "POST", &mit, xml(UBL)).await;
        assert_eq!(status, StatusCode::CREATED, "{a}");
        // a Träger cannot send for another: the key is not looked at
        let (_, a) = schicken(
            &ich,
            "POST",
            &format!("{pfad}?traeger={}", Uuid::from_u128(0xa1)),
            xml(UBL),
        )
        .await;
        let id = a["id"].as_str().unwrap();
        let sued = router(&app, leitung(0x12));
        let (status, _) = fragen(&sued, "GET", &format!("{pfad}/{id}"), &json!({})).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        // the codes of the page
        let bombe = format!("<!DOCTYPE x [<!ENTITY a \"a\">]>{UBL}");
        for (code, text) in [
            ("BUDGET-E09", UBL.replace(">110.52<", ">110.524<")),
            ("BUDGET-E66", bombe),
            ("BUDGET-E66", "nr;betrag".to_owned()),
            ("BUDGET-E66", String::new()),
            ("BUDGET-E67", UBL.replace("Invoice", "CreditNote")),
            ("BUDGET-E68", UBL.replace(">EUR<", ">USD<")),
            (
                "BUDGET-E69",
                UBL.replace(">0.00</cbc:TaxAmount>", ">32.05</cbc:TaxAmount>"),
            ),
        ] {
            let (status, a) = schicken(&ich, "POST", pfad, xml(&text)).await;
            assert!(
                status == 422 && a.to_string().contains(code),
                "{code}: {status} {a}"
            );
        }
        // nothing of a refused one is kept: four were taken
        let mut tx = app.db.read().await.unwrap();
        let (n,): (i64,) = tx
            .fetch_one("SELECT COUNT(*) FROM rechnung", store::werte![])
            .await
            .unwrap();
        assert_eq!(n, 4);
        drop(tx);
        let (status, _) = schicken(&ich, "POST", pfad, ("text/csv", "a".to_owned())).await;
        assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let gross = " ".repeat(2_200_000);
        let (status, _) = schicken(&ich, "POST", pfad, xml(&gross)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    }
);
