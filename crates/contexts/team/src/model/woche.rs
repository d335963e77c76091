use base::{Datum, Id, Min};

use super::{Fachkraft, Team};
use crate::rules::pool::Bereich;

/// What minutes of a week go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Postenart {
    /// A case.
    Fall,
    /// A group.
    Gruppe,
    /// A project.
    Projekt,
}

impl Postenart {
    /// All of them with the word a person reads.
    pub const PAARE: &'static [(&'static str, &'static str)] =
        &[("FALL", "Fall"), ("GRUPPE", "Gruppe"), ("PROJEKT", "Projekt")];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fall => "FALL",
            Self::Gruppe => "GRUPPE",
            Self::Projekt => "PROJEKT",
        }
    }

    /// The member with this code.
    #[must_use]
    pub fn von_code(code: &str) -> Option<Self> {
        [Self::Fall, Self::Gruppe, Self::Projekt]
            .into_iter()
            .find(|a| a.code() == code)
    }
}

/// One line of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posten {
    /// Key.
    pub id: Id<Self>,
    /// What it is.
    pub art: Postenart,
    /// Aktenzeichen of a case, else the name.
    pub kennzeichen: String,
    /// Area; of a case only.
    pub bereich: Option<Bereich>,
    /// 1 before 3.
    pub prioritaet: u8,
    /// Agreed at least; of a group or project what is fixed.
    pub min: Min,
    /// Agreed at most.
    pub max: Option<Min>,
    /// Asked for.
    pub angefragt: Min,
    /// Planned.
    pub minuten: Min,
}

/// The week of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woche {
    /// Key.
    pub id: Id<Self>,
    /// Team.
    pub team: Id<Team>,
    /// Its Monday.
    pub montag: Datum,
    /// Kept for work without a case.
    pub fua: Min,
    /// What the Geschäftsordnung keeps for it.
    pub fua_soll: Min,
    /// Kept for work across cases.
    pub fue: Min,
    /// Why more is planned than there is.
    pub grund: String,
    /// Optimistic lock.
    pub version: i64,
    /// Minutes by person.
    pub kapazitaet: Vec<(Id<Fachkraft>, Min)>,
    /// What they go to.
    pub posten: Vec<Posten>,
}

impl Woche {
    /// All minutes of the team.
    #[must_use]
    pub fn gesamt(&self) -> Min {
        Min(self.kapazitaet.iter().map(|(_, m)| m.0).sum())
    }

    /// What is there for cases, groups and projects.
    #[must_use]
    pub fn pool(&self) -> Min {
        Min((self.gesamt().0 - self.fua.0 - self.fue.0).max(0))
    }

    /// Planned.
    #[must_use]
    pub fn verplant(&self) -> Min {
        Min(self.posten.iter().map(|p| p.minuten.0).sum())
    }
}

/// A move of minutes, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zug {
    /// Whose minutes.
    pub kennzeichen: String,
    /// Before.
    pub von: Min,
    /// After.
    pub nach: Min,
    /// Why.
    pub grund: String,
    /// When.
    pub zeit: base::Zeitpunkt,
    /// Who.
    pub wer: String,
}
