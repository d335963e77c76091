//! Automatic saving, the list "Meine Entwürfe", and the page of a form that met an ended session.

use askama::Template;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use store::Tx;
use web::{Ergebnis, MeldungArt, Seite, Shell, Umleitung, WebFehler};

use super::{ABGEWIESEN, Entwurf, Ort};
use crate::{App, Huelle, Kontext, Result, meldung};

/// The forms drafts are kept of, with the words a person knows them by; each room adds its own. A part of [`App`].
#[derive(Debug, Clone, Default)]
pub struct Formulare(pub Vec<(&'static str, &'static str)>);

/// The partial "Meine Entwürfe" for the start page: `{{ entwuerfe|safe }}` with its rendered text.
#[derive(Debug, Clone, Template)]
#[template(path = "amt/entwurf_liste.html")]
pub struct Liste {
    /// One row per draft.
    pub zeilen: Vec<Listenzeile>,
    csrf: String,
}

/// One draft in the list.
#[derive(Debug, Clone)]
pub struct Listenzeile {
    /// What it is.
    pub titel: String,
    /// Where it goes on.
    pub pfad: String,
    /// When it was stored.
    pub wann: String,
    verwerfen: String,
}

/// The user's drafts; `csrf` is the token of the page (`shell.csrf`).
///
/// # Errors
/// When the database refuses.
pub async fn liste(app: &App, tx: &mut Tx, kontext: &Kontext, csrf: &str) -> Result<Liste> {
    let formulare = app.teil::<Formulare>().unwrap_or_default();
    let zeilen = super::alle(tx, kontext)
        .await?
        .into_iter()
        .filter_map(|e| zeile(&formulare, &e))
        .collect();
    Ok(Liste {
        zeilen,
        csrf: csrf.to_owned(),
    })
}

fn zeile(formulare: &Formulare, e: &Entwurf) -> Option<Listenzeile> {
    let eigene = format!("/entwurf/{}/{}", e.formular, e.objekt);
    let abgewiesen = e.formular == ABGEWIESEN;
    if e.pfad.is_empty() && !abgewiesen {
        return None;
    }
    let bekannt = formulare.0.iter().find(|(f, _)| *f == e.formular);
    Some(Listenzeile {
        titel: if abgewiesen {
            "Noch nicht abgesandtes Formular".to_owned()
        } else {
            bekannt.map_or("Formular".to_owned(), |(_, titel)| (*titel).to_owned())
        },
        pfad: if abgewiesen {
            eigene.clone()
        } else {
            e.pfad.clone()
        },
        wann: e.geaendert.lang(),
        verwerfen: format!("{eigene}/verwerfen"),
    })
}

/// Path of the page the form stands on, as the browser names it.
pub(crate) fn seite_davor(kopf: &HeaderMap) -> String {
    let text = kopf
        .get("hx-current-url")
        .or_else(|| kopf.get(header::REFERER))
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    text.parse::<Uri>()
        .map(|u| Umleitung::nach(u.path()).pfad().to_owned())
        .unwrap_or_default()
}

async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    Path((formular, objekt)): Path<(String, String)>,
    kopf: HeaderMap,
    rumpf: Bytes,
) -> Ergebnis<StatusCode> {
    let mut tx = app.db.write().await.map_err(crate::Error::from)?;
    let pfad = seite_davor(&kopf);
    let ort = Ort {
        formular: &formular,
        objekt: &objekt,
        pfad: &pfad,
    };
    if formular == ABGEWIESEN {
        return Err(WebFehler::nicht_gefunden());
    }
    super::speichern(&mut tx, &app, &kontext, ort, &rumpf).await?;
    tx.commit().await.map_err(crate::Error::from)?;
    Ok(StatusCode::NO_CONTENT)
}

struct Feld {
    name: String,
    titel: String,
    wert: String,
    sichtbar: bool,
    zeilen: usize,
}

#[derive(Template)]
#[template(path = "amt/entwurf_wieder.html")]
struct Wieder {
    shell: Shell,
    ziel: String,
    felder: Vec<Feld>,
    verwerfen: String,
}

async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((formular, objekt)): Path<(String, String)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(crate::Error::from)?;
    let entwurf = super::laden(&mut tx, &kontext, &formular, &objekt)
        .await?
        .ok_or_else(WebFehler::nicht_gefunden)?;
    if formular != ABGEWIESEN {
        return Ok(Umleitung::nach(entwurf.pfad).into_response());
    }
    if super::wieder::angekommen(&mut tx, &kontext, &entwurf).await? {
        return Ok(meldung::weiter(
            "/",
            MeldungArt::Hinweis,
            "Dieses Formular ist schon angekommen.",
        ));
    }
    let technisch = |name: &str, wert: &str| {
        wert.trim().is_empty() || name == "version" || wert.parse::<uuid::Uuid>().is_ok()
    };
    let felder = entwurf
        .felder
        .into_iter()
        .map(|(name, wert)| Feld {
            titel: web::Formular::leer().titel(&name),
            sichtbar: !technisch(&name, &wert),
            zeilen: wert.chars().count().div_ceil(80).clamp(1, 12),
            name,
            wert,
        })
        .collect();
    Ok(Seite::neu(Wieder {
        shell: huelle.titel("Ihre Eingaben sind noch da"),
        ziel: Umleitung::nach(entwurf.pfad).pfad().to_owned(),
        felder,
        verwerfen: format!("/entwurf/{ABGEWIESEN}/{objekt}/verwerfen"),
    })
    .into_response())
}

async fn verwerfen(
    State(app): State<App>,
    kontext: Kontext,
    Path((formular, objekt)): Path<(String, String)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(crate::Error::from)?;
    super::verwerfen(&mut tx, &kontext, &formular, &objekt).await?;
    super::wieder::angekommene_verwerfen(&mut tx, &kontext).await?;
    tx.commit().await.map_err(crate::Error::from)?;
    Ok(meldung::weiter(
        "/",
        MeldungArt::Erfolg,
        "Der Entwurf ist gelöscht.",
    ))
}

/// The routes.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/entwurf/{formular}/{objekt}", get(zeigen).post(speichern))
        .route("/entwurf/{formular}/{objekt}/verwerfen", post(verwerfen))
}
