//! The pages of this room: sign-in, own account, accounts, journal, Geschäftsordnung, and the fixed texts.

pub(crate) mod anmelden;
mod benutzer;
mod benutzer_form;
mod journal;
mod konto;
mod ordnung;
mod schluessel;
mod statisch;

use axum::Router;

use crate::App;

pub use benutzer_form::{Raumauswahl, Raumliste, Raumnamen};
pub use statisch::Seitentexte;

/// The routes of this room.
pub fn routen() -> Router<App> {
    Router::new()
        .merge(anmelden::routen())
        .merge(konto::routen())
        .merge(schluessel::routen())
        .merge(benutzer::routen())
        .merge(benutzer_form::routen())
        .merge(journal::routen())
        .merge(ordnung::routen())
        .merge(statisch::routen())
        .merge(crate::entwurf::routen())
}

/// Puts the reasons of a rule back to their fields; anything else stays an error of the request.
fn felder(fehler: crate::Error) -> Result<Vec<web::Feldfehler>, crate::Error> {
    match fehler {
        crate::Error::Regel(befunde) => Ok(befunde
            .into_iter()
            .map(|b| web::Feldfehler {
                feld: b.ort,
                code: b.code.to_owned(),
                text: b.text,
            })
            .collect()),
        e => Err(e),
    }
}
