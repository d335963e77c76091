//! The search: exact readings first, then coarse ones, then typing errors; an answer only where one address is nearest.

use super::aehnlich::Formen;
use super::bauen::streu;
use super::form::{Form, Muster};
use super::lesen::{LESARTEN_MAX, Lesart, Lesarten};
use super::{KEINE, Verzeichnis, Zeile, glieder};
use crate::{damerau, normalform};

/// Costs in tenths of an edit.
const FEHLER: u16 = 10;
/// A PLZ with one wrong digit.
const PLZ_FEHLER: u16 = 12;
/// Another spelling of the same letters.
const GROB_GLEICH: u16 = 6;
/// So much farther away must the second nearest address be.
const VORSPRUNG: u16 = 4;
/// Letters that must be left when words are left out.
const OHNE_WORTE_MIN: usize = 5;
const KEIN_TREFFER: u16 = u16::MAX;

/// An address and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treffer {
    /// Number of the address in the order of adding.
    pub adresse: u32,
    /// 1: as written. Less with every edit that was bridged. Without a PLZ divided by the number of addresses of this
    /// street and number in the whole register: 0.5 means that there are two, and this is the first.
    pub guete: f32,
}

/// Questions to a register, with the memory they work in.
pub struct Suche<'a> {
    v: &'a Verzeichnis,
    lesarten: Lesarten,
    formen: [Form; LESARTEN_MAX],
    muster: Muster,
    muster_von: Vec<u8>,
    kuerzungen: Formen,
    kandidaten: Vec<(u32, u8)>,
    wort: String,
}

/// The best address so far, and whether another one is as good.
#[derive(Debug, Clone, Copy)]
struct Beste {
    kosten: u16,
    zeile: Zeile,
    name: u32,
    /// How many addresses of this street and number the PLZ leaves.
    gleiche: usize,
    /// Costs of the second nearest.
    naechste: u16,
}

/// How a round of readings ended.
enum Ausgang {
    Gefunden(Treffer),
    /// There is no answer, and leaving words out would only guess.
    Keine,
    Weiter,
}

impl<'a> Suche<'a> {
    pub(super) fn neu(v: &'a Verzeichnis) -> Self {
        Self {
            v,
            lesarten: Lesarten::default(),
            formen: std::array::from_fn(|_| Form::default()),
            muster: Muster::leer(),
            muster_von: Vec::new(),
            kuerzungen: Formen::default(),
            kandidaten: Vec::new(),
            wort: String::new(),
        }
    }

    /// The address a line means, if it means exactly one; without a PLZ the first of those it may mean.
    pub fn finde(&mut self, text: &str) -> Option<Treffer> {
        self.lesarten.lesen(text, |p| self.v.kennt_plz(p));
        // First every reading that uses all words, through all stages; a word is left out only where that fails.
        match self.runde(text, |l| l.ohne.is_none()) {
            Ausgang::Gefunden(t) => Some(t),
            Ausgang::Keine => None,
            Ausgang::Weiter => match self.runde(text, |l| l.ohne.is_some()) {
                Ausgang::Gefunden(t) => Some(t),
                Ausgang::Keine | Ausgang::Weiter => None,
            },
        }
    }

