//! The register of persons of one responsible office, and where a person is recorded.

use base::{Datum, Zeitpunkt};
use uuid::Uuid;

/// The responsible office by its statute (§ 67 Abs. 4 S. 2 SGB X): each keeps persons of its own, and nothing links
/// them (RL-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stelle {
    /// Jugendamt.
    Sgb8,
    /// Eingliederungshilfe.
    Sgb9,
    /// Sozialamt.
    Sgb12,
    /// Jobcenter.
    Sgb2,
}

impl Stelle {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Sgb8, Self::Sgb9, Self::Sgb12, Self::Sgb2];

    /// The office that works in a Sektor.
    #[must_use]
    pub fn von_sektor(code: &str) -> Self {
        match code {
            "JUGENDHILFE" | "JGH" => Self::Sgb8,
            "EGH" => Self::Sgb9,
            "SGB2" => Self::Sgb2,
            _ => Self::Sgb12,
        }
    }

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sgb8 => "SGB8",
            Self::Sgb9 => "SGB9",
            Self::Sgb12 => "SGB12",
            Self::Sgb2 => "SGB2",
        }
    }

    /// In words.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Sgb8 => "Jugendamt",
            Self::Sgb9 => "Eingliederungshilfe",
            Self::Sgb12 => "Sozialamt",
            Self::Sgb2 => "Jobcenter",
        }
    }
}

impl TryFrom<String> for Stelle {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        Self::ALLE
            .into_iter()
            .find(|x| x.code() == s)
            .ok_or_else(|| format!("„{s}“ ist keine Stelle"))
    }
}

/// One record of the register.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Registerperson {
    /// Key.
    pub id: Uuid,
    /// Optimistic lock.
    pub version: i64,
    /// Whose record it is.
    #[sqlx(try_from = "String")]
    pub stelle: Stelle,
    /// First name.
    pub vorname: String,
    /// Surname.
    pub nachname: String,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Where the person lives; empty for a protected address.
    pub anschrift: String,
    /// Protected (§ 51 BMG): never in a search.
    pub geschuetzt: bool,
    /// The record it was merged into.
    pub ziel: Option<Uuid>,
}

impl Registerperson {
    /// `Nachname, Vorname`.
    #[must_use]
    pub fn name(&self) -> String {
        match (self.nachname.is_empty(), self.vorname.is_empty()) {
            (false, false) => format!("{}, {}", self.nachname, self.vorname),
            (false, true) => self.nachname.clone(),
            _ => self.vorname.clone(),
        }
    }
}

/// What a reference to a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fundart {
    /// The person of an Anliegen.
    Anliegen,
    /// Somebody in a case.
    Fall,
}

/// One place where a person is recorded and the user may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fundstelle {
    /// The person.
    pub person: Uuid,
    /// What it is.
    pub art: Fundart,
    /// The Anliegen or the case.
    pub id: Uuid,
    /// The reference itself: key of its row.
    pub zeile: Uuid,
    /// Sektor, for the statute.
    pub sektor: String,
    /// Aktenzeichen, or what it is.
    pub titel: String,
    /// Its state in words.
    pub stand: &'static str,
    /// Role in the case in words; empty for an Anliegen.
    pub rolle: String,
    /// Since when.
    pub seit: Zeitpunkt,
}

impl Fundstelle {
    /// Where it leads.
    #[must_use]
    pub fn pfad(&self) -> String {
        match self.art {
            Fundart::Anliegen => format!("/anliegen/{}", self.id),
            Fundart::Fall => format!("/faelle/{}", self.id),
        }
    }
}
