//! House numbers along the streets.

mod bauen;
mod hausnummern;

use crate::gelaende::Koordinate;
use serde::Serialize;

pub use bauen::bauen;

/// One address of the register. Small on purpose: a million of them must fit in memory; the texts are in
/// [`Ort`](crate::Ort).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Adresse {
    /// Position of the street in `Ort::strassen`.
    pub strasse: u32,
    /// Position of the leaf in `Ort::raeume`.
    pub raum: u16,
    /// House number, 1–9999.
    pub nr: u16,
    /// Letter after the number, a–z.
    pub zusatz: Option<char>,
    /// Position in `Ort::postleitzahlen`.
    pub plz: u16,
    /// Position in `Ort::ortsnamen`.
    pub ort: u16,
    /// Where the house stands; strictly inside the outline of its leaf.
    pub lage: Koordinate,
    /// State of the house.
    pub status: AdressStatus,
}

crate::codes::codes! {
    /// State of an address (Fachkonzept 3.2).
    pub enum AdressStatus {
        /// In use.
        Aktiv = "AKTIV",
        /// Planned.
        Geplant = "GEPLANT",
        /// Demolished.
        Abgebrochen = "ABGEBROCHEN",
    }
}
