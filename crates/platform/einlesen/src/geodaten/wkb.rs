//! Well-known binary (OGC 06-103r4, chapter 8) inside the blobs of a GeoPackage (OGC 12-128r19, 2.1.3). Reads nothing
//! beyond the blob and reserves no memory on the word of a length field.

use geo::Coord;

use super::Roh;

struct Leser<'a> {
    rest: &'a [u8],
    klein: bool,
}

type Ring = Vec<Coord<f64>>;

/// Reads a GeoPackage blob.
pub fn gpkg(blob: &[u8]) -> Result<Roh, String> {
    let kurz = || "Der Kopf ist zu kurz.".to_owned();
    if blob.get(..2) != Some(b"GP") {
        return Err("Das ist keine GeoPackage-Geometrie.".to_owned());
    }
    let merker = *blob.get(3).ok_or_else(kurz)?;
    if merker & 0b1_0000 != 0 {
        return Ok(Roh::Nichts);
    }
    let huelle = match (merker >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("Der Kopf ist ungültig.".to_owned()),
    };
    lesen(blob.get(8 + huelle..).ok_or_else(kurz)?)
}

/// Reads WKB, ISO or extended.
pub fn lesen(wkb: &[u8]) -> Result<Roh, String> {
    let mut l = Leser {
        rest: wkb,
        klein: true,
    };
    l.geometrie(0).ok_or_else(|| "Die Daten brechen ab.".to_owned())
}

impl Leser<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (kopf, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*kopf)
    }

    fn u32(&mut self) -> Option<u32> {
        let b = self.bytes()?;
        Some(if self.klein {
            u32::from_le_bytes(b)
        } else {
            u32::from_be_bytes(b)
        })
    }

    fn f64(&mut self) -> Option<f64> {
        let b = self.bytes()?;
        Some(if self.klein {
            f64::from_le_bytes(b)
        } else {
            f64::from_be_bytes(b)
        })
    }

    /// Kind and number of values per point.
    fn kopf(&mut self) -> Option<(u32, usize)> {
        self.klein = self.bytes::<1>()? == [1];
        let art = self.u32()?;
        let zm = (art >> 30).count_ones() as usize;
        if art & 0x2000_0000 != 0 {
            self.u32()?;
        }
        let art = art & 0x0fff_ffff;
        let iso = match art / 1000 {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return None,
        };
        Some((art % 1000, 2 + zm.max(iso)))
    }

    fn punkt(&mut self, werte: usize) -> Option<Coord<f64>> {
        let c = Coord {
            x: self.f64()?,
            y: self.f64()?,
        };
        for _ in 2..werte {
            self.f64()?;
        }
        Some(c)
    }

    fn polygon(&mut self, werte: usize) -> Option<Vec<Ring>> {
        let mut ringe = Vec::new();
        for _ in 0..self.u32()? {
            let mut ring = Vec::new();
            for _ in 0..self.u32()? {
                ring.push(self.punkt(werte)?);
            }
            ringe.push(ring);
        }
        Some(ringe)
    }

    fn geometrie(&mut self, tiefe: u8) -> Option<Roh> {
        let (art, werte) = self.kopf()?;
        Some(match art {
            1 => {
                let c = self.punkt(werte)?;
                // an empty point is one of two NaN
                if c.x.is_nan() { Roh::Nichts } else { Roh::Punkt(c) }
            }
            3 => Roh::Flaeche(vec![self.polygon(werte)?]),
            4 | 6 if tiefe == 0 => {
                let mut polygone = Vec::new();
                let mut punkt = None;
                for _ in 0..self.u32()? {
                    match self.geometrie(1)? {
                        Roh::Flaeche(p) => polygone.extend(p),
                        Roh::Punkt(c) => punkt = punkt.or(Some(c)),
                        _ => return None,
                    }
                }
                match punkt {
                    Some(c) => Roh::Punkt(c),
                    None if polygone.is_empty() => Roh::Nichts,
                    None => Roh::Flaeche(polygone),
                }
            }
            andere => Roh::Anderes(format!("WKB {andere}")),
        })
    }
}
