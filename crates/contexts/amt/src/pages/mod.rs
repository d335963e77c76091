//! The pages of this room: sign-in, own account, accounts, journal, Geschäftsordnung, and the fixed texts.

pub(crate) mod anmelden;
mod benutzer;
mod benutzer_form;
mod journal;
mod konto;
mod nachweise;
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
        .merge(nachweise::routen())
        .merge(journal::routen())
        .merge(ordnung::routen())
        .merge(statisch::routen())
        .merge(crate::entwurf::routen())
}

/// Puts the reasons of a rule back to their fields; anything else stays an error of the request.
fn felder(fehler: crate::Error, ersatz: &str) -> Result<Vec<web::Feldfehler>, crate::Error> {
    match fehler {
        crate::Error::Regel(befunde) => Ok(befunde
            .into_iter()
            .map(|b| web::Feldfehler {
                feld: if b.ort.is_empty() { ersatz.to_owned() } else { b.ort },
                code: b.code.to_owned(),
                text: b.text,
            })
            .collect()),
        crate::Error::Konflikt => Ok(vec![web::Feldfehler {
            feld: ersatz.to_owned(),
            code: "WEB-E09".to_owned(),
            text: "Jemand anderes hat inzwischen gespeichert. Bitte vergleichen Sie. Wenn Sie noch einmal speichern, \
                   gelten Ihre Eingaben."
                .to_owned(),
        }]),
        e => Err(e),
    }
}

/// The form with the newest version when somebody else saved in between: saving once more is then a decision.
fn nach_konflikt(f: web::Formular, version: i64) -> web::Formular {
    if !f.alle_fehler().iter().any(|e| e.code == "WEB-E09") {
        return f;
    }
    f.ersetze("version", version)
}
