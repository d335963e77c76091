//! A case is to be looked at again on a day to come (Fachkonzept 4.5, H20).

use base::{Datum, Id, Zeitpunkt};

/// Longest reason.
pub const WIEDERVORLAGE_MAX: usize = 500;
/// Most days before the day from which it is shown.
pub const VORLAUF_MAX: i64 = 90;

/// A Wiedervorlage. It is a record of its own: noting one does not stop somebody who works in the case beside it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Wiedervorlage {
    /// Key.
    pub id: Id<Wiedervorlage>,
    /// The day.
    pub tag: Datum,
    /// The day it was first set to; another one than `tag` when it was moved.
    pub zuerst: Datum,
    /// Why.
    pub grund: String,
    /// Days before the day from which it is shown, 0 to [`VORLAUF_MAX`].
    pub vorlauf: i64,
    /// The case rests until then. Statutory periods keep running.
    pub ruht: bool,
    /// When it was set.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
    /// When it was ticked off.
    pub erledigt_am: Option<Zeitpunkt>,
    /// By whom.
    pub erledigt_name: String,
}

impl Wiedervorlage {
    /// Not ticked off.
    #[must_use]
    pub const fn offen(&self) -> bool {
        self.erledigt_am.is_none()
    }

    /// Set to another day than at first.
    #[must_use]
    pub fn verschoben(&self) -> bool {
        self.tag != self.zuerst
    }
}
