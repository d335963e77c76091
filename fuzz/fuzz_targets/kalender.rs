#![no_main]
//! A calendar of another program (iCalendar).
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = netz::kalender::lesen(bytes);
});
