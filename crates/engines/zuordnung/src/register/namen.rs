//! Index of street names: exact, by beginning, and with typing errors.
//!
//! Typing errors follow the symmetric-delete idea (Garbe, SymSpell): two names within two edits share a form
//! with at most two letters of the beginning left out. Only the first eight letters are indexed, which keeps
//! the table small; the true distance is checked afterwards.

use super::KEINE;
use crate::damerau;

/// Letters of a name that enter the index.
const KOPF: usize = 8;
/// Edits the index can bridge.
pub(super) const MAX_FEHLER: u8 = 2;

/// One street behind a name; `notiz` names the alias it was found by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verweis {
    pub strasse: u32,
    /// Place of the street, kept here so that choosing by place touches no street.
    pub ort: u32,
    pub notiz: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Namen {
    /// Comparison forms, ascending, behind one another.
    text: String,
    /// End of each form in `text`.
    ende: Vec<u32>,
    /// Letters each form shares with the one before.
    gemeinsam: Vec<u8>,
    verweise: Vec<Verweis>,
    verweis_ende: Vec<u32>,
    /// Open-addressing table form → name; its length is a power of two.
    tafel: Vec<u32>,
    /// (hash of a shortened beginning, name), ascending.
    kuerzungen: Vec<(u32, u32)>,
    /// Start in `kuerzungen` for each value of the upper 16 bits.
    sprung: Vec<u32>,
    notizen: Vec<Box<str>>,
}

impl Namen {
    pub(crate) fn bauen(mut roh: Vec<(String, Verweis)>, notizen: Vec<Box<str>>) -> Self {
        roh.retain(|(form, _)| !form.is_empty());
        roh.sort_unstable_by(|a, b| (&a.0, a.1.strasse, a.1.notiz).cmp(&(&b.0, b.1.strasse, b.1.notiz)));
        let mut n = Self {
            notizen,
            ..Self::default()
        };
        let mut letzte: Option<String> = None;
        for (form, verweis) in roh {
            if letzte.as_deref() == Some(form.as_str()) {
                n.verweise.push(verweis);
                if let Some(e) = n.verweis_ende.last_mut() {
                    *e += 1;
                }
                continue;
            }
            let vor = letzte.as_deref().unwrap_or_default();
            let gleich = vor.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
            n.gemeinsam.push(u8::try_from(gleich).unwrap_or(u8::MAX));
            n.text.push_str(&form);
            n.ende.push(u32::try_from(n.text.len()).unwrap_or(KEINE));
            n.verweise.push(verweis);
            n.verweis_ende
                .push(u32::try_from(n.verweise.len()).unwrap_or(KEINE));
            letzte = Some(form);
        }
        n.tafel_bauen();
        n.kuerzungen_bauen();
        n
    }

    pub(crate) fn zahl(&self) -> u32 {
        u32::try_from(self.ende.len()).unwrap_or(KEINE)
    }

    pub(crate) fn form(&self, name: u32) -> &str {
        let i = name as usize;
        let start = if i == 0 {
            0
        } else {
            self.ende.get(i - 1).copied().unwrap_or(0)
        };
        let ende = self.ende.get(i).copied().unwrap_or(0);
        self.text.get(start as usize..ende as usize).unwrap_or_default()
    }

    pub(crate) fn verweise(&self, name: u32) -> &[Verweis] {
        let i = name as usize;
        let start = if i == 0 {
            0
        } else {
            self.verweis_ende.get(i - 1).copied().unwrap_or(0)
        };
        let ende = self.verweis_ende.get(i).copied().unwrap_or(0);
        self.verweise
            .get(start as usize..ende as usize)
            .unwrap_or_default()
    }

    pub(crate) fn notiz(&self, notiz: u32) -> Option<&str> {
        self.notizen.get(notiz as usize).map(AsRef::as_ref)
    }

    /// The name with exactly this form.
    pub(crate) fn finde(&self, form: &str) -> Option<u32> {
        let maske = self.tafel.len().checked_sub(1)?;
        let mut platz = streu(form.as_bytes()) as usize & maske;
        loop {
            match self.tafel.get(platz).copied() {
                None | Some(KEINE) => return None,
                Some(name) if self.form(name) == form => return Some(name),
                Some(_) => platz = (platz + 1) & maske,
            }
        }
    }

    /// All names that begin with the form, as a range of names.
    pub(crate) fn mit_anfang(&self, anfang: &str) -> std::ops::Range<u32> {
        let suche = |kleiner: &dyn Fn(&str) -> bool| {
            let (mut a, mut b) = (0, self.zahl());
            while a < b {
                let m = a + (b - a) / 2;
                if kleiner(self.form(m)) {
                    a = m + 1;
                } else {
                    b = m;
                }
            }
            a
        };
        suche(&|f| f < anfang)..suche(&|f| f < anfang || f.starts_with(anfang))
    }

