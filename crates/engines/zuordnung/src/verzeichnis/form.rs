//! The coarse form of a street name, in which usual misspellings meet, and the distance between two of them.

use crate::normalform;

/// Longest coarse form; the distance is worked out in one machine word.
pub(super) const LAENGE_MAX: usize = 60;

/// A folded name: the comparison form of the register, and the coarse one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub fein: Vec<u8>,
    pub grob: Vec<u8>,
}

impl Form {
    pub fn neu(name: &str) -> Self {
        let mut form = Self::default();
        form.setzen(name);
        form.vergroebern();
        form
    }

    /// Folds another name into the same memory; the coarse form is not made yet, most names do without.
    pub fn setzen(&mut self, name: &str) {
        normalform::strasse_in(name, &mut self.fein);
        // "Ackerstrase": what is left of a ß where there is none on the keyboard
        for ende in ["strase", "strae"] {
            if self.fein.ends_with(ende.as_bytes()) {
                self.fein.truncate(self.fein.len() - ende.len());
                self.fein.extend_from_slice(b"strasse");
            }
        }
        self.grob.clear();
    }

    /// Makes the coarse form, if it is not there.
    pub fn vergroebern(&mut self) {
        if self.grob.is_empty() {
            vergroebern(&self.fein, &mut self.grob);
        }
    }
}

/// Folds further, from the comparison form: umlauts written as one letter or two, double letters, th, ph, dt, ck, y.
fn vergroebern(fein: &[u8], grob: &mut Vec<u8>) {
    grob.clear();
    let mut i = 0;
    while let Some(b) = fein.get(i).copied() {
        let naechster = fein.get(i + 1).copied().unwrap_or(0);
        let (c, schritt) = match (b, naechster) {
            (b'a' | b'o' | b'u', b'e') => (b, 2),
            (b'p', b'h') => (b'f', 2),
            (b't', b'h') | (b'd', b't') => (b't', 2),
            (b'c', b'k') => (b'k', 2),
            (b's', b'z') => (b's', 2),
            (b'y', _) => (b'i', 1),
            _ => (b, 1),
        };
        i += schritt;
        // the single letter at the end of "Weg G" is a word
        if grob.last() == Some(&c) && c.is_ascii_alphabetic() && i < fein.len() {
            continue;
        }
        if grob.len() < LAENGE_MAX {
            grob.push(c);
        }
    }
}

/// The letters of a name as bits: one edit changes at most two of them.
pub(super) fn buchstaben(grob: &[u8]) -> u32 {
    grob.iter().fold(0, |m, b| m | 1 << (b & 31))
}

/// A name prepared for many comparisons (Hyyrö 2003: one machine word per column).
pub(super) struct Muster {
    stellen: [u64; 256],
    laenge: usize,
}

impl Muster {
    pub const fn leer() -> Self {
        Self {
            stellen: [0; 256],
            laenge: 0,
        }
    }

    pub fn setzen(&mut self, alt: &[u8], neu: &[u8]) {
        for b in alt {
            self.stellen[usize::from(*b)] = 0;
        }
        for (i, b) in neu.iter().take(LAENGE_MAX).enumerate() {
            self.stellen[usize::from(*b)] |= 1 << i;
        }
        self.laenge = neu.len().min(LAENGE_MAX);
    }

    /// Inserts, deletions, replacements and swaps of neighbours, or `None` above `grenze`.
    pub fn abstand(&self, text: &[u8], grenze: u8) -> Option<u8> {
        let n = self.laenge;
        if n.abs_diff(text.len()) > usize::from(grenze) {
            return None;
        }
        if n == 0 {
            return u8::try_from(text.len()).ok();
        }
        let letzte = 1_u64 << (n - 1);
        let (mut vp, mut vn, mut d0, mut davor) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut abstand = n;
        for b in text {
            let stellen = self.stellen[usize::from(*b)];
            let tausch = ((!d0 & stellen) << 1) & davor;
            d0 = (((stellen & vp).wrapping_add(vp)) ^ vp) | stellen | vn | tausch;
            let hp = vn | !(d0 | vp);
            let hn = d0 & vp;
            abstand += usize::from(hp & letzte != 0);
            abstand -= usize::from(hn & letzte != 0);
            let hp = (hp << 1) | 1;
            vp = (hn << 1) | !(d0 | hp);
            vn = hp & d0;
            davor = stellen;
        }
        u8::try_from(abstand).ok().filter(|d| *d <= grenze)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verschreibungen_treffen_sich() {
        for (a, b) in [
            ("Müllerstraße", "Mullerstrase"),
            ("Müllerstraße", "MUELLERSTR."),
            ("Gatower Str", "Gattower Straße"),
            ("Goethestraße", "Götestrasse"),
            ("Philippstraße", "Filipstr"),
            ("Schmidtstraße", "Schmitstraße"),
            ("Bayerischer Platz", "Baierischer Pl."),
        ] {
            assert_eq!(Form::neu(a).grob, Form::neu(b).grob, "{a} {b}");
        }
        assert_ne!(Form::neu("Ackerweg").grob, Form::neu("Ackerplatz").grob);
    }

    #[test]
    fn abstand_wie_die_langsame_rechnung() {
        let worte = [
            "",
            "a",
            "ab",
            "ba",
            "abc",
            "acb",
            "bac",
            "kitten",
            "sitting",
            "straseh",
            "starse",
            "aker",
            "acker",
            "abcabcabc",
        ];
        let mut m = Muster::leer();
        let mut alt: &[u8] = b"";
        for a in worte {
            m.setzen(alt, a.as_bytes());
            alt = a.as_bytes();
            for b in worte {
                for grenze in 0..4 {
                    let soll = crate::damerau(a, b, grenze);
                    assert_eq!(m.abstand(b.as_bytes(), grenze), soll, "{a} {b} {grenze}");
                }
            }
        }
    }
}
