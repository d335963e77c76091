//! The pages, as the browser gets them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod gemeinsam;

use amt::recht::Rolle;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use gemeinsam::{MIGRATIONEN, app, beschliessen, raum_anlegen, seiten, stadt};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    lesen(r, anfrage).await
}

async fn senden(r: &Router, pfad: &str, rumpf: &str) -> (StatusCode, String) {
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf.to_owned()))
        .unwrap();
    lesen(r, anfrage).await
}

async fn lesen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn eins(app: &amt::App, sql: &'static str) -> uuid::Uuid {
    let mut tx = app.db.read().await.unwrap();
    let (id,): (uuid::Uuid,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
    id
}

testkit::auf_beiden!(alle_seiten_antworten, MIGRATIONEN, |db| async move {
    let app = app(db);
    let leer = seiten(&app, Rolle::R22);
    for pfad in [
        "/raeume",
        "/raeume/pruefung",
        "/raeume/gliederungen",
        "/adresse",
        "/raeume.csv",
    ] {
        assert_eq!(holen(&leer, pfad).await.0, StatusCode::OK, "leer {pfad}");
    }
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    let boese = "<script>alert(1)</script>\u{202e}";
    raum_anlegen(&app, &mut tx, g, ("REGION", "=X", boese), None, None).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let (status, html) = holen(&r, "/raeume").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("<svg") && html.contains("Nordstadt") && html.contains("Gilt heute"),
        "{html}"
    );
    assert!(!html.contains("<script>alert"));
    assert!(holen(&r, "/raeume?q=heidb").await.1.contains("Heidberg"));
    assert!(
        holen(&r, "/raeume?q=gibtsnicht")
            .await
            .1
            .contains("Kein Raum gefunden")
    );
    let csv = holen(&r, "/raeume.csv").await.1;
    assert!(csv.contains("'=X") && csv.contains("SR-N1;Nordstadt"), "{csv}");
    let karte: serde_json::Value = serde_json::from_str(&holen(&r, "/raeume/karte.geojson").await.1).unwrap();
    assert_eq!(karte["features"].as_array().unwrap().len(), 3);

    let n1 = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-N1'").await;
    let (status, html) = holen(&r, &format!("/raeume/{n1}")).await;
    assert_eq!(status, StatusCode::OK);
    for wort in [
        "Buchenweg",
        "alle Nummern, ungerade",
        "1–49, ungerade",
        "Südviertel",
        "12.345",
    ] {
        assert!(html.contains(wort), "{wort}: {html}");
    }
    assert_eq!(holen(&r, &format!("/raeume/{g}")).await.0, StatusCode::NOT_FOUND);
    let (status, html) = holen(&r, "/raeume/pruefung").await;
    assert!(
        status == StatusCode::OK && html.contains("Nichts steht dem Beschluss entgegen"),
        "{html}"
    );
    assert!(
        holen(&r, "/raeume/gliederungen")
            .await
            .1
            .contains("Jugendhilfeausschuss")
    );
    let api: serde_json::Value = serde_json::from_str(&holen(&r, "/api/v1/raeume").await.1).unwrap();
    assert_eq!(api.as_array().unwrap().len(), 6);
    let api = holen(&r, "/api/v1/adressen?q=buchenw%201").await.1;
    assert!(api.contains("Buchenweg 17"), "{api}");
});

testkit::auf_beiden!(nachschlagen_und_festlegen, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let (_, html) = senden(&r, "/adresse/vorschlaege", "adresse-text=buchenw+1").await;
    assert!(html.contains("Buchenweg 17") && !html.contains("<html"), "{html}");
    let (status, html) = senden(&r, "/adresse", "adresse-text=Buchenweg+17&stichtag=2026-11-18").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("Nordstadt") && html.contains("Warum?") && html.contains("Zeile 2"),
        "{html}"
    );
    let (status, html) = senden(&r, "/adresse", "adresse-text=&stichtag=2026-11-18").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Bitte eine Anschrift eingeben"));
    let (_, html) = senden(&r, "/adresse", "adresse-text=Buchenwek+17&stichtag=2026-11-18").await;
    assert!(html.contains("Buchenweg 17"), "{html}");

    let a = eins(&app, "SELECT id FROM adresse WHERE nr = 17 AND zusatz = ''").await;
    let sued = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-SUED'").await;
    let pfad = format!("/adresse/{a}/festlegen");
    assert_eq!(holen(&r, &pfad).await.0, StatusCode::OK);
    assert_eq!(
        holen(&seiten(&app, Rolle::R01), &pfad).await.0,
        StatusCode::NOT_FOUND
    );
    let form = format!("raum={sued}&grund=&einmal={a}");
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("raum={sued}&grund=Eingang+am+S%C3%BCdweg&einmal={a}");
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::SEE_OTHER);
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::SEE_OTHER);
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM adress_ausnahme", store::werte![])
        .await
        .unwrap();
    assert_eq!(n, 1, "ein doppeltes Absenden legt nur einmal fest");
    let (_, html) = senden(&r, "/adresse", "adresse-text=Buchenweg+17&stichtag=2026-11-18").await;
    assert!(
        html.contains("Südviertel") && html.contains("Eingang am Südweg"),
        "{html}"
    );
});

testkit::auf_beiden!(aendern_mit_fehler_und_konflikt, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    stadt(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let id = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-N1'").await;
    let pfad = format!("/raeume/{id}/bearbeiten");
    assert_eq!(
        holen(&seiten(&app, Rolle::R01), &pfad).await.0,
        StatusCode::NOT_FOUND
    );
    let (status, html) = senden(&r, &pfad, "version=1&name=Neu&ausbaustatus=AUSGESETZT").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("warum die Arbeit ausgesetzt ist") && html.contains("value=\"Neu\""));
    let gut = "version=1&name=Neu&ausbaustatus=AUSGESETZT&grund=pandemiebedingt";
    assert_eq!(senden(&r, &pfad, gut).await.0, StatusCode::SEE_OTHER);
    let (status, html) = senden(&r, &pfad, "version=1&name=Anders&ausbaustatus=PILOT").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(html.contains("value=\"Anders\"") && html.contains("<bdi>Neu</bdi>"));
    let (status, _) = senden(&r, &pfad, "version=2&name=A%00B&ausbaustatus=PILOT").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
});
