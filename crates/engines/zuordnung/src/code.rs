//! The error codes of Fachkonzept 3.3 and 3.5 as one closed list.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Code of a refusal or finding. Written `RAUM-Enn` wherever a person or a file sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Code {
    /// House number is not one: 0, fraction, free text (3.3.1).
    #[serde(rename = "RAUM-E01")]
    E01,
    /// Street is not in the register (3.3.4).
    #[serde(rename = "RAUM-E02")]
    E02,
    /// Number lies in no range and is no register point (3.3.4).
    #[serde(rename = "RAUM-E03")]
    E03,
    /// PLZ does not fit the street (3.3.4).
    #[serde(rename = "RAUM-E04")]
    E04,
    /// Several ranges or areas claim the address (3.3.4); impossible after validation.
    #[serde(rename = "RAUM-E05")]
    E05,
    /// Ranges of one street overlap (3.3.5).
    #[serde(rename = "RAUM-E10")]
    E10,
    /// An active address lies in no range (3.3.5).
    #[serde(rename = "RAUM-E11")]
    E11,
    /// A Kommune lies in no Raum or in several (3.3.5).
    #[serde(rename = "RAUM-E12")]
    E12,
    /// A count per Raum or per Regionalmanagement leaves its bounds (3.3.5).
    #[serde(rename = "RAUM-E13")]
    E13,
    /// The radii of the dynamic social space contradict each other (3.4).
    #[serde(rename = "RAUM-E20")]
    E20,
    /// The letter ranges leave a gap or overlap (3.5).
    #[serde(rename = "RAUM-E30")]
    E30,
}

impl Code {
    /// The code as the Fachkonzept writes it, e.g. `RAUM-E03`.
    #[must_use]
    pub const fn als_text(self) -> &'static str {
        match self {
            Self::E01 => "RAUM-E01",
            Self::E02 => "RAUM-E02",
            Self::E03 => "RAUM-E03",
            Self::E04 => "RAUM-E04",
            Self::E05 => "RAUM-E05",
            Self::E10 => "RAUM-E10",
            Self::E11 => "RAUM-E11",
            Self::E12 => "RAUM-E12",
            Self::E13 => "RAUM-E13",
            Self::E20 => "RAUM-E20",
            Self::E30 => "RAUM-E30",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.als_text())
    }
}
