//! Polygons taken apart into edges; an edge that two neighbours share is kept once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use geo::{Coord, LineString, MultiPolygon};

/// Stands for "no ring".
pub(super) const KEIN_RING: u32 = u32::MAX;
/// Beyond this the products of the predicates could overflow.
const GROESSTE: f64 = 1e140;

/// An outer ring with its holes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teil {
    /// Number of the polygon.
    pub polygon: u32,
    /// Its outer ring; the holes follow.
    pub aussen: u32,
    pub loecher: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Kante {
    pub a: Coord<f64>,
    pub b: Coord<f64>,
}

#[derive(Debug, Default)]
pub(super) struct Netz {
    /// The part each ring belongs to.
    pub ringe: Vec<u32>,
    pub teile: Vec<Teil>,
    pub kanten: Vec<Kante>,
    /// The rings an edge belongs to, two at most; a third one gets an edge of its own.
    pub ringe_von: Vec<[u32; 2]>,
    /// Least and greatest corner.
    pub huelle: Option<(Coord<f64>, Coord<f64>)>,
}

impl Netz {
    pub fn neu(flaechen: &[MultiPolygon<f64>]) -> Self {
        let mut netz = Self::default();
        let mut bekannt: Bekannt = HashMap::default();
        let ecken = flaechen.iter().flatten().map(|p| p.exterior().0.len()).sum();
        bekannt.reserve(ecken);
        for (nr, flaeche) in (0_u32..).zip(flaechen) {
            for teil in flaeche {
                // A ring with a coordinate that is no number has no inside; the part is left out as a whole.
                let ringe = || std::iter::once(teil.exterior()).chain(teil.interiors());
                if !ringe().all(|r| r.0.iter().all(brauchbar)) || teil.exterior().0.is_empty() {
                    continue;
                }
                let teil_nr = zahl(netz.teile.len());
                netz.teile.push(Teil {
                    polygon: nr,
                    aussen: zahl(netz.ringe.len()),
                    loecher: zahl(teil.interiors().len()),
                });
                for ring in ringe() {
                    netz.ring(ring, teil_nr, &mut bekannt);
                }
            }
        }
        netz
    }

    fn ring(&mut self, ring: &LineString<f64>, teil: u32, bekannt: &mut Bekannt) {
        let ring_nr = zahl(self.ringe.len());
        self.ringe.push(teil);
        for linie in ring.lines() {
            // "+ 0.0" makes one zero of two
            let glatt = |c: Coord<f64>| Coord {
                x: c.x + 0.0,
                y: c.y + 0.0,
            };
            let (a, b) = (glatt(linie.start), glatt(linie.end));
            self.weite(a);
            self.weite(b);
            if a == b {
                continue;
            }
            let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
            let schluessel = [a.x, a.y, b.x, b.y].map(f64::to_bits);
            let neu = zahl(self.kanten.len());
            let nr = *bekannt.entry(Schluessel(schluessel)).or_insert(neu);
            if nr != neu
                && let Some([erster, zweiter @ KEIN_RING]) = self.ringe_von.get_mut(nr as usize)
                && *erster != ring_nr
            {
                *zweiter = ring_nr;
                continue;
            }
            if nr != neu {
                bekannt.insert(Schluessel(schluessel), neu);
            }
            self.kanten.push(Kante { a, b });
            self.ringe_von.push([ring_nr, KEIN_RING]);
        }
    }

    fn weite(&mut self, c: Coord<f64>) {
        let (min, max) = self.huelle.unwrap_or((c, c));
        self.huelle = Some((
            Coord {
                x: min.x.min(c.x),
                y: min.y.min(c.y),
            },
            Coord {
                x: max.x.max(c.x),
                y: max.y.max(c.y),
            },
        ));
    }

    pub fn kante(&self, nr: u32) -> Kante {
        self.kanten[nr as usize]
    }

    /// The rings of an edge.
    pub fn ringe_der(&self, kante: u32) -> impl Iterator<Item = u32> {
        self.ringe_von[kante as usize]
            .into_iter()
            .filter(|r| *r != KEIN_RING)
    }
}

fn brauchbar(c: &Coord<f64>) -> bool {
    c.x.abs() <= GROESSTE && c.y.abs() <= GROESSTE
}

/// Numbers of rings, edges and cells fit 32 bits: four milliards of corners would be 64 GiB.
pub(super) fn zahl(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

type Bekannt = HashMap<Schluessel, u32, BuildHasherDefault<Mischer>>;

#[derive(PartialEq, Eq)]
struct Schluessel([u64; 4]);

impl std::hash::Hash for Schluessel {
    fn hash<H: Hasher>(&self, h: &mut H) {
        self.0.iter().for_each(|w| h.write_u64(*w));
    }
}

/// Multiplies and folds; the standard one is three times slower here, and corners are not chosen by an attacker who
/// could gain from slowness.
#[derive(Default)]
struct Mischer(u64);

impl Hasher for Mischer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, w: u64) {
        let produkt =
            u128::from(self.0 ^ w.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are folded together")]
        {
            self.0 = (produkt ^ (produkt >> 64)) as u64;
        }
    }
}