    /// Names that hold the form somewhere behind their beginning ("Am Birkenhain" for "birken").
    pub(crate) fn mit_inhalt(&self, teil: &str) -> impl Iterator<Item = u32> {
        (0..self.zahl()).filter(move |n| self.form(*n).get(1..).is_some_and(|f| f.contains(teil)))
    }

    /// Names within `grenze` edits (at most two), each with its distance, nearest first.
    pub(crate) fn aehnliche(&self, form: &str, grenze: u8) -> Vec<(u32, u8)> {
        let kopf = kopf(form);
        let mut kandidaten: Vec<u32> = Vec::new();
        varianten(kopf, grenze.min(MAX_FEHLER), &mut |streuwert| {
            let i = (streuwert >> 16) as usize;
            let (Some(&von), Some(&bis)) = (self.sprung.get(i), self.sprung.get(i + 1)) else {
                return;
            };
            let stueck = self
                .kuerzungen
                .get(von as usize..bis as usize)
                .unwrap_or_default();
            let start = stueck.partition_point(|(h, _)| *h < streuwert);
            let gleiche = stueck.iter().skip(start).take_while(|(h, _)| *h == streuwert);
            kandidaten.extend(gleiche.map(|(_, n)| *n));
        });
        kandidaten.sort_unstable();
        kandidaten.dedup();
        let mut treffer: Vec<(u32, u8)> = kandidaten
            .into_iter()
            .filter_map(|n| Some((n, self.abstand(form, n, grenze)?)))
            .collect();
        treffer.sort_by_key(|(n, d)| (*d, *n));
        treffer
    }

