//! The pages of the import: list, upload, and one page per upload from preview to report.

mod ein_lauf;
mod liste;
mod neu;

use std::sync::Arc;

use amt::{App, Error, Kontext};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use super::Einleser;

/// Largest upload in bytes.
const HOECHSTENS: usize = 512 << 20;

/// The routes of the import.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/einlesen", get(liste::zeigen))
        .route(
            "/einlesen/neu",
            get(neu::zeigen)
                .post(neu::hochladen)
                .layer(DefaultBodyLimit::max(HOECHSTENS)),
        )
        .route("/einlesen/{id}", get(ein_lauf::zeigen).post(ein_lauf::speichern))
        .route("/einlesen/{id}/start", post(ein_lauf::starten))
        .route("/einlesen/{id}/abbrechen", post(ein_lauf::abbrechen))
        .route("/einlesen/{id}/bericht.csv", get(ein_lauf::bericht_csv))
}

/// The kinds of data this user may read in.
fn erlaubte<'a>(app: &App, kontext: &'a Kontext) -> impl Iterator<Item = Arc<dyn Einleser>> + use<'a> {
    super::alle(app).into_iter().filter(|a| a.darf(kontext).is_ok())
}

/// Whether the user may read in anything at all.
fn darf(app: &App, kontext: &Kontext) -> amt::Result<()> {
    erlaubte(app, kontext)
        .next()
        .map(|_| ())
        .ok_or(Error::NichtGefunden)
}

/// What state an upload is in, in words.
fn zustand(a: Option<&store::auftrag::Auftrag>) -> web::Status {
    match a.map(|a| a.status.as_str()) {
        None => web::Status::info("Hochgeladen"),
        Some("OFFEN") => web::Status::info("Wartet"),
        Some("LAEUFT") => web::Status::achtung("Läuft"),
        Some("FERTIG") => web::Status::gut("Fertig"),
        Some("ABGEBROCHEN") => web::Status::achtung("Abgebrochen"),
        Some(_) => web::Status::ernst("Gescheitert"),
    }
}

/// Entry of the main navigation.
#[must_use]
pub const fn navigation() -> amt::navigation::Eintrag {
    amt::navigation::Eintrag {
        text: "Daten einlesen",
        url: "/einlesen",
        gruppe: amt::navigation::Gruppe::Verwaltung,
        braucht: (amt::recht::Bereich::Raum, amt::recht::Recht::Bearbeiten),
    }
}
