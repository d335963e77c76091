//! Style, script and pictures: embedded, hashed, compressed once, kept by the browser for a year.
//!
//! A first view needs three requests: the page, one style bundle, one script bundle (GUETE U23).
//! The map bundle is loaded when somebody opens the map.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};

use crate::fehler::WebFehler;
use crate::schluessel::hex;

#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
struct Ordner;

/// Served names that are several files in a row. The Trusted Types policy comes first, the libraries
/// after it.
const BUENDEL: [(&str, &[&str]); 4] = [
    (
        "app.css",
        &[
            "vendor/kern/2.7.2/kern.subset.css",
            "css/grund.css",
            "css/formular.css",
            "css/inhalt.css",
            "css/druck.css",
        ],
    ),
    (
        "app.js",
        &[
            "js/typen.js",
            "vendor/htmx/4.0.1/htmx.min.js",
            "js/app.js",
            "js/auswahl.js",
        ],
    ),
    (
        "karte.css",
        &["vendor/leaflet/1.9.4/leaflet.css", "css/karte.css"],
    ),
    ("karte.js", &["vendor/leaflet/1.9.4/leaflet.js", "js/karte.js"]),
];

struct Datei {
    roh: Bytes,
    gzip: Option<Bytes>,
    etag: String,
    art: HeaderValue,
}

static DATEIEN: LazyLock<BTreeMap<String, Datei>> = LazyLock::new(|| {
    let mut alle = BTreeMap::new();
    for (name, teile) in BUENDEL {
        let inhalt: Vec<u8> = teile
            .iter()
            .filter_map(|t| Ordner::get(t))
            .flat_map(|d| d.data.iter().copied().chain([b'\n']).collect::<Vec<u8>>())
            .collect();
        alle.insert(name.to_owned(), datei(inhalt, art(name)));
    }
    for name in Ordner::iter() {
        if let Some(d) = Ordner::get(&name) {
            alle.insert(name.to_string(), datei(d.data.into_owned(), art(&name)));
        }
    }
    alle
});

fn datei(roh: Vec<u8>, art: &'static str) -> Datei {
    let etag = hex(&Sha256::digest(&roh))[..16].to_owned();
    let packbar = art.starts_with("text/") || art.contains("svg") || art.contains("json");
    let gzip = packbar.then(|| gepackt(&roh)).flatten();
    Datei {
        roh: roh.into(),
        gzip,
        etag,
        art: HeaderValue::from_static(art),
    }
}

fn gepackt(roh: &[u8]) -> Option<Bytes> {
    let mut g = GzEncoder::new(Vec::new(), Compression::best());
    g.write_all(roh).ok()?;
    g.finish().ok().map(Bytes::from)
}

fn art(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or("") {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

/// Address of an asset with its content hash, e.g. `/assets/app.css?v=1f3a…`. An unknown name gives
/// the address without hash, which answers 404; a test of the templates finds that.
#[must_use]
pub fn asset_url(name: &str) -> String {
    DATEIEN.get(name).map_or_else(
        || format!("/assets/{name}"),
        |d| format!("/assets/{name}?v={}", d.etag),
    )
}

/// The text of an asset, for what is served under another address; empty for an unknown name.
#[must_use]
pub fn asset_text(name: &str) -> &'static str {
    DATEIEN
        .get(name)
        .and_then(|d| std::str::from_utf8(&d.roh).ok())
        .unwrap_or_default()
}

/// The routes below `/assets/`.
pub fn routen<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*pfad}", get(liefern))
}

async fn liefern(Path(pfad): Path<String>, kopf: HeaderMap, uri: axum::http::Uri) -> Response {
    let Some(d) = DATEIEN.get(&pfad) else {
        return WebFehler::nicht_gefunden().into_response();
    };
    let etag = format!("\"{}\"", d.etag);
    // Only an address with the right hash may be kept for ever.
    let fest = uri.query().is_some_and(|q| q == format!("v={}", d.etag));
    let dauer = if fest {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=60"
    };
    let mut antwort = if kopf
        .get(header::IF_NONE_MATCH)
        .is_some_and(|v| v.as_bytes() == etag.as_bytes())
    {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let will_gzip = kopf
            .get(header::ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| {
                v.split(',')
                    .any(|e| e.trim() == "gzip" || e.trim().starts_with("gzip;q=1"))
            });
        match d.gzip.as_ref().filter(|_| will_gzip) {
            Some(g) => ([(header::CONTENT_ENCODING, "gzip")], g.clone()).into_response(),
            None => d.roh.clone().into_response(),
        }
    };
    let h = antwort.headers_mut();
    h.insert(header::CONTENT_TYPE, d.art.clone());
    h.insert(header::CACHE_CONTROL, HeaderValue::from_static(dauer));
    h.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(v) = HeaderValue::from_str(&etag) {
        h.insert(header::ETAG, v);
    }
    antwort
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_every_bundle_is_there() {
        for (name, teile) in BUENDEL {
            let mut rest = &DATEIEN[name].roh[..];
            for teil in teile {
                let d = Ordner::get(teil).unwrap_or_else(|| panic!("{teil} is missing"));
                rest = rest
                    .strip_prefix(&*d.data)
                    .unwrap_or_else(|| panic!("{teil} is not in {name}"));
                rest = &rest[1..];
            }
            assert!(rest.is_empty(), "{name}");
        }
    }

    #[test]
    fn styles_and_scripts_name_nothing_outside() {
        for (name, d) in DATEIEN
            .iter()
            .filter(|(n, _)| n.starts_with("css/") || n.starts_with("js/"))
        {
            let text = String::from_utf8_lossy(&d.roh);
            for verboten in [
                "http://",
                "https://",
                "@import",
                "eval(",
                "innerHTML",
                "localStorage",
                "sessionStorage",
            ] {
                assert!(!text.contains(verboten), "{name}: {verboten}");
            }
        }
    }
}
