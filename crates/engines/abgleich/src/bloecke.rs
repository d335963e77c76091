//! Which pairs are worth comparing: records that share one of many keys. Keys too common are refined by a further
//! field, so that no block grows beyond its limit.

use crate::{
    bestand::{Bestand, Satz},
    werte::Wert,
};

/// The blocks and, for every record, where it stands in them.
pub(crate) struct Bloecke {
    /// members block by block; the top bit marks the last of a block
    glieder: Vec<u32>,
    /// places of each record in `glieder`
    stellen: Vec<u32>,
    stellen_ab: Vec<u32>,
}

const ENDE: u32 = 1 << 31;

type Emit<'e> = dyn FnMut(u32) + 'e;
/// Gives the keys of a record.
type Schluessel<'s> = dyn Fn(u32, &mut Emit) + 's;

impl Bloecke {
    pub(crate) fn bauen(bestand: &Bestand) -> Self {
        Bau::neu(bestand).fertig()
    }

    /// Calls `f` for every record with a higher number that shares a block; may repeat.
    pub(crate) fn nachbarn(&self, a: u32, mut f: impl FnMut(u32)) {
        let von = self.stellen_ab[a as usize] as usize;
        let bis = self.stellen_ab[a as usize + 1] as usize;
        for &stelle in &self.stellen[von..bis] {
            let mut p = stelle as usize;
            while self.glieder[p] & ENDE == 0 {
                p += 1;
                f(self.glieder[p] & !ENDE);
            }
        }
    }
}

struct Bau<'a> {
    bestand: &'a Bestand,
    grenze: usize,
    glieder: Vec<u32>,
    anzahl: Vec<u32>,
}

/// Sound codes and first letters of a record's names, short forms under the code of their group.
struct Namen {
    vor: [u32; 4],
    nach: [u32; 4],
}

