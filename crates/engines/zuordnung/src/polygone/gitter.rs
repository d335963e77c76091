//! A grid of cells over a rectangle: which cell a point lies in, and which cells an edge may touch.

use geo::Coord;

use super::kanten::Kante;

/// Adding it rounds a small float to a whole number in the lowest bits: faster than a cast, and as monotone.
const RUNDEN: f64 = 4_503_599_627_370_496.0; // 2^52
/// By how much, in cells, an edge is thought thicker than it is. Rounding moves a point by far less, so an edge is
/// always known in the cell of every point it runs through.
const DICKE: f64 = 1e-6;

#[derive(Debug, Clone, Copy)]
pub(super) struct Gitter {
    /// Centre of the first cell.
    x0: f64,
    y0: f64,
    /// Cells per unit.
    je_x: f64,
    je_y: f64,
    /// Size of a cell.
    breite: f64,
    hoehe: f64,
    pub nx: u32,
    pub ny: u32,
    /// Where its cells begin in the table of all cells.
    pub ab: u32,
}

impl Gitter {
    /// Over the whole, with a rim of empty cells.
    pub fn ganz(min: Coord<f64>, max: Coord<f64>, nx: u32, ny: u32) -> Self {
        let (je_x, je_y) = (je(min.x, max.x, nx - 2), je(min.y, max.y, ny - 2));
        Self {
            x0: min.x - 0.75 / je_x,
            y0: min.y - 0.75 / je_y,
            je_x,
            je_y,
            breite: 1.0 / je_x,
            hoehe: 1.0 / je_y,
            nx,
            ny,
            ab: 0,
        }
    }

    /// Inside one cell of this one, `n` by `n`.
    pub fn teilen(&self, spalte: u32, zeile: u32, n: u32) -> Self {
        let teil = f64::from(n);
        // half a cell to the border, half a small cell back; a hair less, so that rounding stays inside
        let halb = 0.5 - 0.5 / teil;
        let mitte = self.ort(f64::from(spalte) - halb, f64::from(zeile) - halb);
        Self {
            x0: mitte.x,
            y0: mitte.y,
            je_x: self.je_x * teil,
            je_y: self.je_y * teil,
            breite: self.breite / teil,
            hoehe: self.hoehe / teil,
            nx: n,
            ny: n,
            ab: 0,
        }
    }

    fn ort(&self, u: f64, v: f64) -> Coord<f64> {
        Coord {
            x: self.x0 + u * self.breite,
            y: self.y0 + v * self.hoehe,
        }
    }

    /// The point of a cell from which crossings are counted: near its middle, but at an odd place, so that hardly any
    /// edge points at it. There are 16 to choose from.
    #[inline]
    pub fn bezug(&self, spalte: u32, zeile: u32, wahl: u32) -> Coord<f64> {
        let k = f64::from(wahl & 15);
        self.ort(
            f64::from(spalte) + 0.013_731 + 0.021_47 * k,
            f64::from(zeile) - 0.017_917 - 0.013_93 * k,
        )
    }

    /// Column and row.
    #[inline]
    pub fn zelle(&self, p: Coord<f64>) -> (u32, u32) {
        let spalte = rund((p.x - self.x0) * self.je_x, self.nx);
        (spalte, rund((p.y - self.y0) * self.je_y, self.ny))
    }

    /// Index in the table of all cells.
    #[inline]
    pub fn index(&self, p: Coord<f64>) -> usize {
        let (spalte, zeile) = self.zelle(p);
        self.ab as usize + zeile as usize * self.nx as usize + spalte as usize
    }

