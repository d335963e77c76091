//! The layer.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::herkunft::{Herkunft, herkunft};
use super::{CsrfToken, FELD, KOPF, SitzungsKennung, gueltig, token};
use crate::eingaben::rumpf;
use crate::fehler::WebFehler;
use crate::rahmen::Rahmen;
use crate::schluessel::{aus_hex, hex};

/// A form of our own page that was refused because its session is gone. The response carries it
/// as an extension, so that the layer that knows about login can seal it
/// ([`crate::Schluessel::versiegeln`]) and send it along: nothing typed is lost.
#[derive(Debug, Clone)]
pub struct AbgewieseneEingabe {
    /// Where it was posted to, with query.
    pub ziel: String,
    /// The urlencoded fields.
    pub rumpf: Bytes,
}

/// Checks every changing request and gives every request its token.
pub async fn schutz(State(rahmen): State<Rahmen>, mut req: Request, next: Next) -> Response {
    let (sitzung, cookie) = match req.extensions().get::<SitzungsKennung>() {
        Some(s) => (s.0.clone(), None),
        None => vorab(&rahmen, req.headers()),
    };
    let lesend = matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !lesend && !traegt_bearer(req.headers()) {
        req = match pruefen(&rahmen, &sitzung, req).await {
            Ok(geprueft) => geprueft,
            Err(abgewiesen) => return mit_cookie(*abgewiesen, cookie),
        };
    }
    let neu = token(&rahmen.schluessel, &rahmen.zufall, &sitzung);
    req.extensions_mut().insert(CsrfToken(neu));
    mit_cookie(next.run(req).await, cookie)
}

async fn pruefen(rahmen: &Rahmen, sitzung: &str, req: Request) -> Result<Request, Box<Response>> {
    let herkunft = herkunft(req.headers(), req.uri(), rahmen.oeffentliche_adresse.as_deref());
    if herkunft == Herkunft::Fremd {
        return Err(Box::new(WebFehler::herkunft().into_response()));
    }
    let passt = |t: &str| gueltig(&rahmen.schluessel, sitzung, t);
    let kopf = req.headers().get(KOPF).and_then(|v| v.to_str().ok());
    if kopf.is_some_and(passt) {
        return Ok(req);
    }
    let art = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let art = art.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match art.as_str() {
        // Uploads are streamed, so their token stands in the address of the form.
        "multipart/form-data"
            if feld(req.uri().query().unwrap_or("").as_bytes()).is_some_and(|t| passt(&t)) =>
        {
            Ok(req)
        }
        "application/x-www-form-urlencoded" => {
            let (teile, koerper) = req.into_parts();
            let gelesen = rumpf(Request::new(koerper), &())
                .await
                .map_err(|e| Box::new(e.into_response()))?;
            if feld(&gelesen).is_some_and(|t| passt(&t)) {
                return Ok(Request::from_parts(teile, Body::from(gelesen)));
            }
            let mut antwort = WebFehler::herkunft().into_response();
            if herkunft == Herkunft::Eigen {
                let ziel = teile.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
                antwort
                    .extensions_mut()
                    .insert(AbgewieseneEingabe { ziel, rumpf: gelesen });
            }
            Err(Box::new(antwort))
        }
        _ => Err(Box::new(WebFehler::herkunft().into_response())),
    }
}

fn feld(urlencoded: &[u8]) -> Option<String> {
    form_urlencoded::parse(urlencoded)
        .find(|(n, _)| n == FELD)
        .map(|(_, w)| w.into_owned())
}

fn traegt_bearer(kopf: &HeaderMap) -> bool {
    let wert = kopf.get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
    wert.and_then(|w| w.split_at_checked(7))
        .is_some_and(|(art, _)| art.eq_ignore_ascii_case(b"bearer "))
}

/// Before login: a random cookie to bind the token to, and the header that sets it if it is new.
fn vorab(rahmen: &Rahmen, kopf: &HeaderMap) -> (String, Option<HeaderValue>) {
    // The prefix makes browsers refuse the cookie from subdomains and over plain http.
    let name = if rahmen.https() { "__Host-vorab" } else { "vorab" };
    let alle = kopf
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    let wert = alle
        .flat_map(|zeile| zeile.split(';'))
        .filter_map(|paar| paar.trim().split_once('='))
        .find(|(n, w)| *n == name && aus_hex(w).is_some_and(|b| b.len() == 32));
    if let Some((_, wert)) = wert {
        return (format!("vorab:{wert}"), None);
    }
    let neu = hex(&rahmen.zufall.bytes::<32>());
    let sicher = if rahmen.https() { "; Secure" } else { "" };
    let zeile = format!("{name}={neu}; Path=/; HttpOnly; SameSite=Lax{sicher}");
    (format!("vorab:{neu}"), HeaderValue::from_str(&zeile).ok())
}

fn mit_cookie(mut antwort: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(c) = cookie {
        antwort.headers_mut().append(header::SET_COOKIE, c);
    }
    antwort
}