fn mischen(a: u32, b: u32) -> u32 {
    let h = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let h = (h ^ h >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let h = (h >> 32) as u32;
    h | 1
}

impl<'a> Bau<'a> {
    fn neu(bestand: &'a Bestand) -> Self {
        let n = bestand.anzahl();
        let grenze = match n {
            0..=3_000 => 400,
            3_001..=20_000 => 120,
            20_001..=200_000 => 40,
            _ => 30,
        };
        Self {
            bestand,
            grenze,
            glieder: Vec::new(),
            anzahl: vec![0; n],
        }
    }

    fn satz(&self, r: u32) -> &Satz {
        &self.bestand.saetze[r as usize]
    }

    fn namen(&self, r: u32) -> Namen {
        let s = self.satz(r);
        let w = &self.bestand.namen;
        let mut n = Namen {
            vor: [0; 4],
            nach: [0; 4],
        };
        n.vor[..3].copy_from_slice(&w.wert(s.vorname).laute);
        let nach = w.wert(s.nachname);
        n.nach[0] = nach.laute[0];
        n.nach[1] = nach.laute[1];
        if s.geburtsname != s.nachname {
            let geb = w.wert(s.geburtsname);
            n.nach[2] = geb.laute[0];
            n.nach[3] = geb.laute[1];
        }
        n
    }

    fn anfaenge(&self, r: u32, emit: &mut Emit) {
        let s = self.satz(r);
        let w = &self.bestand.namen;
        let mut gesehen = 0_u32;
        let mut jeder = |wert: &Wert| {
            for a in wert.anfang.iter().filter(|a| **a != 0) {
                let bit = 1 << (a % 32);
                if gesehen & bit == 0 {
                    gesehen |= bit;
                    emit(u32::from(*a));
                }
            }
        };
        jeder(w.wert(s.vorname));
        jeder(w.wert(s.nachname));
        jeder(w.wert(s.geburtsname));
    }

    fn fertig(mut self) -> Bloecke {
        self.alle_familien();
        let mut stellen_ab = Vec::with_capacity(self.anzahl.len() + 1);
        let mut summe = 0_u32;
        for n in &self.anzahl {
            stellen_ab.push(summe);
            summe += n;
        }
        stellen_ab.push(summe);
        let mut stellen = vec![0_u32; summe as usize];
        let mut naechste = stellen_ab.clone();
        for (p, g) in (0_u32..).zip(&self.glieder) {
            let platz = &mut naechste[(g & !ENDE) as usize];
            stellen[*platz as usize] = p;
            *platz += 1;
        }
        Bloecke {
            glieder: self.glieder,
            stellen,
            stellen_ab,
        }
    }

    fn alle_familien(&mut self) {
        let b = self.bestand;
        let this = Bau {
            bestand: b,
            grenze: self.grenze,
            glieder: Vec::new(),
            anzahl: Vec::new(),
        };
        let t = &this;
        let jahr = |r: u32, e: &mut Emit| {
            let j = t.satz(r).geburtstag.jahr();
            if j != 0 {
                e(j);
            }
        };
        let tag_monat = |r: u32, e: &mut Emit| {
            let g = t.satz(r).geburtstag;
            if g.tag() != 0 && !g.platzhalter() {
                // the same key for a swapped day and month
                e(g.tag().min(g.monat()) << 8 | g.tag().max(g.monat()) | 1 << 16);
            }
        };
        let laute = |r: u32, e: &mut Emit| {
            let n = t.namen(r);
            einmal(n.vor.iter().chain(&n.nach).copied(), e);
        };
        let vorlaute = |r: u32, e: &mut Emit| einmal(t.namen(r).vor.into_iter(), e);
        let nachlaute = |r: u32, e: &mut Emit| einmal(t.namen(r).nach.into_iter(), e);
        let anfaenge = |r: u32, e: &mut Emit| t.anfaenge(r, e);
        let plz = |r: u32, e: &mut Emit| {
            if t.satz(r).plz != 0 {
                e(t.satz(r).plz);
            }
        };
        let strasse = |r: u32, e: &mut Emit| {
            let s = t.satz(r).strasse;
            if s != 0 {
                e(b.strassen.wert(s).laut | 1 << 31);
            }
        };
        let paar = |x: &Schluessel, y: &Schluessel, r: u32, e: &mut Emit| {
            x(r, &mut |k| y(r, &mut |l| e(mischen(k, l))));
        };
        // the whole date
        self.familie(
            &|r, e| {
                let g = t.satz(r).geburtstag;
                if !g.fehlt() {
                    e(g.zahl());
                }
            },
            &[&[&anfaenge, &laute], &[&plz]],
        );
        // both names, in either order
        self.familie(
            &|r, e| {
                let n = t.namen(r);
                let mut schon = [0_u32; 16];
                let mut k = 0;
                for v in n.vor.iter().filter(|v| **v != 0) {
                    for l in n.nach.iter().filter(|l| **l != 0) {
                        let s = mischen(*v.min(l), *v.max(l));
                        if !schon.contains(&s) {
                            schon[k] = s;
                            k += 1;
                            e(s);
                        }
                    }
                }
            },
            &[&[&jahr], &[&tag_monat], &[&plz, &strasse], &[&strasse, &plz]],
        );
        // part of the date with one name
        self.familie(
            &|r, e| paar(&tag_monat, &laute, r, e),
            &[&[&jahr], &[&anfaenge, &plz], &[&plz]],
        );
        self.familie(
            &|r, e| paar(&jahr, &nachlaute, r, e),
            &[&[&anfaenge, &vorlaute], &[&plz], &[&strasse]],
        );
        self.familie(
            &|r, e| paar(&jahr, &vorlaute, r, e),
            &[&[&anfaenge, &plz], &[&plz], &[&strasse]],
        );
        // the address, alone and with a name
        self.familie(
            &|r, e| {
                let h = t.satz(r).haus;
                if h != 0 {
                    strasse(r, &mut |s| e(mischen(s, h >> 5)));
                }
            },
            &[&[&plz, &anfaenge], &[&laute, &plz]],
        );
        self.familie(
            &|r, e| paar(&strasse, &laute, r, e),
            &[&[&plz, &jahr], &[&anfaenge, &jahr], &[&tag_monat]],
        );
        self.familie(
            &|r, e| paar(&plz, &laute, r, e),
            &[&[&jahr], &[&tag_monat], &[&anfaenge, &strasse]],
        );
        // day and month or year with the place
        self.familie(&|r, e| paar(&tag_monat, &strasse, r, e), &[&[&jahr], &[&plz]]);
        self.familie(&|r, e| paar(&tag_monat, &plz, r, e), &[&[&jahr], &[&anfaenge]]);
        for w in &b.weitere {
            // a column with few values tells nobody apart
            let viele = w.werte.anzahl() > b.anzahl() / 20;
            if viele && w.werte.anzahl() > 50 {
                self.familie(&|r, e| e(w.spalte[r as usize]), &[&[&anfaenge]]);
            }
        }
    }

    /// Sorts the records by a key. A block over the limit is split along each chain of refinements.
    fn familie(&mut self, schluessel: &Schluessel, ketten: &[&[&Schluessel]]) {
        let mut alle: Vec<u64> = Vec::new();
        for r in 0..u32::try_from(self.bestand.anzahl()).unwrap_or(0) {
            schluessel(r, &mut |k| {
                if k != 0 {
                    alle.push(u64::from(k) << 32 | u64::from(r));
                }
            });
        }
        let mut hilfe = Vec::new();
        radix(&mut alle, &mut hilfe);
        drop(hilfe);
        let grenze = self.grenze;
        let mut grosse: Vec<Vec<u32>> = Vec::new();
        gruppen(&alle, |gruppe| {
            if gruppe.len() <= grenze {
                self.block(gruppe.iter().map(|g| nr(*g)));
            } else {
                grosse.push(gruppe.iter().map(|g| nr(*g)).collect());
            }
        });
        drop(alle);
        for g in grosse {
            for kette in ketten {
                self.teilen(&g, kette);
            }
        }
    }

    fn teilen(&mut self, glieder: &[u32], kette: &[&Schluessel]) {
        let [erster, rest @ ..] = kette else {
            return;
        };
        let mut alle: Vec<u64> = Vec::with_capacity(glieder.len());
        for r in glieder {
            erster(*r, &mut |k| alle.push(u64::from(k) << 32 | u64::from(*r)));
        }
        alle.sort_unstable();
        let mut grosse: Vec<Vec<u32>> = Vec::new();
        gruppen(&alle, |gruppe| {
            if gruppe.len() <= self.grenze {
                self.block(gruppe.iter().map(|g| nr(*g)));
            } else {
                grosse.push(gruppe.iter().map(|g| nr(*g)).collect());
            }
        });
        for g in grosse {
            self.teilen(&g, rest);
        }
    }

    fn block(&mut self, glieder: impl Iterator<Item = u32>) {
        let anfang = self.glieder.len();
        let mut zuletzt = u32::MAX;
        for r in glieder {
            // a record may give one key twice
            if r != zuletzt {
                self.glieder.push(r);
                zuletzt = r;
            }
        }
        if self.glieder.len() < anfang + 2 {
            self.glieder.truncate(anfang);
            return;
        }
        for r in &self.glieder[anfang..] {
            self.anzahl[*r as usize] += 1;
        }
        if let Some(letzter) = self.glieder.last_mut() {
            *letzter |= ENDE;
        }
    }
}

fn nr(eintrag: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the number")]
    let r = eintrag as u32;
    r
}

fn einmal(laute: impl Iterator<Item = u32>, e: &mut Emit) {
    let mut schon = [0_u32; 8];
    for (i, l) in laute.enumerate() {
        if l != 0 && !schon.contains(&l) {
            schon[i % 8] = l;
            e(l);
        }
    }
}

/// Runs of at least two entries with the same key.
fn gruppen(alle: &[u64], mut f: impl FnMut(&[u64])) {
    let mut von = 0;
    while von < alle.len() {
        let k = alle[von] >> 32;
        let mut bis = von + 1;
        while bis < alle.len() && alle[bis] >> 32 == k {
            bis += 1;
        }
        if bis - von > 1 {
            f(&alle[von..bis]);
        }
        von = bis;
    }
}

/// Sorts by the upper half, keeping the order of equals; entries come in order of the lower half.
fn radix(alle: &mut Vec<u64>, hilfe: &mut Vec<u64>) {
    if alle.len() < 4096 {
        alle.sort_unstable();
        return;
    }
    hilfe.clear();
    hilfe.resize(alle.len(), 0);
    const BITS: u32 = 11;
    for runde in 0..3 {
        let schieben = 32 + runde * BITS;
        let maske = (1_u64 << BITS) - 1;
        #[expect(clippy::cast_possible_truncation, reason = "eleven bits")]
        let fach = |e: u64| (e >> schieben & maske) as usize;
        let mut ab = vec![0_usize; 1 << BITS];
        for e in alle.iter() {
            ab[fach(*e)] += 1;
        }
        let mut summe = 0;
        for a in &mut ab {
            let n = *a;
            *a = summe;
            summe += n;
        }
        for e in alle.iter() {
            let f = fach(*e);
            hilfe[ab[f]] = *e;
            ab[f] += 1;
        }
        std::mem::swap(alle, hilfe);
    }
}
