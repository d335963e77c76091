//! Point → polygon for many points: exact, also on borders, and in constant time for nearly all of them.
//!
//! A grid lies over the polygons. Most of its cells lie wholly in one polygon; a point there costs one look into a
//! table. The others know the few edges that run through them and, for one reference point, the rings that hold it;
//! the edges between the reference point and the point asked for decide. Cells with many edges hold finer grids. The
//! side of an edge is decided by floats where their error bound allows and by exact arithmetic where not.
//!
//! **What counts.** A polygon covers its inside and its border, the border of its holes too. Of several polygons that
//! cover a point the one with the lowest number is the answer. A ring that crosses itself is read by the even-odd rule.
//! No coordinate is changed: points and polygons must be in the same coordinate system.
//!
//! ```
//! use geo::{MultiPolygon, Rect, coord};
//! use zuordnung::polygone::Polygone;
//!
//! let feld = |x: f64| MultiPolygon::new(vec![Rect::new(coord! {x: x, y: 0.0}, coord! {x: x + 1.0, y: 1.0}).to_polygon()]);
//! let polygone = Polygone::neu(&[feld(0.0), feld(1.0)]);
//! assert_eq!(polygone.finde(1.5, 0.5), Some(1));
//! assert_eq!(polygone.finde(1.0, 0.5), Some(0)); // on the border of both
//! assert_eq!(polygone.finde(3.0, 0.5), None);
//! ```

mod bauen;
mod gitter;
mod kanten;
mod lage;
mod zelle;

use geo::{Coord, MultiPolygon};

use gitter::Gitter;
use kanten::Netz;
use zelle::{Art, KEINS, Zelle};

/// Points looked up together: the table look-ups of a block overlap in the processor.
const BLOCK: usize = 512;

/// Polygons with their index. Their numbers are their places in the list they were built from.
#[derive(Debug, Default)]
pub struct Polygone {
    polygone: u32,
    netz: Netz,
    /// The first one covers everything, the others refine a cell each.
    gitter: Vec<Gitter>,
    zellen: Vec<Zelle>,
    /// Records of the cells with edges.
    tafel: Vec<u32>,
}

impl Polygone {
    /// Builds the index. Parts with coordinates that are no numbers (or beyond ±1e140) are never hit.
    #[must_use]
    pub fn neu(flaechen: &[MultiPolygon<f64>]) -> Self {
        bauen::bauen(flaechen)
    }

    /// How many polygons there are.
    #[must_use]
    pub const fn anzahl(&self) -> u32 {
        self.polygone
    }

    /// Bytes of the index on the heap.
    #[must_use]
    pub fn speicher_bytes(&self) -> usize {
        size_of_val(&*self.zellen)
            + size_of_val(&*self.tafel)
            + size_of_val(&*self.netz.kanten)
            + size_of_val(&*self.netz.ringe_von)
            + size_of_val(&*self.netz.ringe)
            + size_of_val(&*self.netz.teile)
    }

    /// The lowest polygon that covers the point.
    #[must_use]
    pub fn finde(&self, x: f64, y: f64) -> Option<u32> {
        let [nr] = self.finde_block(&[[x, y]]);
        (nr != KEINS).then_some(nr)
    }

    /// The same for many points: the numbers, −1 for none. `aus` must be as long as `punkte`; the shorter one counts.
    pub fn finde_alle(&self, punkte: &[[f64; 2]], aus: &mut [i32]) {
        let (bloecke, rest) = punkte.as_chunks::<BLOCK>();
        let mut ziel = aus.iter_mut();
        for block in bloecke {
            self.finde_block(block)
                .iter()
                .zip(&mut ziel)
                .for_each(|(nr, z)| *z = als_i32(*nr));
        }
        for [x, y] in rest {
            let [nr] = self.finde_block(&[[*x, *y]]);
            if let Some(z) = ziel.next() {
                *z = als_i32(nr);
            }
        }
    }

    fn finde_block<const N: usize>(&self, punkte: &[[f64; 2]; N]) -> [u32; N] {
        let mut aus = [KEINS; N];
        let Some(g) = self.gitter.first() else { return aus };
        // First the table alone, without a branch; the points in cells with edges are noted for the second round.
        let mut zellen = [Zelle::LEER; N];
        for (z, [x, y]) in zellen.iter_mut().zip(punkte) {
            *z = self.zellen[g.index(Coord { x: *x, y: *y })];
        }
        let mut offen = [0_u16; N];
        let mut zahl = 0;
        for (i, (z, a)) in (0_u16..).zip(zellen.iter().zip(&mut aus)) {
            *a = z.voll().unwrap_or(KEINS);
            offen[zahl] = i;
            zahl += usize::from(z.voll().is_none());
        }
        for i in &offen[..zahl] {
            let i = usize::from(*i);
            let [x, y] = punkte[i];
            aus[i] = self.genauer(Coord { x, y }, g, zellen[i]);
        }
        aus
    }

    fn genauer(&self, p: Coord<f64>, g: &Gitter, zelle: Zelle) -> u32 {
        if !(p.x.is_finite() && p.y.is_finite()) {
            return KEINS;
        }
        let (mut g, mut zelle) = (g, zelle);
        loop {
            match zelle.art() {
                Art::Voll(nr) => return nr,
                Art::Kanten(ab) => return zelle::fragen(p, g, &self.netz.kanten, &self.tafel[ab as usize..]),
                Art::Feiner(nr) => {
                    g = &self.gitter[nr as usize];
                    zelle = self.zellen[g.index(p)];
                }
                Art::Alle => return bauen::alle_fragen(&self.netz, p),
            }
        }
    }
}

/// Polygon numbers stay below 2³⁰; none is −1.
const fn als_i32(nr: u32) -> i32 {
    if nr == KEINS { -1 } else { nr.cast_signed() }
}
