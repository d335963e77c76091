//! The SQL of this room.

pub mod abwesenheit;
pub mod fachkraft;
pub mod lage;
pub mod organisation;
pub mod regel;
pub mod stelle;
pub mod team;
pub mod vereinbarung;

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
fn code<T>(gelesen: Option<T>, text: &str) -> Result<T> {
    gelesen.ok_or_else(|| Error::Intern(format!("unknown code {text:?} in the database")))
}

/// A list of codes stored with commas.
fn liste(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|t| !t.is_empty())
}

/// The record, or the answer that there is none.
fn da<R>(gefunden: Option<R>) -> Result<R> {
    gefunden.ok_or(Error::NichtGefunden)
}
