//! Question and answer of the resolution: where does this address belong, and why.

use base::{Befund, Datum, Id, Punkt};

use crate::{Adresse, GliederungKurz, RaumKurz};

/// Where somebody is. With neither text, nor address, nor point the person has no fixed abode (Fachkonzept 3.3.6).
#[derive(Debug, Clone, PartialEq)]
pub struct Ortsangabe {
    /// One line as typed, such as `Buchenweg 17 b, 22844 Norderstedt`.
    pub text: Option<String>,
    /// An address of the register, chosen from the suggestions; goes before the text.
    pub adresse: Option<Id<Adresse>>,
    /// A point, when that is all there is or to settle a doubt.
    pub punkt: Option<Punkt>,
    /// Auskunftssperre (§ 51 BMG): the Raum is found, nothing about the address leaves.
    pub person_geschuetzt: bool,
    /// The day that counts.
    pub stichtag: Datum,
}

impl Ortsangabe {
    /// From one line of text.
    #[must_use]
    pub fn text(text: impl Into<String>, stichtag: Datum) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::ohne_ort(stichtag)
        }
    }

    /// From an address of the register.
    #[must_use]
    pub const fn adresse(id: Id<Adresse>, stichtag: Datum) -> Self {
        let mut o = Self::ohne_ort(stichtag);
        o.adresse = Some(id);
        o
    }

    /// From a point.
    #[must_use]
    pub const fn punkt(punkt: Punkt, stichtag: Datum) -> Self {
        let mut o = Self::ohne_ort(stichtag);
        o.punkt = Some(punkt);
        o
    }

    /// Somebody without a fixed abode.
    #[must_use]
    pub const fn ohne_ort(stichtag: Datum) -> Self {
        Self {
            text: None,
            adresse: None,
            punkt: None,
            person_geschuetzt: false,
            stichtag,
        }
    }
}

/// What kind of answer this is. Nothing stays silently unassigned: each says what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ZuordnungsArt {
    /// Exactly one Raum.
    Eindeutig,
    /// Several are possible; `vorschlaege` holds the candidates.
    Mehrdeutig,
    /// None; `vorschlaege` holds similar addresses.
    Unbekannt,
    /// The address is protected (§ 51 BMG); the Raum may be known all the same, the address is not shown.
    Geschuetzt,
    /// Outside the territory: pass it on (§ 16 SGB I).
    Auswaertig,
    /// No fixed abode: the Raum the Geschäftsordnung names for that.
    Auffang,
}

impl ZuordnungsArt {
    /// In plain words.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Eindeutig => "Zugeordnet",
            Self::Mehrdeutig => "Mehrere Möglichkeiten",
            Self::Unbekannt => "Nicht gefunden",
            Self::Geschuetzt => "Geschützte Anschrift",
            Self::Auswaertig => "Außerhalb des Gebiets",
            Self::Auffang => "Ohne festen Wohnsitz",
        }
    }
}

/// One step of the "Warum?": what was decided, what it rests on, which norm says so.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Schritt {
    /// One short sentence.
    pub text: String,
    /// Register line, version, or other piece of evidence; may be empty.
    pub beleg: String,
    /// Norm, such as `§ 16 SGB I`; may be empty.
    pub norm: String,
}

impl Schritt {
    /// A step without a norm.
    #[must_use]
    pub fn neu(text: impl Into<String>, beleg: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            beleg: beleg.into(),
            norm: String::new(),
        }
    }

    /// Adds the norm.
    #[must_use]
    pub fn norm(mut self, norm: impl Into<String>) -> Self {
        self.norm = norm.into();
        self
    }
}

/// An address or street of the register, offered while typing or instead of one that was not found.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct AdressVorschlag {
    /// Key of the register point; `None` for a street as a whole or a number without a point of its own.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<Id<Adresse>>,
    /// One line as on an envelope.
    pub zeile: String,
    /// Street.
    pub strasse: String,
    /// House number, empty for a street as a whole.
    pub hausnummer: String,
    /// PLZ, may be empty.
    pub plz: String,
    /// Place, may be empty.
    pub ort: String,
    /// Its Raum on the lowest level, if that is clear.
    pub raum: Option<RaumKurz>,
    /// Its point.
    #[schema(value_type = Option<Object>)]
    pub punkt: Option<Punkt>,
    /// Likeness to what was typed, 0 to 100.
    pub aehnlichkeit_prozent: u8,
    /// Short hint, such as a former name of the street.
    pub hinweis: Option<String>,
}

/// As [`AdressVorschlag`]; in answers that are no unique hit.
pub type Vorschlag = AdressVorschlag;

/// The answer, with its whole trace.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Zuordnung {
    /// What kind of answer.
    pub art: ZuordnungsArt,
    /// The Raum on the lowest level.
    pub raumeinheit: Option<RaumKurz>,
    /// The Raum and all above it, top first; empty without a Raum.
    pub ebenen: Vec<RaumKurz>,
    /// The version of the boundaries that was asked; `None` when none holds on that day.
    pub gliederung: Option<GliederungKurz>,
    /// The day that counted.
    #[schema(value_type = String, format = Date)]
    pub stichtag: Datum,
    /// Where it is, if the register knows and may say so.
    #[schema(value_type = Option<Object>)]
    pub punkt: Option<Punkt>,
    /// The address found, as one line; `geschützt` when it is protected.
    pub anschrift: String,
    /// The register point found.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub adresse: Option<Id<Adresse>>,
    /// Candidates or similar addresses.
    pub vorschlaege: Vec<Vorschlag>,
    /// What is wrong or to be done, with codes.
    #[schema(value_type = Vec<Object>)]
    pub befunde: Vec<Befund>,
    /// Why.
    pub schritte: Vec<Schritt>,
}

/// What screens show instead of a protected address.
pub const GESCHUETZT: &str = "geschützt";
