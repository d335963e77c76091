//! A honeycomb with trembling corners.
//!
//! At every corner of a honeycomb exactly three cells meet. Any set of cells therefore has a border that
//! never touches itself in a point, and neighbours share every corner: no gaps, no overlaps, whatever the
//! spaces look like.

use super::{Koordinate, Massstab, Punkt};
use crate::wuerfel::{abweichung, rauschen};
use std::collections::BTreeMap;

/// No neighbour there.
pub const KEINE: u32 = u32::MAX;
/// Points of the ring of one cell: six corners, each followed by three points on the edge.
const RING: usize = 24;
/// Steps to the neighbours: NE, NW, W, SW, SE, E. Edge `k` runs from corner `k` to corner `k + 1`.
pub const SCHRITTE: [(i64, i64); 6] = [(0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1), (1, 0)];

/// A corner: the upward (0) or leftward (1) triangle of the cell (q, r).
pub type Ecke = (i64, i64, u8);

/// The cells of the town.
pub struct Gitter {
    seed: u64,
    /// Distance of two cell centres in decimetres.
    pub abstand: i64,
    pub massstab: Massstab,
    zellen: Vec<(i64, i64)>,
    nachbarn: Vec<[u32; 6]>,
    mitten: Vec<Punkt>,
    ringe: Vec<[Koordinate; RING]>,
}

impl Gitter {
    /// Builds the cells at the given lattice places.
    pub fn neu(seed: u64, abstand: i64, massstab: Massstab, zellen: Vec<(i64, i64)>) -> Self {
        let nummer: BTreeMap<(i64, i64), u32> = (0..).zip(&zellen).map(|(i, z)| (*z, i)).collect();
        let nachbarn = zellen
            .iter()
            .map(|(q, r)| SCHRITTE.map(|(dq, dr)| nummer.get(&(q + dq, r + dr)).copied().unwrap_or(KEINE)))
            .collect();
        let mut gitter = Self {
            seed,
            abstand,
            massstab,
            zellen,
            nachbarn,
            mitten: Vec::new(),
            ringe: Vec::new(),
        };
        gitter.mitten = gitter
            .zellen
            .iter()
            .map(|(q, r)| gitter.mitte_von(*q, *r))
            .collect();
        gitter.ringe = gitter
            .zellen
            .iter()
            .map(|(q, r)| gitter.ring_von(*q, *r))
            .collect();
        gitter
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.zellen.len()
    }

    /// Neighbours of a cell in the order of `SCHRITTE`; `KEINE` outside the town.
    pub fn nachbarn(&self, zelle: u32) -> &[u32; 6] {
        &self.nachbarn[zelle as usize]
    }

    /// Centre of a cell.
    pub fn mitte(&self, zelle: u32) -> Punkt {
        self.mitten[zelle as usize]
    }

    /// Border of a cell, counter-clockwise, without repeating the first point.
    pub fn ring(&self, zelle: u32) -> &[Koordinate; RING] {
        &self.ringe[zelle as usize]
    }

    /// The corner where edge `k` of the cell starts.
    pub fn ecke(&self, zelle: u32, k: usize) -> Ecke {
        let (q, r) = self.zellen[zelle as usize];
        ecke(q, r, k)
    }

    /// The points of edge `k` on the drawing board: corner, three between, corner.
    pub fn kante(&self, zelle: u32, k: usize) -> [Punkt; 5] {
        let (q, r) = self.zellen[zelle as usize];
        self.kante_zwischen(ecke(q, r, k), ecke(q, r, k + 1))
    }

    /// Noise of a cell.
    pub fn rauschen(&self, zelle: u32, art: u64) -> u64 {
        let (q, r) = self.zellen[zelle as usize];
        rauschen(self.seed, q, r, art)
    }

    fn mitte_von(&self, q: i64, r: i64) -> Punkt {
        let spanne = self.abstand * 18 / 100;
        Punkt {
            x: self.abstand * q
                + self.abstand * r / 2
                + abweichung(rauschen(self.seed, q, r, 1), spanne)
                + self.verzug(q, r, 9),
            y: self.abstand * 866 * r / 1000
                + abweichung(rauschen(self.seed, q, r, 2), spanne)
                + self.verzug(q, r, 10),
        }
    }

