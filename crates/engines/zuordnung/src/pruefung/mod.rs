//! Validation of a Gliederung before it is decided (Fachkonzept 3.3.5) and of the sources behind it.

mod bereiche;
mod flaechen;
mod raeume;

use serde::Serialize;

pub use flaechen::{Flaechenpruefung, flaechen_pruefen};
pub use raeume::{Grenzen, Raumliste, kommunen_einmalig, zahlen_pruefen};

use crate::{Code, EinheitNr};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Art {
    /// Ranges overlap with different units.
    Ueberschneidung,
    /// Ranges overlap, but name the same unit: harmless, and still an untidy source.
    Doppelung,
    /// Active addresses without any unit.
    Luecke,
    /// One address, several units.
    Widerspruch,
    /// A ring crosses or touches itself or is no area.
    UngueltigeFlaeche,
    /// Two units share an area.
    Flaechenueberlappung,
    /// An area inside the territory belongs to nobody.
    Loch,
    /// A Kommune in no Raum or several.
    Kommune,
    /// A count out of its bounds.
    Anzahl,
}

/// One finding: code, sentence, and the lines it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Befund {
    /// What kind.
    pub art: Art,
    /// Code of the Fachkonzept; none for faults of a source it has no code for.
    pub code: Option<Code>,
    /// One or two short German sentences.
    pub text: String,
    /// Lines of the register, ascending.
    pub zeilen: Vec<u32>,
    /// Addresses concerned, for `RAUM-E11`.
    pub adressen: Vec<String>,
    /// Units concerned, ascending.
    pub einheiten: Vec<EinheitNr>,
    /// Area in square metres, for findings about areas.
    pub flaeche_m2: Option<f64>,
}

impl Befund {
    fn neu(art: Art, code: Option<Code>, text: String) -> Self {
        Self {
            art,
            code,
            text,
            zeilen: Vec::new(),
            adressen: Vec::new(),
            einheiten: Vec::new(),
            flaeche_m2: None,
        }
    }

    /// Whether the finding forbids to decide the Gliederung.
    #[must_use]
    pub const fn sperrt(&self) -> bool {
        !matches!(self.art, Art::Doppelung)
    }
}
