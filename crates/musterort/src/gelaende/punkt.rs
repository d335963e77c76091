//! Points: flat decimetres while drawing, micro-degrees in the result.

use serde::Serialize;

/// Decimetres per degree of a great circle (R = 6,371,000 m, Fachkonzept 3.4).
const DM_JE_GRAD: i64 = 1_111_949;

/// A point on the flat drawing board, in decimetres east and north of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Punkt {
    /// East.
    pub x: i64,
    /// North.
    pub y: i64,
}

/// A place on the globe in millionths of a degree (WGS 84), that is `Dec(9,6)` without rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Koordinate {
    /// Latitude × 1,000,000.
    pub lat_mikro: i32,
    /// Longitude × 1,000,000.
    pub lon_mikro: i32,
}

impl Koordinate {
    /// Latitude in degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_mikro) / 1e6
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_mikro) / 1e6
    }

    /// The same place as `geo` wants it: x = longitude, y = latitude, in degrees.
    #[must_use]
    pub fn punkt(self) -> geo::Point<f64> {
        geo::Point::new(self.lon(), self.lat())
    }
}

/// How the drawing board lies on the globe.
#[derive(Debug, Clone, Copy)]
pub struct Massstab {
    lat_mikro: i64,
    lon_mikro: i64,
    /// Decimetres per degree of longitude at the centre.
    dm_je_laengengrad: i64,
}

impl Massstab {
    /// The board with its origin at `mittelpunkt` (degrees, already checked).
    pub fn neu((lat, lon): (f64, f64)) -> Self {
        Self {
            lat_mikro: ganz(lat * 1e6),
            lon_mikro: ganz(lon * 1e6),
            dm_je_laengengrad: ganz(1_111_949.0 * kosinus(lat)),
        }
    }

    /// Places a point of the board on the globe.
    pub fn koordinate(&self, p: Punkt) -> Koordinate {
        let lat = self.lat_mikro + p.y * 1_000_000 / DM_JE_GRAD;
        let lon = self.lon_mikro + p.x * 1_000_000 / self.dm_je_laengengrad;
        // The centre is at most 170 degrees out and a town spans a few: both fit.
        Koordinate {
            lat_mikro: i32::try_from(lat).unwrap_or_default(),
            lon_mikro: i32::try_from(lon).unwrap_or_default(),
        }
    }

    /// Square metres of an area given in square micro-degrees.
    pub fn quadratmeter(&self, quadratmikrograd: i64) -> u64 {
        let dm2 = i128::from(quadratmikrograd) * i128::from(DM_JE_GRAD) * i128::from(self.dm_je_laengengrad);
        u64::try_from(dm2 / 1_000_000_000_000 / 100).unwrap_or_default()
    }
}

/// Cosine of degrees by its series: the standard library's may differ between platforms in the last bit,
/// and the town must not.
fn kosinus(grad: f64) -> f64 {
    let x = grad * std::f64::consts::PI / 180.0;
    let (mut summe, mut glied) = (1.0, 1.0);
    for n in 1..12 {
        let n = f64::from(n);
        glied *= -x * x / ((2.0 * n - 1.0) * (2.0 * n));
        summe += glied;
    }
    summe
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees × 10^6 are far below 2^53"
)]
fn ganz(wert: f64) -> i64 {
    wert.round() as i64
}

/// Whether a place lies inside a closed ring; exact, and a place on the line is not inside.
pub fn innen(ring: &[Koordinate], ort: Koordinate) -> bool {
    let (px, py) = (i64::from(ort.lon_mikro), i64::from(ort.lat_mikro));
    let mut drin = false;
    for (i, b) in ring.iter().enumerate() {
        let a = ring[(i + ring.len() - 1) % ring.len()];
        let (ax, ay) = (i64::from(a.lon_mikro) - px, i64::from(a.lat_mikro) - py);
        let (bx, by) = (i64::from(b.lon_mikro) - px, i64::from(b.lat_mikro) - py);
        let kreuz = ax * by - ay * bx;
        if kreuz == 0 && ax * bx <= 0 && ay * by <= 0 {
            return false;
        }
        if (ay > 0) != (by > 0) && (kreuz > 0) == (by > ay) {
            drin = !drin;
        }
    }
    drin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn k(lon_mikro: i32, lat_mikro: i32) -> Koordinate {
        Koordinate { lat_mikro, lon_mikro }
    }

    #[test]
    fn inside_is_exact() {
        let ring = [k(0, 0), k(10, 0), k(10, 10), k(0, 10)];
        assert!(innen(&ring, k(5, 5)));
        assert!(innen(&ring, k(1, 9)));
        assert!(!innen(&ring, k(10, 5)) && !innen(&ring, k(0, 0)) && !innen(&ring, k(5, 0)));
        assert!(!innen(&ring, k(11, 5)) && !innen(&ring, k(-1, 0)) && !innen(&ring, k(5, 20)));
    }

    #[test]
    fn the_board_keeps_distances() {
        let m = Massstab::neu((60.0, 10.0));
        let eins = m.koordinate(Punkt { x: 10_000, y: 10_000 });
        // one kilometre: 0.008993 degrees north, twice as many east at 60 degrees
        assert_eq!(eins, k(10_017_986, 60_008_993));
        assert_eq!(m.quadratmeter(8_993 * 17_986), 999_952);
    }
}
