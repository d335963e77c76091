use base::{Datum, Id, Min};
use raum::Raumeinheit;

use super::Fachkraft;

/// What working time went to (Fachkonzept 6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arbeitsart {
    /// For one case, or a counselling without a name.
    Fallspezifisch,
    /// For several families.
    Falluebergreifend,
    /// For the space, without a case.
    Fallunabhaengig,
    /// Team and leading.
    TeamLeitung,
    /// On the way.
    Fahrt,
    /// Training.
    Fortbildung,
}

impl Arbeitsart {
    /// All, in the order of the Fachkonzept.
    pub const ALLE: [Self; 6] = [
        Self::Fallspezifisch,
        Self::Falluebergreifend,
        Self::Fallunabhaengig,
        Self::TeamLeitung,
        Self::Fahrt,
        Self::Fortbildung,
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fallspezifisch => "FALLSPEZIFISCH",
            Self::Falluebergreifend => "FALLUEBERGREIFEND",
            Self::Fallunabhaengig => "FALLUNABHAENGIG",
            Self::TeamLeitung => "TEAM_LEITUNG",
            Self::Fahrt => "FAHRT",
            Self::Fortbildung => "FORTBILDUNG",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Fallspezifisch => "für einen Fall",
            Self::Falluebergreifend => "für mehrere Familien",
            Self::Fallunabhaengig => "für den Sozialraum",
            Self::TeamLeitung => "Team und Leitung",
            Self::Fahrt => "Fahrt",
            Self::Fortbildung => "Fortbildung",
        }
    }

    /// An example, so that nobody has to look it up.
    #[must_use]
    pub const fn beispiel(self) -> &'static str {
        match self {
            Self::Fallspezifisch => "Gespräch, Hausbesuch, auch eine kurze Beratung ohne Namen",
            Self::Falluebergreifend => "Gruppe oder Projekt",
            Self::Fallunabhaengig => "Netzrunde, Stadtteilfest, Präsenz",
            Self::TeamLeitung | Self::Fahrt | Self::Fortbildung => "",
        }
    }

    /// The member with this code.
    #[must_use]
    pub fn von_code(code: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|a| a.code() == code)
    }
}

impl std::fmt::Display for Arbeitsart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.wort())
    }
}

/// Time worked on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeitbuchung {
    /// Key.
    pub id: Id<Self>,
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// Day.
    pub datum: Datum,
    /// How long.
    pub minuten: Min,
    /// What for.
    pub art: Arbeitsart,
    /// Where.
    pub raum: Option<Id<Raumeinheit>>,
    /// Aktenzeichen, group or project, or the counselling without a name.
    pub bezug: String,
    /// A few words, never a name.
    pub kurztext: String,
    /// The entry of the calendar it was made from.
    pub quelle: Option<String>,
}
