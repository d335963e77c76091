//! Asking pages as a browser does, as a signed-in user.

use amt::{App, Kontext};
use axum::{body::Body, http::Request, response::Response};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::service;

pub async fn senden(app: &App, pfad: &str, felder: &[(&str, &str)]) -> (u16, String) {
    senden_als(app, pfad, felder, service()).await
}

/// Status, and the page or where it leads to.
pub async fn senden_als(app: &App, pfad: &str, felder: &[(&str, &str)], wer: Kontext) -> (u16, String) {
    let rumpf = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .finish();
    let mut req = Request::post(pfad)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf))
        .unwrap();
    req.extensions_mut().insert(wer);
    text(
        fall::routen()
            .merge(schutz::routen())
            .with_state(app.clone())
            .oneshot(req)
            .await
            .unwrap(),
    )
    .await
}

pub async fn holen(app: &App, pfad: &str) -> (u16, String) {
    holen_als(app, pfad, service()).await
}

pub async fn holen_als(app: &App, pfad: &str, wer: Kontext) -> (u16, String) {
    let mut req = Request::get(pfad).body(Body::empty()).unwrap();
    req.extensions_mut().insert(wer);
    text(
        fall::routen()
            .merge(schutz::routen())
            .with_state(app.clone())
            .oneshot(req)
            .await
            .unwrap(),
    )
    .await
}

/// Status and the bytes of a file.
pub async fn datei_als(app: &App, pfad: &str, wer: Kontext) -> (u16, Vec<u8>) {
    let mut req = Request::get(pfad).body(Body::empty()).unwrap();
    req.extensions_mut().insert(wer);
    let a = fall::routen().with_state(app.clone()).oneshot(req).await.unwrap();
    let status = a.status().as_u16();
    (status, a.into_body().collect().await.unwrap().to_bytes().to_vec())
}

async fn text(a: Response) -> (u16, String) {
    let ort = a
        .headers()
        .get("location")
        .map(|l| l.to_str().unwrap().to_owned());
    let status = a.status().as_u16();
    let rumpf = a.into_body().collect().await.unwrap().to_bytes();
    (
        status,
        ort.unwrap_or_else(|| String::from_utf8_lossy(&rumpf).into_owned()),
    )
}
