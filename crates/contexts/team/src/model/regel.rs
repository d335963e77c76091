use amt::go::Sektor;
use base::{Gueltigkeit, Id};

use super::{Regelart, Stelle};
use raum::Raumeinheit;

/// One line of the answer to "who is responsible for what" (Fachkonzept 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zustaendigkeitsregel {
    /// Key.
    pub id: Id<Self>,
    /// Sektor.
    pub sektor: Sektor,
    /// For what.
    pub inhalt: Inhalt,
    /// The responsible position.
    pub stelle: Id<Stelle>,
    /// The position that stands in.
    pub vertretung: Option<Id<Stelle>>,
    /// When.
    pub gueltigkeit: Gueltigkeit,
    /// Optimistic lock.
    pub version: i64,
}

/// What a rule is for; each kind carries exactly what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhalt {
    /// A space with all below it that have no rule of their own.
    Raum(Id<Raumeinheit>),
    /// Beginnings of surnames, such as `A–F` or `S, St`.
    Abc(String),
    /// A special service, such as `UMA`, in one space with all below it or everywhere.
    Spezial(String, Option<Id<Raumeinheit>>),
}

impl Inhalt {
    /// `RAUM`, `ABC`, `SPEZIAL`.
    #[must_use]
    pub const fn art(&self) -> Regelart {
        match self {
            Self::Raum(_) => Regelart::Raum,
            Self::Abc(_) => Regelart::Abc,
            Self::Spezial(..) => Regelart::Spezial,
        }
    }

    /// The space, when the rule names one.
    #[must_use]
    pub const fn raum(&self) -> Option<Id<Raumeinheit>> {
        match self {
            Self::Raum(r) => Some(*r),
            Self::Spezial(_, r) => *r,
            Self::Abc(_) => None,
        }
    }

    /// The kind and what it is for in one text; two lines of a Sektor with the same one are for the same.
    #[must_use]
    pub fn schluessel(&self) -> String {
        let ort = |r: &Option<Id<Raumeinheit>>| r.map_or_else(|| "überall".to_owned(), |r| r.to_string());
        match self {
            Self::Raum(r) => format!("RAUM:{r}"),
            Self::Abc(b) => format!("ABC:{}", b.to_uppercase()),
            Self::Spezial(m, r) => format!("SPEZIAL:{}:{}", m.to_uppercase(), ort(r)),
        }
    }
}
