//! On open data beside the repository (`../shared/data`, or `GEWEBE_DATEN`); without it the tests say so and pass.

use std::io::Read;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use geo::{Coord, CoordsIter, LinesIter, MultiPolygon};
use geojson::GeoJson;
use zuordnung::polygone::Polygone;

use crate::referenz::{Referenz, Wuerfel};

fn lesen(name: &str) -> Option<Vec<MultiPolygon<f64>>> {
    let ordner = std::env::var_os("GEWEBE_DATEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    );
    let pfad = ordner.join("boundaries").join(name);
    if !pfad.exists() {
        println!("übersprungen: {} fehlt", pfad.display());
        return None;
    }
    let roh = std::fs::read(pfad).unwrap();
    let mut text = String::new();
    if name.ends_with(".gz") {
        GzDecoder::new(&*roh).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(roh).unwrap();
    }
    let GeoJson::FeatureCollection(alle) = text.parse().unwrap() else {
        unreachable!("{name}")
    };
    let flaeche = |f: geojson::Feature| match f.geometry.unwrap().try_into().unwrap() {
        geo::Geometry::Polygon(p) => MultiPolygon::new(vec![p]),
        geo::Geometry::MultiPolygon(m) => m,
        andere => unreachable!("{andere:?}"),
    };
    Some(alle.features.into_iter().map(flaeche).collect())
}

/// Random points, all corners, points on edges, and points a rounding error beside edges.
fn punkte(flaechen: &[MultiPolygon<f64>], zufaellige: usize, w: &mut Wuerfel) -> Vec<[f64; 2]> {
    let ecken: Vec<Coord<f64>> = flaechen.iter().flat_map(CoordsIter::coords_iter).collect();
    let links = ecken.iter().map(|c| c.x).fold(f64::INFINITY, f64::min);
    let rechts = ecken.iter().map(|c| c.x).fold(f64::NEG_INFINITY, f64::max);
    let unten = ecken.iter().map(|c| c.y).fold(f64::INFINITY, f64::min);
    let oben = ecken.iter().map(|c| c.y).fold(f64::NEG_INFINITY, f64::max);
    let mut alle: Vec<[f64; 2]> = (0..zufaellige)
        .map(|_| {
            [
                links + (w.anteil() * 1.04 - 0.02) * (rechts - links),
                unten + (w.anteil() * 1.04 - 0.02) * (oben - unten),
            ]
        })
        .collect();
    alle.extend(ecken.iter().map(|c| [c.x, c.y]));
    // horizontally and vertically beside corners: where ray rules go wrong
    alle.extend(
        ecken
            .iter()
            .step_by(3)
            .map(|c| [c.x + (w.anteil() - 0.5) * 0.02 * (rechts - links), c.y]),
    );
    alle.extend(
        ecken
            .iter()
            .step_by(3)
            .map(|c| [c.x, c.y + (w.anteil() - 0.5) * 0.02 * (oben - unten)]),
    );
    for l in flaechen.iter().flat_map(LinesIter::lines_iter) {
        let (d, halb) = (l.delta(), l.start + l.delta() * 0.5);
        alle.push([halb.x, halb.y]);
        let t = w.anteil();
        let p = [l.start.x + t * d.x, l.start.y + t * d.y];
        alle.push(p);
        alle.push([p[0].next_up(), p[1]]);
        alle.push([p[0], p[1].next_down()]);
    }
    alle
}

/// The reference takes its time where outlines have thousands of corners; of their points every n-th is asked.
fn vergleichen(name: &str, flaechen: &[MultiPolygon<f64>], zufaellige: usize, hoechstens: usize) {
    let mut w = Wuerfel(0x5eed_0001);
    let alle = punkte(flaechen, zufaellige, &mut w);
    let punkte: Vec<_> = alle
        .iter()
        .step_by(alle.len().div_ceil(hoechstens))
        .copied()
        .collect();
    let index = Polygone::neu(flaechen);
    let mut ist = vec![0; punkte.len()];
    index.finde_alle(&punkte, &mut ist);
    let referenz = Referenz::neu(flaechen);
    let mut innen = 0;
    for (p, ist) in punkte.iter().zip(&ist) {
        assert_eq!(*ist, referenz.finde(*p), "{name}: {p:?}");
        innen += usize::from(*ist >= 0);
    }
    assert!(innen > punkte.len() / 8, "{name}");
    println!(
        "{name}: {} Punkte, davon {innen} innen, keiner anders",
        punkte.len()
    );
}

#[test]
fn gemeinden_ganz_deutschlands() {
    if let Some(f) = lesen("de_gemeinden_vg250_generalisiert_2020.geojson.gz") {
        assert!(f.len() > 10_000);
        vergleichen("Gemeinden", &f, 100_000, usize::MAX);
    }
}

#[test]
fn kleine_und_sehr_genaue_karten() {
    for name in [
        "berlin_lor_planungsraeume_2021.geojson.gz",
        "berlin_bezirke.geojson.gz",
        "koeln_stadtviertel.geojson.gz",
        "flensburg_stadtteile.geojson",
        "graz_sprengel_2017.geojson",
        "kreis_segeberg_gemeinden.geojson",
        "mannheim_stadtteile.geojson",
        "kiel_stadtgebiet.geojson",
    ] {
        if let Some(f) = lesen(name) {
            vergleichen(name, &f, 5_000, 20_000);
        }
    }
}

/// One far island makes the first grid useless; the finer ones must carry it.
#[test]
fn ein_ferner_punkt_macht_nichts_falsch() {
    if let Some(mut f) = lesen("koeln_stadtviertel.geojson.gz") {
        f.push(MultiPolygon::new(vec![
            geo::Rect::new(Coord { x: -61.0, y: 14.0 }, Coord { x: -60.0, y: 15.0 }).to_polygon(),
        ]));
        let index = Polygone::neu(&f);
        assert!(index.speicher_bytes() < 60_000_000, "{}", index.speicher_bytes());
        vergleichen("mit Insel", &f, 40_000, 60_000);
    }
}
