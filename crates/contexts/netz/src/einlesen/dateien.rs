//! Rows of a file, whatever its format.

use std::collections::BTreeMap;

use base::{Befund, Punkt};
use einlesen::{Meldung, geodaten::Geometrie};
use raum::import::Datei;

/// One row: its columns by name, its point if the format carries one, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Datensatz {
    /// For the report.
    pub stelle: String,
    /// Text of each column.
    pub spalten: BTreeMap<String, String>,
    /// Geometry.
    pub punkt: Option<Punkt>,
}

/// All rows of a table or of geodata, and the lines that cannot be read.
#[must_use]
pub fn datensaetze(datei: Datei) -> (Vec<Datensatz>, Vec<Meldung>) {
    let namen = datei.spalten().to_vec();
    let satz = |stelle: String, felder: Vec<String>, punkt: Option<Punkt>| Datensatz {
        stelle,
        spalten: namen.iter().cloned().zip(felder).collect(),
        punkt,
    };
    let (mut gut, mut schlecht) = (Vec::new(), Vec::new());
    match datei {
        Datei::Tabelle(t) => {
            for zeile in *t {
                match zeile {
                    Ok(z) => gut.push(satz(format!("Zeile {}", z.nr), z.felder, None)),
                    Err(m) => schlecht.push(m),
                }
            }
        }
        Datei::Karte(s) => {
            schlecht.extend(s.meldungen);
            for m in s.merkmale {
                let punkt = m.geometrie.as_ref().and_then(punkt);
                gut.push(satz(format!("Eintrag {}", m.nr), m.felder, punkt));
            }
        }
    }
    (gut, schlecht)
}

/// The point of a geometry; an area has none that somebody could go to.
pub(super) fn punkt(g: &Geometrie) -> Option<Punkt> {
    match g {
        Geometrie::Punkt(p) => Some(Punkt {
            lat: p.y(),
            lon: p.x(),
        }),
        Geometrie::Flaeche(_) => None,
    }
}

/// A part of an archive or folder that is no usable file.
pub(super) fn unlesbar(text: impl std::fmt::Display) -> Befund {
    Befund::neu("NETZ-E28", format!("Die Datei kann nicht gelesen werden: {text}"))
}
