//! Builds the register: names folded once each, addresses sorted, indexes for exact and mistyped names.

use std::collections::HashMap;

use super::aehnlich::Kuerzungen;
use super::form::{Form, buchstaben};
use super::lesen::{zahl, zusatz};
use super::{KEINE, Nachbar, OHNE_NUMMER, Tafel, Texte, Verzeichnis, Zeile, kurze_nummer};
use crate::normalform;

/// One more than the greatest PLZ of five digits.
const PLZ_MAX: usize = 100_000;

/// Collects addresses; [`VerzeichnisBauer::bauen`] finishes.
#[derive(Debug, Default)]
pub struct VerzeichnisBauer {
    /// Spelling → name.
    schreibweisen: HashMap<Box<str>, u32>,
    /// Comparison form → name.
    formen: HashMap<Box<[u8]>, u32>,
    namen: Vec<Form>,
    letzte: (Box<str>, u32),
    /// Name, house number, the rest.
    zeilen: Vec<(u32, u16, Zeile)>,
    vorn: Vec<u64>,
    hinten: Vec<u64>,
}

impl VerzeichnisBauer {
    /// Empty builder.
    #[must_use]
    pub fn neu() -> Self {
        Self::default()
    }

    /// Adds an address; it gets the next number from 0. Number and letter may stand in one field or in two; an empty
    /// number stands for a place without numbers.
    pub fn adresse(&mut self, strasse: &str, hausnummer: &str, zusatz_text: &str, plz: &str) {
        let name = self.name(strasse);
        let hausnummer = hausnummer.trim();
        let ziffern = hausnummer.bytes().take_while(u8::is_ascii_digit).count();
        let (ziffern, rest) = hausnummer.split_at(ziffern);
        let rest = if rest.is_empty() {
            zusatz(zusatz_text)
        } else {
            zusatz(&[rest, zusatz_text].concat())
        };
        let nummer = zahl(ziffern.as_bytes()).map_or(OHNE_NUMMER, kurze_nummer);
        let zeile = Zeile {
            zusatz: rest,
            plz: zahl(plz.trim().as_bytes()).unwrap_or(KEINE),
            adresse: u32::try_from(self.zeilen.len()).unwrap_or(KEINE),
        };
        self.zeilen.push((name, nummer, zeile));
    }

    fn name(&mut self, strasse: &str) -> u32 {
        // registers are mostly sorted by street
        if *self.letzte.0 == *strasse && !strasse.is_empty() {
            return self.letzte.1;
        }
        let nr = match self.schreibweisen.get(strasse) {
            Some(nr) => *nr,
            None => self.neuer_name(strasse),
        };
        self.letzte = (strasse.into(), nr);
        nr
    }

    fn neuer_name(&mut self, strasse: &str) -> u32 {
        let form = Form::neu(strasse);
        let mut worte = strasse.split_whitespace();
        if let (Some(erstes), Some(letztes)) = (worte.next(), worte.next_back()) {
            self.vorn.push(streu(normalform::anfang(erstes).as_bytes()));
            self.hinten.push(streu(normalform::anfang(letztes).as_bytes()));
        }
        let neu = u32::try_from(self.namen.len()).unwrap_or(KEINE);
        let nr = *self.formen.entry(form.fein.as_slice().into()).or_insert(neu);
        if nr == neu {
            self.namen.push(form);
        }
        self.schreibweisen.insert(strasse.into(), nr);
        nr
    }

