//! A first look at a pair, on a few numbers that lie together: whether comparing is worth its time.

use crate::bestand::{Bestand, Satz};

/// What a first look needs of a record: hashes of sixteen bits, where a chance agreement only costs a comparison.
#[derive(Clone, Copy)]
struct Kurz {
    datum: u32,
    vor: [u16; 2],
    nach: [u16; 2],
    geb: u16,
    strasse: u16,
    haus: u16,
    plz: u16,
    anfang: [u8; 2],
}

/// All first looks.
pub(crate) struct Sieb {
    kurz: Vec<Kurz>,
    /// how much an agreement on a hash says, in bits
    namen: Box<[u8; 1 << 16]>,
    strassen: Box<[u8; 1 << 16]>,
    plz: Box<[u8; 1 << 16]>,
    genug: u8,
}

/// A stock of two to the power of this or more is looked at strictly; a smaller one can afford pairs below an even
/// chance.
const GENAU_BIS: f64 = 18.0;

impl Sieb {
    pub(crate) fn neu(bestand: &Bestand) -> Self {
        let kurz: Vec<Kurz> = bestand.saetze.iter().map(|s| kurz(bestand, s)).collect();
        let n = u32::try_from(kurz.len()).unwrap_or(u32::MAX).max(2);
        let bits = f64::from(n).log2();
        let nachsicht =
            (GENAU_BIS - bits).clamp(0.0, 5.0) + if bestand.weitere.is_empty() { 0.0 } else { 6.0 };
        Self {
            namen: aussagen(n, 13, kurz.iter().flat_map(|k| k.vor.into_iter().chain(k.nach))),
            strassen: aussagen(n, 9, kurz.iter().map(|k| k.strasse)),
            plz: aussagen(n, 7, kurz.iter().map(|k| k.plz)),
            genug: klein((bits - nachsicht).max(3.0)),
            kurz,
        }
    }

    /// Whether the pair may be one person.
    pub(crate) fn haelt(&self, i: u32, j: u32) -> bool {
        let (a, b) = (&self.kurz[i as usize], &self.kurz[j as usize]);
        let bits =
            datum(a.datum, b.datum) + self.vornamen(a, b) + self.nachnamen(a, b) + self.anschrift(a, b);
        bits >= self.genug
    }

    fn namensbits(&self, h: u16) -> u8 {
        self.namen[usize::from(h)]
    }

    fn vornamen(&self, a: &Kurz, b: &Kurz) -> u8 {
        if a.vor[0] == 0 || b.vor[0] == 0 {
            return 3;
        }
        for x in a.vor {
            if x != 0 && (x == b.vor[0] || x == b.vor[1]) {
                return self.namensbits(x);
            }
        }
        // in each other's place
        if a.vor[0] == b.nach[0] {
            return self.namensbits(a.vor[0]);
        }
        if a.nach[0] == b.vor[0] {
            return self.namensbits(b.vor[0]);
        }
        if a.anfang[0] == b.anfang[0] { 3 } else { 0 }
    }

    fn nachnamen(&self, a: &Kurz, b: &Kurz) -> u8 {
        if a.nach[0] == 0 || b.nach[0] == 0 {
            return 3;
        }
        for x in [a.nach[0], a.nach[1], a.geb] {
            if x != 0 && (x == b.nach[0] || x == b.nach[1] || x == b.geb) {
                return self.namensbits(x);
            }
        }
        if a.nach[0] == b.vor[0] {
            return self.namensbits(a.nach[0]);
        }
        if a.vor[0] != 0 && a.vor[0] == b.nach[0] {
            return self.namensbits(a.vor[0]);
        }
        if a.anfang[1] == b.anfang[1] { 3 } else { 0 }
    }

    fn anschrift(&self, a: &Kurz, b: &Kurz) -> u8 {
        let plz = if a.plz == b.plz {
            self.plz[usize::from(a.plz)]
        } else {
            0
        };
        let haus = if a.haus == b.haus && a.haus != 0 { 4 } else { 0 };
        if a.strasse == b.strasse && a.strasse != 0 {
            return self.strassen[usize::from(a.strasse)].max(plz) + haus;
        }
        if plz > 0 { plz + haus } else { 0 }
    }
}

/// Bits of an agreement on each hash: how rare it is, up to a limit.
fn aussagen(n: u32, hoechstens: u8, werte: impl Iterator<Item = u16>) -> Box<[u8; 1 << 16]> {
    let mut anzahl = vec![0_u32; 1 << 16];
    for w in werte {
        anzahl[usize::from(w)] += 1;
    }
    let mut bits = Box::new([0; 1 << 16]);
    for (b, a) in bits.iter_mut().zip(&anzahl).skip(1) {
        if *a > 0 {
            *b = klein((f64::from(n) / f64::from(*a)).log2().max(1.0)).min(hoechstens);
        }
    }
    bits
}

fn klein(x: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few bits"
    )]
    let k = x.round().clamp(0.0, 60.0) as u8;
    k
}

fn kurz(bestand: &Bestand, s: &Satz) -> Kurz {
    let w = &bestand.namen;
    let (vor, nach) = (w.wert(s.vorname), w.wert(s.nachname));
    Kurz {
        datum: s.geburtstag.zahl(),
        vor: [falz(vor.laute[0]), falz(vor.laute[1])],
        nach: [falz(nach.laute[0]), falz(nach.laute[1])],
        geb: falz(w.wert(s.geburtsname).laute[0]),
        strasse: falz(if s.strasse == 0 {
            0
        } else {
            bestand.strassen.wert(s.strasse).laut | 1 << 31
        }),
        haus: falz(s.haus >> 5),
        plz: falz(s.plz),
        anfang: [vor.anfang[0], nach.anfang[0]],
    }
}

fn falz(h: u32) -> u16 {
    if h == 0 {
        return 0;
    }
    let f = (h.wrapping_mul(0x9e37_79b1) >> 16) as u16;
    f.max(1)
}

fn datum(a: u32, b: u32) -> u8 {
    if a == b {
        return if a == 0 { 3 } else { 14 };
    }
    if a == 0 || b == 0 {
        return 3;
    }
    let x = a ^ b;
    let (jahr, monat, tag) = (x >> 10 == 0, x >> 5 & 31 == 0, x & 31 == 0);
    if a & 31 == b >> 5 & 31 && b & 31 == a >> 5 & 31 && jahr {
        return 13;
    }
    match (jahr, monat, tag) {
        (true, true, _) => 9,
        (true, _, true) => 10,
        (_, true, true) => 8,
        (true, ..) => 5,
        _ => 0,
    }
}
