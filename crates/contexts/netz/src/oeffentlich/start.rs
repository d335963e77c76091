//! `/quartier`: the first page.

use amt::App;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use web::{Ergebnis, Umleitung};

use super::{
    rahmen::{Rahmen, seite},
    sprache::Sprache,
};
use crate::{codes::Thema, service};

#[derive(Template)]
#[template(path = "netz/oeffentlich/start.html")]
struct Start {
    r: Rahmen,
    /// Themes that have offers, with their number.
    themen: Vec<(&'static str, String, usize)>,
    anzahl: usize,
}

/// `GET /quartier`: to the language the browser asks for.
pub(super) async fn sprache_waehlen(kopf: HeaderMap) -> Response {
    let wunsch = kopf
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|w| w.to_str().ok())
        .unwrap_or_default();
    let s = Sprache::gewuenscht(wunsch);
    let mut antwort = Umleitung::nach(format!("/quartier/{}", s.code())).into_response();
    let sprache = HeaderValue::from_static("Accept-Language");
    antwort.headers_mut().insert(header::VARY, sprache);
    antwort
}

/// `GET /quartier/{sprache}`
pub(super) async fn zeigen(State(app): State<App>, Path(sprache): Path<String>) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let je_thema = service::oeffentlich::je_thema(&app, &mut tx).await?;
    let anzahl = service::oeffentlich::anzahl(&app, &mut tx).await?;
    let themen = Thema::ALLE
        .iter()
        .zip(je_thema)
        .filter(|(_, n)| *n > 0)
        .map(|(t, n)| (t.code(), s.t(&format!("thema-{}", t.code())), n))
        .collect();
    let r = Rahmen::neu(&app, s, s.t("name"), "", "start");
    Ok(seite(Start { r, themen, anzahl }))
}