    fn runde(&mut self, text: &str, welche: impl Fn(&Lesart) -> bool) -> Ausgang {
        let mut brauchbar = 0_u32;
        let mut bekannt = None;
        // PLZ of the line does not fit: kept for the end
        let mut andere_plz: Option<Beste> = None;
        let zahl = self.lesarten.alle().len();
        for i in 0..zahl {
            let l = self.lesarten.alle()[i];
            if !welche(&l) || !self.darf_weg(text, &l) {
                continue;
            }
            self.formen[i].setzen(&text[l.name.0..l.name.1]);
            // what is left must be a name on its own
            if l.ohne.is_some() && self.formen[i].fein.len() < OHNE_WORTE_MIN {
                continue;
            }
            brauchbar |= 1 << i;
            let fein = self.formen[i].fein.as_str();
            let Some(name) = self
                .v
                .fein_tafel
                .finde(fein.as_bytes(), |n| *self.v.fein[n as usize] == *fein)
            else {
                continue;
            };
            if l.nummer.is_some() {
                bekannt.get_or_insert(i);
            }
            if let Some(b) = self.mit_plz(name, &l, 0) {
                if b.kosten == 0 {
                    return Ausgang::Gefunden(b.treffer(1));
                }
                andere_plz.get_or_insert(b);
            }
        }
        if let Some(i) = bekannt {
            return self.name_stimmt(i, andere_plz);
        }
        let mut beste: Option<(Beste, usize)> = None;
        let mit_nummer = self.lesarten.alle().iter().any(|l| l.nummer.is_some());
        for i in (0..zahl).filter(|i| brauchbar & 1 << i != 0) {
            let l = self.lesarten.alle()[i];
            // where a house number stands, the line without it is no likelier for a typing error
            if mit_nummer && l.nummer.is_none() {
                continue;
            }
            let Some(b) = self.aehnliche_lesart(i, &l) else {
                continue;
            };
            match &mut beste {
                Some((alt, _)) if alt.zeile.adresse == b.zeile.adresse => {
                    alt.kosten = alt.kosten.min(b.kosten);
                }
                Some((alt, _)) if b.kosten >= alt.kosten => alt.naechste = alt.naechste.min(b.kosten),
                Some((alt, wo)) => {
                    let naechste = b.naechste.min(alt.kosten);
                    (*alt, *wo) = (Beste { naechste, ..b }, i);
                }
                None => beste = Some((b, i)),
            }
            if beste.is_some_and(|(b, _)| b.kosten <= FEHLER) {
                break;
            }
        }
        match beste {
            Some((b, i)) if b.klar() => Ausgang::Gefunden(b.treffer(self.formen[i].grob.len())),
            Some(_) => Ausgang::Keine,
            None => Ausgang::Weiter,
        }
    }

    /// The name is right as it stands. Then its number does not exist, or the PLZ is wrong, or one letter made another
    /// street of it; only a PLZ that fits the other street can tell.
    fn name_stimmt(&mut self, i: usize, andere_plz: Option<Beste>) -> Ausgang {
        let l = self.lesarten.alle()[i];
        let anderer = match self.lesarten.plz {
            Some(_) => self.aehnliche(i, &l, 1).filter(|b| b.kosten <= FEHLER),
            None => None,
        };
        match (andere_plz, anderer) {
            (Some(b), None) | (None, Some(b)) if b.klar() => {
                Ausgang::Gefunden(b.treffer(self.formen[i].grob.len()))
            }
            _ => Ausgang::Keine,
        }
    }

    fn aehnliche_lesart(&mut self, i: usize, l: &Lesart) -> Option<Beste> {
        let form = &self.formen[i];
        let plz = self.lesarten.plz.filter(|p| self.v.kennt_plz(*p));
        let laenge = form.grob.len();
        let mut beste = None;
        let grob = form.grob.as_slice();
        if let Some(g) = self
            .v
            .grob_tafel
            .finde(grob, |g| *self.v.grob[g as usize] == *grob)
        {
            for name in self.v.namen_mit(g) {
                self.besser(&mut beste, *name, l, GROB_GLEICH, i);
            }
            // the PLZ confirms it
            if plz.is_some()
                && beste
                    .as_ref()
                    .is_some_and(|b| b.kosten == GROB_GLEICH && b.klar())
            {
                return beste;
            }
        }
        let grenze = match (laenge, plz) {
            (0..4, _) | (0..6, None) => return beste,
            (0..10, None) => 1,
            _ => 2,
        };
        let gefunden = self.aehnliche(i, l, grenze);
        let gefunden = match (beste, gefunden) {
            (Some(a), Some(b)) if a.zeile.adresse != b.zeile.adresse => {
                let (vorn, hinten) = if a.kosten <= b.kosten { (a, b) } else { (b, a) };
                Some(Beste {
                    naechste: vorn.naechste.min(hinten.kosten),
                    ..vorn
                })
            }
            (Some(a), Some(b)) => Some(Beste {
                naechste: a.naechste.min(b.naechste),
                ..a
            }),
            (a, b) => a.or(b),
        };
        let gefunden = gefunden.or_else(|| self.mit_strasse(i, l));
        if gefunden.is_none() && laenge >= 10 {
            return plz.and_then(|p| self.in_der_plz(i, l, p));
        }
        gefunden
    }

