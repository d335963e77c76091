use base::{Cent, Datum, Id};

use super::JahrStatus;

/// A fiscal year. It need not be the calendar year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Haushaltsjahr {
    /// Key.
    pub id: Id<Self>,
    /// The year it is called by.
    pub jahr: i64,
    /// First day.
    pub beginn: Datum,
    /// Last day.
    pub ende: Datum,
    /// Last day on which the past year may still be booked.
    pub nachperiode_bis: Datum,
    /// Where it stands.
    pub status: JahrStatus,
    /// Gesamtbudget.
    pub gesamt: Cent,
    /// Produkt and Konto in the municipality's budget.
    pub produkt: String,
    /// Committee, day and paper; empty before.
    pub beschluss: String,
    /// Number of the last booking.
    pub letzte_nr: i64,
    /// Optimistic lock.
    pub version: i64,
}

impl Haushaltsjahr {
    /// Whether bookings are possible at all.
    #[must_use]
    pub const fn offen(&self) -> bool {
        matches!(self.status, JahrStatus::Laufend | JahrStatus::Nachperiode)
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn enthaelt(&self, tag: Datum) -> bool {
        self.beginn <= tag && tag <= self.ende
    }
}

/// What somebody enters to open a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeuesJahr {
    /// The year it is called by.
    pub jahr: i64,
    /// First day.
    pub beginn: Datum,
    /// Last day.
    pub ende: Datum,
    /// Last day on which the past year may still be booked.
    pub nachperiode_bis: Datum,
    /// Gesamtbudget.
    pub gesamt: Cent,
    /// Produkt and Konto.
    pub produkt: String,
    /// Decision about the total.
    pub beschluss: String,
}
