//! The layer that knows who asks. Deny by default: a path that is not named here needs a signed-in user.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{Html, IntoResponse, Response},
};
use tower::ServiceExt as _;
use web::{Hx, SitzungsKennung, Umleitung, WebFehler, csrf::AbgewieseneEingabe};

use super::{Wiederaufnahme, abgelaufen, cookie, laden::Stand, programm};
use crate::{App, Benutzer, Kontext};

/// Paths everybody may open; `/…/` at the end stands for everything below.
pub const OEFFENTLICH: &[&str] = &[
    "/assets/",
    "/anmelden",
    "/hilfe",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
    "/lizenzen",
    "/health",
    "/health/",
    "/robots.txt",
    "/api/openapi.json",
];

/// More public paths, named by the rooms; a part of [`App`].
#[derive(Debug, Clone, Default)]
pub struct AuchOeffentlich(pub Vec<&'static str>);

/// Whether everybody may open this path.
#[must_use]
pub fn oeffentlich(app: &App, pfad: &str) -> bool {
    let passt = |p: &&str| {
        if p.ends_with('/') {
            pfad.starts_with(*p)
        } else {
            pfad == *p
        }
    };
    OEFFENTLICH.iter().any(passt)
        || app
            .teil::<AuchOeffentlich>()
            .is_some_and(|a| a.0.iter().any(passt))
}

/// Lays everything around the routes of all rooms that has to do with who asks: the message of the request before,
/// the session, the protection against foreign forms, and the guard behind it.
pub fn umgeben(app: &App, routen: Router<App>) -> Router<App> {
    // named here, or the router's own answer to unknown paths would lie outside the layers
    let routen = routen.fallback(async || WebFehler::nicht_gefunden());
    let bewacht = routen.layer(from_fn_with_state(app.clone(), waechter));
    app.rahmen
        .schutz(bewacht)
        .layer(from_fn_with_state(app.clone(), schicht))
        .layer(from_fn_with_state(app.clone(), crate::meldung::schicht))
}

/// The innermost guard: whatever the layers outside let through, no handler of a protected path runs without a user.
async fn waechter(State(app): State<App>, req: Request, next: Next) -> Response {
    if req.extensions().get::<Kontext>().is_none() && !oeffentlich(&app, pfad(&req)) {
        return nicht_angemeldet();
    }
    next.run(req).await
}

fn pfad(req: &Request) -> &str {
    req.extensions()
        .get::<axum::extract::OriginalUri>()
        .map_or_else(|| req.uri().path(), |u| u.0.path())
}

fn nicht_angemeldet() -> Response {
    WebFehler::neu(StatusCode::UNAUTHORIZED, "AMT-E25")
        .text("Bitte melden Sie sich an.")
        .into_response()
}

/// Loads the user into the extensions and answers itself where there is none.
pub async fn schicht(State(app): State<App>, mut req: Request, next: Next) -> Response {
    let offen = oeffentlich(&app, pfad(&req));
    if pfad(&req).starts_with("/assets/") {
        return next.run(req).await;
    }
    // who brings a key is that program and nobody else, whatever cookie comes along
    if let Some(geheimnis) = programm::lesen(req.headers()) {
        return mit_schluessel(&app, &geheimnis, req, next).await;
    }
    let stand = match cookie::lesen(&app.rahmen, req.headers()) {
        Some(token) => match super::laden::laden(&app, &token).await {
            Ok(stand) => stand,
            Err(e) => return WebFehler::from(e).into_response(),
        },
        None => Stand::Niemand,
    };
    let vorher = match stand {
        Stand::Da {
            kontext,
            kennwort_aendern,
        } => {
            let frei = offen || matches!(pfad(&req), "/konto/kennwort" | "/abmelden");
            if kennwort_aendern && !frei {
                return Umleitung::nach("/konto/kennwort").into_response();
            }
            let kennung = web::schluessel::hex(kontext.sitzung().unwrap_or_default());
            req.extensions_mut().insert(SitzungsKennung(kennung));
            req.extensions_mut().insert(kontext.clone());
            return angemeldet(&app, &kontext, req, next).await;
        }
        Stand::Abgelaufen(wem) => Some(wem),
        Stand::Niemand => None,
    };
    if offen {
        return next.run(req).await;
    }
    unangemeldet(&app, vorher, req, next).await
}

/// A key opens the interface, never a page.
async fn mit_schluessel(app: &App, geheimnis: &str, mut req: Request, next: Next) -> Response {
    let offen = oeffentlich(app, pfad(&req));
    if pfad(&req).starts_with("/api/") {
        match super::laden::programm(app, geheimnis).await {
            Ok(Some(kontext)) => {
                req.extensions_mut().insert(kontext);
                return next.run(req).await;
            }
            Ok(None) => {}
            Err(e) => return WebFehler::from(e).into_response(),
        }
    }
    if offen {
        return next.run(req).await;
    }
    let mut antwort = nicht_angemeldet();
    antwort
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    antwort
}

/// A form that an older page of this browser sent, from before signing in again, is kept and shown once more.
async fn angemeldet(app: &App, kontext: &Kontext, req: Request, next: Next) -> Response {
    let hx = Hx::aus(req.headers());
    let mut antwort = next.run(req).await;
    let Some(eingabe) = antwort.extensions_mut().remove::<AbgewieseneEingabe>() else {
        return antwort;
    };
    if hx.anfrage {
        return teil(
            "Sie sind wieder angemeldet.",
            "Senden Sie das Formular ab. Sie sehen Ihre Eingaben dann noch einmal und nichts geht verloren.",
        );
    }
    match crate::entwurf::aufbewahren(app, kontext, &eingabe.ziel, &eingabe.rumpf).await {
        Ok(seite) => Umleitung::nach(seite).into_response(),
        Err(e) => WebFehler::from(e).into_response(),
    }
}

async fn unangemeldet(app: &App, vorher: Option<base::Id<Benutzer>>, req: Request, next: Next) -> Response {
    if pfad(&req).starts_with("/api/") {
        return nicht_angemeldet();
    }
    if Hx::aus(req.headers()).anfrage {
        return teil(
            "Ihre Anmeldung ist abgelaufen.",
            "Ihr Text steht noch auf dieser Seite. Melden Sie sich in einem neuen Tab an und senden Sie das Formular \
             danach ab.",
        );
    }
    if matches!(*req.method(), Method::GET | Method::HEAD) {
        let ziel = req.uri().path_and_query().map_or("/", |p| p.as_str());
        if ziel == "/" {
            return Umleitung::nach("/anmelden").into_response();
        }
        let siegel = abgelaufen::ziel_versiegeln(&app.rahmen, ziel);
        return Umleitung::nach(format!("/anmelden?weiter={siegel}")).into_response();
    }
    let kopf = req.headers().clone();
    let quelle = req.extensions().get::<cookie::Quelle>().cloned();
    let mut antwort = next.run(req).await;
    match antwort.extensions_mut().remove::<AbgewieseneEingabe>() {
        Some(eingabe) => {
            let mit = Wiederaufnahme {
                eingabe: abgelaufen::versiegeln(&app.rahmen, vorher, &eingabe),
                weiter: String::new(),
            };
            anmeldeseite(app, &kopf, quelle, mit).await
        }
        None => antwort,
    }
}

/// The sign-in page in place of the answer, carrying the sealed form.
async fn anmeldeseite(
    app: &App,
    kopf: &axum::http::HeaderMap,
    quelle: Option<cookie::Quelle>,
    mit: Wiederaufnahme,
) -> Response {
    let mut req = Request::new(Body::empty());
    *req.uri_mut() = axum::http::Uri::from_static("/anmelden");
    for name in [header::COOKIE, header::HOST, header::USER_AGENT] {
        for wert in kopf.get_all(&name) {
            req.headers_mut().append(name.clone(), wert.clone());
        }
    }
    req.extensions_mut().insert(mit);
    if let Some(quelle) = quelle {
        req.extensions_mut().insert(quelle);
    }
    let seite: Router = app
        .rahmen
        .schutz(crate::pages::anmelden::routen())
        .with_state(app.clone());
    seite.oneshot(req).await.into_response()
}

/// A message into the live region of a page whose form must stay as it is.
fn teil(titel: &str, text: &str) -> Response {
    let html = format!(
        "<div class=\"kern-alert kern-alert--warning\" role=\"alert\"><div class=\"kern-alert__header\">\
         <span class=\"kern-icon kern-icon--warning\" aria-hidden=\"true\"></span>\
         <span class=\"kern-title\">{titel}</span></div><div class=\"kern-alert__body\"><p class=\"kern-body\">{text} \
         <a class=\"kern-link\" href=\"/anmelden\" target=\"_blank\" rel=\"noopener\">In neuem Tab anmelden</a></p>\
         </div></div>"
    );
    let mut antwort = (StatusCode::UNAUTHORIZED, Html(html)).into_response();
    let kopf = antwort.headers_mut();
    kopf.insert("hx-retarget", HeaderValue::from_static("#meldungen"));
    kopf.insert("hx-reswap", HeaderValue::from_static("innerHTML"));
    kopf.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    antwort
}
