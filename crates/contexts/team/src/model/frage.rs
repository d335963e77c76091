use amt::go::Sektor;
use base::{Datum, Id};

use super::Fachkraft;
use raum::Raumeinheit;

/// Who is responsible here?
#[derive(Debug, Clone)]
pub struct Frage {
    /// Space of the address, usually of the lowest level.
    pub raum: Id<Raumeinheit>,
    /// Sektor.
    pub sektor: Sektor,
    /// Surname, for the assignment by letters. Never part of a URL.
    pub nachname: Option<String>,
    /// The day that counts.
    pub stichtag: Datum,
    /// Mark of a special service, such as `UMA`.
    pub spezial: Option<String>,
    /// The person's own open Fall in this Sektor, when there is one.
    pub offener_fall: Option<OffenerFall>,
    /// An open Fall of a sibling or of the household in this Sektor.
    pub haushalt: Option<Haushalt>,
}

impl Frage {
    /// The plain question, without a name and without a history.
    #[must_use]
    pub const fn neu(raum: Id<Raumeinheit>, sektor: Sektor, stichtag: Datum) -> Self {
        Self {
            raum,
            sektor,
            nachname: None,
            stichtag,
            spezial: None,
            offener_fall: None,
            haushalt: None,
        }
    }
}

/// An open Fall: its Fachkraft stays until a handover is accepted (RL-13, INV-R6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffenerFall {
    /// fallführende Fachkraft now.
    pub fachkraft: Id<Fachkraft>,
    /// The named Vertretung of the Fall.
    pub vertretung: Option<Id<Fachkraft>>,
    /// Whether a handover away from this Fachkraft has reached UEBERNOMMEN.
    pub uebergeben: bool,
}

/// An open Fall in the same household and Sektor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Haushalt {
    /// Its fallführende Fachkraft.
    pub fachkraft: Id<Fachkraft>,
    /// Whether that person can take another Fall.
    pub hat_kapazitaet: bool,
}
