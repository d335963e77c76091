#![no_main]
//! A version of the Geschäftsordnung.
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = amt::go::lesen("go.toml", text);
});