    /// Sorts everything and builds the indexes.
    #[must_use]
    pub fn bauen(mut self) -> Verzeichnis {
        let mut v = Verzeichnis {
            adressen: self.zeilen.len(),
            ..Verzeichnis::default()
        };
        // coarse forms, each once, and the names behind each
        let mut gruppen: HashMap<&[u8], u32> = HashMap::new();
        let mut grob_von = Vec::with_capacity(self.namen.len());
        let mut grob: Vec<&[u8]> = Vec::new();
        for n in &self.namen {
            let neu = u32::try_from(grob.len()).unwrap_or(KEINE);
            let g = *gruppen.entry(&n.grob).or_insert(neu);
            if g == neu {
                grob.push(&n.grob);
            }
            grob_von.push(g);
        }
        v.kuerzungen = Kuerzungen::bauen(grob.iter().copied());
        v.grob_tafel = Tafel::bauen(grob.iter().copied());
        v.fein_tafel = Tafel::bauen(self.namen.iter().map(|n| n.fein.as_slice()));
        v.grob = Texte::neu(grob.iter().copied());
        v.fein = Texte::neu(self.namen.iter().map(|n| n.fein.as_slice()));
        v.fein_von_grob = gruppiert(grob.len(), (0_u32..).zip(&grob_von).map(|(f, g)| (*g, f)));

        // sorted within the street only: cheaper than all at once
        let mut anfang = vec![0_u32; self.namen.len() + 1];
        for (n, ..) in &self.zeilen {
            anfang[*n as usize + 1] += 1;
        }
        for i in 1..anfang.len() {
            anfang[i] += anfang[i - 1];
        }
        let mut naechste = anfang.clone();
        let mut zeilen = vec![(0, Zeile::default()); self.zeilen.len()];
        for (n, nummer, z) in self.zeilen.drain(..) {
            let platz = &mut naechste[n as usize];
            zeilen[*platz as usize] = (nummer, z);
            *platz += 1;
        }
        let mut plz_namen: Vec<(u32, u32)> = Vec::new();
        for (n, grenzen) in anfang.windows(2).enumerate() {
            let eigene = &mut zeilen[grenzen[0] as usize..grenzen[1] as usize];
            eigene.sort_unstable();
            let ab = plz_namen.len();
            for (_, z) in eigene.iter().filter(|(_, z)| z.plz != KEINE) {
                let paar = (z.plz, grob_von[n]);
                if !plz_namen[ab..].contains(&paar) {
                    plz_namen.push(paar);
                }
            }
        }
        v.zeilen_ohne_plz = zeilen.iter().any(|(_, z)| z.plz == KEINE);
        v.anfang = anfang;
        (v.nummern, v.zeilen) = zeilen.into_iter().unzip();
        plz_namen.sort_unstable();
        plz_namen.dedup();
        for (i, (plz, g)) in (0_u32..).zip(&plz_namen) {
            if v.plz.last() != Some(plz) {
                v.plz.push(*plz);
                v.plz_anfang.push(i);
            }
            let text = v.grob.von(*g);
            v.namen_je_plz.push(Nachbar {
                grob: *g,
                buchstaben: buchstaben(text),
                laenge: u32::try_from(text.len()).unwrap_or(KEINE),
            });
        }
        v.plz_bits = vec![0; PLZ_MAX.div_ceil(64)];
        for p in &v.plz {
            if let Some(bits) = v.plz_bits.get_mut(*p as usize / 64) {
                *bits |= 1 << (p % 64);
            }
        }
        v.plz_anfang.push(u32::try_from(plz_namen.len()).unwrap_or(KEINE));
        for (quelle, ziel) in [
            (&mut self.vorn, &mut v.erste_worte),
            (&mut self.hinten, &mut v.letzte_worte),
        ] {
            quelle.sort_unstable();
            quelle.dedup();
            *ziel = std::mem::take(quelle);
        }
        v
    }
}

/// Lists behind one another: the starts, and the members in ascending order of their group.
pub(super) type Gruppen = (Vec<u32>, Vec<u32>);

fn gruppiert(zahl: usize, paare: impl Iterator<Item = (u32, u32)> + Clone) -> Gruppen {
    let mut anfang = vec![0_u32; zahl + 1];
    for (g, _) in paare.clone() {
        anfang[g as usize + 1] += 1;
    }
    for i in 1..anfang.len() {
        anfang[i] += anfang[i - 1];
    }
    let mut naechste = anfang.clone();
    let mut glieder = vec![0; anfang.last().map_or(0, |n| *n as usize)];
    for (g, wert) in paare {
        let platz = &mut naechste[g as usize];
        glieder[*platz as usize] = wert;
        *platz += 1;
    }
    (anfang, glieder)
}

/// A hash of a text; not for texts an attacker could gain from.
pub(super) fn streu(text: &[u8]) -> u64 {
    let (worte, rest) = text.as_chunks::<8>();
    let mut h = text.len() as u64;
    let mut misch = |w: u64| h = (h.rotate_left(5) ^ w).wrapping_mul(0x517c_c1b7_2722_0a95);
    worte.iter().for_each(|w| misch(u64::from_le_bytes(*w)));
    misch(rest.iter().fold(0, |w, b| w << 8 | u64::from(*b)));
    h ^ h >> 29
}
