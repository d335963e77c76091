//! Institutions, each at a house of the town.

use super::{Akteur, AkteurArt, Kontaktdaten};
use crate::kontakt;
use crate::menschen;
use crate::ort::Ort;
use crate::woerter::akteure::{ARTEN, BEINAMEN};
use crate::wuerfel::{Strom, Wuerfel};
use std::collections::BTreeSet;

/// Makes `anzahl` Akteure, spread over the leaves by their addresses.
pub fn akteure(ort: &Ort, anzahl: u32) -> Vec<Akteur> {
    let aktive = ort.aktive_je_raum();
    let alle: Vec<u32> = aktive.iter().flatten().copied().collect();
    if alle.is_empty() {
        return Vec::new();
    }
    let blaetter: Vec<u16> = (0u16..)
        .zip(&ort.raeume)
        .filter(|(_, r)| r.blatt)
        .map(|(i, _)| i)
        .collect();
    let mut wuerfel = Wuerfel::neu(ort.seed, Strom::Akteure, 0);
    let mut namen: BTreeSet<String> = BTreeSet::new();
    (0..anzahl)
        .map(|nummer| {
            let (art, muster) = *wuerfel.gewichtet(ARTEN);
            let adresse = *wuerfel.aus(&alle);
            let heimat = ort.adressen[adresse as usize].raum;
            let name = name(ort, art, muster, heimat, &mut namen, &mut wuerfel);
            let mut raeume = vec![heimat];
            // providers and care services work beyond their home
            if matches!(
                art,
                AkteurArt::Pflegedienst | AkteurArt::Leistungsanbieter | AkteurArt::FreierTraeger
            ) {
                for _ in 0..3 {
                    let weiterer = *wuerfel.aus(&blaetter);
                    if !raeume.contains(&weiterer) {
                        raeume.push(weiterer);
                    }
                }
            }
            let kontakt = kontaktdaten(&name, nummer, &mut wuerfel);
            Akteur {
                name,
                art,
                raeume,
                adresse,
                kontakt,
            }
        })
        .collect()
}

fn name(
    ort: &Ort,
    art: AkteurArt,
    muster: &str,
    heimat: u16,
    namen: &mut BTreeSet<String>,
    wuerfel: &mut Wuerfel,
) -> String {
    let raum = &ort.raeume[usize::from(heimat)].name;
    let beiname = *wuerfel.aus(BEINAMEN);
    let grund = muster.replace("{name}", beiname).replace("{raum}", raum);
    // where the name is taken, the place tells them apart, then a number
    let mit_raum = if grund.contains(raum.as_str()) {
        grund.clone()
    } else {
        format!("{grund} {raum}")
    };
    let zaehlen = (2u32..).map(|n| match art {
        AkteurArt::Verein => format!("{mit_raum} von {}", 1890 + n),
        _ => format!("{mit_raum} {n}"),
    });
    let mut kandidaten = [grund.clone(), mit_raum.clone()].into_iter().chain(zaehlen);
    kandidaten.find(|k| namen.insert(k.clone())).unwrap_or_default()
}

fn kontaktdaten(name: &str, nummer: u32, wuerfel: &mut Wuerfel) -> Kontaktdaten {
    let (person, _, _) = menschen::name(wuerfel);
    Kontaktdaten {
        ansprechperson: format!("{} {}", person.vorname, person.nachname),
        // staff have the lower numbers
        telefon: if wuerfel.promille(80) {
            kontakt::mobil(nummer)
        } else {
            kontakt::telefon(nummer + 2_000)
        },
        email: kontakt::email(&["info", name]),
        website: wuerfel.promille(650).then(|| kontakt::website(name)),
    }
}
