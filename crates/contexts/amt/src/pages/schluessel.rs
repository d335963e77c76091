//! Keys of programs, on the page of one's own account.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::post,
};
use base::Id;
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell};

use super::{felder, konto::kontoseite};
use crate::{
    App, Error, Huelle, Kontext, meldung,
    sitzung::programm::{self, Zugang},
};

/// Shown in the answer to the post itself, not stored and not repeated.
#[derive(Template)]
#[template(path = "amt/schluessel.html")]
struct NeuerSchluessel {
    shell: Shell,
    geheimnis: String,
}

async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let name = e.text("name", 80);
    let tage = e.roh("tage").parse().unwrap_or(0);
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match programm::anlegen(&app, &mut tx, &kontext, &name, tage).await {
            Ok(geheimnis) => {
                tx.commit().await.map_err(Error::from)?;
                let shell = huelle.titel("Neuer Schlüssel").ueber("Mein Konto", "/konto");
                return Ok(Seite::neu(NeuerSchluessel { shell, geheimnis }).into_response());
            }
            Err(f) => fehler = felder(f, "name")?,
        }
    }
    let f = e.formular().mit_fehlern(fehler);
    Ok(Seite::ungueltig(kontoseite(&app, &kontext, huelle, Some(f)).await?).into_response())
}

async fn loeschen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Zugang>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    programm::loeschen(&app, &mut tx, kontext.benutzer(), id).await?;
    tx.commit().await.map_err(Error::from)?;
    let text = "Der Schlüssel gilt nicht mehr.";
    Ok(meldung::weiter("/konto", MeldungArt::Erfolg, text))
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/konto/schluessel", post(anlegen))
        .route("/konto/schluessel/{id}/loeschen", post(loeschen))
}
