//! Free address text → address of a register, for hundreds of thousands of lines.
//!
//! Beside [`crate::Register`], which answers one question of a person with its trace and by every rule of the house,
//! stands this one, which answers lists: which address of the register is meant, and how sure is it. Both fold names by
//! [`crate::normalform`].
//!
//! **What is bridged.** Order and separators, missing blanks, case, umlauts and ß in every transcription, "Str.", double
//! letters; up to two typing errors in the street, more in a long name with a known PLZ; one in the PLZ.
//! **What never is.** The house number and its letter: another number is another address. Where a street exists as
//! written but not the number, there is no answer; nor where two addresses are equally near.
//!
//! ```
//! use zuordnung::verzeichnis::VerzeichnisBauer;
//!
//! let mut bauer = VerzeichnisBauer::neu();
//! bauer.adresse("Ackerstraße", "12", "A", "10115");
//! bauer.adresse("Ackerstraße", "12", "", "10115");
//! let verzeichnis = bauer.bauen();
//! let mut suche = verzeichnis.suche();
//! assert_eq!(suche.finde("ACKERSTR.12a 10115 Berlin").map(|t| t.adresse), Some(0));
//! assert_eq!(suche.finde("Akerstrasse 12, 10115 Berlin").map(|t| t.adresse), Some(1));
//! assert_eq!(suche.finde("Ackerstraße 13, 10115 Berlin"), None);
//! ```

mod aehnlich;
mod bauen;
mod block;
mod form;
mod lesen;
mod suchen;

pub use bauen::VerzeichnisBauer;
pub use suchen::{Suche, Treffer};

use std::ops::Range;

use aehnlich::Kuerzungen;
use bauen::{Gruppen, streu};

/// Stands for "none".
const KEINE: u32 = u32::MAX;

/// No question has a longer number: a register may.
const NUMMER_MAX: u32 = 65_534;
/// House number of a place without one.
const OHNE_NUMMER: u16 = u16::MAX;

/// One address of a street and number. The numbers stand apart in [`Verzeichnis::nummern`], so that looking for one
/// touches one or two lines of memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Zeile {
    zusatz: u32,
    plz: u32,
    adresse: u32,
}

/// A name of a PLZ, with what rules most names out before they are looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Nachbar {
    grob: u32,
    buchstaben: u32,
    laenge: u32,
}

/// The finished register. Immutable; every [`Suche`] brings its own working memory.
#[derive(Debug, Default)]
pub struct Verzeichnis {
    adressen: usize,
    zeilen: Vec<Zeile>,
    /// The house number of each of them.
    nummern: Vec<u16>,
    /// Start of each name's addresses.
    anfang: Vec<u32>,
    fein: Texte,
    fein_tafel: Tafel,
    grob: Texte,
    grob_tafel: Tafel,
    fein_von_grob: Gruppen,
    kuerzungen: Kuerzungen,
    /// All PLZ, ascending, and the coarse names of each.
    plz: Vec<u32>,
    plz_anfang: Vec<u32>,
    /// A bit for each PLZ of up to five digits.
    plz_bits: Vec<u64>,
    /// Whether addresses without a PLZ exist; their names belong to none.
    zeilen_ohne_plz: bool,
    namen_je_plz: Vec<Nachbar>,
    /// Hashes of the words that begin or end a name of several words: such a word is never left out.
    erste_worte: Vec<u64>,
    letzte_worte: Vec<u64>,
}

impl Verzeichnis {
    /// How many addresses there are.
    #[must_use]
    pub const fn anzahl(&self) -> usize {
        self.adressen
    }

    /// Bytes of the tables on the heap.
    #[must_use]
    pub fn speicher_bytes(&self) -> usize {
        size_of_val(&*self.zeilen)
            + size_of_val(&*self.nummern)
            + size_of_val(&*self.anfang)
            + size_of_val(&*self.namen_je_plz)
            + self.fein.speicher_bytes()
            + self.grob.speicher_bytes()
            + self.kuerzungen.speicher_bytes()
            + size_of_val(&*self.fein_tafel.plaetze)
            + size_of_val(&*self.grob_tafel.plaetze)
    }

