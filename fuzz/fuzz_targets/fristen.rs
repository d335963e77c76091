#![no_main]
//! A table of periods.
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = fristen::dateien::fristen(bytes, fristen::Land::Sh, Vec::new());
});
