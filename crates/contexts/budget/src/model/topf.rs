use base::{Cent, Id};
use raum::Raumeinheit;

use super::{Arbeitsart, TopfArt};

/// The stored balances of a Topf. Each is the sum of its bookings; `gewebe budget pruefen` recomputes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stand {
    /// Paid.
    pub ist: Cent,
    /// Promised.
    pub obligo: Cent,
    /// Moved in and out.
    pub umbuchung: Cent,
    /// Carried over from the year before.
    pub uebertrag: Cent,
    /// Came in.
    pub einnahme: Cent,
}

/// Money for one purpose in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topf {
    /// Key.
    pub id: Id<Self>,
    /// Fiscal year.
    pub jahr: i64,
    /// Kind.
    pub art: TopfArt,
    /// For which space; none for central ones.
    pub raum: Option<Id<Raumeinheit>>,
    /// For which kind of work.
    pub arbeitsart: Arbeitsart,
    /// What people call it.
    pub bezeichnung: String,
    /// Sort key, unique within the year.
    pub sortier: String,
    /// Träger or Verbund; empty for none.
    pub traeger: String,
    /// Planned.
    pub ansatz: Cent,
    /// Balances.
    pub stand: Stand,
    /// The Topf above it.
    pub elterntopf: Option<Id<Self>>,
    /// Optimistic lock.
    pub version: i64,
}

impl Topf {
    /// What is left.
    #[must_use]
    pub fn verfuegbar(&self) -> Cent {
        crate::rules::prognose::verfuegbar(self.ansatz, &self.stand)
    }

    /// What may be spent.
    #[must_use]
    pub fn rahmen(&self) -> Cent {
        crate::rules::prognose::rahmen(self.ansatz, &self.stand)
    }
}

/// What somebody enters to make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeuerTopf {
    /// Fiscal year.
    pub jahr: i64,
    /// Kind.
    pub art: TopfArt,
    /// For which space; needed for `REGIONAL`.
    pub raum: Option<Id<Raumeinheit>>,
    /// For which kind of work.
    pub arbeitsart: Arbeitsart,
    /// What people call it.
    pub bezeichnung: String,
    /// Sort key.
    pub sortier: String,
    /// Träger or Verbund.
    pub traeger: String,
    /// Planned.
    pub ansatz: Cent,
    /// The Topf above it.
    pub elterntopf: Option<Id<Topf>>,
}