    /// Distance to the name, spelt out or with the ending "str".
    fn abstand(&self, form: &str, name: u32, grenze: u8) -> Option<u8> {
        let voll = self.form(name);
        let lang = damerau(form, voll, grenze);
        let kurz = voll
            .ends_with("strasse")
            .then(|| damerau(form, &voll[..voll.len() - 4], grenze))
            .flatten();
        match (lang, kurz) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Names whose beginning lies within `grenze` edits of what was typed so far.
    pub(crate) fn aehnlicher_anfang(&self, getippt: &str, grenze: u8) -> Vec<(u32, u8)> {
        let q = getippt.as_bytes();
        let breite = q.len() + 1;
        let tiefe_max = q.len() + usize::from(grenze);
        // One row of distances per letter of the current name; names are sorted, so rows are shared.
        let mut zeilen: Vec<u8> = (0..breite).map(|j| u8::try_from(j).unwrap_or(u8::MAX)).collect();
        zeilen.resize(breite * (tiefe_max + 1), 0);
        let mut gueltig = 0;
        let mut bester = zeilen[q.len()];
        let mut treffer = Vec::new();
        for (name, &gleich) in (0..self.zahl()).zip(&self.gemeinsam) {
            let gleich = usize::from(gleich);
            let form = self.form(name).as_bytes();
            // A dead end at depth t stays one for every name that shares t letters.
            let tot = gueltig > 0 && zeile(&zeilen, breite, gueltig).iter().all(|w| *w > grenze);
            if gleich < gueltig || !tot {
                let mut tiefe = gueltig.min(gleich);
                while tiefe < tiefe_max.min(form.len()) {
                    naechste_zeile(&mut zeilen, breite, tiefe, q, form);
                    tiefe += 1;
                    if zeile(&zeilen, breite, tiefe).iter().all(|w| *w > grenze) {
                        break;
                    }
                }
                gueltig = tiefe;
                bester = (0..=tiefe)
                    .map(|t| zeilen[t * breite + q.len()])
                    .min()
                    .unwrap_or(u8::MAX);
            }
            if bester <= grenze {
                treffer.push((name, bester));
            }
        }
        treffer.sort_by_key(|(n, d)| (*d, *n));
        treffer
    }

    pub(crate) fn speicher_bytes(&self) -> usize {
        self.text.len()
            + size_of_val(&*self.ende)
            + self.gemeinsam.len()
            + size_of_val(&*self.verweise)
            + size_of_val(&*self.verweis_ende)
            + size_of_val(&*self.tafel)
            + size_of_val(&*self.kuerzungen)
            + size_of_val(&*self.sprung)
    }

    fn tafel_bauen(&mut self) {
        let groesse = (self.ende.len() * 2).next_power_of_two().max(2);
        self.tafel = vec![KEINE; groesse];
        for name in 0..self.zahl() {
            let mut platz = streu(self.form(name).as_bytes()) as usize & (groesse - 1);
            while self.tafel[platz] != KEINE {
                platz = (platz + 1) & (groesse - 1);
            }
            self.tafel[platz] = name;
        }
    }

    fn kuerzungen_bauen(&mut self) {
        let mut alle = Vec::with_capacity(self.ende.len() * 30);
        for name in 0..self.zahl() {
            let form = self.form(name);
            varianten(kopf(form), MAX_FEHLER, &mut |h| alle.push((h, name)));
            // Short names end inside the indexed letters, so "str" and "strasse" differ there.
            if form.ends_with("strasse") && form.len() < KOPF + 4 {
                varianten(kopf(&form[..form.len() - 4]), MAX_FEHLER, &mut |h| {
                    alle.push((h, name));
                });
            }
        }
        alle.sort_unstable();
        alle.dedup();
        alle.shrink_to_fit();
        self.sprung = (0..=u32::from(u16::MAX) + 1)
            .map(|k| {
                let grenze = u64::from(k) << 16;
                u32::try_from(alle.partition_point(|(h, _)| u64::from(*h) < grenze)).unwrap_or(KEINE)
            })
            .collect();
        self.kuerzungen = alle;
    }
}

fn kopf(form: &str) -> &[u8] {
    &form.as_bytes()[..form.len().min(KOPF)]
}

fn zeile(zeilen: &[u8], breite: usize, tiefe: usize) -> &[u8] {
    &zeilen[tiefe * breite..(tiefe + 1) * breite]
}

/// Row `tiefe + 1` of the distance table from row `tiefe`.
fn naechste_zeile(zeilen: &mut [u8], breite: usize, tiefe: usize, q: &[u8], form: &[u8]) {
    let c = form[tiefe];
    let (alt, neu) = (tiefe * breite, (tiefe + 1) * breite);
    zeilen[neu] = zeilen[alt].saturating_add(1);
    for j in 0..q.len() {
        let mut wert = zeilen[alt + j].saturating_add(u8::from(q[j] != c));
        wert = wert
            .min(zeilen[alt + j + 1].saturating_add(1))
            .min(zeilen[neu + j].saturating_add(1));
        if tiefe > 0 && j > 0 && q[j] == form[tiefe - 1] && q[j - 1] == c {
            wert = wert.min(zeilen[alt - breite + j - 1].saturating_add(1));
        }
        zeilen[neu + j + 1] = wert;
    }
}

/// Hashes of the beginning with up to `grenze` letters left out.
fn varianten(kopf: &[u8], grenze: u8, f: &mut impl FnMut(u32)) {
    let n = kopf.len();
    f(streu(kopf));
    if grenze == 0 {
        return;
    }
    for i in 0..n {
        f(streu_ohne(kopf, i, n));
        if grenze > 1 {
            for j in i + 1..n {
                f(streu_ohne(kopf, i, j));
            }
        }
    }
}

fn streu_ohne(kopf: &[u8], i: usize, j: usize) -> u32 {
    let bleibt = kopf.iter().enumerate().filter(|(k, _)| *k != i && *k != j);
    misch(bleibt.fold(0x811c_9dc5, |h, (_, b)| fnv(h, *b)))
}

fn streu(text: &[u8]) -> u32 {
    misch(text.iter().fold(0x811c_9dc5, |h, b| fnv(h, *b)))
}

const fn fnv(h: u32, b: u8) -> u32 {
    (h ^ b as u32).wrapping_mul(0x0100_0193)
}

/// FNV leaves the upper bits weak for short texts; this spreads them.
const fn misch(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x7feb_352d);
    h ^ (h >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn namen(formen: &[&str]) -> Namen {
        let roh = (0..).zip(formen).map(|(i, f)| {
            (
                (*f).to_owned(),
                Verweis {
                    strasse: i,
                    ort: 0,
                    notiz: KEINE,
                },
            )
        });
        Namen::bauen(roh.collect(), Vec::new())
    }

    #[test]
    fn findet_genau_und_aehnlich() {
        let n = namen(&["buchenweg", "birkenweg", "buchenallee", "amwald", "buchstrasse"]);
        let formen = |v: Vec<(u32, u8)>| v.into_iter().map(|(i, d)| (n.form(i), d)).collect::<Vec<_>>();
        assert_eq!(n.finde("amwald").map(|i| n.form(i)), Some("amwald"));
        assert_eq!(n.finde("amwal"), None);
        assert_eq!(formen(n.aehnliche("bcuhenweg", 2)), [("buchenweg", 1)]);
        assert_eq!(formen(n.aehnliche("amwld", 2)), [("amwald", 1)]);
        assert_eq!(formen(n.aehnliche("buhstr", 2)), [("buchstrasse", 1)]);
        assert_eq!(n.mit_anfang("buche").len(), 2);
    }

    #[test]
    fn aehnlicher_anfang_gleicht_der_vollen_rechnung() {
        let n = namen(&[
            "ahornweg",
            "buchenweg",
            "buchenallee",
            "buckelweg",
            "birkenweg",
            "zum",
        ]);
        for q in ["buhc", "buchn", "bcuh", "irken", "zu", "xx", "ahonr"] {
            let soll: Vec<u32> = (0..n.zahl())
                .filter(|i| {
                    let f = n.form(*i);
                    (0..=f.len()).any(|k| damerau(q, &f[..k], 1).is_some())
                })
                .collect();
            let mut ist: Vec<u32> = n.aehnlicher_anfang(q, 1).into_iter().map(|(i, _)| i).collect();
            ist.sort_unstable();
            assert_eq!(ist, soll, "{q}");
        }
    }
}
