//! Spaces: shape, area, population.

#![expect(clippy::expect_used, reason = "a helper of tests may fail like a test")]

use crate::common;
use geo::{Area, Contains, Point, Polygon, Validation};
use musterort::{Ort, Raum, RaumVorgabe, Vorgabe, VorgabeFehler, erzeugen};
use std::collections::BTreeMap;

fn towns() -> Vec<Ort> {
    let wuensche = [
        common::stadt(1, 10_000),
        common::stadt(2, 4_000),
        common::kreis(3, 10_000, 29),
    ];
    wuensche
        .iter()
        .map(|v| erzeugen(v).expect("a valid wish"))
        .collect()
}

fn kinder<'a>(ort: &'a Ort, raum: &'a Raum) -> impl Iterator<Item = &'a Raum> {
    ort.raeume
        .iter()
        .filter(|r| r.eltern.as_ref() == Some(&raum.code))
}

#[test]
fn every_space_is_one_valid_polygon() {
    let weitere = (10..30).map(|seed| erzeugen(&common::stadt(seed, 1_000)).expect("a valid wish"));
    for ort in towns().into_iter().chain(weitere) {
        for raum in &ort.raeume {
            assert_eq!(raum.geometrie.0.len(), 1, "{}", raum.code);
            assert!(
                raum.geometrie.is_valid(),
                "{}: {:?}",
                raum.code,
                raum.geometrie.validation_errors()
            );
            assert!(
                raum.geometrie.signed_area() > 0.0,
                "outer rings run counter-clockwise"
            );
        }
    }
}

/// Every border edge of a leaf is the edge of exactly one other leaf, in the other direction, or of the town.
/// Valid polygons with that property neither overlap nor leave gaps.
#[test]
fn neighbours_share_every_vertex() {
    for ort in towns() {
        let mut kanten: BTreeMap<[(u64, u64); 2], i32> = BTreeMap::new();
        for raum in ort.raeume.iter().filter(|r| r.blatt) {
            for ring in raum.geometrie.iter().flat_map(ringe) {
                for linie in ring.lines() {
                    let [a, b] = [linie.start, linie.end].map(|c| (c.x.to_bits(), c.y.to_bits()));
                    *kanten.entry([a.min(b), a.max(b)]).or_default() += if a < b { 1 } else { -1 };
                }
            }
        }
        let aussen: i32 = kanten.values().map(|n| n.abs()).sum();
        assert!(
            kanten.values().all(|n| n.abs() <= 1),
            "two leaves on the same side of an edge"
        );
        let rand: usize = ort
            .raeume
            .iter()
            .filter(|r| r.eltern.is_none())
            .flat_map(|r| ringe(&r.geometrie.0[0]))
            .map(|r| r.lines().count())
            .sum();
        // edges between two top spaces count on both, and cancel among the leaves
        assert!(usize::try_from(aussen).expect("a count") <= rand);
        assert!(aussen > 100);
    }
}

fn ringe(polygon: &Polygon<f64>) -> Vec<geo::LineString<f64>> {
    let mut ringe = vec![polygon.exterior().clone()];
    ringe.extend_from_slice(polygon.interiors());
    ringe
}

#[test]
fn parents_are_the_sum_of_their_children() {
    for ort in towns() {
        for raum in ort.raeume.iter().filter(|r| !r.blatt) {
            assert_eq!(
                raum.einwohner,
                kinder(&ort, raum).map(|k| k.einwohner).sum::<u32>()
            );
            assert_eq!(
                raum.flaeche_m2,
                kinder(&ort, raum).map(|k| k.flaeche_m2).sum::<u64>()
            );
            let summe: f64 = kinder(&ort, raum).map(|k| k.geometrie.unsigned_area()).sum();
            assert!((raum.geometrie.unsigned_area() - summe).abs() < 1e-9 * summe);
        }
        let oberste: u32 = ort
            .raeume
            .iter()
            .filter(|r| r.eltern.is_none())
            .map(|r| r.einwohner)
            .sum();
        assert!([10_000, 4_000].contains(&oberste));
    }
}

/// A sample of points over the town lies in one leaf or in none, never in two.
#[test]
fn no_point_lies_in_two_leaves() {
    let ort = &towns()[0];
    let mut treffer = 0;
    for x in -40..40 {
        for y in -40..40 {
            let punkt = Point::new(
                10.13 + f64::from(x) * 0.0011 + 0.000_000_3,
                54.32 + f64::from(y) * 0.0007,
            );
            let n = ort
                .raeume
                .iter()
                .filter(|r| r.blatt && r.geometrie.contains(&punkt))
                .count();
            assert!(n <= 1, "{punkt:?} lies in {n} leaves");
            treffer += n;
        }
    }
    assert!(treffer > 500, "{treffer}");
}

#[test]
fn area_in_square_metres_fits_the_outline() {
    let ort = &towns()[0];
    for raum in &ort.raeume {
        let grad = raum.geometrie.unsigned_area();
        let erwartet = grad * 111_194.9_f64.powi(2) * 54.32_f64.to_radians().cos();
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let gemessen = raum.flaeche_m2 as f64;
        assert!((gemessen / erwartet - 1.0).abs() < 0.001, "{gemessen} {erwartet}");
    }
}

#[test]
fn wrong_wishes_are_named() {
    let gut = common::stadt(1, 2_000);
    let mit = |aendern: &dyn Fn(&mut Vorgabe)| {
        let mut v = gut.clone();
        aendern(&mut v);
        erzeugen(&v).map(|o| o.adressen.len()).expect_err("a refusal")
    };
    assert_eq!(mit(&|v| v.einwohner = 999), VorgabeFehler::Einwohner(999));
    assert_eq!(mit(&|v| v.adressen = Some(5)), VorgabeFehler::Adressen);
    assert_eq!(mit(&|v| v.angebote = Some(1_000_000)), VorgabeFehler::Angebote);
    assert_eq!(mit(&|v| v.mittelpunkt.0 = f64::NAN), VorgabeFehler::Mittelpunkt);
    assert_eq!(mit(&|v| v.stichtag.1 = 13), VorgabeFehler::Stichtag);
    assert_eq!(mit(&|v| v.raeume.clear()), VorgabeFehler::KeinRaum);
    assert_eq!(
        mit(&|v| v.raeume[1].code = "S1".into()),
        VorgabeFehler::Code("S1".into())
    );
    assert_eq!(
        mit(&|v| v.raeume[1].eltern = Some("X".into())),
        VorgabeFehler::Eltern("N1".into())
    );
    assert_eq!(
        mit(&|v| v.raeume[0].eltern = Some("N1".into())),
        VorgabeFehler::Kreis("N".into())
    );
    assert_eq!(
        mit(&|v| v.raeume[1].orte.clear()),
        VorgabeFehler::Ort("N1".into())
    );
    assert_eq!(
        mit(&|v| v.raeume[1].plz[0] = "2401".into()),
        VorgabeFehler::Plz("N1".into())
    );
    assert_eq!(
        mit(&|v| v.raeume[1].kommune_ags = Some("1".into())),
        VorgabeFehler::Ags("N1".into())
    );
    assert_eq!(
        RaumVorgabe::blatt("A", "B", "C", "1")
            .unter("D")
            .eltern
            .as_deref(),
        Some("D")
    );
}
