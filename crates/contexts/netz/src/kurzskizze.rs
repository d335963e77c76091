//! The Kurzskizze: the public extract of a survey, two pages for the committee (Fachkonzept 3.8). It holds only what
//! may be shown: small numbers are hidden before it is made, not when it is looked at. When team and round agree it is
//! frozen as it stands: what they read is what everybody reads later.

use base::{Datum, Punkt};

use crate::rules::kleine_zahlen::Band;

/// A figure in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kennzahl {
    /// Name.
    pub name: String,
    /// Value with its unit, or why there is none.
    pub wert: String,
    /// The day.
    pub stichtag: Option<Datum>,
    /// Where it comes from.
    pub quelle: String,
}

/// How many people of an age live here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Altersgruppe {
    /// The ages.
    pub band: Band,
    /// How many; `None` when it may not be shown.
    pub anzahl: Option<i64>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stueck {
    /// Heading.
    pub titel: String,
    /// What people wrote.
    pub text: String,
    /// What the directory knows.
    pub zeilen: Vec<String>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wort {
    /// Verbatim.
    pub text: String,
    /// Where.
    pub wo: String,
    /// When.
    pub am: Option<Datum>,
}

/// A point on the map.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Kartenort {
    /// Name.
    pub name: String,
    /// What it is.
    pub art: String,
    /// What is to know about it.
    pub hinweis: String,
    /// Where.
    pub lat: f64,
    /// Where.
    pub lon: f64,
}

impl Kartenort {
    /// Its coordinates.
    #[must_use]
    pub const fn punkt(&self) -> Punkt {
        Punkt {
            lat: self.lat,
            lon: self.lon,
        }
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Kurzskizze {
    /// Name of the space.
    pub raum: String,
    /// Its code.
    pub code: String,
    /// Its level.
    pub ebene: String,
    /// Hectares.
    pub hektar: Option<i64>,
    /// Spaces that touch it.
    pub nachbarn: Vec<String>,
    /// The day everything is true for.
    pub stichtag: Datum,
    /// Who wrote it.
    pub verfasser: String,
    /// Residents, if that many live there.
    pub einwohner: Option<i64>,
    /// The day they were counted.
    pub einwohner_stand: Option<Datum>,
    /// By age; empty when nothing is known.
    pub alter: Vec<Altersgruppe>,
    /// Where the ages come from.
    pub alter_quelle: String,
    /// Below this a number is not shown.
    pub k: u32,
    /// Figures.
    pub kennzahlen: Vec<Kennzahl>,
    /// Strengths.
    pub staerken: Vec<String>,
    /// What people say.
    pub worte: Vec<Wort>,
    /// Sections in order.
    pub stuecke: Vec<Stueck>,
    /// Points.
    pub orte: Vec<Kartenort>,
    /// Sources.
    pub quellen: String,
}

impl Kurzskizze {
    /// The size as people read it: square kilometres with two decimals.
    #[must_use]
    pub fn flaeche(&self) -> Option<String> {
        self.hektar
            .map(|ha| format!("{},{:02} km²", raum::worte::zahl(ha / 100), ha % 100))
    }

    /// Whether some number of the ages is hidden.
    #[must_use]
    pub fn verdeckt(&self) -> bool {
        self.alter.iter().any(|a| a.anzahl.is_none())
    }
}