    /// "Ackertsr", "Acker St.": a mistyped "Str." is three letters away from the word it stands for.
    fn mit_strasse(&mut self, i: usize, l: &Lesart) -> Option<Beste> {
        let fein = self.formen[i].fein.as_str();
        let ende = [3, 2, 4]
            .into_iter()
            .filter_map(|n| fein.len().checked_sub(n))
            .find(|ab| {
                *ab >= 3
                    && fein
                        .get(*ab..)
                        .is_some_and(|rest| damerau(rest, "str", 1).is_some())
            })?;
        let lang = [&fein[..ende], "strasse"].concat();
        self.formen[i].setzen(&lang);
        let name = self
            .v
            .fein_tafel
            .finde(lang.as_bytes(), |n| *self.v.fein[n as usize] == *lang);
        if let Some(name) = name {
            return self.mit_plz(name, l, FEHLER).filter(|b| b.kosten <= FEHLER);
        }
        let mut b = self.aehnliche(i, l, 1).filter(|b| b.kosten <= FEHLER)?;
        b.kosten += FEHLER;
        b.naechste = b.naechste.saturating_add(FEHLER);
        // two errors need the PLZ to confirm them
        self.lesarten.plz.map(|_| b)
    }

    /// Names within `grenze` edits that have the number, nearest first.
    fn aehnliche(&mut self, i: usize, l: &Lesart, grenze: u8) -> Option<Beste> {
        let form = &self.formen[i];
        self.muster.setzen(&self.muster_von, &form.grob);
        self.muster_von.clone_from(&form.grob);
        let mut beste: Option<Beste> = None;
        // One error is far more frequent than two, and much cheaper to look for; where no PLZ confirms what is found,
        // the second nearest must be known too.
        let ab = if self.lesarten.plz.is_some() { 1 } else { grenze };
        for weite in ab..=grenze {
            self.kandidaten.clear();
            let (kandidaten, muster, v) = (&mut self.kandidaten, &self.muster, self.v);
            v.kuerzungen.suchen(&form.grob, weite, &mut self.kuerzungen, |g| {
                if let Some(d) = muster.abstand(&v.grob[g as usize], weite)
                    && d > 0
                    && !kandidaten.contains(&(g, d))
                {
                    kandidaten.push((g, d));
                }
            });
            let kurz = form.grob.len() < 7;
            for (g, d) in &self.kandidaten {
                for name in self.v.namen_mit(*g) {
                    // "Kulbeeeg": the coarse forms are farther apart than the names
                    let nah = *d == 2 && damerau(&form.fein, &self.v.fein[*name as usize], 1).is_some();
                    let d = if nah { 1 } else { *d };
                    if d < 2 || !kurz {
                        self.besser(&mut beste, *name, l, u16::from(d) * FEHLER, i);
                    }
                }
            }
            if beste
                .as_ref()
                .is_some_and(|b| b.kosten <= u16::from(weite) * FEHLER)
            {
                break;
            }
        }
        beste
    }

    /// All names of the PLZ, for names with three errors and more.
    fn in_der_plz(&mut self, i: usize, l: &Lesart, plz: u32) -> Option<Beste> {
        let form = &self.formen[i];
        self.muster.setzen(&self.muster_von, &form.grob);
        self.muster_von.clone_from(&form.grob);
        let grenze = if form.grob.len() >= 16 { 4 } else { 3 };
        let nr = self.v.plz.binary_search(&plz).ok()?;
        let mut beste = None;
        for g in glieder(&self.v.namen_je_plz, nr) {
            if let Some(d) = self.muster.abstand(&self.v.grob[*g as usize], grenze) {
                for name in self.v.namen_mit(*g) {
                    if let Some(b) = self.mit_plz(*name, l, u16::from(d) * FEHLER)
                        && b.kosten == u16::from(d) * FEHLER
                    {
                        self.merken(&mut beste, b, i);
                    }
                }
            }
        }
        beste
    }

    fn besser(&self, beste: &mut Option<Beste>, name: u32, l: &Lesart, kosten: u16, form: usize) {
        if let Some(b) = self.mit_plz(name, l, kosten) {
            // two doubts at once are one too many, except in a long name
            let beides = b.kosten >= kosten + PLZ_FEHLER && kosten >= FEHLER;
            if !beides || kosten <= FEHLER && self.formen[form].grob.len() >= 9 {
                self.merken(beste, b, form);
            }
        }
    }

