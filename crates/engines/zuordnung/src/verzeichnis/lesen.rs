//! The readings of one free line: which words are the street, which number is the house number, which the PLZ.
//!
//! Only places in the text are noted here; the register tells which reading is right.

use std::ops::Range;

/// Longer texts are no address line; only their beginning is read.
const ZEICHEN_MAX: usize = 200;
const WORTE_MAX: usize = 40;
pub(super) const LESARTEN_MAX: usize = 16;
/// Words before a number that say that it is one.
const NUMMERNWORTE: [&str; 6] = ["nr", "no", "hausnr", "hausnummer", "nummer", "hnr"];

/// What most street names end in.
const STRASSENARTEN: [&str; 9] = [
    "straße", "strasse", "str", "weg", "platz", "allee", "damm", "ring", "ufer",
];

/// Places of at most [`ZEICHEN_MAX`] bytes and the rest of a letter are kept small: a line has many words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wort {
    von: u16,
    bis: u16,
    ist_zahl: bool,
    /// What stands before it.
    vor: Luecke,
    teil: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Luecke {
    #[default]
    Nichts,
    /// Dot, hyphen, slash.
    Zeichen,
    Leer,
    /// Comma, semicolon, end of line.
    Trenner,
}

impl Wort {
    fn stelle(&self) -> Range<usize> {
        usize::from(self.von)..usize::from(self.bis)
    }

    const fn laenge(&self) -> usize {
        (self.bis - self.von) as usize
    }
}

/// What a byte is.
const ZWISCHEN: u8 = 0;
const ZIFFER: u8 = 1;
const BUCHSTABE: u8 = 2;

const ART: [u8; 256] = {
    let mut tafel = [ZWISCHEN; 256];
    let mut b = 0_u8;
    while b < u8::MAX {
        if b.is_ascii_digit() {
            tafel[b as usize] = ZIFFER;
        } else if b.is_ascii_alphabetic() || b >= 0x80 {
            tafel[b as usize] = BUCHSTABE;
        }
        b += 1;
    }
    tafel[u8::MAX as usize] = BUCHSTABE;
    tafel
};

/// One way to read the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lesart {
    /// The street, as bytes of the text.
    pub name: (usize, usize),
    pub nummer: Option<u32>,
    /// Packed by [`zusatz`].
    pub zusatz: u32,
    /// Words that were left out before or after the street, as bytes of the text.
    pub ohne: Option<(usize, usize)>,
}

/// All readings of one line, the likeliest first.
#[derive(Debug)]
pub(super) struct Lesarten {
    worte: [Wort; WORTE_MAX],
    zahl: usize,
    pub plz: Option<u32>,
    lesarten: [Lesart; LESARTEN_MAX],
    lesarten_zahl: usize,
}

impl Default for Lesarten {
    fn default() -> Self {
        Self {
            worte: [Wort::default(); WORTE_MAX],
            zahl: 0,
            plz: None,
            lesarten: [Lesart::default(); LESARTEN_MAX],
            lesarten_zahl: 0,
        }
    }
}

impl Lesarten {
    pub fn alle(&self) -> &[Lesart] {
        &self.lesarten[..self.lesarten_zahl]
    }

    /// Reads a line; `ist_plz` knows the PLZ of the register.
    pub fn lesen(&mut self, text: &str, ist_plz: impl Fn(u32) -> bool) {
        self.zahl = 0;
        self.lesarten_zahl = 0;
        self.plz = None;
        self.zerlegen(text, &ist_plz);
        self.plz_suchen(text, &ist_plz);
        let mut eine = false;
        for i in (0..self.zahl).rev() {
            if self.worte[i].ist_zahl && self.hausnummer(text, i) {
                eine = true;
            }
        }
        // the line without a house number: a place without numbers, or a number that belongs to the name
        let mut i = 0;
        while i < self.zahl {
            let teil = self.worte[i].teil;
            let ende = (i..self.zahl)
                .find(|j| self.worte[*j].teil != teil)
                .unwrap_or(self.zahl);
            if !(eine && ende - i == 1 && self.worte[i].ist_zahl) {
                self.mit_kuerzungen(i, ende, None, 0, true);
            }
            i = ende;
        }
    }

