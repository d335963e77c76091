//! The same wish gives the same town, byte for byte, on every machine.

#![expect(clippy::expect_used, reason = "a helper of tests may fail like a test")]

use crate::common;
use musterort::{Ort, Sektor, erzeugen};
use sha2::{Digest, Sha256};

fn pruefsumme(ort: &Ort) -> String {
    let haushalte: Vec<_> = ort.haushalte().collect();
    let personal = ort.personal(2, Sektor::ALLE);
    let alles = (ort, haushalte, personal, ort.anliegen(100, Sektor::ALLE));
    let text = serde_json::to_string(&alles).expect("everything has a text form");
    Sha256::digest(text)
        .iter()
        .take(8)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// If this fails, every demo town and every benchmark changes: intended changes set a new value.
#[test]
fn golden_town() {
    let ort = erzeugen(&common::stadt(42, 10_000)).expect("a valid wish");
    assert_eq!(pruefsumme(&ort), "442df8bbd40ed15e");
}

#[test]
fn equal_wishes_equal_towns_other_seeds_other_towns() {
    let ort = |seed| erzeugen(&common::kreis(seed, 3_000, 6)).expect("a valid wish");
    assert_eq!(ort(1), ort(1));
    assert_ne!(ort(1).adressen, ort(2).adressen);
}

#[test]
fn more_offers_move_no_street() {
    let mut wunsch = common::stadt(1, 2_000);
    let vorher = erzeugen(&wunsch).expect("a valid wish");
    wunsch.angebote = Some(200);
    let nachher = erzeugen(&wunsch).expect("a valid wish");
    assert_eq!(vorher.strassen, nachher.strassen);
    assert_eq!(vorher.adressen, nachher.adressen);
    assert_eq!(nachher.angebote.len(), 200);
}
