#![no_main]
//! A table of persons, linked and grouped; and the same bytes as encodings of another office.
use abgleich::{Einstellung, abgleichen, formate, privat};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bestand) = formate::lesen(bytes) {
        let _ = abgleichen(&bestand, &Einstellung::default());
    }
    if let Ok(kodierte) = privat::kodierte_lesen(bytes) {
        let _ = privat::abgleichen(&kodierte, 0.5);
    }
});
