//! Polygons of a Gliederung: broken rings, overlaps, holes between units.

use geo::algorithm::Validation;
use geo::bool_ops::unary_union;
use geo::{Area, BooleanOps, BoundingRect, MapCoords, MultiPolygon, Polygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Art, Befund};
use crate::EinheitNr;
use crate::flaeche::ERDRADIUS_M;

/// What counts as a fault worth telling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flaechenpruefung {
    /// Overlaps and holes smaller than this many square metres are rounding of the coordinates.
    pub kleinste_m2: f64,
}

impl Default for Flaechenpruefung {
    /// One square metre: seven decimals of a degree are about a centimetre.
    fn default() -> Self {
        Self { kleinste_m2: 1.0 }
    }
}

/// Checks polygons (WGS 84, x = lon, y = lat): rings that cross themselves, overlaps of different units, holes
/// inside the territory. Areas are measured on the local plane (error below 1 % within a Land).
///
/// A hole that is open to the outside cannot be told from the outline of the territory.
#[must_use]
pub fn flaechen_pruefen(flaechen: &[(EinheitNr, MultiPolygon<f64>)], wie: Flaechenpruefung) -> Vec<Befund> {
    let mut befunde: Vec<Befund> = flaechen.iter().filter_map(|(e, f)| ungueltig(*e, f)).collect();
    befunde.extend(ueberlappungen(flaechen, wie));
    befunde.extend(loecher(flaechen, wie));
    befunde
}

fn ungueltig(einheit: EinheitNr, flaeche: &MultiPolygon<f64>) -> Option<Befund> {
    let grund = if flaeche.unsigned_area() == 0.0 {
        "Sie hat keinen Inhalt.".to_owned()
    } else {
        let fehler = flaeche.check_validation().err()?;
        format!("Ein Ring schneidet oder berührt sich selbst ({fehler}).")
    };
    let text = format!("Die Fläche der Einheit {einheit} ist ungültig. {grund}");
    let mut befund = Befund::neu(Art::UngueltigeFlaeche, None, text);
    befund.einheiten.push(einheit);
    Some(befund)
}

fn ueberlappungen(flaechen: &[(EinheitNr, MultiPolygon<f64>)], wie: Flaechenpruefung) -> Vec<Befund> {
    let huelle = |f: &MultiPolygon<f64>| {
        f.bounding_rect()
            .map(|r| ([r.min().x, r.min().y], [r.max().x, r.max().y]))
    };
    let baum: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>> = RTree::bulk_load(
        flaechen
            .iter()
            .enumerate()
            .filter_map(|(i, (_, f))| {
                huelle(f).map(|(a, b)| GeomWithData::new(Rectangle::from_corners(a, b), i))
            })
            .collect(),
    );
    let mut befunde = Vec::new();
    for (i, (einheit, flaeche)) in flaechen.iter().enumerate() {
        let Some((a, b)) = huelle(flaeche) else { continue };
        let mut nachbarn: Vec<usize> = baum
            .locate_in_envelope_intersecting(AABB::from_corners(a, b))
            .map(|h| h.data)
            .filter(|j| *j > i && flaechen[*j].0 != *einheit)
            .collect();
        nachbarn.sort_unstable();
        for j in nachbarn {
            let (andere, nachbar) = &flaechen[j];
            let m2 = quadratmeter(&flaeche.intersection(nachbar));
            if m2 < wie.kleinste_m2 {
                continue;
            }
            let text =
                format!("Die Flächen der Einheiten {einheit} und {andere} überlappen sich auf {m2:.0} m².");
            let mut befund = Befund::neu(Art::Flaechenueberlappung, None, text);
            befund.einheiten = vec![*einheit.min(andere), *einheit.max(andere)];
            befund.flaeche_m2 = Some(m2);
            befunde.push(befund);
        }
    }
    befunde
}