    /// Keeps the cheaper one, and the costs of the other; of equals the one whose name is nearer letter by letter leads.
    fn merken(&self, beste: &mut Option<Beste>, mut neu: Beste, form: usize) {
        let Some(alt) = beste else {
            *beste = Some(neu);
            return;
        };
        if neu.zeile.adresse == alt.zeile.adresse {
            alt.kosten = alt.kosten.min(neu.kosten);
            return;
        }
        if neu.kosten == alt.kosten {
            let fein = &self.formen[form].fein;
            let weite = |b: &Beste| {
                damerau(fein, &self.v.fein[b.name as usize], 6)
                    .map_or(KEIN_TREFFER / 2, |d| u16::from(d) * FEHLER)
            };
            let (a, n) = (weite(alt), weite(&neu));
            // half of what tells them apart letter by letter
            if n < a {
                alt.kosten += (a - n) / 2;
            } else {
                neu.kosten += (n - a) / 2;
            }
        }
        if neu.kosten < alt.kosten {
            neu.naechste = alt.kosten.min(alt.naechste);
            *beste = Some(neu);
        } else {
            alt.naechste = alt.naechste.min(neu.kosten);
        }
    }

    /// The address of a name with the number of the reading, by the PLZ of the line.
    fn mit_plz(&self, name: u32, l: &Lesart, kosten: u16) -> Option<Beste> {
        let zeilen = self.v.mit_nummer(name, l.nummer.unwrap_or(KEINE), l.zusatz);
        let erste = zeilen.first()?;
        let beste = |zeile: &Zeile, mehr: u16, gleiche: usize| Beste {
            kosten: kosten + mehr,
            zeile: *zeile,
            name,
            gleiche,
            naechste: KEIN_TREFFER,
        };
        let Some(plz) = self.lesarten.plz else {
            let kleinste = zeilen.iter().min_by_key(|z| z.adresse).unwrap_or(erste);
            return Some(beste(kleinste, 0, zeilen.len()));
        };
        if let Some(z) = zeilen.iter().find(|z| z.plz == plz || z.plz == KEINE) {
            return Some(beste(z, 0, 1));
        }
        let mut nahe = zeilen.iter().filter(|z| ein_fehler(z.plz, plz));
        let z = nahe.next()?;
        nahe.next().is_none().then(|| beste(z, PLZ_FEHLER, 1))
    }

    /// Whether the words a reading leaves out may be a place: no street of the register begins or ends with them.
    fn darf_weg(&mut self, text: &str, l: &Lesart) -> bool {
        let Some((von, bis)) = l.ohne else { return true };
        let vorn = bis <= l.name.0;
        let liste = if vorn {
            &self.v.erste_worte
        } else {
            &self.v.letzte_worte
        };
        let mut worte = text[von..bis].split_whitespace();
        let wort = if vorn { worte.next() } else { worte.next_back() };
        wort.is_some_and(|w| {
            normalform::anfang(w).clone_into(&mut self.wort);
            liste.binary_search(&streu(self.wort.as_bytes())).is_err()
        })
    }
}

impl Beste {
    /// Whether the second nearest is far enough away.
    const fn klar(&self) -> bool {
        self.naechste.saturating_sub(self.kosten) >= VORSPRUNG
    }

    fn treffer(&self, laenge: usize) -> Treffer {
        let laenge = f32::from(u16::try_from(laenge.max(4)).unwrap_or(u16::MAX));
        let aehnlich = 1.0 - f32::from(self.kosten) / 10.0 / laenge;
        let gleiche = f32::from(u16::try_from(self.gleiche).unwrap_or(u16::MAX));
        Treffer {
            adresse: self.zeile.adresse,
            guete: aehnlich.max(0.01) / gleiche,
        }
    }
}

/// Whether one digit is wrong, or two neighbours changed places.
fn ein_fehler(a: u32, b: u32) -> bool {
    let ziffern = |mut n: u32| {
        let mut z = [0_u8; 6];
        for stelle in z.iter_mut().rev() {
            *stelle = u8::try_from(n % 10).unwrap_or(0);
            n /= 10;
        }
        z
    };
    let (a, b) = (ziffern(a), ziffern(b));
    let anders: Vec<usize> = (0..6).filter(|i| a[*i] != b[*i]).collect();
    match anders.as_slice() {
        [_] => true,
        [i, j] => *j == i + 1 && a[*i] == b[*j] && a[*j] == b[*i],
        _ => false,
    }
}
