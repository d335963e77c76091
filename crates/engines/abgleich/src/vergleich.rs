//! Two records side by side: one level of likeness per field.

use crate::{
    bestand::{Bestand, MAX_WEITERE, Satz},
    datum::{D_GLEICH, D_STUFEN, datum_stufe},
    werte::WertNr,
};

mod stufen;

pub(crate) use stufen::text_stufe;
use stufen::{haus_stufe, plz_stufe};

// levels of texts
pub(crate) const T_GLEICH: u8 = 0;
pub(crate) const T_VARIANTE: u8 = 1;
pub(crate) const T_TEIL: u8 = 2;
pub(crate) const T_TIPP_SELTEN: u8 = 3;
pub(crate) const T_TIPP_BEKANNT: u8 = 4;
pub(crate) const T_AEHNLICH_SELTEN: u8 = 5;
pub(crate) const T_AEHNLICH_BEKANNT: u8 = 6;
pub(crate) const T_VERSCHIEDEN: u8 = 7;
pub(crate) const T_TAUSCH: u8 = 8;
pub(crate) const T_GEBURT: u8 = 9;
/// Nothing to compare: one side is missing.
pub(crate) const FEHLT: u8 = 15;

// fields
pub(crate) const VOR: usize = 0;
pub(crate) const NACH: usize = 1;
pub(crate) const GEB: usize = 2;
pub(crate) const DOB: usize = 3;
pub(crate) const SEX: usize = 4;
pub(crate) const STR: usize = 5;
pub(crate) const HAUS: usize = 6;
pub(crate) const PLZ: usize = 7;
pub(crate) const ORT: usize = 8;
pub(crate) const WEITERE: usize = 9;
/// How many fields there can be.
pub(crate) const FELDER: usize = WEITERE + MAX_WEITERE;
/// How many levels a field can have.
pub(crate) const STUFEN: usize = 10;
const _: () = assert!(D_STUFEN <= STUFEN);

/// What a comparison found: a level per field, and for agreement on a value how common the value is (else 0).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Muster {
    pub stufe: [u8; FELDER],
    pub haeufig: [f32; FELDER],
}

impl Muster {
    fn neu() -> Self {
        Self {
            stufe: [FEHLT; FELDER],
            haeufig: [0.0; FELDER],
        }
    }
}

/// Birthdays of people alive, weighted by how many were born.
const TAGE: f32 = 27_000.0;

/// How often each value occurs, column by column.
pub(crate) struct Haeufigkeit {
    anzahl: Vec<u32>,
    nenner: f32,
    zuschlag: f32,
}

impl Haeufigkeit {
    /// `unbekannte`: about how many values of even frequency the column could hold beyond those seen; they smooth small
    /// counts, with the weight `zuschlag` each.
    fn neu(werte: usize, spalte: impl Iterator<Item = WertNr>, unbekannte: f32, zuschlag: f32) -> Self {
        let mut anzahl = vec![0_u32; werte];
        let mut n = 0_u32;
        for w in spalte.filter(|w| *w != 0) {
            anzahl[w as usize] += 1;
            n += 1;
        }
        // how many values were never seen follows from how many were seen once and twice (Chao)
        let genau = |k: u32| u16::try_from(anzahl.iter().filter(|a| **a == k).count()).unwrap_or(u16::MAX);
        let (einmal, zweimal) = (f32::from(genau(1)), f32::from(genau(2)));
        let ungesehen = einmal * einmal / (2.0 * zweimal + 2.0);
        // the calendar is known, and a handful of records tells nothing
        let unbekannte = if unbekannte == TAGE || n < 200 {
            unbekannte
        } else {
            unbekannte.min(ungesehen.max(20.0))
        };
        #[expect(clippy::cast_precision_loss, reason = "a frequency")]
        let nenner = n as f32 + unbekannte * zuschlag;
        Self {
            anzahl,
            nenner,
            zuschlag,
        }
    }
    fn mal(&self, w: WertNr) -> u32 {
        self.anzahl.get(w as usize).copied().unwrap_or(0)
    }
    /// How likely another, unrelated record has this value: the two compared do not count.
    fn anteil(&self, w: WertNr) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a frequency")]
        let andere = self.mal(w).saturating_sub(2) as f32;
        (andere + self.zuschlag) / self.nenner
    }
}

/// Remembers the last comparisons of texts.
struct Merker(Vec<u64>);

