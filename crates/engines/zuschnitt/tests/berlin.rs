//! The search on Berlin's real Planungsräume beside the repository (`../shared/data`, or `GEWEBE_DATEN`). Without the
//! data each test says so and passes.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and says what it skipped"
)]

use std::{io::Read, path::PathBuf};

use flate2::read::GzDecoder;
use zuschnitt::{Aufgabe, Dateien, Suche, Topologie, aus_geojson, zuschneiden};

fn roh(name: &str) -> Option<Vec<u8>> {
    let ordner = std::env::var_os("GEWEBE_DATEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    );
    let pfad = ordner.join(name);
    let Ok(roh) = std::fs::read(&pfad) else {
        println!("übersprungen: {} fehlt", pfad.display());
        return None;
    };
    if !name.ends_with(".gz") {
        return Some(roh);
    }
    let mut aus = Vec::new();
    GzDecoder::new(&*roh).read_to_end(&mut aus).unwrap();
    Some(aus)
}

fn berlin(aufgabe: &str) -> Option<(Aufgabe, Topologie)> {
    let geo = roh("boundaries/berlin_lor_planungsraeume_2021.geojson.gz")?;
    let werte = roh("population/berlin_einwohner_planungsraeume_2024-12_alter.csv")?;
    let abbildung = br#"{"unit_id": "PLR_ID", "pop": "inhabitants", "load": "inhabitants_age_below_6",
        "political_id": {"field": "PLR_ID", "prefix": 6}}"#;
    let d = Dateien {
        einheiten: &werte,
        aufgabe: aufgabe.as_bytes(),
        ..Dateien::default()
    };
    Some(aus_geojson(&geo, abbildung, &d).unwrap())
}

#[test]
fn grenzen_der_planungsraeume() {
    let Some((a, t)) = berlin(r#"{"k": 40, "tol": 0.1}"#) else {
        return;
    };
    assert_eq!((t.flaechen, t.einheiten), (542, 542));
    assert!(t.ohne_flaeche.is_empty() && t.zusammengelegt.is_empty());
    assert_eq!(a.politisch.len(), 143);
    let flaeche: f64 = a.einheiten.iter().map(|e| e.flaeche / 1e6).sum();
    assert!((flaeche - 891.0).abs() < 6.0, "{flaeche}");
    // every unit but those at the edge of the city is bordered all around
    let mut offen: Vec<f64> = a.einheiten.iter().map(|e| e.umfang).collect();
    for k in &a.kanten {
        offen[k.a] -= k.laenge;
        offen[k.b] -= k.laenge;
    }
    assert!(offen.iter().all(|o| *o > -1.0));
    let innen = a
        .einheiten
        .iter()
        .zip(&offen)
        .filter(|(e, o)| **o < 0.01 * e.umfang)
        .count();
    assert!(innen > 400, "{innen}");
}

#[test]
fn vierzig_raeume_mit_kleinem_aufwand() {
    let Some((a, _)) = berlin(r#"{"k": 40, "tol": 0.1}"#) else {
        return;
    };
    let suche = Suche {
        saat: 1,
        schritte: Some(4_000_000),
        plaene: 1,
    };
    let e = zuschneiden(&a, &suche, &mut |_| 0.0).unwrap();
    let b = &e.plaene[0].bericht;
    println!("J {} untere Schranke {:?}", b.bewertung.j, b.untere_schranke);
    assert!(b.zulaessig, "{:?}", b.verletzungen);
    assert!(b.bewertung.j < 1.2, "{}", b.bewertung.j);
    assert!(b.untere_schranke.unwrap() < b.bewertung.j);
}

#[test]
fn enge_toleranz_bleibt_zulaessig() {
    let Some((a, _)) = berlin(r#"{"k": 40, "tol": 0.03}"#) else {
        return;
    };
    let suche = Suche {
        saat: 1,
        schritte: Some(6_000_000),
        plaene: 1,
    };
    let e = zuschneiden(&a, &suche, &mut |_| 0.0).unwrap();
    assert!(
        e.plaene[0].bericht.zulaessig,
        "{}",
        e.plaene[0].bericht.bewertung.max_abweichung
    );
}
