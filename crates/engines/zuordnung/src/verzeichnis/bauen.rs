//! Builds the register: names folded once each, addresses sorted, indexes for exact and mistyped names.

use std::collections::HashMap;

use super::aehnlich::Kuerzungen;
use super::form::Form;
use super::lesen::{zahl, zusatz};
use super::{KEINE, Tafel, Verzeichnis, Zeile};
use crate::normalform;

/// Collects addresses; [`VerzeichnisBauer::bauen`] finishes.
#[derive(Debug, Default)]
pub struct VerzeichnisBauer {
    /// Spelling → name.
    schreibweisen: HashMap<Box<str>, u32>,
    /// Comparison form → name.
    formen: HashMap<Box<str>, u32>,
    namen: Vec<Form>,
    letzte: (Box<str>, u32),
    zeilen: Vec<(u32, Zeile)>,
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
        let zeile = Zeile {
            nummer: zahl(ziffern.as_bytes()).unwrap_or(KEINE),
            zusatz: rest,
            plz: zahl(plz.trim().as_bytes()).unwrap_or(KEINE),
            adresse: u32::try_from(self.zeilen.len()).unwrap_or(KEINE),
        };
        self.zeilen.push((name, zeile));
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
        let nr = *self.formen.entry(form.fein.as_str().into()).or_insert(neu);
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
        v.fein_tafel = Tafel::bauen(self.namen.iter().map(|n| n.fein.as_bytes()));
        v.grob = grob.iter().map(|g| (*g).into()).collect();
        v.fein_von_grob = gruppiert(grob.len(), (0_u32..).zip(&grob_von).map(|(f, g)| (*g, f)));

        // sorted within the street only: cheaper than all at once
        let mut anfang = vec![0_u32; self.namen.len() + 1];
        for (n, _) in &self.zeilen {
            anfang[*n as usize + 1] += 1;
        }
        for i in 1..anfang.len() {
            anfang[i] += anfang[i - 1];
        }
        let mut naechste = anfang.clone();
        v.zeilen = vec![Zeile::default(); self.zeilen.len()];
        for (n, z) in self.zeilen.drain(..) {
            let platz = &mut naechste[n as usize];
            v.zeilen[*platz as usize] = z;
            *platz += 1;
        }
        let mut plz_namen: Vec<(u32, u32)> = Vec::new();
        for (n, grenzen) in anfang.windows(2).enumerate() {
            let eigene = &mut v.zeilen[grenzen[0] as usize..grenzen[1] as usize];
            eigene.sort_unstable();
            let ab = plz_namen.len();
            for z in eigene.iter().filter(|z| z.plz != KEINE) {
                let paar = (z.plz, grob_von[n]);
                if !plz_namen[ab..].contains(&paar) {
                    plz_namen.push(paar);
                }
            }
        }
        v.anfang = anfang;
        plz_namen.sort_unstable();
        plz_namen.dedup();
        v.plz = plz_namen.iter().map(|(p, _)| *p).collect();
        v.plz.dedup();
        let nr = |p: &u32| {
            v.plz
                .binary_search(p)
                .ok()
                .and_then(|i| u32::try_from(i).ok())
                .unwrap_or(0)
        };
        v.namen_je_plz = gruppiert(v.plz.len(), plz_namen.iter().map(|(p, g)| (nr(p), *g)));
        for (quelle, ziel) in [
            (&mut self.vorn, &mut v.erste_worte),
            (&mut self.hinten, &mut v.letzte_worte),
        ] {
            quelle.sort_unstable();
            quelle.dedup();
            *ziel = std::mem::take(quelle);
        }
        v.fein = self.namen.into_iter().map(|n| n.fein.into()).collect();
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
