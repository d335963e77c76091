//! A first look at a pair, on a few numbers that lie together: whether comparing is worth its time.

use crate::bestand::{Bestand, Satz};

/// What a first look needs of a record.
#[derive(Clone, Copy)]
struct Kurz {
    datum: u32,
    // hashes of sixteen bits: a chance agreement only costs a comparison
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
    genug: u32,
}

/// At least so many points; two fields in full agreement, or one and half of two others.
const GENUG: u32 = 4;

impl Sieb {
    pub(crate) fn neu(bestand: &Bestand) -> Self {
        // small stocks can afford a closer look, and extra columns may speak for a pair too
        let nachsicht = u32::from(bestand.anzahl() <= 30_000) + u32::from(!bestand.weitere.is_empty());
        Self {
            kurz: bestand.saetze.iter().map(|s| kurz(bestand, s)).collect(),
            genug: GENUG - nachsicht,
        }
    }

    /// Whether the pair may be one person.
    pub(crate) fn haelt(&self, i: u32, j: u32) -> bool {
        let (a, b) = (&self.kurz[i as usize], &self.kurz[j as usize]);
        let punkte = datum(a.datum, b.datum) + vornamen(a, b) + nachnamen(a, b) + anschrift(a, b);
        punkte >= self.genug
    }
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
    #[expect(clippy::cast_possible_truncation, reason = "a hash")]
    let f = (h.wrapping_mul(0x9e37_79b1) >> 16) as u16;
    f.max(1)
}

fn datum(a: u32, b: u32) -> u32 {
    if a == b {
        return if a == 0 { 1 } else { 3 };
    }
    if a == 0 || b == 0 {
        return 1;
    }
    let x = a ^ b;
    let gleiche = u32::from(x >> 10 == 0) + u32::from(x >> 5 & 31 == 0) + u32::from(x & 31 == 0);
    let tausch = a & 31 == b >> 5 & 31 && b & 31 == a >> 5 & 31;
    if gleiche == 2 || tausch {
        2
    } else {
        u32::from(gleiche == 1)
    }
}

fn vornamen(a: &Kurz, b: &Kurz) -> u32 {
    if a.vor[0] == 0 || b.vor[0] == 0 {
        return 1;
    }
    let gleich = |x: u16| x != 0 && (x == b.vor[0] || x == b.vor[1]);
    if gleich(a.vor[0]) || gleich(a.vor[1]) {
        return 2;
    }
    // in each other's place
    if a.vor[0] == b.nach[0] || a.nach[0] == b.vor[0] {
        return 2;
    }
    u32::from(a.anfang[0] == b.anfang[0])
}

fn nachnamen(a: &Kurz, b: &Kurz) -> u32 {
    if a.nach[0] == 0 || b.nach[0] == 0 {
        return 1;
    }
    let gleich = |x: u16| x != 0 && (x == b.nach[0] || x == b.nach[1] || x == b.geb);
    if gleich(a.nach[0]) || gleich(a.nach[1]) || gleich(a.geb) {
        return 2;
    }
    if a.vor[0] == b.nach[0] && a.vor[0] != 0 || a.nach[0] == b.vor[0] {
        return 2;
    }
    u32::from(a.anfang[1] == b.anfang[1])
}

fn anschrift(a: &Kurz, b: &Kurz) -> u32 {
    if a.strasse == 0 || b.strasse == 0 {
        return 1 + u32::from(a.plz == b.plz && a.plz != 0);
    }
    let strasse = a.strasse == b.strasse;
    let haus = a.haus == b.haus && a.haus != 0;
    let plz = a.plz == b.plz && a.plz != 0;
    match (strasse, haus, plz) {
        (true, true, _) | (true, _, true) | (_, true, true) => 2,
        (true, ..) | (_, _, true) => 1,
        _ => 0,
    }
}
