//! What programs ask a site for: the list of its pages, and where they may look.

use std::fmt::Write as _;

use amt::App;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use web::Ergebnis;

use super::sprache::Sprache;
use crate::service;

/// Addresses in one file; the standard allows 50,000.
const JE_DATEI: usize = 40_000;

#[derive(serde::Deserialize)]
pub(super) struct Teil {
    teil: Option<usize>,
}

/// Where this site is reached: as configured, or as the request says.
pub fn basis(app: &App, kopf: &HeaderMap) -> String {
    if let Some(adresse) = app.rahmen.oeffentliche_adresse.as_deref() {
        return adresse.trim_end_matches('/').to_owned();
    }
    let host = kopf
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or("localhost");
    let gut = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let host: String = host.chars().filter(|c| gut(*c)).collect();
    format!("http://{host}")
}

fn xml(rumpf: String) -> Response {
    let kopf = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (kopf, rumpf).into_response()
}

/// `GET /sitemap.xml`: the pages in German, each naming its other languages; in several parts when there are many.
pub(super) async fn sitemap(
    State(app): State<App>,
    Query(frage): Query<Teil>,
    kopf: HeaderMap,
) -> Ergebnis<Response> {
    let basis = basis(&app, &kopf);
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let angebote = service::oeffentlich::schluessel(&app, &mut tx).await?;
    let mut pfade = vec![
        String::new(),
        "/angebote".to_owned(),
        "/termine".to_owned(),
        "/fragen".to_owned(),
        "/ideen".to_owned(),
        "/projekte".to_owned(),
        "/kurzskizzen".to_owned(),
    ];
    pfade.extend(angebote.iter().map(|id| format!("/angebote/{id}")));
    let mut aus = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let teile = pfade.len().div_ceil(JE_DATEI);
    // writing into a string cannot fail
    if teile > 1 && frage.teil.is_none() {
        aus.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for teil in 1..=teile {
            let _ = writeln!(
                aus,
                "<sitemap><loc>{basis}/sitemap.xml?teil={teil}</loc></sitemap>"
            );
        }
        aus.push_str("</sitemapindex>\n");
        return Ok(xml(aus));
    }
    aus.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let ab = frage.teil.unwrap_or(1).saturating_sub(1).saturating_mul(JE_DATEI);
    for pfad in pfade.iter().skip(ab).take(JE_DATEI) {
        let _ = write!(aus, "<url><loc>{basis}/quartier/de{pfad}</loc>");
        for s in Sprache::ALLE {
            let (lang, code) = (s.lang(), s.code());
            let _ = write!(
                aus,
                "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{basis}/quartier/{code}{pfad}\"/>"
            );
        }
        aus.push_str("</url>\n");
    }
    aus.push_str("</urlset>\n");
    Ok(xml(aus))
}

/// `GET /robots.txt`: the public pages, and nothing of the office.
pub(super) async fn robots(State(app): State<App>, kopf: HeaderMap) -> Response {
    let text = format!(
        "User-agent: *\nAllow: /quartier\nAllow: /assets/\nAllow: /sitemap.xml\nDisallow: /\n\nSitemap: {}/sitemap.xml\n",
        basis(&app, &kopf)
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