    /// A gentle pull that is nearly the same for neighbours: without it the eye finds the honeycomb again.
    /// Interpolated between noise at every sixth cell, so that no cell is turned over.
    fn verzug(&self, q: i64, r: i64, art: u64) -> i64 {
        const WEITE: i64 = 6;
        let (qa, ra) = (q.div_euclid(WEITE), r.div_euclid(WEITE));
        let (fq, fr) = (q.rem_euclid(WEITE), r.rem_euclid(WEITE));
        let spanne = self.abstand * 70 / 100;
        let wert = |i, j| abweichung(rauschen(self.seed, qa + i, ra + j, art), spanne);
        let unten = wert(0, 0) * (WEITE - fq) + wert(1, 0) * fq;
        let oben = wert(0, 1) * (WEITE - fq) + wert(1, 1) * fq;
        (unten * (WEITE - fr) + oben * fr) / (WEITE * WEITE)
    }

    fn ring_von(&self, q: i64, r: i64) -> [Koordinate; RING] {
        let mut ring = [Koordinate {
            lat_mikro: 0,
            lon_mikro: 0,
        }; RING];
        for k in 0..6 {
            let kante = self.kante_zwischen(ecke(q, r, k), ecke(q, r, k + 1));
            for (i, p) in kante[..4].iter().enumerate() {
                ring[4 * k + i] = self.massstab.koordinate(*p);
            }
        }
        ring
    }

    /// The middle of the three cells that meet at the corner.
    fn eckpunkt(&self, (q, r, art): Ecke) -> Punkt {
        let dritte = if art == 0 { (q + 1, r) } else { (q - 1, r + 1) };
        let [a, b, c] = [(q, r), (q, r + 1), dritte].map(|(q, r)| self.mitte_von(q, r));
        Punkt {
            x: (a.x + b.x + c.x) / 3,
            y: (a.y + b.y + c.y) / 3,
        }
    }

    /// Both neighbours must see the same points, so the edge is always drawn from its lower corner.
    fn kante_zwischen(&self, von: Ecke, bis: Ecke) -> [Punkt; 5] {
        if bis < von {
            let mut kante = self.kante_zwischen(bis, von);
            kante.reverse();
            return kante;
        }
        let (a, b) = (self.eckpunkt(von), self.eckpunkt(bis));
        let spanne = self.abstand * 3 / 100;
        let schluessel = (von.0 + bis.0 * 7_919, von.1 + bis.1 * 7_919);
        let mut kante = [a; 5];
        for (i, punkt) in (0i64..).zip(kante.iter_mut()).skip(1).take(3) {
            let art = 16 + i.unsigned_abs() * 4 + u64::from(von.2) * 2;
            let zittern = |z| abweichung(rauschen(self.seed, schluessel.0, schluessel.1, art + z), spanne);
            punkt.x = a.x + (b.x - a.x) * i / 4 + zittern(0);
            punkt.y = a.y + (b.y - a.y) * i / 4 + zittern(1);
        }
        kante[4] = b;
        kante
    }
}

/// Corner `k` (at 30°, 90°, … counter-clockwise) of the cell (q, r), named by the triangle it is the middle of.
fn ecke(q: i64, r: i64, k: usize) -> Ecke {
    match k % 6 {
        0 => (q, r, 0),
        1 => (q, r, 1),
        2 => (q - 1, r, 0),
        3 => (q, r - 1, 1),
        4 => (q, r - 1, 0),
        _ => (q + 1, r - 1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gitter() -> Gitter {
        let zellen = (-4..4).flat_map(|q| (-4..4).map(move |r| (q, r))).collect();
        Gitter::neu(5, 3_000, Massstab::neu((48.0, 11.6)), zellen)
    }

    #[test]
    fn neighbours_share_their_edge_point_by_point() {
        let g = gitter();
        for z in 0..64 {
            for k in 0..6 {
                let n = g.nachbarn(z)[k];
                if n != KEINE {
                    let mut gegenueber = g.kante(n, (k + 3) % 6);
                    gegenueber.reverse();
                    assert_eq!(g.kante(z, k), gegenueber);
                }
            }
        }
    }

    #[test]
    fn centres_lie_in_their_cells() {
        let g = gitter();
        for z in 0..64 {
            let mitte = g.massstab.koordinate(g.mitte(z));
            let in_ringen: Vec<u32> = (0..64)
                .filter(|r| super::super::innen(g.ring(*r), mitte))
                .collect();
            assert_eq!(in_ringen, [z]);
        }
    }
}
