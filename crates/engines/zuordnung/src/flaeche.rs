//! Point in polygon with an index.
//!
//! Rule at borders: a point on the border counts as inside; where several units meet, the one with the
//! **lowest number** gets it. A point in the inside of two units is an error of the source and is reported as
//! such, never decided in silence. The side of a line is computed with robust predicates.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{BoundingRect, Coord, LinesIter, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::{EinheitNr, Punkt};

/// Mean earth radius of the Fachkonzept (3.4), metres.
pub(crate) const ERDRADIUS_M: f64 = 6_371_000.0;

type Huelle = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// Polygons of units with their index.
#[derive(Debug, Default)]
pub struct Flaechen {
    flaechen: Vec<(EinheitNr, MultiPolygon<f64>)>,
    baum: RTree<Huelle>,
}

/// Where a point lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lage {
    /// In exactly one unit, or on the border of several (then the lowest number).
    In {
        /// The unit.
        einheit: EinheitNr,
        /// Running number of the polygon.
        polygon: u32,
        /// Whether the point lies on a border.
        grenze: bool,
    },
    /// In the inside of several units: the polygons overlap.
    Mehrere(Vec<(EinheitNr, u32)>),
    /// In none.
    Keine,
}

impl Flaechen {
    /// Builds the index. Empty polygons are never hit.
    #[must_use]
    pub fn neu(flaechen: Vec<(EinheitNr, MultiPolygon<f64>)>) -> Self {
        let huellen = (0_u32..).zip(&flaechen).filter_map(|(i, (_, f))| {
            let r = f.bounding_rect()?;
            let rechteck = Rectangle::from_corners([r.min().x, r.min().y], [r.max().x, r.max().y]);
            Some(GeomWithData::new(rechteck, i))
        });
        let baum = RTree::bulk_load(huellen.collect());
        Self { flaechen, baum }
    }

    /// Whether there is no polygon at all.
    #[must_use]
    pub const fn ist_leer(&self) -> bool {
        self.flaechen.is_empty()
    }

    /// The polygons in the order of building.
    #[must_use]
    pub fn alle(&self) -> &[(EinheitNr, MultiPolygon<f64>)] {
        &self.flaechen
    }

    /// Finds the unit of a point by the border rule above.
    #[must_use]
    pub fn finde(&self, punkt: Punkt) -> Lage {
        let c = Coord {
            x: punkt.lon,
            y: punkt.lat,
        };
        let mut innen: Vec<(EinheitNr, u32)> = Vec::new();
        let mut rand: Option<(EinheitNr, u32)> = None;
        for huelle in self.baum.locate_all_at_point([c.x, c.y]) {
            let Some((einheit, flaeche)) = self.flaechen.get(huelle.data as usize) else {
                continue;
            };
            match flaeche.coordinate_position(&c) {
                CoordPos::Inside => innen.push((*einheit, huelle.data)),
                CoordPos::OnBoundary => {
                    let neu = (*einheit, huelle.data);
                    rand = Some(rand.map_or(neu, |alt| alt.min(neu)));
                }
                CoordPos::Outside => {}
            }
        }
        innen.sort_unstable();
        match (innen.first().copied(), rand) {
            (Some(a), _) if innen.iter().any(|b| b.0 != a.0) => Lage::Mehrere(innen),
            (Some((einheit, polygon)), _) => Lage::In {
                einheit,
                polygon,
                grenze: false,
            },
            (None, Some((einheit, polygon))) => Lage::In {
                einheit,
                polygon,
                grenze: true,
            },
            (None, None) => Lage::Keine,
        }
    }

    /// The nearest unit within `umkreis_m` metres and its distance; for points in gaps between units.
    #[must_use]
    pub fn naechste(&self, punkt: Punkt, umkreis_m: f64) -> Option<(EinheitNr, f64)> {
        let grad = (umkreis_m / ERDRADIUS_M).to_degrees();
        let stauchung = punkt.lat.to_radians().cos().max(0.01);
        let (dx, dy) = (grad / stauchung, grad);
        let fenster = AABB::from_corners([punkt.lon - dx, punkt.lat - dy], [punkt.lon + dx, punkt.lat + dy]);
        self.baum
            .locate_in_envelope_intersecting(fenster)
            .filter_map(|h| self.flaechen.get(h.data as usize))
            .map(|(einheit, f)| (*einheit, abstand_m(f, punkt, stauchung)))
            .filter(|(_, m)| *m <= umkreis_m)
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }
}

/// Distance to the outline in metres on the local plane; good to centimetres within a kilometre.
fn abstand_m(flaeche: &MultiPolygon<f64>, p: Punkt, stauchung: f64) -> f64 {
    let lokal = |c: Coord<f64>| {
        let (x, y) = ((c.x - p.lon).to_radians() * stauchung, (c.y - p.lat).to_radians());
        (x * ERDRADIUS_M, y * ERDRADIUS_M)
    };
    flaeche
        .lines_iter()
        .map(|l| {
            let ((ax, ay), (bx, by)) = (lokal(l.start), lokal(l.end));
            let (dx, dy) = (bx - ax, by - ay);
            let laenge = dx * dx + dy * dy;
            let t = if laenge > 0.0 {
                (-(ax * dx + ay * dy) / laenge).clamp(0.0, 1.0)
            } else {
                0.0
            };
            (ax + t * dx).hypot(ay + t * dy)
        })
        .fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    fn feld(x: f64, b: f64) -> MultiPolygon<f64> {
        MultiPolygon::new(vec![
            Rect::new(coord! {x: x, y: 50.0}, coord! {x: x + b, y: 51.0}).to_polygon(),
        ])
    }

    #[test]
    fn grenze_geht_an_die_kleinste_nummer() {
        let f = Flaechen::neu(vec![(7, feld(8.0, 1.0)), (3, feld(9.0, 1.0))]);
        let an = |lon| f.finde(Punkt { lat: 50.5, lon });
        assert_eq!(
            an(8.5),
            Lage::In {
                einheit: 7,
                polygon: 0,
                grenze: false
            }
        );
        assert_eq!(
            an(9.0),
            Lage::In {
                einheit: 3,
                polygon: 1,
                grenze: true
            }
        );
        assert_eq!(
            an(8.0),
            Lage::In {
                einheit: 7,
                polygon: 0,
                grenze: true
            }
        );
        assert_eq!(an(10.1), Lage::Keine);
    }

    #[test]
    fn ueberlappung_wird_gesagt() {
        let f = Flaechen::neu(vec![(1, feld(8.0, 1.0)), (2, feld(8.5, 1.0))]);
        assert_eq!(
            f.finde(Punkt { lat: 50.5, lon: 8.7 }),
            Lage::Mehrere(vec![(1, 0), (2, 1)])
        );
    }

    #[test]
    fn naechste_einheit_in_metern() {
        let f = Flaechen::neu(vec![(1, feld(8.0, 1.0))]);
        let (e, m) = f
            .naechste(
                Punkt {
                    lat: 51.0005,
                    lon: 8.5,
                },
                100.0,
            )
            .unwrap();
        assert_eq!((e, m.round()), (1, 56.0));
        assert_eq!(f.naechste(Punkt { lat: 51.1, lon: 8.5 }, 100.0), None);
    }
}
