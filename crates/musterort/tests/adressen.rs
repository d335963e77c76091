//! Streets, house numbers, households.

#![expect(clippy::expect_used, reason = "a helper of tests may fail like a test")]

use crate::common;
use geo::Contains;
use musterort::{AdressStatus, Ort, Paritaet, erzeugen};
use std::collections::{BTreeMap, BTreeSet};

fn towns() -> Vec<Ort> {
    let wuensche = [common::stadt(1, 10_000), common::kreis(3, 10_000, 29)];
    wuensche
        .iter()
        .map(|v| erzeugen(v).expect("a valid wish"))
        .collect()
}

/// What the register check asks (RAUM-E10, RAUM-E11): in one range only, and the right one.
#[test]
fn every_address_lies_in_its_leaf_and_in_one_range() {
    for ort in towns() {
        for adresse in &ort.adressen {
            let strasse = ort.strasse(adresse);
            let treffer: Vec<u16> = strasse
                .bereiche
                .iter()
                .filter(|b| b.enthaelt(adresse.nr))
                .map(|b| b.raum)
                .collect();
            assert_eq!(treffer, [adresse.raum], "{}", ort.zeile(adresse));
            assert!(ort.raum(adresse).blatt);
            assert!(
                ort.raum(adresse).geometrie.contains(&adresse.lage.punkt()),
                "{}",
                ort.zeile(adresse)
            );
        }
    }
}

#[test]
fn the_number_of_addresses_is_the_wish() {
    for ort in towns() {
        assert_eq!(ort.adressen.len(), 2_500);
        let aktiv = ort
            .adressen
            .iter()
            .filter(|a| a.status == AdressStatus::Aktiv)
            .count();
        assert!((2_350..2_500).contains(&aktiv), "{aktiv}");
    }
    let mut dicht = common::stadt(1, 2_000);
    dicht.adressen = Some(2_000);
    assert_eq!(erzeugen(&dicht).expect("a valid wish").adressen.len(), 2_000);
}

#[test]
fn names_keys_and_numbers_are_unique() {
    for ort in towns() {
        let namen: BTreeSet<_> = ort
            .strassen
            .iter()
            .map(|s| (&s.kommune, s.name.to_lowercase()))
            .collect();
        assert_eq!(namen.len(), ort.strassen.len());
        let schluessel: BTreeSet<_> = ort.strassen.iter().map(|s| &s.schluessel).collect();
        assert_eq!(schluessel.len(), ort.strassen.len());
        assert!(
            schluessel
                .iter()
                .all(|s| s.len() == 13 && s.bytes().all(|b| b.is_ascii_digit()))
        );
        let nummern: BTreeSet<_> = ort.adressen.iter().map(|a| (a.strasse, a.nr, a.zusatz)).collect();
        assert_eq!(nummern.len(), ort.adressen.len());
        let orte: BTreeSet<_> = ort.adressen.iter().map(|a| a.lage).collect();
        assert_eq!(orte.len(), ort.adressen.len(), "two houses on one spot");
    }
}

#[test]
fn a_city_has_streets_that_change_the_space() {
    let ort = &towns()[0];
    let raeume = |s: &musterort::Strasse| s.bereiche.iter().map(|b| b.raum).collect::<BTreeSet<_>>().len();
    let seiten = |s: &musterort::Strasse| s.bereiche.iter().any(|b| b.paritaet == Paritaet::Ungerade);
    let nach_seiten = ort
        .strassen
        .iter()
        .filter(|s| raeume(s) == 2 && seiten(s))
        .count();
    let nach_strecke = ort
        .strassen
        .iter()
        .filter(|s| raeume(s) == 2 && !seiten(s))
        .count();
    assert!(
        nach_seiten >= 2 && nach_strecke >= 2,
        "{nach_seiten} {nach_strecke}"
    );
    assert!(ort.strassen.iter().any(|s| !s.aliase.is_empty()));
}

#[test]
fn kommunen_repeat_names_and_keep_their_places() {
    let ort = &towns()[1];
    let mut kommunen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for strasse in &ort.strassen {
        kommunen
            .entry(&strasse.name)
            .or_default()
            .insert(&strasse.kommune);
    }
    assert!(kommunen.values().any(|k| k.len() > 1), "no name in two Kommunen");
    for adresse in &ort.adressen {
        let raum = ort.raum(adresse);
        let erwartet = [
            raum.name.as_str(),
            if raum.code == "K0" { "Nebenort" } else { &raum.name },
        ];
        assert!(erwartet.contains(&ort.ortsname(adresse)));
        assert!(ort.strasse(adresse).plz.iter().any(|p| p == ort.plz(adresse)));
    }
    assert!(ort.adressen.iter().any(|a| ort.ortsname(a) == "Nebenort"));
}

#[test]
fn households_hold_exactly_the_inhabitants() {
    for ort in towns() {
        let mut je_raum: BTreeMap<u16, u32> = BTreeMap::new();
        for haushalt in ort.haushalte() {
            let adresse = &ort.adressen[haushalt.adresse as usize];
            assert_eq!(adresse.status, AdressStatus::Aktiv);
            assert!(haushalt.mitglieder[0].alter >= 18 && !haushalt.sprachen.is_empty());
            *je_raum.entry(adresse.raum).or_default() +=
                u32::try_from(haushalt.mitglieder.len()).expect("few");
        }
        for (raum, personen) in je_raum {
            assert_eq!(ort.raeume[usize::from(raum)].einwohner, personen);
        }
    }
}
