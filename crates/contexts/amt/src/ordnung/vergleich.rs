//! What differs between two versions: the settings, key by key.

use crate::go::{Geschaeftsordnung, darstellen};

/// One setting that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unterschied {
    /// Key as in the file, or the number of a chapter.
    pub schluessel: String,
    /// What a person reads.
    pub titel: String,
    /// Value before.
    pub vorher: String,
    /// Value after.
    pub nachher: String,
}

/// All settings and chapter texts that differ, in the order of the document.
#[must_use]
pub fn vergleichen(alt: &Geschaeftsordnung, neu: &Geschaeftsordnung) -> Vec<Unterschied> {
    let (alt, neu) = (darstellen(alt), darstellen(neu));
    let mut aus = Vec::new();
    for (a, n) in alt.kapitel.iter().zip(&neu.kapitel) {
        if a.text != n.text {
            aus.push(Unterschied {
                schluessel: format!("Kapitel {}", n.nummer),
                titel: n.titel.to_owned(),
                vorher: a.text.join("\n"),
                nachher: n.text.join("\n"),
            });
        }
        for zeile in &n.zeilen {
            let vorher = a.zeilen.iter().find(|z| z.schluessel == zeile.schluessel);
            let vorher = vorher.map_or("", |z| &z.wert);
            if vorher != zeile.wert {
                aus.push(Unterschied {
                    schluessel: zeile.schluessel.to_owned(),
                    titel: zeile.titel.to_owned(),
                    vorher: vorher.to_owned(),
                    nachher: zeile.wert.clone(),
                });
            }
        }
    }
    aus
}
