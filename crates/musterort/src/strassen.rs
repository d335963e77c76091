//! Streets: where they run, what they are called, which house numbers belong to which space.

mod linien;
mod namen;
mod netz;

use crate::gelaende::Koordinate;
use serde::Serialize;

pub use linien::{Abschnitt, Teilung, Verlauf};
pub use namen::Namensquelle;
pub use netz::{Netz, grenzpaare};

/// A street of one Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strasse {
    /// Street key, 13 digits: municipality key and five digits.
    pub schluessel: String,
    /// Name, unique in its Kommune even after the normalisation of Fachkonzept 3.3.
    pub name: String,
    /// Kommune.
    pub kommune: String,
    /// Municipality key.
    pub kommune_ags: String,
    /// Postcodes its addresses have.
    pub plz: Vec<String>,
    /// Places its addresses lie in.
    pub orte: Vec<String>,
    /// Its course.
    pub linie: Vec<Koordinate>,
    /// Former names.
    pub aliase: Vec<Alias>,
    /// Which numbers belong to which space; without gap for every address and without overlap.
    pub bereiche: Vec<Bereich>,
}

/// A former name of a renamed street.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// Former name.
    pub name: String,
    /// Year of the renaming.
    pub bis_jahr: u16,
}

/// A range of house numbers; the upper number includes all its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bereich {
    /// First number.
    pub von: u16,
    /// Last number.
    pub bis: u16,
    /// Which of them.
    pub paritaet: Paritaet,
    /// Position of the leaf in `Ort::raeume`.
    pub raum: u16,
}

crate::codes::codes! {
    /// Which numbers of a range count.
    pub enum Paritaet {
        /// All numbers.
        Alle = "ALLE",
        /// Even numbers.
        Gerade = "GERADE",
        /// Odd numbers.
        Ungerade = "UNGERADE",
    }
}

impl Bereich {
    /// Whether a house number falls into the range.
    #[must_use]
    pub fn enthaelt(&self, nr: u16) -> bool {
        let paritaet = match self.paritaet {
            Paritaet::Alle => true,
            Paritaet::Gerade => nr.is_multiple_of(2),
            Paritaet::Ungerade => nr % 2 == 1,
        };
        paritaet && (self.von..=self.bis).contains(&nr)
    }
}