fn loecher(flaechen: &[(EinheitNr, MultiPolygon<f64>)], wie: Flaechenpruefung) -> Vec<Befund> {
    let gebiet = unary_union(flaechen.iter().map(|(_, f)| f));
    let mut befunde = Vec::new();
    for ring in gebiet.iter().flat_map(Polygon::interiors) {
        let m2 = quadratmeter(&MultiPolygon::new(vec![Polygon::new(ring.clone(), Vec::new())]));
        if m2 < wie.kleinste_m2 {
            continue;
        }
        let ort = ring
            .0
            .first()
            .map(|c| format!(" bei {:.5}, {:.5}", c.y, c.x))
            .unwrap_or_default();
        let text = format!("Eine Fläche von {m2:.0} m²{ort} gehört zu keiner Einheit.");
        let mut befund = Befund::neu(Art::Loch, None, text);
        befund.flaeche_m2 = Some(m2);
        befunde.push(befund);
    }
    befunde.sort_by(|a, b| {
        b.flaeche_m2
            .partial_cmp(&a.flaeche_m2)
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    befunde
}

/// Area on the plane that touches the earth at the middle latitude of the shape.
fn quadratmeter(flaeche: &MultiPolygon<f64>) -> f64 {
    let Some(r) = flaeche.bounding_rect() else {
        return 0.0;
    };
    let mitte = r.center();
    let stauchung = mitte.y.to_radians().cos();
    // Relative to the middle, so that small shapes keep their digits.
    let eben = flaeche.map_coords(|c| geo::Coord {
        x: (c.x - mitte.x).to_radians() * stauchung * ERDRADIUS_M,
        y: (c.y - mitte.y).to_radians() * ERDRADIUS_M,
    });
    eben.unsigned_area()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord, polygon};

    fn feld(x0: f64, y0: f64, x1: f64, y1: f64) -> MultiPolygon<f64> {
        MultiPolygon::new(vec![
            Rect::new(coord! {x: x0, y: y0}, coord! {x: x1, y: y1}).to_polygon(),
        ])
    }

    fn arten(flaechen: &[(EinheitNr, MultiPolygon<f64>)]) -> Vec<Art> {
        flaechen_pruefen(flaechen, Flaechenpruefung::default())
            .iter()
            .map(|b| b.art)
            .collect()
    }

    #[test]
    fn saubere_nachbarn_geben_keinen_befund() {
        assert_eq!(
            arten(&[(1, feld(9.0, 50.0, 9.1, 50.1)), (2, feld(9.1, 50.0, 9.2, 50.1))]),
            []
        );
    }

    #[test]
    fn ueberlappung_mit_flaeche() {
        let f = [
            (1, feld(9.0, 50.0, 9.001, 50.001)),
            (2, feld(9.0005, 50.0, 9.0015, 50.001)),
        ];
        let befunde = flaechen_pruefen(&f, Flaechenpruefung::default());
        assert_eq!(
            (befunde[0].art, befunde[0].einheiten.clone()),
            (Art::Flaechenueberlappung, vec![1, 2])
        );
        // Half of 0.001° × 0.001° at 50° north: 0.5 × 111.19 m × 71.47 m.
        assert!(
            (befunde[0].flaeche_m2.unwrap() - 3973.6).abs() < 1.0,
            "{befunde:?}"
        );
    }

    #[test]
    fn schleife_und_loch() {
        let acht = polygon![(x: 9.0, y: 50.0), (x: 9.1, y: 50.1), (x: 9.1, y: 50.0), (x: 9.0, y: 50.1)];
        assert_eq!(
            arten(&[(1, MultiPolygon::new(vec![acht]))])[0],
            Art::UngueltigeFlaeche
        );
        let rahmen = [
            (1, feld(9.0, 50.0, 9.3, 50.1)),
            (2, feld(9.0, 50.2, 9.3, 50.3)),
            (3, feld(9.0, 50.1, 9.1, 50.2)),
            (4, feld(9.2, 50.1, 9.3, 50.2)),
        ];
        assert_eq!(arten(&rahmen), [Art::Loch]);
        assert_eq!(
            arten(&[(1, MultiPolygon::new(Vec::new()))]),
            [Art::UngueltigeFlaeche]
        );
    }
}
