//! What a cell knows. Most lie wholly in one polygon; the others know the edges that run through them.
//!
//! Record of a cell with edges, in one table of 32-bit words:
//!
//! | word | content |
//! |---|---|
//! | 0 | number of edges, choice of the reference point, number of owners, whether owners have several rings here |
//! | 1 | which of the rings hold the reference point, one bit each |
//! | 2 | the polygon that covers the cell whatever the edges say, or none |
//! | then | per edge: its number with two signs, and the rings it belongs to as bits |
//! | then | per ring its polygon, ascending; or, with several rings: polygon, bit of the outer ring, bits of the holes |
//!
//! To cross an edge changes the bits of its rings, to lie on it is to be covered.

use geo::Coord;

use super::gitter::Gitter;
use super::kanten::Kante;
use super::lage::{im_kasten, seite, trennt};

/// No polygon.
pub(super) const KEINS: u32 = (1 << 30) - 1;
const WERT: u32 = KEINS;
/// The reference point lies left of the edge.
const LINKS: u32 = 1 << 31;
/// The edge runs through the whole cell.
const QUERT: u32 = 1 << 30;
const MEHRERE: u32 = 1 << 31;
/// Most rings in one cell.
pub(super) const RINGE_MAX: usize = 32;
/// Most edges in one record.
pub(super) const KANTEN_MAX: usize = 4_000;

/// A cell in its table, packed in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zelle(u32);

/// The same, unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Art {
    /// Wholly inside this polygon, or [`KEINS`].
    Voll(u32),
    /// Edges: the record begins here.
    Kanten(u32),
    /// A grid of smaller cells.
    Feiner(u32),
    /// Too much for a record: every part is asked as a whole.
    Alle,
}

impl Zelle {
    pub const LEER: Self = Self(KEINS);

    pub const fn neu(art: Art) -> Self {
        match art {
            Art::Voll(w) => Self(w & WERT),
            Art::Kanten(w) => Self(1 << 30 | w & WERT),
            Art::Feiner(w) => Self(2 << 30 | w & WERT),
            Art::Alle => Self(3 << 30),
        }
    }

    #[inline]
    pub const fn art(self) -> Art {
        match self.0 >> 30 {
            0 => Art::Voll(self.0),
            1 => Art::Kanten(self.0 & WERT),
            2 => Art::Feiner(self.0 & WERT),
            _ => Art::Alle,
        }
    }

    /// The polygon of a cell that lies wholly in one or in none.
    #[inline]
    pub const fn voll(self) -> Option<u32> {
        if self.0 <= KEINS { Some(self.0) } else { None }
    }
}

/// What a record is made of.
pub(super) struct Entwurf {
    pub wahl: u32,
    pub basis: u32,
    pub sonst: u32,
    /// Number, whether the reference point lies left of it, whether it runs through, rings.
    pub kanten: Vec<(u32, bool, bool, u32)>,
    pub besitzer: Vec<Besitzer>,
}

/// A part with rings in the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Besitzer {
    pub polygon: u32,
    /// Bit of its outer ring; 0 if that holds the whole cell.
    pub aussen: u32,
    /// Bits of its holes.
    pub loecher: u32,
}

impl Entwurf {
    /// Appends the record and says where it begins.
    pub fn schreiben(mut self, tafel: &mut Vec<u32>) -> u32 {
        let ab = super::kanten::zahl(tafel.len());
        self.besitzer.sort_unstable();
        let einfach = self
            .besitzer
            .iter()
            .all(|b| (b.aussen | b.loecher).count_ones() == 1);
        if einfach {
            // the rings get their bits in the order of the polygons; a hole counts the other way round
            let mut neue = [0_u32; 32];
            let mut basis = 0;
            for (i, b) in self.besitzer.iter().enumerate() {
                let alt = b.aussen | b.loecher;
                neue[alt.trailing_zeros() as usize] = 1 << i;
                let innen = self.basis & alt != 0;
                basis |= u32::from(innen == (b.loecher == 0)) << i;
            }
            let um = |bits: u32| {
                (0..32)
                    .filter(|i| bits & 1 << i != 0)
                    .fold(0, |summe, i| summe | neue[i])
            };
            self.basis = basis;
            for k in &mut self.kanten {
                k.3 = um(k.3);
            }
        }
        let zahl = |n: usize| super::kanten::zahl(n);
        let kopf = zahl(self.kanten.len()) | self.wahl << 12 | zahl(self.besitzer.len()) << 16;
        tafel.extend([kopf | if einfach { 0 } else { MEHRERE }, self.basis, self.sonst]);
        for (nr, links, quert, ringe) in self.kanten {
            let nr = nr | if links { LINKS } else { 0 } | if quert { QUERT } else { 0 };
            tafel.extend([nr, ringe]);
        }
        for b in self.besitzer {
            if einfach {
                tafel.push(b.polygon);
            } else {
                tafel.extend([b.polygon, b.aussen, b.loecher]);
            }
        }
        ab
    }
}

/// The lowest polygon that covers `p`, a point of this cell, or [`KEINS`].
#[inline]
pub(super) fn fragen(p: Coord<f64>, g: &Gitter, kanten: &[Kante], tafel: &[u32]) -> u32 {
    let &[kopf, mut innen, sonst, ref rest @ ..] = tafel else {
        return KEINS;
    };
    let zahl = (kopf & 0xfff) as usize * 2;
    let (liste, besitzer) = rest.split_at(zahl);
    let mut rand = 0;
    for eintrag in liste.chunks_exact(2) {
        let (nr, ringe) = (eintrag[0], eintrag[1]);
        let Kante { a, b } = kanten[(nr & !(LINKS | QUERT)) as usize];
        let s = seite(a, b, p);
        if s == 0.0 {
            if im_kasten(a, b, p) {
                rand |= ringe;
            }
            continue;
        }
        if (s > 0.0) == (nr & LINKS != 0) {
            continue;
        }
        if nr & QUERT != 0 || {
            let (spalte, zeile) = g.zelle(p);
            trennt(g.bezug(spalte, zeile, kopf >> 12), p, a, b)
        } {
            innen ^= ringe;
        }
    }
    let polygon = if kopf & MEHRERE == 0 {
        let bedeckt = innen | rand;
        if bedeckt == 0 {
            KEINS
        } else {
            besitzer[bedeckt.trailing_zeros() as usize]
        }
    } else {
        let zahl = (kopf >> 16 & 0xff) as usize;
        besitzer
            .chunks_exact(3)
            .take(zahl)
            .find(|b| (b[1] == 0 || (innen | rand) & b[1] != 0) && innen & !rand & b[2] == 0)
            .map_or(KEINS, |b| b[0])
    };
    polygon.min(sonst)
}
