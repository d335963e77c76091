use std::{fmt, str::FromStr};

/// An answer that may be unknown. `Unbekannt` is never treated as yes or no (Fachkonzept 0.3).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Tri {
    /// Yes.
    Ja,
    /// In part, where a field allows it.
    Teilweise,
    /// No.
    Nein,
    /// Nobody has said.
    #[default]
    Unbekannt,
}

impl Tri {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "JA",
            Self::Teilweise => "TEILWEISE",
            Self::Nein => "NEIN",
            Self::Unbekannt => "UNBEKANNT",
        }
    }
}

impl fmt::Display for Tri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ja => "ja",
            Self::Teilweise => "teilweise",
            Self::Nein => "nein",
            Self::Unbekannt => "unbekannt",
        })
    }
}

impl FromStr for Tri {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "JA" => Ok(Self::Ja),
            "TEILWEISE" => Ok(Self::Teilweise),
            "NEIN" => Ok(Self::Nein),
            "UNBEKANNT" => Ok(Self::Unbekannt),
            _ => Err(format!(
                "„{s}“ ist keine der Antworten JA, TEILWEISE, NEIN, UNBEKANNT"
            )),
        }
    }
}