    /// Working memory for one list of questions.
    #[must_use]
    pub fn suche(&self) -> Suche<'_> {
        Suche::neu(self)
    }

    /// All addresses of a name with this number and letter.
    fn mit_nummer(&self, name: u32, nummer: Option<u32>, zusatz: u32) -> &[Zeile] {
        let gleiche = &self.zeilen[self.stelle(name, nummer)];
        let von = gleiche.iter().take_while(|z| z.zusatz < zusatz).count();
        let gleiche = &gleiche[von..];
        &gleiche[..gleiche.iter().take_while(|z| z.zusatz == zusatz).count()]
    }

    /// Where the addresses of a name with this number stand.
    fn stelle(&self, name: u32, nummer: Option<u32>) -> Range<usize> {
        let (ab, bis) = self.grenzen(name);
        let nummer = nummer.map_or(OHNE_NUMMER, kurze_nummer);
        let nummern = &self.nummern[ab..bis];
        let von = if nummern.len() <= 128 {
            // without a branch per number
            usize::from(nummern.iter().map(|n| u16::from(*n < nummer)).sum::<u16>())
        } else {
            nummern.partition_point(|n| *n < nummer)
        };
        let zahl = nummern[von..].iter().take_while(|n| **n == nummer).count();
        ab + von..ab + von + zahl
    }

    fn grenzen(&self, name: u32) -> (usize, usize) {
        let n = name as usize;
        (self.anfang[n] as usize, self.anfang[n + 1] as usize)
    }

    /// The name with this comparison form.
    fn genau(&self, fein: &[u8]) -> Option<u32> {
        self.fein_tafel.finde(fein, |n| self.fein.von(n) == fein)
    }

    fn kennt_plz(&self, plz: u32) -> bool {
        match self.plz_bits.get(plz as usize / 64) {
            Some(bits) => bits >> (plz % 64) & 1 == 1,
            None => self.plz.binary_search(&plz).is_ok(),
        }
    }

    /// The names of a PLZ; none if the register does not know it.
    fn nachbarn(&self, plz: u32) -> &[Nachbar] {
        match self.plz.binary_search(&plz) {
            Ok(i) => &self.namen_je_plz[self.plz_anfang[i] as usize..self.plz_anfang[i + 1] as usize],
            Err(_) => &[],
        }
    }

    fn namen_mit(&self, grob: u32) -> &[u32] {
        glieder(&self.fein_von_grob, grob as usize)
    }
}

/// A number as it is kept: those no question can have meet at the end.
fn kurze_nummer(nummer: u32) -> u16 {
    u16::try_from(nummer.min(NUMMER_MAX)).unwrap_or(OHNE_NUMMER)
}

fn glieder(g: &Gruppen, nr: usize) -> &[u32] {
    match (g.0.get(nr), g.0.get(nr + 1)) {
        (Some(von), Some(bis)) => &g.1[*von as usize..*bis as usize],
        _ => &[],
    }
}

/// Texts behind one another.
#[derive(Debug, Default)]
struct Texte {
    bytes: Vec<u8>,
    enden: Vec<u32>,
}

impl Texte {
    fn neu<'a>(texte: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut t = Self {
            bytes: Vec::new(),
            enden: vec![0],
        };
        for text in texte {
            t.bytes.extend_from_slice(text);
            t.enden.push(u32::try_from(t.bytes.len()).unwrap_or(KEINE));
        }
        t
    }

    fn von(&self, nr: u32) -> &[u8] {
        let n = nr as usize;
        match (self.enden.get(n), self.enden.get(n + 1)) {
            (Some(von), Some(bis)) => &self.bytes[*von as usize..*bis as usize],
            _ => &[],
        }
    }

    fn speicher_bytes(&self) -> usize {
        size_of_val(&*self.bytes) + size_of_val(&*self.enden)
    }
}

/// Open-addressing table from a text to its number; the caller compares the texts.
#[derive(Debug, Default)]
struct Tafel {
    /// (part of the hash, number)
    plaetze: Vec<(u32, u32)>,
}

impl Tafel {
    fn bauen<'a>(texte: impl ExactSizeIterator<Item = &'a [u8]>) -> Self {
        let groesse = (texte.len() * 2).next_power_of_two().max(2);
        let mut plaetze = vec![(0, KEINE); groesse];
        for (nr, text) in (0_u32..).zip(texte) {
            let (mut platz, marke) = Self::ort(text, groesse);
            while plaetze[platz].1 != KEINE {
                platz = (platz + 1) & (groesse - 1);
            }
            plaetze[platz] = (marke, nr);
        }
        Self { plaetze }
    }

    #[expect(clippy::cast_possible_truncation, reason = "two parts of one hash")]
    fn ort(text: &[u8], groesse: usize) -> (usize, u32) {
        let h = streu(text);
        (h as usize & (groesse - 1), (h >> 32) as u32)
    }

    /// The first number with the same part of the hash, or none; the texts may still differ.
    fn vermuten(&self, mut platz: usize, marke: u32) -> u32 {
        loop {
            match self.plaetze.get(platz) {
                Some((m, nr)) if *nr == KEINE || *m == marke => return *nr,
                Some(_) => platz = (platz + 1) & (self.plaetze.len() - 1),
                None => return KEINE,
            }
        }
    }

    fn finde(&self, text: &[u8], gleich: impl Fn(u32) -> bool) -> Option<u32> {
        if self.plaetze.is_empty() {
            return None;
        }
        let (mut platz, marke) = Self::ort(text, self.plaetze.len());
        loop {
            match self.plaetze[platz] {
                (_, KEINE) => return None,
                (m, nr) if m == marke && gleich(nr) => return Some(nr),
                _ => platz = (platz + 1) & (self.plaetze.len() - 1),
            }
        }
    }
}
