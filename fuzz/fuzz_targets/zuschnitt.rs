#![no_main]
//! The files of a task, parted by a zero byte each; what can be read is cut with little effort.
use libfuzzer_sys::fuzz_target;
use zuschnitt::{Dateien, Suche, aus_geojson, lesen, zuschneiden};

fuzz_target!(|bytes: &[u8]| {
    let mut teile = bytes.split(|b| *b == 0);
    let mut teil = || teile.next().unwrap_or_default();
    let dateien = Dateien {
        aufgabe: teil(),
        einheiten: teil(),
        kanten: teil(),
        einrichtungen: teil(),
        barrieren: teil(),
        bestand: teil(),
        gesperrt: teil(),
    };
    let (geo, abbildung) = (teil(), teil());
    let suche = Suche { schritte: Some(4_000), ..Suche::default() };
    if let Ok(aufgabe) = lesen(&dateien) {
        let _ = zuschneiden(&aufgabe, &suche, &mut |_| 0.0);
    }
    if let Ok((aufgabe, _)) = aus_geojson(geo, abbildung, &dateien) {
        let _ = zuschneiden(&aufgabe, &suche, &mut |_| 0.0);
    }
});