    /// Readings in which a number is the end of the name and the house number at once, grown together: "Straße 4523" for
    /// "Straße 45" and 23, or "Straße 452" and 3. They only count where the register has exactly one of them.
    pub fn naehte(&self, text: &str, mut tun: impl FnMut(&Lesart)) {
        for (i, w) in self.worte[..self.zahl].iter().enumerate() {
            let davor = i.checked_sub(1).map(|j| &self.worte[j]);
            if !w.ist_zahl || w.laenge() > 6 || davor.is_none_or(|d| d.teil != w.teil || d.ist_zahl) {
                continue;
            }
            let erstes = (0..i).find(|j| self.worte[*j].teil == w.teil).unwrap_or(i);
            let danach = self.worte[..self.zahl].get(i + 1);
            let danach = danach.filter(|z| z.teil == w.teil && !z.ist_zahl);
            let buchstabe = danach.filter(|z| text[z.stelle()].chars().count() == 1);
            for naht in w.stelle().skip(1) {
                let rest = &text.as_bytes()[naht..usize::from(w.bis)];
                if rest[0] == b'0' || rest.len() > 4 {
                    continue;
                }
                tun(&Lesart {
                    name: (usize::from(self.worte[erstes].von), naht),
                    nummer: zahl(rest),
                    zusatz: buchstabe.map_or(0, |z| zusatz(&text[z.stelle()])),
                    ohne: None,
                });
            }
        }
    }

    fn zerlegen(&mut self, text: &str, ist_plz: &impl Fn(u32) -> bool) {
        let bytes = text.as_bytes();
        let bytes = &bytes[..bytes.len().min(ZEICHEN_MAX)];
        let (mut i, mut vor) = (0, Luecke::Trenner);
        while let Some(b) = bytes.get(i).copied() {
            let a = ART[usize::from(b)];
            if a == ZWISCHEN {
                let luecke = match b {
                    b',' | b';' | b'\n' | b'\t' | b'|' => Luecke::Trenner,
                    b'.' | b'-' | b'/' | b'\'' => Luecke::Zeichen,
                    _ => Luecke::Leer,
                };
                vor = vor.max(luecke);
                i += 1;
                continue;
            }
            let von = i;
            while bytes.get(i).is_some_and(|b| ART[usize::from(*b)] == a) {
                i += 1;
            }
            // a letter cut in two at the very end of a long text
            while !text.is_char_boundary(i) {
                i += 1;
            }
            let wort = Wort {
                von: kurz(von),
                bis: kurz(i),
                ist_zahl: a == ZIFFER,
                vor,
                teil: 0,
            };
            // "1210115": number and PLZ grew together
            let naht = i.saturating_sub(5);
            if a == ZIFFER && (6..=9).contains(&(i - von)) && zahl(&bytes[naht..i]).is_some_and(ist_plz) {
                let naht = kurz(naht);
                self.dazu(Wort { bis: naht, ..wort });
                self.dazu(Wort {
                    von: naht,
                    vor: Luecke::Leer,
                    ..wort
                });
            } else {
                self.dazu(wort);
            }
            vor = Luecke::Nichts;
        }
        let mut teil = 0;
        for (i, w) in self.worte[..self.zahl].iter_mut().enumerate() {
            teil += u8::from(i > 0 && w.vor == Luecke::Trenner);
            w.teil = teil;
        }
    }

    fn dazu(&mut self, w: Wort) {
        if let Some(platz) = self.worte.get_mut(self.zahl) {
            *platz = w;
            self.zahl += 1;
        }
    }

    /// Takes the PLZ out of the words; it parts the line like a comma.
    fn plz_suchen(&mut self, text: &str, ist_plz: &impl Fn(u32) -> bool) {
        let wert = |w: &Wort| zahl(&text.as_bytes()[w.stelle()]);
        let worte = &self.worte[..self.zahl];
        let zahlen = worte.iter().filter(|w| w.ist_zahl).count();
        let kennt = |w: &Wort| wert(w).is_some_and(ist_plz);
        let fuenf = |w: &Wort| w.ist_zahl && w.laenge() == 5;
        // four digits (Austria) only where another number is left for the house
        let vier = |w: &Wort| w.ist_zahl && w.laenge() == 4 && zahlen > 1 && kennt(w);
        let Some(i) = worte
            .iter()
            .rposition(|w| fuenf(w) && kennt(w))
            .or_else(|| worte.iter().rposition(fuenf))
            .or_else(|| worte.iter().rposition(vier))
        else {
            return;
        };
        self.plz = wert(&worte[i]);
        // "D-10115"
        let land = i > 0 && {
            let w = worte[i - 1];
            matches!(&text[w.stelle()], "D" | "d" | "DE" | "A") && worte[i].vor == Luecke::Zeichen
        };
        let ab = i - usize::from(land);
        let weg = i + 1 - ab;
        self.worte.copy_within(i + 1..self.zahl, ab);
        self.zahl -= weg;
        // a suffix glued to the PLZ is none
        if let Some(w) = self.worte[..self.zahl].get_mut(ab) {
            w.vor = Luecke::Trenner;
        }
        for w in &mut self.worte[ab..self.zahl] {
            w.teil = w.teil.saturating_add(100);
        }
    }

