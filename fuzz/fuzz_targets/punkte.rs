#![no_main]
//! Polygons and points from raw numbers; the index must agree with itself whatever they are.
use geo::{LineString, MultiPolygon, Polygon};
use libfuzzer_sys::fuzz_target;
use zuordnung::{dateien::punkte_csv, polygone::Polygone};

fuzz_target!(|eingabe: (Vec<Vec<(f64, f64)>>, Vec<(f64, f64)>, Vec<u8>)| {
    let (ringe, punkte, tabelle) = eingabe;
    let flaechen: Vec<_> = ringe
        .into_iter()
        .map(|r| MultiPolygon::new(vec![Polygon::new(LineString::from(r), vec![])]))
        .collect();
    let polygone = Polygone::neu(&flaechen);
    for (x, y) in punkte {
        let _ = polygone.finde(x, y);
    }
    let _ = punkte_csv(&polygone, &tabelle, Vec::new(), None);
});
