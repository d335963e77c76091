//! What the planner demands and wishes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// How much a wish counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gewicht {
    /// Not at all.
    Egal,
    /// A little.
    Wenig,
    /// As usual.
    #[default]
    Normal,
    /// Much.
    Stark,
}

impl Gewicht {
    /// All, in the order of a list.
    pub const ALLE: [Self; 4] = [Self::Egal, Self::Wenig, Self::Normal, Self::Stark];

    /// In forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Egal => "egal",
            Self::Wenig => "wenig",
            Self::Normal => "normal",
            Self::Stark => "stark",
        }
    }

    /// How many times the usual weight.
    #[must_use]
    pub const fn faktor(self) -> f64 {
        match self {
            Self::Egal => 0.0,
            Self::Wenig => 0.3,
            Self::Normal => 1.0,
            Self::Stark => 4.0,
        }
    }
}

impl fmt::Display for Gewicht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Gewicht {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Self::ALLE
            .into_iter()
            .find(|g| g.code() == s)
            .ok_or_else(|| format!("„{s}“ ist kein Gewicht."))
    }
}

/// Which attribute of the units means what; empty where none does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merkmale {
    /// Key of a unit.
    pub kennung: String,
    /// Residents.
    pub einwohner: String,
    /// Cases.
    pub faelle: String,
    /// Staff of today.
    pub personal: String,
    /// Ortsteil or Kommune that should stay whole.
    pub politisch: String,
    /// Only so many signs of it, as in hierarchical keys.
    pub politisch_zeichen: Option<u16>,
    /// Space of today.
    pub heute: String,
}

/// Demands and wishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planung {
    /// How many spaces.
    pub raeume: u16,
    /// How far a space may be from the mean, in tenths of a percent.
    pub toleranz_promille: u16,
    /// Whether residents are balanced instead of cases.
    pub nach_einwohnern: bool,
    /// Fewest and most residents of a space.
    pub einwohner: (Option<u32>, Option<u32>),
    /// Fewest and most units of a space.
    pub einheiten: (Option<u32>, Option<u32>),
    /// Short borders.
    pub kompakt: Gewicht,
    /// Whole Ortsteile and Kommunen.
    pub politisch: Gewicht,
    /// No railway, river or main road inside.
    pub hindernisse: Gewicht,
    /// Every kind of institution in each space.
    pub einrichtungen: Gewicht,
    /// Few changes against today.
    pub aenderung: Gewicht,
    /// Lines "unit = space".
    pub fest: String,
    /// Lines "unit, unit".
    pub zusammen: String,
    /// Lines "unit, unit".
    pub getrennt: String,
    /// How many clearly different plans.
    pub plaene: u8,
    /// How long to search, in seconds.
    pub sekunden: u16,
    /// Start of the random numbers.
    pub anfang: u32,
    /// Attributes.
    pub merkmale: Merkmale,
}

impl Default for Planung {
    fn default() -> Self {
        Self {
            raeume: 6,
            toleranz_promille: 100,
            nach_einwohnern: false,
            einwohner: (None, None),
            einheiten: (None, None),
            kompakt: Gewicht::Normal,
            politisch: Gewicht::Normal,
            hindernisse: Gewicht::Normal,
            einrichtungen: Gewicht::Normal,
            aenderung: Gewicht::Normal,
            fest: String::new(),
            zusammen: String::new(),
            getrennt: String::new(),
            plaene: 1,
            sekunden: 10,
            anfang: 1,
            merkmale: Merkmale::default(),
        }
    }
}
