//! The people behind the doors, made one household at a time: a million of them are never held at once.

use crate::adressen::AdressStatus;
use crate::menschen::{self, Geschlecht, Name};
use crate::ort::Ort;
use crate::wuerfel::{Strom, Wuerfel, rauschen};
use serde::Serialize;

/// People who live together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Haushalt {
    /// Position of the address in `Ort::adressen`; always an active one.
    pub adresse: u32,
    /// The people, adults first; at least one.
    pub mitglieder: Vec<Mitglied>,
    /// Languages spoken, ISO 639-1, the strongest first.
    pub sprachen: Vec<&'static str>,
}

/// One person of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mitglied {
    /// First and family name.
    pub name: Name,
    /// Age in completed years.
    pub alter: u8,
    /// Sex.
    pub geschlecht: Geschlecht,
}

/// All households of the town; per leaf exactly as many people as it has inhabitants. A leaf without
/// active address has none.
pub fn haushalte(ort: &Ort) -> impl Iterator<Item = Haushalt> + '_ {
    let mut gewichte = vec![0u64; ort.raeume.len()];
    for (i, adresse) in (0..).zip(&ort.adressen) {
        if adresse.status == AdressStatus::Aktiv {
            gewichte[usize::from(adresse.raum)] += gewicht(ort.seed, i);
        }
    }
    let mut bisher = vec![0u64; ort.raeume.len()];
    let mut wuerfel = Wuerfel::neu(ort.seed, Strom::Haushalte, 0);
    let aktive = (0u32..)
        .zip(&ort.adressen)
        .filter(|(_, a)| a.status == AdressStatus::Aktiv);
    aktive.flat_map(move |(i, adresse)| {
        let raum = usize::from(adresse.raum);
        // cumulative shares: rounding never loses a person
        let anteil = |summe: u64| u64::from(ort.raeume[raum].einwohner) * summe / gewichte[raum];
        let vorher = anteil(bisher[raum]);
        bisher[raum] += gewicht(ort.seed, i);
        let mut personen = anteil(bisher[raum]) - vorher;
        let mut im_haus = Vec::new();
        while personen > 0 {
            let haushalt = haushalt(i, personen, &mut wuerfel);
            personen -= haushalt.mitglieder.len() as u64;
            im_haus.push(haushalt);
        }
        im_haus
    })
}

/// How much room a house offers relative to others: mostly small houses, some blocks of flats.
fn gewicht(seed: u64, adresse: u32) -> u64 {
    match rauschen(seed, adresse.into(), 0, 8) % 100 {
        0..60 => 2,
        60..85 => 5,
        85..97 => 12,
        _ => 40,
    }
}

/// A household of at most `hoechstens` people.
fn haushalt(adresse: u32, hoechstens: u64, wuerfel: &mut Wuerfel) -> Haushalt {
    let herkunft = menschen::herkunft(wuerfel);
    let nachname = *wuerfel.aus(herkunft.nachnamen);
    let mut mitglieder = Vec::new();
    for alter in alter(wuerfel)
        .into_iter()
        .take(usize::try_from(hoechstens).unwrap_or(usize::MAX))
    {
        let geschlecht = menschen::geschlecht(wuerfel);
        // some partners keep their own name
        let eigener = mitglieder.len() == 1 && wuerfel.promille(180);
        let nachname = if eigener {
            *wuerfel.aus(herkunft.nachnamen)
        } else {
            nachname
        };
        let vorname = menschen::vorname(herkunft, geschlecht, wuerfel);
        let name = Name {
            vorname: vorname.to_owned(),
            nachname: nachname.to_owned(),
        };
        mitglieder.push(Mitglied {
            name,
            alter,
            geschlecht,
        });
    }
    Haushalt {
        adresse,
        mitglieder,
        sprachen: menschen::sprachen(herkunft, wuerfel),
    }
}

/// Ages of the people of a household, adults first.
fn alter(wuerfel: &mut Wuerfel) -> Vec<u8> {
    let (erwachsene, kinder, von, bis) = *wuerfel.gewichtet(&[
        (130, (1, 0, 20, 34)),
        (150, (1, 0, 35, 64)),
        (150, (1, 0, 65, 94)),
        (100, (2, 0, 22, 44)),
        (110, (2, 0, 45, 64)),
        (130, (2, 0, 65, 88)),
        (60, (2, 1, 24, 48)),
        (65, (2, 2, 27, 48)),
        (25, (2, 3, 29, 47)),
        (8, (2, 5, 31, 46)),
        (45, (1, 1, 22, 49)),
        (22, (1, 2, 25, 47)),
        (5, (1, 3, 28, 45)),
    ]);
    let haupt = wuerfel.zwischen(von, bis);
    let mut alter = vec![haupt];
    if erwachsene == 2 {
        alter.push((haupt + wuerfel.unter(9)).saturating_sub(4).max(18));
    }
    for _ in 0..kinder {
        // a parent is at least 18 years older than the child
        alter.push(wuerfel.unter((haupt - 18).min(18) + 1));
    }
    alter
        .into_iter()
        .map(|a| u8::try_from(a).unwrap_or(u8::MAX))
        .collect()
}
