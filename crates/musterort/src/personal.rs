//! The people who work for the office.

use crate::codes::Sektor;
use crate::kontakt;
use crate::menschen::{self, Geschlecht, Name};
use crate::ort::Ort;
use crate::wuerfel::{Strom, Wuerfel};
use serde::Serialize;

/// A member of staff who works in one leaf for one Sektor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fachkraft {
    /// Position of the leaf in `Ort::raeume`.
    pub raum: u16,
    /// Field of help.
    pub sektor: Sektor,
    /// Name.
    pub name: Name,
    /// Sex, for the form of address.
    pub geschlecht: Geschlecht,
    /// Office telephone (reserved number).
    pub telefon: String,
    /// Mail address (reserved domain).
    pub email: String,
    /// Languages, ISO 639-1; always with German.
    pub sprachen: Vec<&'static str>,
    /// Working time in minutes per week.
    pub minuten_je_woche: u16,
}

/// `je_raum` people for every leaf and every Sektor, leaf by leaf. No two share a mail address.
pub fn personal(ort: &Ort, je_raum: u32, sektoren: &[Sektor]) -> Vec<Fachkraft> {
    let mut kraefte: Vec<Fachkraft> = Vec::new();
    let mut emails = std::collections::BTreeMap::<String, u32>::new();
    for (raum, _) in (0u16..).zip(&ort.raeume).filter(|(_, r)| r.blatt) {
        for sektor in sektoren {
            // own stream per leaf and Sektor: one more Sektor changes nobody else
            let teil = u32::from(raum) << 8 | *sektor as u32;
            let mut wuerfel = Wuerfel::neu(ort.seed, Strom::Personal, teil);
            for _ in 0..je_raum {
                let (name, geschlecht, herkunft) = menschen::name(&mut wuerfel);
                let mut sprachen = vec!["de"];
                for sprache in [herkunft.sprache, "en"] {
                    if !sprachen.contains(&sprache) && (sprache != "en" || wuerfel.promille(400)) {
                        sprachen.push(sprache);
                    }
                }
                let mal = emails
                    .entry(kontakt::email(&[&name.vorname, &name.nachname]))
                    .or_default();
                *mal += 1;
                let email = match *mal {
                    1 => kontakt::email(&[&name.vorname, &name.nachname]),
                    n => kontakt::email(&[&name.vorname, &name.nachname, &n.to_string()]),
                };
                let lfd = u32::try_from(kraefte.len()).unwrap_or(u32::MAX);
                kraefte.push(Fachkraft {
                    raum,
                    sektor: *sektor,
                    name,
                    geschlecht,
                    telefon: kontakt::telefon(lfd),
                    email,
                    sprachen,
                    minuten_je_woche: *wuerfel.gewichtet(&[(5, 2_340), (3, 1_800), (2, 1_170), (1, 1_560)]),
                });
            }
        }
    }
    kraefte
}