    /// Readings with word `i` as the house number; `false` if it cannot be one.
    fn hausnummer(&mut self, text: &str, i: usize) -> bool {
        let w = self.worte[i];
        let Some(nummer) = zahl(&text.as_bytes()[w.stelle()]).filter(|_| w.laenge() <= 4) else {
            return false;
        };
        // "12-14", "12a-14": the first one counts
        let strich =
            w.vor == Luecke::Zeichen && text[..usize::from(w.von)].trim_end().ends_with(['-', '/', '–']);
        let davor = |n: usize| i.checked_sub(n).map(|j| self.worte[j]);
        if strich
            && (davor(1).is_some_and(|d| d.ist_zahl)
                || davor(1).is_some_and(|d| d.laenge() == 1) && davor(2).is_some_and(|d| d.ist_zahl))
        {
            return false;
        }
        // "17. Juni"
        let rest = &text[usize::from(w.bis)..];
        let ordnung = rest.starts_with('.') && rest[1..].trim_start().starts_with(char::is_alphabetic);
        let mut ende = i + 1;
        let mut zusatz_wert = 0;
        if let Some(z) = self.worte[..self.zahl].get(ende)
            && !ordnung
            && z.teil == w.teil
            && !z.ist_zahl
        {
            let buchstaben = &text[z.stelle()];
            // most words here are a place and long
            let laenge = if z.laenge() > 12 {
                12
            } else {
                buchstaben.chars().count()
            };
            if laenge == 1 || laenge <= 3 && z.vor == Luecke::Nichts {
                zusatz_wert = zusatz(buchstaben);
                ende += 1;
            }
        }
        let teil = w.teil;
        let mut von = i;
        while von > 0 && self.worte[von - 1].teil == teil {
            von -= 1;
        }
        let mut bis = i;
        let ist_nummernwort = |w: &Wort| {
            let wort = &text[w.stelle()];
            NUMMERNWORTE.iter().any(|n| n.eq_ignore_ascii_case(wort))
        };
        if bis > von && ist_nummernwort(&self.worte[bis - 1]) {
            bis -= 1;
        } else if bis > von {
            // "AckerstraßeNr. 12"
            let wort = &mut self.worte[bis - 1];
            if let Some(ohne) = ohne_nummernwort(&text[wort.stelle()]) {
                wort.bis = wort.von + kurz(ohne.len());
            }
        }
        if bis > von {
            self.mit_kuerzungen(von, bis, Some(nummer), zusatz_wert, false);
            return true;
        }
        // "12a Ackerstraße": the words after it
        let mut danach = ende;
        while danach < self.zahl && self.worte[danach].teil == teil {
            danach += 1;
        }
        if danach > ende {
            self.mit_kuerzungen(ende, danach, Some(nummer), zusatz_wert, true);
        }
        // "Ackerstraße, 12a": the part before it, or the one after
        if von > 0 {
            let t = self.worte[von - 1].teil;
            let anfang = (0..von).find(|j| self.worte[*j].teil == t).unwrap_or(von - 1);
            self.mit_kuerzungen(anfang, von, Some(nummer), zusatz_wert, false);
        }
        if danach == ende && danach < self.zahl {
            let t = self.worte[danach].teil;
            let schluss = (danach..self.zahl)
                .find(|j| self.worte[*j].teil != t)
                .unwrap_or(self.zahl);
            self.mit_kuerzungen(danach, schluss, Some(nummer), zusatz_wert, true);
        }
        true
    }

    /// The words as the street; then without the first one or two, or without the last ones: a place may stand there.
    fn mit_kuerzungen(&mut self, von: usize, bis: usize, nummer: Option<u32>, zusatz: u32, hinten: bool) {
        let name = |w: &[Wort]| (usize::from(w[0].von), usize::from(w[w.len() - 1].bis));
        let Self {
            worte,
            lesarten,
            lesarten_zahl,
            ..
        } = self;
        let worte = &worte[von..bis];
        let mut dazu = |name, ohne| {
            if let Some(platz) = lesarten.get_mut(*lesarten_zahl) {
                *platz = Lesart {
                    name,
                    nummer,
                    zusatz,
                    ohne,
                };
                *lesarten_zahl += 1;
            }
        };
        dazu(name(worte), None);
        for n in 1..worte.len().min(3) {
            if worte[n].vor >= Luecke::Leer {
                dazu(name(&worte[n..]), Some(name(&worte[..n])));
            }
        }
        for n in (1..worte.len()).rev().take(if hinten { 2 } else { 0 }) {
            if worte[n].vor >= Luecke::Leer {
                dazu(name(&worte[..n]), Some(name(&worte[n..])));
            }
        }
    }
}

