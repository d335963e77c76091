use amt::go::Sektor;
use base::{Befund, Datum, Id};

use super::{Fachkraft, TeamKurz};
use raum::Schritt;

/// By which rule of Fachkonzept 3.5 somebody is responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Regelart {
    /// By space.
    Raum,
    /// By letter.
    Abc,
    /// Special service.
    Spezial,
    /// An open Fall stays where it is.
    OffenerFall,
    /// A Fall in the household leads to the same team.
    Haushalt,
    /// No rule gave a person: team leader or Servicebereich.
    Auffang,
}

impl Regelart {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Raum => "RAUM",
            Self::Abc => "ABC",
            Self::Spezial => "SPEZIAL",
            Self::OffenerFall => "OFFENER_FALL",
            Self::Haushalt => "HAUSHALT",
            Self::Auffang => "AUFFANG",
        }
    }

    /// Words a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Raum => "nach Sozialraum",
            Self::Abc => "nach Anfangsbuchstaben",
            Self::Spezial => "Spezialdienst",
            Self::OffenerFall => "laufender Fall",
            Self::Haushalt => "Fall im selben Haushalt",
            Self::Auffang => "Auffangregelung",
        }
    }
}

impl std::str::FromStr for Regelart {
    type Err = String;
    /// Reads the kinds a rule can be stored with.
    fn from_str(s: &str) -> Result<Self, String> {
        [Self::Raum, Self::Abc, Self::Spezial]
            .into_iter()
            .find(|r| r.code() == s)
            .ok_or_else(|| format!("„{s}“ ist keine Art von Regel"))
    }
}

/// A person to talk to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Gesicht {
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// Name.
    pub name: String,
    /// Position or function by which the person answers.
    pub stelle: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Whether the person is here on the day asked about.
    pub anwesend: bool,
    /// Last day of the absence, when not.
    pub abwesend_bis: Option<Datum>,
    /// Name of the person this one stands in for, when that one is away.
    pub vertritt: Option<String>,
}

/// What one of the two rules gives while both are looked at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Teilergebnis {
    /// Which rule.
    pub regel: Regelart,
    /// Team.
    pub team: Option<TeamKurz>,
    /// The responsible person, present or not.
    pub gesicht: Option<Gesicht>,
    /// The substitute by the rule.
    pub vertretung: Option<Gesicht>,
}

/// One range of letters and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Buchstabe {
    /// Beginnings of surnames, such as `A–F`.
    pub bereich: String,
    /// Who answers.
    pub gesicht: Option<Gesicht>,
    /// The substitute.
    pub vertretung: Option<Gesicht>,
}

/// The answer to a [`super::Frage`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Zustaendigkeit {
    /// The Sektor asked about.
    pub sektor: Sektor,
    /// The team; `None` only when not even a Servicebereich is set up.
    pub team: Option<TeamKurz>,
    /// Who is responsible by the rule, present or not: the fallführende Fachkraft of a new Fall.
    pub zustaendig: Option<Gesicht>,
    /// Whom to talk to on this day: the responsible person, or the substitute with `vertritt` set, or the team leader.
    pub gesicht: Option<Gesicht>,
    /// The substitute by the rule, present or not.
    pub vertretung: Option<Gesicht>,
    /// By which rule.
    pub regel: Regelart,
    /// Where the Sektor goes from letters to spaces: what each of the two gives, ABC first.
    pub beide: Option<Box<(Teilergebnis, Teilergebnis)>>,
    /// When letters decide and no surname was given: all ranges.
    pub buchstaben: Vec<Buchstabe>,
    /// Why, step by step.
    pub schritte: Vec<Schritt>,
    /// What is wrong with the matrix at this place (TEAM-E01 … E04, RAUM-E30).
    pub befunde: Vec<Befund>,
}
