//! The search: exact readings first, then coarse ones, then typing errors; an answer only where one address is nearest.

use super::aehnlich::Formen;
use super::bauen::streu;
use super::block::Zwischenstand;
use super::form::{Form, Muster, buchstaben};
use super::lesen::{LESARTEN_MAX, Lesart, Lesarten};
use super::{KEINE, Verzeichnis, Zeile};
use crate::distanz::damerau_bytes;
use crate::normalform;

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
/// Letters of a name that bears an error beside a wrong PLZ.
const LANG: usize = 9;
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
    pub(super) v: &'a Verzeichnis,
    pub(super) lesarten: Lesarten,
    pub(super) block: Vec<Zwischenstand>,
    formen: [Form; LESARTEN_MAX],
    muster: Muster,
    muster_von: Vec<u8>,
    kuerzungen: Formen,
    kandidaten: Vec<(u32, u8)>,
    wort: Vec<u8>,
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
            block: Vec::new(),
            formen: std::array::from_fn(|_| Form::default()),
            muster: Muster::leer(),
            muster_von: Vec::new(),
            kuerzungen: Formen::default(),
            kandidaten: Vec::new(),
            wort: Vec::new(),
        }
    }

    /// The address a line means, if it means exactly one; without a PLZ the first of those it may mean.
    pub fn finde(&mut self, text: &str) -> Option<Treffer> {
        self.lesarten.lesen(text, |p| self.v.kennt_plz(p));
        self.gelesen(text)
    }

    /// The answer to a line whose readings are there.
    pub(super) fn gelesen(&mut self, text: &str) -> Option<Treffer> {
        // First every reading that uses all words, through all stages; a word is left out only where that fails.
        let mut ausgang = self.runde(text, |l| l.ohne.is_none());
        if matches!(ausgang, Ausgang::Weiter) {
            ausgang = self.runde(text, |l| l.ohne.is_some());
        }
        match ausgang {
            Ausgang::Gefunden(t) => Some(t),
            Ausgang::Keine | Ausgang::Weiter => self.geteilte_zahl(text),
        }
    }

    /// "Straße 4523": the one way to cut the number in two that the register knows.
    fn geteilte_zahl(&mut self, text: &str) -> Option<Treffer> {
        let mut einer: Option<Beste> = None;
        let mut zahl = 0;
        let (lesarten, form, v) = (&self.lesarten, &mut self.formen[0], self.v);
        lesarten.naehte(text, |l| {
            form.setzen(&text[l.name.0..l.name.1]);
            let da = v
                .genau(&form.fein)
                .and_then(|n| v.mit(n, l, lesarten.plz, FEHLER));
            if let Some(b) = da.filter(|b| b.kosten == FEHLER && b.gleiche == 1) {
                zahl += 1;
                einer = Some(b);
            }
        });
        einer.filter(|_| zahl == 1).map(|b| b.treffer(8))
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
            let Some(name) = self.v.genau(&self.formen[i].fein) else {
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
        self.formen[i].vergroebern();
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
        self.formen[i].vergroebern();
        let form = &self.formen[i];
        let plz = self.lesarten.plz.filter(|p| self.v.kennt_plz(*p));
        let laenge = form.grob.len();
        let mut beste = None;
        let grob = form.grob.as_slice();
        if let Some(g) = self.v.grob_tafel.finde(grob, |g| self.v.grob.von(g) == grob) {
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
        if gefunden.is_none() && laenge >= 7 {
            return plz.and_then(|p| self.in_der_plz(i, l, p));
        }
        gefunden
    }

    /// "Ackertsr", "Acker St.": a mistyped "Str." is three letters away from the word it stands for.
    fn mit_strasse(&mut self, i: usize, l: &Lesart) -> Option<Beste> {
        let form = &mut self.formen[i];
        let ende = [3, 2, 4]
            .into_iter()
            .filter_map(|n| form.fein.len().checked_sub(n))
            .find(|ab| *ab >= 3 && damerau_bytes(&form.fein[*ab..], b"str", 1).is_some())?;
        form.fein.truncate(ende);
        form.fein.extend_from_slice(b"strasse");
        form.grob.clear();
        form.vergroebern();
        if let Some(name) = self.v.genau(&self.formen[i].fein) {
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
        let plz = self.lesarten.plz;
        // The names of a PLZ are few enough to look at each; only a name with a PLZ that is wrong too lies elsewhere.
        let mut beste = plz.and_then(|p| self.aehnliche_der_plz(i, l, p, grenze));
        let reicht = |b: &Option<Beste>, kosten| b.is_some_and(|b| b.kosten <= kosten);
        if reicht(&beste, FEHLER) {
            return beste;
        }
        // One error is far more frequent than two, and much cheaper to look for; where no PLZ confirms what is found,
        // the second nearest must be known too.
        let (ab, grenze) = match plz {
            // with another PLZ only a long name with one error counts, see `besser`
            Some(_) if !self.v.zeilen_ohne_plz && form.grob.len() < LANG => return beste,
            Some(_) if !self.v.zeilen_ohne_plz || beste.is_some() => (1, 1),
            Some(_) => (1, grenze),
            None => (grenze, grenze),
        };
        for weite in ab..=grenze {
            self.kandidaten.clear();
            let (form, kandidaten, muster, v) = (&self.formen[i], &mut self.kandidaten, &self.muster, self.v);
            v.kuerzungen.suchen(&form.grob, weite, &mut self.kuerzungen, |g| {
                if let Some(d) = muster.abstand(v.grob.von(g), weite)
                    && d > 0
                    && !kandidaten.contains(&(g, d))
                {
                    kandidaten.push((g, d));
                }
            });
            for (g, d) in &self.kandidaten {
                self.besser_grob(&mut beste, *g, *d, l, i);
            }
            if reicht(&beste, u16::from(weite) * FEHLER) {
                break;
            }
        }
        beste
    }

    /// The same among the names of a PLZ.
    fn aehnliche_der_plz(&self, i: usize, l: &Lesart, plz: u32, grenze: u8) -> Option<Beste> {
        let grob = &self.formen[i].grob;
        let (zeichen, laenge) = (buchstaben(grob), grob.len());
        let mut beste = None;
        for n in self.v.nachbarn(plz) {
            let nah = laenge.abs_diff(n.laenge as usize) <= usize::from(grenze)
                && (n.buchstaben ^ zeichen).count_ones() <= 2 * u32::from(grenze);
            if nah
                && let Some(d) = self.muster.abstand(self.v.grob.von(n.grob), grenze)
                && d > 0
            {
                self.besser_grob(&mut beste, n.grob, d, l, i);
            }
        }
        beste
    }

    /// Keeps the names of a coarse form that is `d` edits away.
    fn besser_grob(&self, beste: &mut Option<Beste>, grob: u32, d: u8, l: &Lesart, i: usize) {
        let form = &self.formen[i];
        let kurz = form.fein.len() < 8;
        for name in self.v.namen_mit(grob) {
            // "Kulbeeeg": the coarse forms are farther apart than the names
            let nah = d == 2 && damerau_bytes(&form.fein, self.v.fein.von(*name), 1).is_some();
            let d = if nah { 1 } else { d };
            if d < 2 || !kurz {
                self.besser(beste, *name, l, u16::from(d) * FEHLER, i);
            }
        }
    }

    /// All names of the PLZ, for names with three errors and more.
    fn in_der_plz(&mut self, i: usize, l: &Lesart, plz: u32) -> Option<Beste> {
        let form = &self.formen[i];
        self.muster.setzen(&self.muster_von, &form.grob);
        self.muster_von.clone_from(&form.grob);
        let grenze = match form.grob.len() {
            0..8 => 2,
            8..16 => 3,
            _ => 4,
        };
        let zeichen = buchstaben(&form.grob);
        let mut beste = None;
        for n in self.v.nachbarn(plz) {
            if (n.buchstaben ^ zeichen).count_ones() > 2 * u32::from(grenze) {
                continue;
            }
            let grob = self.muster.abstand(self.v.grob.von(n.grob), grenze);
            for name in self.v.namen_mit(n.grob) {
                // an error may have made letters that the coarse form swallows: "Koschaaeg"
                let fein = || damerau_bytes(&form.fein, self.v.fein.von(*name), grenze.min(3));
                if let Some(d) = grob.or_else(fein)
                    && let Some(b) = self.mit_plz(*name, l, u16::from(d) * FEHLER)
                    && b.kosten == u16::from(d) * FEHLER
                {
                    self.merken(&mut beste, b, i);
                }
            }
        }
        // in a short name so many errors leave little: no other name may be anywhere near
        let genug = if form.grob.len() < 10 { FEHLER } else { VORSPRUNG };
        beste.filter(|b: &Beste| b.naechste.saturating_sub(b.kosten) >= genug)
    }

    fn besser(&self, beste: &mut Option<Beste>, name: u32, l: &Lesart, kosten: u16, form: usize) {
        if let Some(b) = self.mit_plz(name, l, kosten) {
            // two doubts at once are one too many, except in a long name
            let beides = b.kosten >= kosten + PLZ_FEHLER && kosten >= FEHLER;
            if !beides || kosten <= FEHLER && self.formen[form].grob.len() >= LANG {
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
                damerau_bytes(fein, self.v.fein.von(b.name), 6)
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

    fn mit_plz(&self, name: u32, l: &Lesart, kosten: u16) -> Option<Beste> {
        self.v.mit(name, l, self.lesarten.plz, kosten)
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
            normalform::anfang_in(w, &mut self.wort);
            liste.binary_search(&streu(&self.wort)).is_err()
        })
    }
}

impl Verzeichnis {
    /// The address of a name and number with the PLZ of the line, if there is no doubt at all.
    pub(super) fn genauer_treffer(&self, name: u32, l: &Lesart, plz: Option<u32>) -> Option<Treffer> {
        self.mit(name, l, plz, 0)
            .filter(|b| b.kosten == 0)
            .map(|b| b.treffer(1))
    }

    /// The address of a name with the number of the reading, by the PLZ of the line.
    fn mit(&self, name: u32, l: &Lesart, plz: Option<u32>, kosten: u16) -> Option<Beste> {
        let zeilen = self.mit_nummer(name, l.nummer, l.zusatz);
        let erste = zeilen.first()?;
        let beste = |zeile: &Zeile, mehr: u16, gleiche: usize| Beste {
            kosten: kosten + mehr,
            zeile: *zeile,
            name,
            gleiche,
            naechste: KEIN_TREFFER,
        };
        let Some(plz) = plz else {
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
    let mut anders = (0..6).filter(|i| a[*i] != b[*i]);
    match (anders.next(), anders.next(), anders.next()) {
        (Some(_), None, _) => true,
        (Some(i), Some(j), None) => j == i + 1 && a[i] == b[j] && a[j] == b[i],
        _ => false,
    }
}