impl Merker {
    const BITS: u32 = 15;
    fn neu() -> Self {
        Self(vec![0; 1 << Self::BITS])
    }
    fn holen(&mut self, a: WertNr, b: WertNr, rechnen: impl FnOnce() -> u8) -> u8 {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        // 28 bits each for the texts, 8 for the level
        let k = u64::from(a) << 36 | u64::from(b) << 8;
        let platz = (k.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize;
        let gemerkt = self.0[platz];
        if gemerkt & !0xff == k {
            return gemerkt.to_le_bytes()[0];
        }
        let s = rechnen();
        self.0[platz] = k | u64::from(s);
        s
    }
}

/// Compares records of one stock.
pub(crate) struct Vergleicher<'a> {
    pub bestand: &'a Bestand,
    vornamen: Haeufigkeit,
    nachnamen: Haeufigkeit,
    tage: Haeufigkeit,
    strassen: Haeufigkeit,
    plz: Haeufigkeit,
    orte: Haeufigkeit,
    weitere: Vec<Haeufigkeit>,
    tagnummer: Vec<u32>,
    selten_bis: u32,
    merker_namen: Merker,
    merker_strassen: Merker,
    merker_orte: Merker,
}

impl<'a> Vergleicher<'a> {
    pub(crate) fn neu(bestand: &'a Bestand) -> Self {
        let s = &bestand.saetze;
        let (tagnummer, tagzahl) = tage_nummerieren(s);
        let namen = bestand.namen.anzahl();
        let nachnamen = s.iter().flat_map(|s| {
            [
                s.nachname,
                if s.geburtsname == s.nachname {
                    0
                } else {
                    s.geburtsname
                },
            ]
        });
        let n = u32::try_from(s.len()).unwrap_or(u32::MAX);
        Self {
            vornamen: Haeufigkeit::neu(namen, s.iter().map(|s| s.vorname), 1500.0, 0.5),
            nachnamen: Haeufigkeit::neu(namen, nachnamen, 4000.0, 0.5),
            tage: Haeufigkeit::neu(tagzahl, tagnummer.iter().copied(), TAGE, 1.0),
            strassen: Haeufigkeit::neu(
                bestand.strassen.anzahl(),
                s.iter().map(|s| s.strasse),
                2000.0,
                0.5,
            ),
            plz: Haeufigkeit::neu(bestand.plz.anzahl(), s.iter().map(|s| s.plz), 200.0, 0.5),
            orte: Haeufigkeit::neu(bestand.orte.anzahl(), s.iter().map(|s| s.ort), 200.0, 0.5),
            weitere: bestand
                .weitere
                .iter()
                .map(|w| Haeufigkeit::neu(w.werte.anzahl(), w.spalte.iter().copied(), 100.0, 0.5))
                .collect(),
            tagnummer,
            selten_bis: (n / 50_000).max(2),
            bestand,
            merker_namen: Merker::neu(),
            merker_strassen: Merker::neu(),
            merker_orte: Merker::neu(),
        }
    }

    /// Compares two records in all fields.
    pub(crate) fn vergleichen(&mut self, i: u32, j: u32) -> Muster {
        let a = self.bestand.saetze[i as usize];
        let b = self.bestand.saetze[j as usize];
        let mut m = Muster::neu();
        self.namen(&a, &b, &mut m);
        if !a.geburtstag.fehlt() && !b.geburtstag.fehlt() {
            m.stufe[DOB] = datum_stufe(a.geburtstag, b.geburtstag);
            if m.stufe[DOB] == D_GLEICH {
                m.haeufig[DOB] = self.tage.anteil(self.tagnummer[i as usize]);
            }
        }
        if a.geschlecht != 0 && b.geschlecht != 0 {
            let vorname_traegt = m.stufe[VOR] <= T_VARIANTE;
            m.stufe[SEX] = u8::from(a.geschlecht != b.geschlecht) + if vorname_traegt { 2 } else { 0 };
        }
        self.anschrift(&a, &b, &mut m);
        for (k, spalte) in self.bestand.weitere.iter().enumerate() {
            let (x, y) = (spalte.spalte[i as usize], spalte.spalte[j as usize]);
            if x != 0 && y != 0 {
                let f = WEITERE + k;
                if x == y {
                    m.stufe[f] = 0;
                    m.haeufig[f] = self.weitere[k].anteil(x);
                } else {
                    m.stufe[f] = grob(text_stufe(&spalte.werte, x, y));
                }
            }
        }
        m
    }

