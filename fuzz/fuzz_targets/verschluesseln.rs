#![no_main]
//! A table of persons, written as encodings and read back; what was written must be readable.
use abgleich::{formate, privat};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(bestand) = formate::lesen(bytes) else { return };
    let Ok(kodierte) = privat::kodieren(&bestand, b"ein Schluessel fuer die Probe, lang genug") else { return };
    let mut text = Vec::new();
    if privat::kodierte_schreiben(&kodierte, &mut text).is_ok() {
        assert_eq!(privat::kodierte_lesen(&text).map(|k| k.len()).ok(), Some(kodierte.len()));
    }
});
