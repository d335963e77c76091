//! What this room needs to know from the rooms below, in the shape it shows and stores.

use amt::go::Sektor;
use base::{Datum, Punkt};
use uuid::Uuid;

/// One step of a "Warum?".
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Schritt {
    /// One sentence.
    pub text: String,
    /// Register line, version or other evidence.
    pub beleg: String,
    /// Norm or GO key.
    pub norm: String,
}

/// Where somebody lives, as the form says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ortsfrage {
    /// One line as typed.
    pub text: String,
    /// Address of the register that was chosen.
    pub adresse: Option<Uuid>,
    /// Protected by § 51 BMG.
    pub geschuetzt: bool,
    /// Only the space is known, not the address.
    pub raum: Option<Uuid>,
}

/// An address to choose.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Adressvorschlag {
    /// Key of the register.
    pub id: Uuid,
    /// One line.
    pub zeile: String,
    /// Place, Raum or former name.
    pub hinweis: String,
}

/// A space in short.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Raum {
    /// Key.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Level, for example `Sozialraum`.
    pub ebene: String,
}

/// What kind of answer about a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the kinds of Fachkonzept 3.3")]
pub enum Ortsantwort {
    Eindeutig,
    Mehrdeutig,
    Unbekannt,
    Geschuetzt,
    Auswaertig,
    Auffang,
}

/// The answer about a place, with its trace.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Ort {
    /// What kind.
    pub art: Ortsantwort,
    /// What that means, in plain words.
    pub art_text: String,
    /// The space and all above it, top first; empty without one.
    pub ebenen: Vec<Raum>,
    /// The address found, one line; `geschützt` when it is.
    pub anschrift: String,
    /// Key in the register.
    pub adresse: Option<Uuid>,
    /// Its point.
    #[schema(value_type = Option<Object>)]
    pub punkt: Option<Punkt>,
    /// Candidates.
    pub vorschlaege: Vec<Adressvorschlag>,
    /// What is wrong or to be done.
    pub hinweise: Vec<String>,
    /// Why.
    pub schritte: Vec<Schritt>,
}

impl Ort {
    /// The space of the lowest level.
    #[must_use]
    pub fn raum(&self) -> Option<&Raum> {
        self.ebenen.last()
    }

    /// The space of the highest level, when there is more than one level.
    #[must_use]
    pub fn region(&self) -> Option<&Raum> {
        self.ebenen.first().filter(|_| self.ebenen.len() > 1)
    }
}

/// A person to talk to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Gesicht {
    /// Key of the Fachkraft.
    pub fachkraft: Uuid,
    /// Name.
    pub name: String,
    /// Position.
    pub stelle: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// Absence or substitution in words; empty when the person is here.
    pub hinweis: String,
}

/// Who is responsible in one Sektor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Zustaendig {
    /// The Sektor.
    #[schema(value_type = String)]
    pub sektor: Sektor,
    /// Key and name of the team.
    pub team: Option<(Uuid, String)>,
    /// Who is responsible by the rule, present or not.
    pub fallfuehrend: Option<Gesicht>,
    /// Whom to talk to today.
    pub gesicht: Option<Gesicht>,
    /// The substitute.
    pub vertretung: Option<Gesicht>,
    /// By which rule, in words.
    pub regel: String,
    /// What is wrong at this place.
    pub hinweise: Vec<String>,
    /// Why.
    pub schritte: Vec<Schritt>,
}

/// What somebody looks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suchprofil {
    /// Where from.
    pub punkt: Option<Punkt>,
    /// Age in years.
    pub alter: Option<u16>,
    /// Code of `aktionsraum.radien`.
    pub mobilitaet: String,
    /// Needed accessibility features.
    pub bedarfe: Vec<String>,
    /// Wanted language, two letters.
    pub sprache: String,
    /// Day of the week, 1 to 7.
    pub wochentag: Option<u8>,
    /// Nothing that costs money.
    pub kostenfrei: bool,
    /// Words.
    pub text: String,
    /// At most so many.
    pub limit: usize,
}

/// Whether the needed accessibility is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "three answers; unknown is never yes")]
pub enum Passung {
    Erfuellt,
    Unklar,
    Nicht,
}

impl Passung {
    /// In plain words.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Erfuellt => "barrierefrei wie gebraucht",
            Self::Unklar => "Barrierefreiheit nicht bekannt – bitte nachfragen",
            Self::Nicht => "nicht barrierefrei wie gebraucht",
        }
    }

    /// Suffix of the badge.
    #[must_use]
    pub const fn klasse(self) -> &'static str {
        match self {
            Self::Erfuellt => "success",
            Self::Unklar => "warning",
            Self::Nicht => "danger",
        }
    }
}

/// One offer found, already in the open order: fit, then distance; never price.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Angebot {
    /// Key.
    pub id: Uuid,
    /// Title.
    pub titel: String,
    /// Who offers it.
    pub akteur: String,
    /// Where.
    pub ort: String,
    /// How to get in touch.
    pub kontakt: String,
    /// Distance in words.
    pub entfernung: String,
    /// How fresh it is, in words.
    pub frische: String,
    /// Accessibility.
    pub passung: Passung,
    /// Why it is shown.
    pub gruende: Vec<String>,
}

/// What is kept with the Anliegen: place and responsibility as they were, with their reasons.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Spur {
    /// Day that counted.
    pub stichtag: Datum,
    /// Why this space.
    pub raum: Vec<Schritt>,
    /// Why this team and person.
    pub zustaendig: Vec<Schritt>,
}

/// (text with evidence, norm) of each step, as the "Warum?" of a page takes it.
#[must_use]
pub fn warum(schritte: &[Schritt]) -> Vec<(String, String)> {
    schritte
        .iter()
        .map(|s| {
            let text = if s.beleg.is_empty() {
                s.text.clone()
            } else {
                format!("{} ({})", s.text, s.beleg)
            };
            (text, s.norm.clone())
        })
        .collect()
}

impl Ort {
    /// See [`warum`].
    #[must_use]
    pub fn warum(&self) -> Vec<(String, String)> {
        warum(&self.schritte)
    }
}

impl Zustaendig {
    /// See [`warum`].
    #[must_use]
    pub fn warum(&self) -> Vec<(String, String)> {
        warum(&self.schritte)
    }
}

impl Spur {
    /// See [`warum`].
    #[must_use]
    pub fn raum_warum(&self) -> Vec<(String, String)> {
        warum(&self.raum)
    }

    /// See [`warum`].
    #[must_use]
    pub fn zustaendig_warum(&self) -> Vec<(String, String)> {
        warum(&self.zustaendig)
    }
}
