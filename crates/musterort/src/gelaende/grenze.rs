//! From a set of cells to its polygon.

use super::Koordinate;
use super::gitter::{Ecke, Gitter, KEINE};
use geo::{LineString, MultiPolygon, Polygon};
use std::collections::BTreeMap;

/// The outline of a connected set of cells, with holes where others lie inside.
///
/// `gehoert` says whether a cell is in the set. The interior lies left of every edge, so outer rings come
/// out counter-clockwise and holes clockwise (RFC 7946).
pub fn umriss(gitter: &Gitter, zellen: &[u32], gehoert: impl Fn(u32) -> bool) -> MultiPolygon<f64> {
    let mut naechste: BTreeMap<Ecke, (u32, usize)> = BTreeMap::new();
    for z in zellen {
        for (k, n) in gitter.nachbarn(*z).iter().enumerate() {
            if *n == KEINE || !gehoert(*n) {
                naechste.insert(gitter.ecke(*z, k), (*z, k));
            }
        }
    }
    let (mut aussen, mut loecher) = (Vec::new(), Vec::new());
    while let Some((start, _)) = naechste.first_key_value() {
        let mut hier = *start;
        let mut ring: Vec<Koordinate> = Vec::new();
        while let Some((z, k)) = naechste.remove(&hier) {
            ring.extend_from_slice(&gitter.ring(z)[4 * k..4 * k + 4]);
            hier = gitter.ecke(z, k + 1);
        }
        if doppelte_flaeche(&ring) > 0 {
            aussen.push(linie(&ring));
        } else {
            loecher.push(linie(&ring));
        }
    }
    // Connected cells have one outer ring.
    let mut polygone: Vec<Polygon<f64>> = aussen.into_iter().map(|a| Polygon::new(a, Vec::new())).collect();
    if let Some(erstes) = polygone.first_mut() {
        for loch in loecher {
            erstes.interiors_push(loch);
        }
    }
    MultiPolygon::new(polygone)
}

/// Square metres of a set of cells.
pub fn flaeche_m2(gitter: &Gitter, zellen: &[u32]) -> u64 {
    gitter
        .massstab
        .quadratmeter(zellen.iter().map(|z| doppelte_flaeche(gitter.ring(*z)) / 2).sum())
}

/// Twice the signed area in square micro-degrees, positive if counter-clockwise. Measured from the first
/// point, so that the products stay small.
fn doppelte_flaeche(ring: &[Koordinate]) -> i64 {
    let Some(null) = ring.first() else { return 0 };
    let xy = |k: &Koordinate| {
        (
            i64::from(k.lon_mikro - null.lon_mikro),
            i64::from(k.lat_mikro - null.lat_mikro),
        )
    };
    ring.windows(2)
        .map(|w| (xy(&w[0]), xy(&w[1])))
        .map(|(a, b)| a.0 * b.1 - a.1 * b.0)
        .sum()
}

fn linie(ring: &[Koordinate]) -> LineString<f64> {
    let mut linie = LineString::from_iter(ring.iter().map(|k| k.punkt()));
    linie.close();
    linie
}
