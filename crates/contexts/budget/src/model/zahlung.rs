use base::{Cent, Datum, Id};
use uuid::Uuid;

use super::{Rechnung, Traegerbudget};

/// What money is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zahlgrund {
    /// An invoice, as it was when it was looked at.
    Rechnung {
        /// Key.
        id: Id<Rechnung>,
        /// Its version: of two runs at once only one pays it.
        version: i64,
    },
    /// An instalment of the budget of a Träger.
    Rate {
        /// Key of the budget.
        budget: Id<Traegerbudget>,
        /// Fiscal year.
        jahr: i64,
        /// Its place, from 1.
        nr: i64,
        /// The act of the ledger that booked it.
        vorgang: Uuid,
    },
}

/// A line of a payment: money that goes out, or is asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zahlposten {
    /// What for.
    pub grund: Zahlgrund,
    /// To whom.
    pub traeger: String,
    /// Number of the invoice, or which instalment.
    pub beleg: String,
    /// Day of the invoice, or the day the instalment was due.
    pub datum: Datum,
    /// What is paid; below zero it is asked back.
    pub betrag: Cent,
}

impl Zahlposten {
    /// It is asked back.
    #[must_use]
    pub const fn zurueck(&self) -> bool {
        self.betrag.0 < 0
    }

    /// The page it comes from.
    #[must_use]
    pub fn seite(&self) -> String {
        match self.grund {
            Zahlgrund::Rechnung { id, .. } => format!("/rechnungen/{id}"),
            Zahlgrund::Rate { budget, jahr, .. } => format!("/budget/{jahr}/traeger/{budget}"),
        }
    }

    /// What the Träger reads on its bank statement.
    #[must_use]
    pub fn zweck(&self) -> String {
        match self.grund {
            Zahlgrund::Rechnung { .. } => format!("Rechnung {} vom {}", self.beleg, self.datum),
            Zahlgrund::Rate { .. } => format!("{}, fällig am {}", self.beleg, self.datum),
        }
    }
}
