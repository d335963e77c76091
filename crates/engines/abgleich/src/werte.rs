//! A column's texts, each kept once with all that comparing needs.

use rustc_hash::FxHashMap;

use crate::text::{
    falten::{enger, falten},
    phonetik::koelner,
    rufnamen::{Rufnamen, ist_beiwort},
};

/// Number of a text in its table; 0 = missing.
pub type WertNr = u32;

/// What kind of text a column holds: decides how it is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Art {
    /// Given names and surnames.
    Name,
    /// Streets: Straße, Str. and street names in other languages meet.
    Strasse,
    /// Anything else.
    Text,
}

/// One text, prepared.
#[derive(Clone, Debug, Default)]
pub struct Wert {
    von: u32,
    laenge: u8,
    /// how many words count
    pub worte: u8,
    /// sounds of the words, for blocking; 0 = none
    pub laute: [u32; 3],
    /// hashes of the words as written
    pub wortspur: [u32; 3],
    /// hash of the narrower spelling of the whole
    pub eng: u32,
    /// sound of the whole
    pub laut: u32,
    /// which letters occur
    pub maske: u32,
    /// short-form groups of the first word, then of the second
    pub gruppen: [u16; 3],
    /// first letter of each word
    pub anfang: [u8; 3],
    /// length of the first word
    pub erstes: u8,
}

/// All texts of a column (or of columns that are compared across).
pub struct Werte {
    art: Art,
    roh: FxHashMap<Box<[u8]>, WertNr>,
    gefaltet: FxHashMap<Box<[u8]>, WertNr>,
    werte: Vec<Wert>,
    bytes: Vec<u8>,
    rufnamen: Option<Rufnamen>,
    puffer: Vec<u8>,
    puffer2: Vec<u8>,
}

impl Werte {
    /// An empty table.
    #[must_use]
    pub fn neu(art: Art) -> Self {
        Self {
            art,
            roh: FxHashMap::default(),
            gefaltet: FxHashMap::default(),
            werte: vec![Wert::default()],
            bytes: Vec::new(),
            rufnamen: (art == Art::Name).then(Rufnamen::neu),
            puffer: Vec::new(),
            puffer2: Vec::new(),
        }
    }

    /// How many numbers there are, with the one for "missing".
    #[must_use]
    pub fn anzahl(&self) -> usize {
        self.werte.len()
    }
    /// The prepared text.
    #[must_use]
    pub fn wert(&self, nr: WertNr) -> &Wert {
        &self.werte[nr as usize]
    }
    /// Its letters without blanks.
    #[must_use]
    pub fn bytes(&self, nr: WertNr) -> &[u8] {
        let w = self.wert(nr);
        &self.bytes[w.von as usize..w.von as usize + usize::from(w.laenge)]
    }

