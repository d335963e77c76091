//! Which target field comes from which column.
//!
//! The mapping file:
//!
//! ```toml
//! [tabelle]                    # all freely chosen; found out when absent
//! kodierung = "windows-1252"   # utf-8, utf-16le, utf-16be, windows-1252
//! trenner = ";"
//! kopf = true
//! dezimal = ","
//!
//! [felder]
//! name = "Straßenname"                                  # column by its name
//! ort = { fest = "Köln" }                               # the same for every row
//! stichtag = { spalte = "Datum", formate = ["JJJJ_MM_TT", "TT.MM.JJJJ"] }
//! status = { spalte = "S", werte = { A = "AKTIV", G = "GEPLANT" }, sonst = "AKTIV" }
//!
//! [karte]                      # geodata only
//! epsg = 25832
//! achsen_tauschen = false
//! ebene = "gemeinden"          # layer of a GeoPackage, file of an archive
//!
//! [ziel]                       # texts for the caller
//! zuschnitt = "Entwurf 2027"
//! ```

mod lesen;
mod satz;
mod schreiben;
mod vorschlag;

use base::Datum;

pub use lesen::{AbbildungsFehler, lesen};
pub use satz::{Anwendung, Satz};
pub use vorschlag::vorschlagen;

use crate::{geodaten, tabelle::Optionen, wert::Dezimal};

/// What a target field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Art {
    /// Text.
    Text,
    /// A whole number.
    Ganzzahl,
    /// A number with a fraction.
    Dezimal,
    /// A date.
    Datum,
}

/// A field the caller wants.
#[derive(Debug, Clone, Copy)]
pub struct Zielfeld {
    /// Name in the mapping file.
    pub name: &'static str,
    /// What a person reads.
    pub titel: &'static str,
    /// What it holds.
    pub art: Art,
    /// Whether a row without it is refused.
    pub pflicht: bool,
    /// Names of columns that mean it, in small letters without umlauts, blanks and signs, the best first.
    pub synonyme: &'static [&'static str],
}

/// Where the value of one field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Herkunft {
    /// Column by name.
    pub spalte: Option<String>,
    /// The value of every row.
    pub fest: Option<String>,
    /// Words of the file and what they mean.
    pub werte: Vec<(String, String)>,
    /// What a word means that is not in `werte`.
    pub sonst: Option<String>,
    /// Date patterns; all known ones when empty.
    pub formate: Vec<String>,
    /// Style of numbers, when it differs from that of the table.
    pub dezimal: Option<Dezimal>,
}

/// A mapping: for some target fields, where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abbildung {
    /// How to read the table.
    pub tabelle: Optionen,
    /// Style of numbers.
    pub dezimal: Dezimal,
    /// Field and where it comes from, in the order of the file.
    pub felder: Vec<(String, Herkunft)>,
    /// How to read geodata.
    pub karte: geodaten::Optionen,
    /// What the caller wants to know besides, key and text.
    pub ziel: Vec<(String, String)>,
}

impl Abbildung {
    /// A text of the section `[ziel]`.
    #[must_use]
    pub fn ziel(&self, schluessel: &str) -> Option<&str> {
        self.ziel
            .iter()
            .find(|(k, _)| k == schluessel)
            .map(|(_, w)| w.as_str())
    }

    /// Where this field comes from.
    #[must_use]
    pub fn herkunft(&self, feld: &str) -> Option<&Herkunft> {
        self.felder.iter().find(|(f, _)| f == feld).map(|(_, h)| h)
    }

    /// Sets or removes the column of one field, and keeps what else is said about it.
    pub fn setze_spalte(&mut self, feld: &str, spalte: Option<&str>) {
        match (self.felder.iter().position(|(f, _)| f == feld), spalte) {
            (Some(i), Some(s)) => {
                self.felder[i].1.spalte = Some(s.to_owned());
                self.felder[i].1.fest = None;
            }
            (Some(i), None) if self.felder[i].1.fest.is_none() => {
                self.felder.remove(i);
            }
            (None, Some(s)) => self.felder.push((
                feld.to_owned(),
                Herkunft {
                    spalte: Some(s.to_owned()),
                    ..Herkunft::default()
                },
            )),
            _ => {}
        }
    }

    /// Gives one field the same value in every row.
    pub fn setze_fest(&mut self, feld: &str, wert: &str) {
        let herkunft = Herkunft {
            fest: Some(wert.to_owned()),
            ..Herkunft::default()
        };
        match self.felder.iter_mut().find(|(f, _)| f == feld) {
            Some((_, h)) => *h = herkunft,
            None => self.felder.push((feld.to_owned(), herkunft)),
        }
    }
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Wert {
    /// Nothing.
    Leer,
    /// Text.
    Text(String),
    /// A whole number.
    Ganzzahl(i64),
    /// A number with a fraction.
    Dezimal(f64),
    /// A date.
    Datum(Datum),
}

#[cfg(test)]
mod tests;
