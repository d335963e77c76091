//! From error to page, fragment or problem+json.

use std::any::Any;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::WebFehler;
use crate::hx::Hx;
use crate::rahmen::Rahmen;
use crate::seite::Seite;
use crate::shell::Shell;

/// Title of the page for a status.
pub(super) fn titel(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 | 415 => "Die Anfrage war nicht lesbar",
        403 => "Diese Eingabe wurde nicht angenommen",
        404 => "Diese Seite gibt es nicht",
        405 => "Das geht auf dieser Seite nicht",
        409 => "Jemand hat inzwischen gespeichert",
        413 => "Die Eingabe ist zu groß",
        422 => "So kann das nicht gespeichert werden",
        429 => "Zu viele Versuche",
        503 => "Gerade nicht erreichbar",
        s if s < 500 => "Das hat nicht geklappt",
        _ => "Hier ist etwas schiefgegangen",
    }
}

/// What to do, in plain words.
pub(super) fn rat(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 | 415 => "Bitte gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.",
        403 => {
            "Die Eingabe kam nicht nachweisbar von einer Seite dieses Programms. Gehen Sie zurück, laden Sie \
             die Seite neu und senden Sie noch einmal. Ihr Text steht nach „Zurück“ noch im Formular."
        }
        404 => {
            "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite. Was Sie suchen, gibt es nicht, oder Sie dürfen es nicht sehen."
        }
        405 => "Bitte benutzen Sie die Knöpfe und Verweise auf den Seiten.",
        409 => {
            "Öffnen Sie den Vorgang neu, vergleichen Sie den Stand und tragen Sie Ihre Änderung noch einmal ein."
        }
        413 => {
            "Bitte kürzen Sie den Text oder teilen Sie die Datei auf. Gehen Sie dafür im Browser zurück; Ihre Eingabe steht noch im Formular."
        }
        422 => "Gehen Sie zurück und ändern Sie, was unten steht.",
        429 => "Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.",
        503 => {
            "Es wurde nichts gespeichert. Bitte versuchen Sie es in einigen Sekunden noch einmal. Gehen Sie dafür im Browser zurück; Ihre Eingabe steht noch im Formular."
        }
        s if s < 500 => "Bitte gehen Sie zurück und versuchen Sie es noch einmal.",
        _ => {
            "Es wurde nichts gespeichert. Der Fehler ist aufgezeichnet. Versuchen Sie es noch einmal; wenn es \
             wieder nicht klappt, nennen Sie der Betreuung die Kennung unten."
        }
    }
}

#[derive(Template)]
#[template(path = "fehler/seite.html")]
struct Fehlerseite {
    shell: Shell,
    fehler: WebFehler,
    kennung: Option<String>,
}

#[derive(Template)]
#[template(path = "fehler/teil.html")]
struct Fehlerteil {
    titel: &'static str,
    fehler: WebFehler,
    kennung: Option<String>,
}

/// The error page for a panic, for `CatchPanicLayer::custom`.
#[expect(clippy::needless_pass_by_value, reason = "the signature tower-http asks for")]
pub fn panik(inhalt: Box<dyn Any + Send + 'static>) -> Response {
    let text = inhalt
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| inhalt.downcast_ref::<&str>().copied())
        .unwrap_or("ohne Text");
    WebFehler::intern(format_args!("panic: {text}")).into_response()
}

/// The layer at the edge: writes every error in the form its reader understands.
pub async fn seiten(State(rahmen): State<Rahmen>, req: Request, next: Next) -> Response {
    let pfad = req.uri().path().to_owned();
    let json = will_json(&pfad, req.headers());
    let hx = Hx::aus(req.headers());
    let methode = req.method().clone();
    let mut antwort = next.run(req).await;
    let status = antwort.status();
    let fehler = match antwort.extensions_mut().remove::<WebFehler>() {
        Some(f) => f,
        // The router's own bare answers, and rejections of axum's extractors: plain text or nothing.
        None if (status.is_client_error() || status.is_server_error()) && ist_kahl(&antwort) => {
            WebFehler::neu(status, "WEB-E19")
        }
        None => return antwort,
    };
    let kennung = fehler.status.is_server_error().then(|| {
        let kennung = crate::schluessel::hex(&rahmen.zufall.bytes::<6>());
        let ursache = fehler.ursache.as_deref().unwrap_or("");
        tracing::error!(kennung, code = fehler.code, %methode, pfad, ursache, "Anfrage gescheitert");
        kennung
    });
    let mut neu = if json {
        problem(&fehler, kennung.as_deref())
    } else if hx.teil() {
        let (status, titel) = (fehler.status, titel(fehler.status));
        let mut r = Seite::neu(Fehlerteil {
            titel,
            fehler,
            kennung,
        })
        .status(status)
        .into_response();
        // The target of the swap was meant for something else: show the error in the live region.
        r.headers_mut()
            .insert("hx-retarget", HeaderValue::from_static("#meldungen"));
        r.headers_mut()
            .insert("hx-reswap", HeaderValue::from_static("innerHTML"));
        r
    } else {
        let shell = Shell::neu(titel(fehler.status))
            .behoerde(&*rahmen.behoerde)
            .pfad(pfad);
        let status = fehler.status;
        Seite::neu(Fehlerseite {
            shell,
            fehler,
            kennung,
        })
        .status(status)
        .into_response()
    };
    let behalten: [HeaderName; 4] = [
        header::RETRY_AFTER,
        header::ALLOW,
        header::SET_COOKIE,
        header::WWW_AUTHENTICATE,
    ];
    for name in behalten {
        for wert in antwort.headers().get_all(&name) {
            neu.headers_mut().append(name.clone(), wert.clone());
        }
    }
    *neu.extensions_mut() = std::mem::take(antwort.extensions_mut());
    neu
}

fn ist_kahl(antwort: &Response) -> bool {
    antwort
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|v| v.as_bytes().starts_with(b"text/plain"))
}

/// JSON for the API, and for whoever names JSON but not HTML in `Accept`.
fn will_json(pfad: &str, kopf: &HeaderMap) -> bool {
    let accept = kopf
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    pfad.starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

fn problem(f: &WebFehler, kennung: Option<&str>) -> Response {
    let mut koerper = json!({
        "type": "about:blank",
        "title": titel(f.status),
        "status": f.status.as_u16(),
        "detail": f.text,
        "code": f.code,
    });
    if !f.felder.is_empty() {
        koerper["errors"] = json!(f.felder);
    }
    if let Some(k) = kennung {
        koerper["instance"] = json!(format!("urn:gewebe:fehler:{k}"));
    }
    let kopf = [
        (header::CONTENT_TYPE, "application/problem+json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (f.status, kopf, koerper.to_string()).into_response()
}