/// A word without the "Nr" that grew together with it: "AckerstraßeNr", "ackerstraßehausnr", not "Donr".
fn ohne_nummernwort(wort: &str) -> Option<&str> {
    let ohne = |ende: &str| {
        let (vorn, hinten) = wort.split_at_checked(wort.len().checked_sub(ende.len())?)?;
        (!vorn.is_empty() && hinten.eq_ignore_ascii_case(ende)).then_some(vorn)
    };
    if let Some(vorn) = ohne("hausnr").or_else(|| ohne("hausnummer")) {
        return Some(vorn);
    }
    let vorn = ohne("nr")?;
    let neu = wort.ends_with("Nr") && vorn.ends_with(char::is_lowercase);
    let art = || {
        let klein = vorn.to_lowercase();
        STRASSENARTEN.iter().any(|a| klein.ends_with(a))
    };
    (neu || art()).then_some(vorn)
}

/// A place in a line, or the length of a word.
fn kurz(stelle: usize) -> u16 {
    u16::try_from(stelle).unwrap_or(u16::MAX)
}

/// At most nine digits as a number.
pub(super) fn zahl(ziffern: &[u8]) -> Option<u32> {
    let kurz = !ziffern.is_empty() && ziffern.len() <= 9 && ziffern.iter().all(u8::is_ascii_digit);
    kurz.then(|| ziffern.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}

/// Letters beside a house number, packed: without case, without anything but letters and digits; 0 for none.
pub(super) fn zusatz(text: &str) -> u32 {
    if let [b] = text.as_bytes() {
        return if b.is_ascii_alphanumeric() {
            u32::from(b.to_ascii_lowercase())
        } else {
            0
        };
    }
    let mut z = 0_u32;
    for c in text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
    {
        // up to four ASCII characters stay as they are, more are mixed
        z = z.rotate_left(8) ^ u32::from(c);
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erste(text: &str) -> (String, Option<u32>, u32, Option<u32>) {
        let mut l = Lesarten::default();
        l.lesen(text, |p| p == 10115 || p == 8010);
        let e = l.alle().first().copied().unwrap_or_default();
        (text[e.name.0..e.name.1].to_owned(), e.nummer, e.zusatz, l.plz)
    }

    #[test]
    fn uebliche_zeilen() {
        let a = zusatz("A");
        for text in [
            "Ackerstraße 12a, 10115 Berlin",
            "Ackerstraße 12 A 10115 Berlin",
            "10115 Berlin, Ackerstraße 12a",
            "Ackerstraße, 12 a, 10115",
            "Ackerstraße Nr. 12a, D-10115 Berlin",
            "Ackerstraße12a,10115Berlin",
            "Ackerstraße 12a-14, 10115 Berlin",
            "12a Ackerstraße, 10115 Berlin",
            "12a, Ackerstraße, 10115 Berlin",
        ] {
            assert_eq!(
                erste(text),
                ("Ackerstraße".to_owned(), Some(12), a, Some(10115)),
                "{text}"
            );
        }
        assert_eq!(erste("Ackerstraße 1210115 Berlin").1, Some(12));
        assert_eq!(
            erste("Ring 5, 8010 Graz"),
            ("Ring".to_owned(), Some(5), 0, Some(8010))
        );
        assert_eq!(erste("Straße des 17. Juni 135").0, "Straße des 17. Juni");
        assert_eq!(erste("Straße 614 12").0, "Straße 614");
    }

    #[test]
    fn kein_text_bringt_es_aus_dem_tritt() {
        for text in [
            "",
            ",,,",
            "12",
            "10115",
            "½",
            "1 2 3 4 5 6 7 8 9",
            "ä",
            &"ß9".repeat(200),
            "1-",
            "/5",
            "D-10115",
        ] {
            let mut l = Lesarten::default();
            l.lesen(text, |p| p == 10115);
            for e in l.alle() {
                assert!(text.get(e.name.0..e.name.1).is_some(), "{text}");
            }
        }
    }
}