    /// Calls `tun` with every cell the edge may touch, row by row.
    pub fn beruehrt(&self, k: &Kante, mut tun: impl FnMut(u32)) {
        let uv = |c: Coord<f64>| ((c.x - self.x0) * self.je_x, (c.y - self.y0) * self.je_y);
        let (mut a, mut b) = (uv(k.a), uv(k.b));
        if a.1 > b.1 {
            std::mem::swap(&mut a, &mut b);
        }
        let (links, rechts) = (a.0.min(b.0), a.0.max(b.0));
        // wholly beside: only smaller grids inside a cell see such edges
        let (breit, hoch) = (f64::from(self.nx) - 0.5 + DICKE, f64::from(self.ny) - 0.5 + DICKE);
        if b.1 < -0.5 - DICKE || a.1 > hoch || rechts < -0.5 - DICKE || links > breit {
            return;
        }
        let (dv, du) = (b.1 - a.1, b.0 - a.0);
        for zeile in rund(a.1 - DICKE, self.ny)..=rund(b.1 + DICKE, self.ny) {
            let mitte = f64::from(zeile);
            // the stretch of the edge inside this row
            let t = |v: f64| {
                if dv > 0.0 {
                    ((v - a.1) / dv).clamp(0.0, 1.0)
                } else {
                    0.0
                }
            };
            let (mut von, mut bis) = if dv > DICKE {
                let unten = a.0 + du * t(mitte - 0.5 - DICKE);
                let oben = a.0 + du * t(mitte + 0.5 + DICKE);
                (unten.min(oben), unten.max(oben))
            } else {
                (links, rechts)
            };
            von = von.max(links) - DICKE;
            bis = bis.min(rechts) + DICKE;
            if bis < -0.5 - DICKE || von > breit {
                continue;
            }
            let reihe = zeile * self.nx;
            for spalte in rund(von, self.nx)..=rund(bis, self.nx) {
                tun(reihe + spalte);
            }
        }
    }

    /// Whether the whole line of the edge inside the cell belongs to the edge, so that the two corners lie beyond it.
    pub fn quert(&self, k: &Kante, spalte: u32, zeile: u32) -> bool {
        let (u0, v0) = (f64::from(spalte), f64::from(zeile));
        let uv = |c: Coord<f64>| [(c.x - self.x0) * self.je_x - u0, (c.y - self.y0) * self.je_y - v0];
        // beyond one side of the cell, and the other corner less so: from here on the line stays outside
        let hinaus = |a: [f64; 2], b: [f64; 2]| {
            let rand = 0.5 + DICKE;
            a.into_iter()
                .zip(b)
                .any(|(a, b)| a < -rand && b - a > DICKE || a > rand && a - b > DICKE)
        };
        let (a, b) = (uv(k.a), uv(k.b));
        hinaus(a, b) && hinaus(b, a)
    }
}

/// Cells per unit; any number for a grid without extent.
fn je(min: f64, max: f64, n: u32) -> f64 {
    let breite = max - min;
    let je = (f64::from(n) - 0.5) / breite;
    if breite > 0.0 && je.is_finite() { je } else { 1.0 }
}

/// Nearest whole number, held within the grid; not-a-number is 0.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the value fits the lowest bits by the limits before"
)]
fn rund(u: f64, n: u32) -> u32 {
    let u = u.max(0.0).min(f64::from(n - 1));
    (u + RUNDEN).to_bits() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runden_haelt_sich_ans_gitter() {
        for (u, soll) in [
            (-1e300, 0),
            (0.4, 0),
            (0.6, 1),
            (6.9, 7),
            (99.0, 7),
            (f64::NAN, 0),
            (f64::INFINITY, 7),
        ] {
            assert_eq!(rund(u, 8), soll, "{u}");
        }
    }

    #[test]
    fn kante_ist_in_jeder_zelle_ihrer_punkte_bekannt() {
        let g = Gitter::ganz(Coord { x: 5.0, y: 47.0 }, Coord { x: 15.0, y: 55.0 }, 64, 48);
        let mut z = 1_u64;
        let mut wurf = || {
            z = z
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(z >> 33).unwrap()) / f64::from(1_u32 << 31)
        };
        for _ in 0..2_000 {
            let kurz = if wurf() < 0.5 { 0.05 } else { 1.0 };
            let a = Coord {
                x: 5.0 + 10.0 * wurf(),
                y: 47.0 + 8.0 * wurf(),
            };
            let b = Coord {
                x: a.x + (wurf() - 0.5) * kurz,
                y: a.y + (wurf() - 0.5) * kurz * wurf(),
            };
            let mut zellen = Vec::new();
            g.beruehrt(&Kante { a, b }, |i| zellen.push(i));
            for i in 0..=50 {
                let t = f64::from(i) / 50.0;
                let p = Coord {
                    x: a.x + t * (b.x - a.x),
                    y: a.y + t * (b.y - a.y),
                };
                // beyond the whole there are no edges
                if p.x > 15.0 || p.y > 55.0 || p.x < 5.0 || p.y < 47.0 {
                    continue;
                }
                let (spalte, zeile) = g.zelle(p);
                assert!(zellen.contains(&(zeile * g.nx + spalte)), "{a:?} {b:?} {p:?}");
            }
        }
    }
}
