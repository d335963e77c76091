#![no_main]
//! A table of addresses, and the same bytes as questions.
use libfuzzer_sys::fuzz_target;
use zuordnung::dateien::{anfragen_zuordnen, register_lesen};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(register) = register_lesen(bytes) {
        let _ = anfragen_zuordnen(&register, bytes, Vec::new());
    }
});
