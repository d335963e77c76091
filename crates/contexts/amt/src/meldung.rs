//! The one message that travels over a redirect ("Gespeichert."), in a short-lived cookie without personal data.

use crate::App;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use web::{Meldung, MeldungArt, Umleitung};

const COOKIE: &str = "meldung";

/// The name in the browser. Over https the prefix makes browsers refuse the cookie from subdomains and over plain http.
fn name(app: &App) -> &'static str {
    if app.rahmen.https() {
        "__Host-meldung"
    } else {
        COOKIE
    }
}

/// The message the request before left, in the extensions of this one.
#[derive(Debug, Clone)]
pub struct Mitgebracht(pub Meldung);

/// A redirect with one of the fixed messages of the program. The text must name no person: it travels in a cookie.
#[must_use]
pub fn weiter(pfad: impl Into<String>, art: MeldungArt, text: &str) -> Response {
    let mut antwort = Umleitung::nach(pfad).into_response();
    let art = match art {
        MeldungArt::Erfolg => 'e',
        MeldungArt::Hinweis => 'h',
        MeldungArt::Warnung => 'w',
        MeldungArt::Fehler => 'f',
    };
    let kodiert: String = text.bytes().map(|b| format!("{b:02x}")).collect();
    let zeile = format!("{COOKIE}={art}{kodiert}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax");
    if let Ok(wert) = HeaderValue::from_str(&zeile) {
        antwort.headers_mut().append(header::SET_COOKIE, wert);
    }
    antwort
}

fn lesen(req: &Request, name: &str) -> Option<Meldung> {
    let zeilen = req
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    let wert = zeilen
        .flat_map(|z| z.split(';'))
        .filter_map(|paar| paar.trim().split_once('='))
        .find_map(|(n, w)| (n == name).then_some(w))?;
    let mut zeichen = wert.chars();
    let art = match zeichen.next()? {
        'e' => MeldungArt::Erfolg,
        'h' => MeldungArt::Hinweis,
        'w' => MeldungArt::Warnung,
        'f' => MeldungArt::Fehler,
        _ => return None,
    };
    let hex = zeichen.as_str();
    if hex.len() > 600 || !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).ok())
        .collect();
    Some(Meldung {
        art,
        text: String::from_utf8(bytes?).ok()?,
    })
}

/// Layer: hands the message to the page and takes the cookie back; over https the cookie that is set goes out marked as
/// such, which its maker does not know.
pub async fn schicht(State(app): State<App>, mut req: Request, next: Next) -> Response {
    let htmx = req.headers().contains_key("hx-request");
    let meldung = lesen(&req, name(&app)).filter(|_| !htmx);
    let mitgebracht = meldung.is_some();
    if let Some(meldung) = meldung {
        req.extensions_mut().insert(Mitgebracht(meldung));
    }
    let mut antwort = next.run(req).await;
    if mitgebracht && antwort.status().is_success() {
        let weg = HeaderValue::from_static("meldung=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        antwort.headers_mut().append(header::SET_COOKIE, weg);
    }
    if app.rahmen.https() {
        sichern(&mut antwort);
    }
    antwort
}

/// Gives our cookie the prefix and the mark of https.
fn sichern(antwort: &mut Response) {
    let alle: Vec<HeaderValue> = antwort
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .cloned()
        .collect();
    antwort.headers_mut().remove(header::SET_COOKIE);
    for wert in alle {
        let sicher = wert
            .to_str()
            .ok()
            .filter(|w| w.starts_with("meldung="))
            .and_then(|w| HeaderValue::from_str(&format!("__Host-{w}; Secure")).ok());
        antwort
            .headers_mut()
            .append(header::SET_COOKIE, sicher.unwrap_or(wert));
    }
}
