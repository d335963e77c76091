#![no_main]
//! A table of any encoding and separator, and the first line as a mapping.
use einlesen::{Quelle, abbildung, tabelle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let quelle = Quelle::from(bytes.to_vec());
    if let Ok(t) = tabelle::Tabelle::oeffnen(&quelle, tabelle::Optionen::default()) {
        t.for_each(drop);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = abbildung::lesen(text, &[]);
    }
});
