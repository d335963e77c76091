//! The SQL of this room, and only of this room.

pub mod abschluss;
pub mod buchung;
pub mod entgelt;
pub mod jahr;
pub mod prognose;
pub mod pruefen;
pub mod rechnung;
pub mod schwelle;
pub mod topf;
pub mod traegerbudget;
pub mod verteilung;
pub mod vorjahr;
pub mod vorlage;
pub mod zahllauf;

use amt::{Error, Result};
use base::Zeitpunkt;
use uuid::Uuid;

/// Who wrote a record and when.
#[derive(Debug, Clone, Copy)]
pub struct Wann {
    /// Instant.
    pub am: Zeitpunkt,
    /// Account.
    pub von: Uuid,
}

impl Wann {
    /// Now, by the user of this request.
    #[must_use]
    pub fn jetzt(app: &amt::App, kontext: &amt::Kontext) -> Self {
        Self {
            am: app.uhr.jetzt(),
            von: kontext.benutzer().uuid(),
        }
    }
}

/// A stored code of a closed list.
fn code<T: std::str::FromStr<Err = String>>(text: &str) -> Result<T> {
    text.parse()
        .map_err(|_| Error::Intern(format!("unknown code {text:?} in the database")))
}

/// The record, or the answer that there is none.
fn da<R>(gefunden: Option<R>) -> Result<R> {
    gefunden.ok_or(Error::NichtGefunden)
}

/// What must be unique and is there already means that somebody was faster.
fn doppelt(e: store::Error) -> Error {
    match e {
        store::Error::Doppelt(_) => Error::Konflikt,
        anders => anders.into(),
    }
}
