//! The slow way: every polygon whose box holds the point, every edge, the exact predicate for each.

use geo::{BoundingRect, Coord, LineString, MultiPolygon, Rect};
use robust::orient2d;

pub struct Referenz<'a> {
    flaechen: &'a [MultiPolygon<f64>],
    kaesten: Vec<Option<Rect<f64>>>,
    /// The polygons whose box meets each of the upright strips.
    streifen: Vec<Vec<usize>>,
    links: f64,
    je: f64,
}

const STREIFEN: f64 = 2_000.0;

#[derive(PartialEq)]
enum Lage {
    Innen,
    Rand,
    Aussen,
}

impl<'a> Referenz<'a> {
    pub fn neu(flaechen: &'a [MultiPolygon<f64>]) -> Self {
        let kaesten: Vec<_> = flaechen.iter().map(BoundingRect::bounding_rect).collect();
        let links = kaesten
            .iter()
            .flatten()
            .map(|r| r.min().x)
            .fold(f64::INFINITY, f64::min);
        let rechts = kaesten
            .iter()
            .flatten()
            .map(|r| r.max().x)
            .fold(f64::NEG_INFINITY, f64::max);
        let mut r = Self {
            flaechen,
            kaesten,
            streifen: vec![Vec::new(); 2_001],
            links,
            je: STREIFEN / (rechts - links),
        };
        for i in 0..flaechen.len() {
            if let Some(k) = r.kaesten[i] {
                for s in r.streifen(k.min().x)..=r.streifen(k.max().x) {
                    r.streifen[s].push(i);
                }
            }
        }
        r
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped before"
    )]
    fn streifen(&self, x: f64) -> usize {
        ((x - self.links) * self.je).clamp(0.0, STREIFEN) as usize
    }

    pub fn finde(&self, [x, y]: [f64; 2]) -> i32 {
        let p = Coord { x, y };
        let im_kasten = |r: &Option<Rect<f64>>| {
            r.is_some_and(|r| r.min().x <= x && x <= r.max().x && r.min().y <= y && y <= r.max().y)
        };
        let treffer = self.streifen[self.streifen(x)]
            .iter()
            .find(|i| im_kasten(&self.kaesten[**i]) && deckt(&self.flaechen[**i], p));
        treffer.map_or(-1, |i| i32::try_from(*i).unwrap())
    }
}

fn deckt(flaeche: &MultiPolygon<f64>, p: Coord<f64>) -> bool {
    flaeche.iter().any(|teil| {
        lage(teil.exterior(), p) != Lage::Aussen && teil.interiors().iter().all(|l| lage(l, p) != Lage::Innen)
    })
}

fn lage(ring: &LineString<f64>, p: Coord<f64>) -> Lage {
    let r = |c: Coord<f64>| robust::Coord { x: c.x, y: c.y };
    let mut innen = false;
    for l in ring.lines() {
        let (a, b) = (l.start, l.end);
        let seite = orient2d(r(a), r(b), r(p));
        let im_kasten =
            a.x.min(b.x) <= p.x && p.x <= a.x.max(b.x) && a.y.min(b.y) <= p.y && p.y <= a.y.max(b.y);
        if seite == 0.0 && im_kasten {
            return Lage::Rand;
        }
        // upward edges with the point on their left, downward ones with the point on their right
        if a.y <= p.y && p.y < b.y && seite > 0.0 || b.y <= p.y && p.y < a.y && seite < 0.0 {
            innen = !innen;
        }
    }
    if innen { Lage::Innen } else { Lage::Aussen }
}

/// Numbers from a seed.
pub struct Wuerfel(pub u64);

impl Wuerfel {
    pub fn roh(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// 0 to 1.
    pub fn anteil(&mut self) -> f64 {
        f64::from(u32::try_from(self.roh() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    pub fn bis(&mut self, n: usize) -> usize {
        usize::try_from(self.roh() >> 20).unwrap() % n
    }
}
