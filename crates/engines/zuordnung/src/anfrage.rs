//! Question and answer of the look-up.

use serde::{Deserialize, Serialize};

use crate::spur::{Spur, Stufe};
use crate::{Code, EinheitNr, Hausnummer, freitext};

/// A point in WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Punkt {
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
}

/// A postal address in parts as typed; an empty text means "not given".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Anschrift {
    /// Street name without number.
    pub strasse: String,
    /// House number as typed, e.g. "12-14a".
    pub hausnummer: String,
    /// PLZ as typed; five or four digits if it is a valid one.
    pub plz: String,
    /// Place (Kommune or Ortsteil).
    pub ort: String,
    /// Ortsteil if it came in its own field.
    pub ortsteil: String,
}

/// Whether an Auskunftssperre (§ 51 BMG) lies on the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Auskunftssperre {
    /// No lock.
    #[default]
    Keine,
    /// Locked, and the caller is not in the protected compartment: no look-up, nothing about the address.
    Gesperrt,
    /// Locked, and the caller is inside the compartment: look-up as usual (3.3.6).
    ImSchutzbereich,
}

/// One question to the register.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Anfrage {
    /// Opaque key of the person, for exceptions laid down for one person.
    pub person: Option<String>,
    /// The address; may be empty if a point is given.
    pub anschrift: Anschrift,
    /// A point, used when the text gives no unit.
    pub punkt: Option<Punkt>,
    /// Lock on the address.
    pub sperre: Auskunftssperre,
}

impl Anfrage {
    /// From one free line, e.g. "Buchenweg 17 b, 22844 Norderstedt".
    #[must_use]
    pub fn aus_text(text: &str) -> Self {
        Self {
            anschrift: freitext::zerlege(text),
            ..Self::default()
        }
    }

    /// From a point alone.
    #[must_use]
    pub fn aus_punkt(punkt: Punkt) -> Self {
        Self {
            punkt: Some(punkt),
            ..Self::default()
        }
    }
}

/// An address or street of the register, offered to a person or found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Vorschlag {
    /// Street name as the register writes it.
    pub strasse: String,
    /// Street key of the register.
    pub schluessel: String,
    /// House number; `None` offers the street as a whole.
    pub hausnummer: Option<Hausnummer>,
    /// PLZ, empty if the register has none.
    pub plz: String,
    /// Place.
    pub ort: String,
    /// Ortsteil, empty if the register has none.
    pub ortsteil: String,
    /// Unit, if it is already clear.
    pub einheit: Option<EinheitNr>,
    /// Point of the address, if the register has one.
    pub punkt: Option<Punkt>,
    /// Likeness to what was typed, 0 to 1; 1 = the same after normalisation.
    pub aehnlichkeit: f32,
    /// Short hint, e.g. the former name of the street.
    pub hinweis: Option<String>,
}

impl Vorschlag {
    /// One line as on an envelope: "Buchenweg 17b, 22844 Norderstedt".
    #[must_use]
    pub fn zeile(&self) -> String {
        let mut zeile = self.strasse.clone();
        if let Some(nr) = self.hausnummer {
            zeile.push_str(&format!(" {nr}"));
        }
        let ort = [self.plz.as_str(), self.ort.as_str()].join(" ");
        if !ort.trim().is_empty() {
            zeile.push_str(", ");
            zeile.push_str(ort.trim());
        }
        zeile
    }
}

/// The answer. Every variant carries its trace.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "ergebnis", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ergebnis {
    /// Exactly one unit.
    Eindeutig {
        /// The unit.
        einheit: EinheitNr,
        /// The stage that decided.
        stufe: Stufe,
        /// The address found; `None` for persons and bare points.
        adresse: Option<Box<Vorschlag>>,
        /// 1 for an exact match; less if a typing error was bridged (then the trace says so).
        aehnlichkeit: f32,
        /// Why.
        spur: Spur,
    },
    /// Several units are possible; a person has to choose.
    Mehrdeutig {
        /// `RAUM-E05` if the register contradicts itself, none if the text was too short.
        code: Option<Code>,
        /// At least two candidates, each with its unit.
        kandidaten: Vec<Vorschlag>,
        /// Why.
        spur: Spur,
    },
    /// No unit.
    Unbekannt {
        /// `RAUM-E01` to `RAUM-E04`.
        code: Code,
        /// Similar addresses, best first.
        vorschlaege: Vec<Vorschlag>,
        /// Why.
        spur: Spur,
    },
    /// An Auskunftssperre lies on the address; nothing was looked up.
    Geschuetzt {
        /// Says only that the address is protected.
        spur: Spur,
    },
    /// Outside the territory: Weiterleitung (§ 16 SGB I).
    Auswaertig {
        /// Why.
        spur: Spur,
    },
}

impl Ergebnis {
    /// The unit if there is exactly one.
    #[must_use]
    pub const fn einheit(&self) -> Option<EinheitNr> {
        match self {
            Self::Eindeutig { einheit, .. } => Some(*einheit),
            _ => None,
        }
    }

    /// The code of the Fachkonzept, if the answer has one.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Unbekannt { code, .. } => Some(*code),
            Self::Mehrdeutig { code, .. } => *code,
            _ => None,
        }
    }

    /// The trace.
    #[must_use]
    pub const fn spur(&self) -> &Spur {
        match self {
            Self::Eindeutig { spur, .. }
            | Self::Mehrdeutig { spur, .. }
            | Self::Unbekannt { spur, .. }
            | Self::Geschuetzt { spur }
            | Self::Auswaertig { spur } => spur,
        }
    }
}
