//! What the builder takes: streets, ranges and register points as a source lists them.

use serde::{Deserialize, Serialize};

use super::{EinheitNr, StrasseNr};
use crate::{Bereich, Hausnummer, Punkt};

/// A street as the directory lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Strasse {
    /// Street key, up to 13 characters; may be empty.
    pub schluessel: String,
    /// Name as written.
    pub name: String,
    /// Kommune or place; may be empty in a register of one place.
    pub ort: String,
    /// PLZ if the whole street has one.
    pub plz: Option<String>,
    /// Former or other names, each with a note ("bis 2019").
    pub aliase: Vec<(String, String)>,
}

impl Strasse {
    /// Street without PLZ and other names.
    #[must_use]
    pub fn neu(schluessel: &str, name: &str, ort: &str) -> Self {
        Self {
            schluessel: schluessel.into(),
            name: name.into(),
            ort: ort.into(),
            ..Self::default()
        }
    }
}

/// A range of house numbers and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strassenbereich {
    /// The street.
    pub strasse: StrasseNr,
    /// The numbers; `None` = the street as a whole, used where no numbered range fits.
    pub bereich: Option<Bereich>,
    /// PLZ of this stretch, if known.
    pub plz: Option<String>,
    /// The unit.
    pub einheit: EinheitNr,
    /// Line of the source, for the trace.
    pub zeile: u32,
}

impl Strassenbereich {
    /// A numbered range without PLZ.
    #[must_use]
    pub const fn neu(strasse: StrasseNr, bereich: Bereich, einheit: EinheitNr, zeile: u32) -> Self {
        Self {
            strasse,
            bereich: Some(bereich),
            plz: None,
            einheit,
            zeile,
        }
    }
}

/// Status of a register point (Fachkonzept 3.2 `Adresse`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AdressStatus {
    /// In use.
    #[default]
    Aktiv,
    /// Planned.
    Geplant,
    /// Torn down; still found, and the trace says so.
    Abgebrochen,
}

/// One register point.
#[derive(Debug, Clone, PartialEq)]
pub struct Adresse {
    /// The street.
    pub strasse: StrasseNr,
    /// Number; `None` for a place without numbers.
    pub hausnummer: Option<Hausnummer>,
    /// PLZ, four or five digits, or empty.
    pub plz: String,
    /// Ortsteil, or empty.
    pub ortsteil: String,
    /// Point in WGS 84.
    pub punkt: Option<Punkt>,
    /// Status.
    pub status: AdressStatus,
    /// Unit of the register point, if the register states one.
    pub einheit: Option<EinheitNr>,
    /// Line of the source, for the trace.
    pub zeile: u32,
}

impl Adresse {
    /// An active address with nothing but street and number.
    #[must_use]
    pub const fn neu(strasse: StrasseNr, hausnummer: Option<Hausnummer>, zeile: u32) -> Self {
        Self {
            strasse,
            hausnummer,
            plz: String::new(),
            ortsteil: String::new(),
            punkt: None,
            status: AdressStatus::Aktiv,
            einheit: None,
            zeile,
        }
    }
}

/// Why a row was refused by the builder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BauFehler {
    /// The PLZ has neither five nor four digits.
    #[error("„{0}“ ist keine Postleitzahl.")]
    Plz(String),
    /// The point lies outside the globe or is no number.
    #[error("Der Punkt liegt außerhalb der Erde.")]
    Punkt,
    /// The street was not added to this builder.
    #[error("Die Straße ist in diesem Register nicht angelegt.")]
    Strasse,
}
