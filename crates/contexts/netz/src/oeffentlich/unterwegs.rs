//! `/unterwegs/…`: the sheet for the walk through the quarter, made to be kept by a phone. It is the same for
//! everybody and holds nothing; what belongs on it comes from `/erfassungen/unterwegs` after signing in, and lies
//! encrypted on the device. The worker's scope ends at `/unterwegs/`: no other page is ever kept.

use amt::App;
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use web::{Ergebnis, Formular, Seite, Shell, Wahl, WebFehler, asset_text, asset_url, schluessel::hex};

use crate::codes::{ErfassungAbschnitt, ErfassungPunktArt};

const BLATT: &str = "/unterwegs/blatt";
const MANIFEST: &str = "/unterwegs/app.webmanifest";

#[derive(Template)]
#[template(path = "netz/unterwegs.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    punkt_arten: Vec<Wahl>,
    abschnitte: Vec<Wahl>,
}

fn vorlage(app: &App) -> Blatt {
    Blatt {
        shell: Shell::neu("Unterwegs erfassen")
            .behoerde(&*app.rahmen.behoerde)
            .pfad(BLATT)
            .ueber("Kurzskizzen", "/erfassungen"),
        f: Formular::leer(),
        punkt_arten: ErfassungPunktArt::ALLE
            .iter()
            .map(|a| Wahl::neu(a.code(), a.text()))
            .collect(),
        abschnitte: ErfassungAbschnitt::ALLE
            .iter()
            .map(|a| Wahl::neu(a.code(), a.text()))
            .collect(),
    }
}

/// `GET /unterwegs/blatt`
pub(super) async fn blatt(State(app): State<App>) -> Response {
    let mut antwort = Seite::neu(vorlage(&app)).into_response();
    let kopf = antwort.headers_mut();
    // where one stands goes into an entry when its button is pressed; no other page may ask
    let erlaubt = "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), \
                   midi=(), payment=(), serial=(), usb=()";
    kopf.insert(
        "permissions-policy",
        axum::http::HeaderValue::from_static(erlaubt),
    );
    antwort
}

/// `GET /unterwegs/dienst.js`: the worker, with the list of what it keeps. It changes whenever one of these does.
pub(super) async fn dienst(State(app): State<App>) -> Ergebnis<Response> {
    let seite = vorlage(&app).render().map_err(WebFehler::intern)?;
    let dateien = [
        BLATT.to_owned(),
        MANIFEST.to_owned(),
        asset_url("app.css"),
        asset_url("app.js"),
        asset_url("js/unterwegs.js"),
    ];
    let code = asset_text("js/dienst.js");
    let mut summe = Sha256::new();
    summe.update(&seite);
    summe.update(code);
    let stand = hex(&summe.finalize()[..8]);
    let text = format!(
        "const STAND = {};\nconst DATEIEN = {};\n{code}",
        json!(stand),
        json!(dateien)
    );
    let kopf = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((kopf, text).into_response())
}

/// `GET /unterwegs/app.webmanifest`: so that the sheet can be put among the programs of the phone.
pub(super) async fn manifest(State(app): State<App>) -> Response {
    let kopf = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    let inhalt = json!({
        "name": format!("Unterwegs erfassen – {}", app.rahmen.behoerde),
        "short_name": "Unterwegs",
        "lang": "de",
        "start_url": BLATT,
        "scope": "/unterwegs/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#171a2b",
        "icons": [{ "src": asset_url("bild/gewebe.svg"), "sizes": "any", "type": "image/svg+xml" }],
    });
    (kopf, inhalt.to_string()).into_response()
}