    fn namen(&mut self, a: &Satz, b: &Satz, m: &mut Muster) {
        let vor = self.name_stufe(a.vorname, b.vorname, false);
        let nach = self.name_stufe(a.nachname, b.nachname, true);
        m.stufe[VOR] = vor;
        m.stufe[NACH] = nach;
        let vor_schlecht = vor >= T_AEHNLICH_SELTEN;
        let nach_schlecht = nach >= T_AEHNLICH_SELTEN;
        if vor_schlecht && nach_schlecht && self.tausch(a, b, m) {
            return;
        }
        let mut uber_geburtsname = false;
        if nach_schlecht || nach == T_TEIL {
            let kreuz = [
                (a.geburtsname, b.nachname),
                (a.nachname, b.geburtsname),
                (a.geburtsname, b.geburtsname),
            ];
            for (x, y) in kreuz {
                if x == 0 || y == 0 || uber_geburtsname {
                    continue;
                }
                let s = self.name_stufe(x, y, true);
                if s <= T_VARIANTE || s == T_TIPP_SELTEN {
                    m.stufe[NACH] = T_GEBURT;
                    m.haeufig[NACH] = self.nachnamen.anteil(x).max(self.nachnamen.anteil(y));
                    uber_geburtsname = true;
                }
            }
        }
        if vor == T_GLEICH {
            m.haeufig[VOR] = self.vornamen.anteil(a.vorname);
        }
        if nach == T_GLEICH {
            m.haeufig[NACH] = self.nachnamen.anteil(a.nachname);
        }
        if !uber_geburtsname && a.geburtsname != 0 && b.geburtsname != 0 {
            m.stufe[GEB] = grob(self.name_stufe(a.geburtsname, b.geburtsname, true));
            if m.stufe[GEB] == 0 {
                // where both bear it as surname too it was counted there
                if nach == T_GLEICH && a.geburtsname == a.nachname {
                    m.stufe[GEB] = FEHLT;
                } else {
                    m.haeufig[GEB] = self.nachnamen.anteil(a.geburtsname);
                }
            }
        }
    }

    /// Given name and surname in each other's place.
    fn tausch(&mut self, a: &Satz, b: &Satz, m: &mut Muster) -> bool {
        if (a.vorname == 0 || b.nachname == 0) && (a.nachname == 0 || b.vorname == 0) {
            return false;
        }
        let eins = self.name_stufe(a.vorname, b.nachname, true);
        let zwei = self.name_stufe(a.nachname, b.vorname, true);
        let gut = |s: u8| s <= T_VARIANTE || s == T_TIPP_SELTEN || s == T_TIPP_BEKANNT || s == T_TEIL;
        let einer_fehlt = eins == FEHLT || zwei == FEHLT;
        if !(gut(eins) && gut(zwei) || einer_fehlt && (eins == T_GLEICH || zwei == T_GLEICH)) {
            return false;
        }
        let f = |v: WertNr| self.vornamen.anteil(v);
        let l = |v: WertNr| self.nachnamen.anteil(v);
        let gerade = if a.vorname == 0 || a.nachname == 0 {
            0.1
        } else {
            f(a.vorname) * l(a.nachname)
        };
        let kreuz = if b.vorname == 0 || b.nachname == 0 {
            0.1
        } else {
            f(b.vorname) * l(b.nachname)
        };
        const RATE: f32 = 0.01;
        let ungenau = f32::from(u8::from(eins != T_GLEICH) + u8::from(zwei != T_GLEICH));
        m.stufe[VOR] = T_TAUSCH;
        m.stufe[NACH] = FEHLT;
        // strangers are written the wrong way round as often: what counts is how common the name is the right way
        m.haeufig[VOR] = (RATE * gerade.max(kreuz) * 10_f32.powf(ungenau)).min(0.5);
        if einer_fehlt {
            m.haeufig[VOR] = m.haeufig[VOR].max(0.1 * RATE);
        }
        true
    }

    fn name_stufe(&mut self, a: WertNr, b: WertNr, nachname: bool) -> u8 {
        if a == 0 || b == 0 {
            return FEHLT;
        }
        if a == b {
            return T_GLEICH;
        }
        let werte = &self.bestand.namen;
        let s = self.merker_namen.holen(a, b, || text_stufe(werte, a, b));
        if s == T_TIPP_SELTEN || s == T_AEHNLICH_SELTEN {
            let h = if nachname { &self.nachnamen } else { &self.vornamen };
            // a typing error makes a rare word; two well-known names that look alike are two names
            if h.mal(a).min(h.mal(b)) > self.selten_bis {
                return s + 1;
            }
        }
        s
    }

