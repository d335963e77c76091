#![no_main]
//! Geodata of any format, as they are and mended.
use einlesen::{
    Quelle,
    geodaten::{Optionen, lesen, unveraendert},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(laufzeit) = tokio::runtime::Builder::new_current_thread().build() else { return };
    laufzeit.block_on(async {
        let quelle = Quelle::from(bytes.to_vec());
        let _ = unveraendert(&quelle, &Optionen::default()).await;
        let _ = lesen(&quelle, &Optionen::default()).await;
    });
});