    /// Forgets what only reading needs.
    pub fn fertig(&mut self) {
        self.roh = FxHashMap::default();
        self.gefaltet = FxHashMap::default();
        self.werte.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    /// The number of a text; new ones get one.
    pub fn nummer(&mut self, text: &[u8]) -> WertNr {
        if text.is_empty() {
            return 0;
        }
        if let Some(nr) = self.roh.get(text) {
            return *nr;
        }
        let lesbar = String::from_utf8_lossy(text);
        let lesbar = lesbar.trim();
        let nr = self.aufnehmen(lesbar);
        self.roh.insert(text.into(), nr);
        nr
    }

    fn aufnehmen(&mut self, text: &str) -> WertNr {
        let mut g = std::mem::take(&mut self.puffer);
        g.clear();
        falten(text, &mut g);
        if self.art == Art::Strasse {
            strasse_kuerzen(&mut g);
        }
        let nr = if nichts(&g) {
            0
        } else if let Some(nr) = self.gefaltet.get(&*g) {
            *nr
        } else {
            let nr = u32::try_from(self.werte.len()).unwrap_or(0);
            if nr != 0 {
                let wert = self.vorbereiten(&g);
                self.werte.push(wert);
                self.gefaltet.insert(g.as_slice().into(), nr);
            }
            nr
        };
        self.puffer = g;
        nr
    }

    fn vorbereiten(&mut self, g: &[u8]) -> Wert {
        let von = u32::try_from(self.bytes.len()).unwrap_or(0);
        let alle = || g.split(|b| *b == b' ').filter(|w| !w.is_empty());
        // a name of nothing but particles (Le, Van) is a name
        let beiworte = self.art == Art::Name && alle().any(|w| !ist_beiwort(w));
        let mut w = Wert {
            von,
            ..Wert::default()
        };
        for wort in alle().filter(|wort| !(beiworte && ist_beiwort(wort))) {
            let frei = usize::from(w.worte);
            if frei < 3 {
                w.laute[frei] = self.laut(wort);
                w.wortspur[frei] = spur(wort);
                w.anfang[frei] = wort[0];
                if frei == 0 {
                    w.erstes = u8::try_from(wort.len()).unwrap_or(u8::MAX);
                    w.gruppen = self.rufnamen.as_ref().map_or([0; 3], |r| r.gruppen(wort));
                }
            }
            w.worte = w.worte.saturating_add(1);
            let platz = 60_usize.saturating_sub(self.bytes.len() - von as usize);
            self.bytes.extend_from_slice(&wort[..wort.len().min(platz)]);
        }
        let ganz = &self.bytes[von as usize..];
        w.laenge = u8::try_from(ganz.len()).unwrap_or(u8::MAX);
        for &b in ganz {
            w.maske |= 1 << (b % 32);
        }
        enger(ganz, &mut self.puffer2);
        w.eng = spur(&self.puffer2);
        w.laut = koelner(ganz);
        w
    }

    fn laut(&self, wort: &[u8]) -> u32 {
        if wort.iter().any(u8::is_ascii_digit) {
            return spur(wort);
        }
        let laut = koelner(wort);
        // what has no sound we know (other scripts) is taken as written
        if laut == 0 {
            spur(wort)
        } else {
            laut.wrapping_mul(0x9e37_79b1) | 1
        }
    }
}

/// Words that mean "not known".
fn nichts(g: &[u8]) -> bool {
    matches!(
        g,
        b"" | b"na"
            | b"n a"
            | b"nan"
            | b"null"
            | b"none"
            | b"unbekannt"
            | b"unknown"
            | b"keine angabe"
            | b"nicht bekannt"
    )
}

/// A hash of bytes that is never 0.
pub(crate) fn spur(bytes: &[u8]) -> u32 {
    let mut h = 0x811c_9dc5_u32;
    for &b in bytes {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h ^= h >> 15;
    h = h.wrapping_mul(0x85eb_ca6b);
    (h ^ h >> 13) | 1
}

/// "strasse" at the end of a word and its short forms become "str".
fn strasse_kuerzen(g: &mut Vec<u8>) {
    let mut aus = Vec::with_capacity(g.len());
    for wort in g.split(|b| *b == b' ').filter(|w| !w.is_empty()) {
        let kurz: &[u8] = match wort {
            b"street" => b"st",
            b"avenue" => b"av",
            b"road" => b"rd",
            b"pl" => b"platz",
            b"w" => b"weg",
            _ => wort,
        };
        if !aus.is_empty() {
            aus.push(b' ');
        }
        match kurz
            .strip_suffix(b"strasse")
            .or_else(|| kurz.strip_suffix(b"str"))
        {
            Some(stamm) => {
                // "Müller Straße" and "Müllerstraße" are one
                if stamm.is_empty() && !aus.is_empty() {
                    aus.pop();
                }
                aus.extend_from_slice(stamm);
                aus.extend_from_slice(b"str");
            }
            None => aus.extend_from_slice(kurz),
        }
    }
    *g = aus;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gleiche_texte_haben_eine_nummer() {
        let mut w = Werte::neu(Art::Strasse);
        let a = w.nummer("Müllerstraße".as_bytes());
        for b in ["MUELLERSTR.", "Müller Straße", "Müllerstrasse ", "müllerstr"] {
            assert_eq!(w.nummer(b.as_bytes()), a, "{b}");
        }
        assert_ne!(w.nummer(b"Millerstr"), a);
        assert_eq!(w.nummer(b" "), 0);
        assert_eq!(w.nummer(b"n/a"), 0);
    }

    #[test]
    fn beiworte_zaehlen_nicht() {
        let mut w = Werte::neu(Art::Name);
        let a = w.nummer(b"von der Heide");
        let b = w.nummer(b"Heide");
        assert_ne!(a, b);
        assert_eq!(w.bytes(a), w.bytes(b));
        let le = w.nummer(b"Le");
        assert_eq!(w.bytes(le), b"le");
        assert_eq!(w.wert(le).worte, 1);
    }
}
