//! What this room says to and hears from the rooms of money and Träger.

use base::{Cent, Datum};
use uuid::Uuid;

/// How the Topf stands a help would be paid from: a sign for people, never a lock (RL-01).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geldlage {
    /// Name of the Topf.
    pub topf: String,
    /// `grün`, `gelb` or `rot`.
    pub ampel: String,
    /// 0 green, 1 yellow, 2 red.
    pub stufe: u8,
    /// What is left.
    pub verfuegbar: Cent,
    /// What is expected.
    pub prognose: Cent,
    /// What may be spent.
    pub rahmen: Cent,
}

/// One part of a help whose money is to be reserved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vormerkung {
    /// Key of the Baustein: it books once.
    pub vorgang: Uuid,
    /// Day of the decision.
    pub datum: Datum,
    /// Space of the case.
    pub raum: Uuid,
    /// Pseudonym of the case.
    pub fall: String,
    /// Code of the Leistungsart.
    pub leistungsart: String,
    /// Cost by the month.
    pub je_monat: Cent,
    /// First and last day.
    pub zeitraum: (Datum, Datum),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorgemerkt {
    /// One sentence.
    pub text: String,
    /// The event `BudgetSchwelleErreicht` was raised.
    pub schwelle: bool,
}
