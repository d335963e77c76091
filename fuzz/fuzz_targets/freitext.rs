#![no_main]
//! One free line against a small register.
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use zuordnung::verzeichnis::{Verzeichnis, VerzeichnisBauer};

static VERZEICHNIS: LazyLock<Verzeichnis> = LazyLock::new(|| {
    let mut b = VerzeichnisBauer::neu();
    for (s, n, z, p) in [
        ("Ackerstraße", "12", "A", "10115"),
        ("Straße des 17. Juni", "135", "", "10623"),
        ("St. Wolfgang-Straße", "1", "", "10178"),
        ("Straße 614", "4", "", "12347"),
    ] {
        b.adresse(s, n, z, p);
    }
    b.bauen()
});

fuzz_target!(|text: &str| {
    let _ = VERZEICHNIS.suche().finde(text);
    let _ = zuordnung::freitext::zerlege(text);
});