    fn anschrift(&mut self, a: &Satz, b: &Satz, m: &mut Muster) {
        if a.strasse != 0 && b.strasse != 0 {
            if a.strasse == b.strasse {
                m.stufe[STR] = 0;
                m.haeufig[STR] = self.strassen.anteil(a.strasse);
            } else {
                let werte = &self.bestand.strassen;
                let s = self
                    .merker_strassen
                    .holen(a.strasse, b.strasse, || text_stufe(werte, a.strasse, b.strasse));
                m.stufe[STR] = grob(s);
            }
        }
        if a.haus != 0 && b.haus != 0 {
            m.stufe[HAUS] = haus_stufe(a.haus, b.haus);
        }
        if a.plz != 0 && b.plz != 0 {
            if a.plz == b.plz {
                m.stufe[PLZ] = 0;
                m.haeufig[PLZ] = self.plz.anteil(a.plz);
            } else {
                m.stufe[PLZ] = plz_stufe(self.bestand.plz.bytes(a.plz), self.bestand.plz.bytes(b.plz));
            }
        }
        if a.ort != 0 && b.ort != 0 {
            if a.ort == b.ort {
                m.stufe[ORT] = 0;
                m.haeufig[ORT] = self.orte.anteil(a.ort);
            } else {
                let werte = &self.bestand.orte;
                let s = self
                    .merker_orte
                    .holen(a.ort, b.ort, || text_stufe(werte, a.ort, b.ort));
                m.stufe[ORT] = grob(s);
            }
        }
    }
}

fn tage_nummerieren(saetze: &[Satz]) -> (Vec<u32>, usize) {
    let mut tage: Vec<u32> = saetze.iter().map(|s| s.geburtstag.zahl()).collect();
    tage.push(0);
    tage.sort_unstable();
    tage.dedup();
    let nummer = |z: u32| u32::try_from(tage.binary_search(&z).unwrap_or(0)).unwrap_or(0);
    (
        saetze.iter().map(|s| nummer(s.geburtstag.zahl())).collect(),
        tage.len(),
    )
}

/// Four levels for fields that need no finer ones: equal, nearly, alike, different.
fn grob(s: u8) -> u8 {
    match s {
        T_GLEICH => 0,
        T_VARIANTE | T_TEIL | T_TIPP_SELTEN | T_TIPP_BEKANNT => 1,
        T_AEHNLICH_SELTEN | T_AEHNLICH_BEKANNT => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::werte::{Art, Werte};

    fn stufe(a: &str, b: &str) -> u8 {
        let mut w = Werte::neu(Art::Name);
        let (i, j) = (w.nummer(a.as_bytes()), w.nummer(b.as_bytes()));
        if i == j { T_GLEICH } else { text_stufe(&w, i, j) }
    }

    #[test]
    fn namen_in_stufen() {
        for (a, b, s) in [
            ("Müller", "MUELLER", T_GLEICH),
            ("Müller", "Muller", T_VARIANTE),
            ("Hans", "Johannes", T_VARIANTE),
            ("von der Heide", "Heide", T_VARIANTE),
            ("Hans-Peter", "Peter Hans", T_VARIANTE),
            ("Müller-Lüdenscheidt", "Lüdenscheidt", T_TEIL),
            ("Anna Maria", "Anna", T_TEIL),
            ("H.", "Hubert", T_TEIL),
            ("Schneider", "Schnieder", T_TIPP_SELTEN),
            ("Schneider", "Scnheiedr", T_TIPP_SELTEN),
            ("Jana", "Jan", T_TIPP_SELTEN),
            ("Schneider", "Wagner", T_VERSCHIEDEN),
            ("Anna", "Peter", T_VERSCHIEDEN),
        ] {
            assert_eq!(stufe(a, b), s, "{a} {b}");
            assert_eq!(stufe(b, a), s, "{b} {a}");
        }
    }

    #[test]
    fn hausnummern_und_plz() {
        let nr = |n: u32, z: u32| (n + 1) << 5 | z;
        assert_eq!(haus_stufe(nr(12, 0), nr(12, 1)), 1);
        assert_eq!(haus_stufe(nr(12, 0), nr(21, 0)), 2);
        assert_eq!(haus_stufe(nr(7, 0), nr(8, 0)), 3);
        assert_eq!(plz_stufe(b"12345", b"12354"), 1);
        assert_eq!(plz_stufe(b"12345", b"12999"), 2);
        assert_eq!(plz_stufe(b"12345", b"99999"), 3);
    }
}
