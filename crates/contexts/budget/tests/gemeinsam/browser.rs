//! A browser without JavaScript: asks for pages and sends forms.
#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use amt::{App, Kontext};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

pub fn router(app: &App, wer: Kontext) -> Router {
    budget::routen().layer(Extension(wer)).with_state(app.clone())
}

pub async fn senden(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let ort = antwort
        .headers()
        .get("location")
        .map(|l| l.to_str().unwrap().to_owned());
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (
        status,
        ort.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()),
    )
}

pub async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    senden(r, Request::get(pfad).body(Body::empty()).unwrap()).await
}

pub async fn absenden(r: &Router, pfad: &str, rumpf: &str) -> (StatusCode, String) {
    let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    senden(r, anfrage.body(Body::from(rumpf.to_owned())).unwrap()).await
}
