#![no_main]
//! An HSDS document of another directory.
use std::{collections::BTreeMap, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use netz::{
    codes::{AkteurArt, AngebotArt, Anmeldung},
    hsds::{Vorgabe, lesen},
};

static VORGABE: LazyLock<Vorgabe> = LazyLock::new(|| Vorgabe {
    quelle: "Probe".to_owned(),
    geprueft_am: "2026-01-02".parse().unwrap(),
    geprueft_von: "Probe".to_owned(),
    akteur_art: AkteurArt::ALLE[0],
    art: AngebotArt::ALLE[0],
    anmeldung: Anmeldung::ALLE[0],
    themen: Vec::new(),
    begriffe: BTreeMap::new(),
});

fuzz_target!(|bytes: &[u8]| {
    let _ = lesen(bytes, &VORGABE);
});
