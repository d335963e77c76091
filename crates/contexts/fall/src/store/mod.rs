//! The SQL of this room, one text for both engines.

pub(crate) mod anliegen;
pub(crate) mod beauftragung;
pub(crate) mod entscheidung;
pub(crate) mod fall;
pub(crate) mod fall_akte;
pub(crate) mod fall_liste;
pub(crate) mod gesamtplan;
pub(crate) mod hilfeplan;
pub(crate) mod konferenz;
pub(crate) mod kontakt;
pub(crate) mod kurz;
pub(crate) mod liste;
pub(crate) mod notiz;
pub(crate) mod pruefung;
pub(crate) mod uebergabe;
pub(crate) mod ueberpruefung;

pub use fall_liste::{FallFilter, FallSpalte, FallZeile, Fallsicht};
pub use liste::{Filter, Spalte, Zeile};
