//! Similar addresses, ranked by what would have to be changed in the text that was typed.

use super::bauer::{plz_schreiben, plz_ziffern};
use super::frage::{Frage, OrtLage};
use super::lesarten::nummer_text;
use super::namen::{MAX_FEHLER, Verweis};
use super::nummern;
use super::stufen::Fundort;
use super::{AdresseEintrag, KEINE, Register};
use crate::{AdressStatus, Anfrage, Hausnummer, HausnummerFehler, Vorschlag, damerau};

/// From this likeness on a single match with a typing error is accepted without asking (one wrong letter in
/// seven), provided PLZ, place and number fit and no other unit is as near. The trace always says so.
pub const SCHWELLE_ANNAHME: f32 = 0.85;

/// Costs in tenths of an edit. A wrong PLZ or place weighs less than a letter per sign, because people know
/// their street better than their PLZ.
const FEHLER: u16 = 10;
const PLZ_FREMD: u16 = 30;
const ORT_FREMD: u16 = 30;
const OHNE_PUNKT_IM_REGISTER: u16 = 1;
/// Another unit must be at least this much farther away for a match to be taken without asking.
pub(super) const ABSTAND_ANNAHME: u16 = 6;
/// One wrong sign in the PLZ, or in a place that the register knows.
const ZEICHEN_FREMD: u16 = 8;
const NUMMER_FEHLT: u16 = 25;
const OHNE_NUMMER: u16 = 3;
/// Streets whose numbers are looked at.
const STRASSEN_MAX: usize = 24;

/// One candidate with its costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bewertet {
    pub fundort: Fundort,
    pub kosten: u16,
    /// Likeness, 0 to 1.
    pub aehnlichkeit: f32,
    /// Nothing but the street name differs: PLZ, place and number fit.
    pub nur_name: bool,
}

impl Register {
    /// The addresses most similar to the question, best first, at most `n`; the exact one, if any, leads.
    /// An impossible house number is left out of the comparison.
    #[must_use]
    pub fn aehnliche(&self, anfrage: &Anfrage, n: usize) -> Vec<Vorschlag> {
        let frage = self.frage_nachsichtig(anfrage);
        self.bewertete(&frage, n)
            .iter()
            .map(|b| self.vorschlag(b))
            .collect()
    }

    pub(super) fn frage_nachsichtig<'a>(&self, anfrage: &'a Anfrage) -> Frage<'a> {
        let a = &anfrage.anschrift;
        Frage::neu(self, a, anfrage.punkt).unwrap_or_else(|_: HausnummerFehler| {
            let mut frage = Frage::mit_nummer(self, a, anfrage.punkt, None);
            frage.nummer_roh = nummer_text(&a.hausnummer);
            if frage.nummer_roh.is_none() {
                // "17 hinten": what is left of the digits is the best guess.
                let ziffern: String = a
                    .hausnummer
                    .chars()
                    .filter(char::is_ascii_digit)
                    .take(4)
                    .collect();
                frage.nummer = Hausnummer::lesen(&ziffern).ok();
            }
            frage
        })
    }

    pub(super) fn bewertete(&self, frage: &Frage<'_>, n: usize) -> Vec<Bewertet> {
        let mut alle = self.bewertete_eine_lesart(frage);
        let lesarten = frage.lesarten_nummer();
        if !lesarten.is_empty() && frage.nummer_text().is_none() {
            // "Weg o": the last word is more likely a damaged number than part of the name.
            for b in &mut alle {
                b.kosten += OHNE_NUMMER;
            }
        }
        for andere in lesarten {
            // The reading has used up the one typing error, so the name must be right.
            alle.extend(self.mit_nummern(&andere, self.strassen_bewertet(&andere, 0)));
        }
        // A far best match may mean that the line was split in the wrong place.
        if alle.iter().all(|b| b.kosten >= 2 * FEHLER) {
            for andere in frage.lesarten(self) {
                alle.extend(self.bewertete_eine_lesart(&andere));
            }
        }
        Self::ordne(&mut alle);
        alle.truncate(n);
        alle
    }

    fn bewertete_eine_lesart(&self, frage: &Frage<'_>) -> Vec<Bewertet> {
        if frage.form.is_empty() {
            return Vec::new();
        }
        let eng = self.strassen_bewertet(frage, 1);
        let mut alle = self.mit_nummern(frage, eng);
        if alle.iter().all(|b| b.kosten >= 2 * FEHLER) && frage.form.len() > 3 {
            let weit = self.strassen_bewertet(frage, MAX_FEHLER);
            alle = self.mit_nummern(frage, weit);
        }
        alle
    }

    /// Streets with a similar name and their costs for name, PLZ and place, cheapest first.
    fn strassen_bewertet(&self, frage: &Frage<'_>, grenze: u8) -> Vec<(Verweis, u16, u8)> {
        let mut strassen = Vec::new();
        for (name, fehler) in self.namen.aehnliche(&frage.form, grenze) {
            for verweis in self.namen.verweise(name) {
                let plz = self.plz_von(verweis.strasse);
                let plz = plz.iter().map(|p| plz_kosten(frage, *p)).min().unwrap_or(0);
                let ort = self.ort_kosten(frage, verweis.strasse, None);
                strassen.push((*verweis, u16::from(fehler) * FEHLER + plz + ort, fehler));
            }
        }
        strassen.sort_by_key(|(v, kosten, _)| (*kosten, v.strasse));
        strassen.truncate(STRASSEN_MAX);
        strassen
    }

    fn mit_nummern(&self, frage: &Frage<'_>, strassen: Vec<(Verweis, u16, u8)>) -> Vec<Bewertet> {
        let mut alle = Vec::new();
        let text = frage.nummer_text();
        for (verweis, strassenkosten, fehler) in strassen {
            let mut nimm = |adresse: Option<&AdresseEintrag>, nummer: Option<Hausnummer>, mehr: u16| {
                let fundort = Fundort {
                    strasse: verweis.strasse,
                    notiz: verweis.notiz,
                    adresse: adresse.copied(),
                    nummer,
                };
                let eigene = adresse
                    .filter(|a| a.plz != KEINE || a.ortsteil != KEINE)
                    .map(|a| {
                        let ort = self.ort_kosten(frage, verweis.strasse, Some(a.ortsteil));
                        u16::from(fehler) * FEHLER + plz_kosten(frage, a.plz) + ort
                    });
                let kosten = eigene.unwrap_or(strassenkosten) + mehr + frage.vorab;
                let nur_name = kosten <= u16::from(fehler) * FEHLER + OHNE_PUNKT_IM_REGISTER;
                let aehnlichkeit = aehnlichkeit(frage, kosten, fehler);
                alle.push(Bewertet {
                    fundort,
                    kosten,
                    aehnlichkeit,
                    nur_name,
                });
            };
            let Some(text) = text.as_deref() else {
                nimm(None, None, 0);
                continue;
            };
            let adressen = self.adressen_von(verweis.strasse);
            for a in adressen {
                if let Some(h) = a.hausnummer()
                    && let Some(mehr) = nummern::kosten(text, h)
                {
                    nimm(Some(a), Some(h), mehr);
                }
            }
            let genau = frage.nummer.filter(|n| self.in_bereich_mit(verweis.strasse, *n));
            if frage
                .nummer
                .is_some_and(|n| !self.adressen_mit_nummer(verweis.strasse, n).is_empty())
            {
                continue;
            }
            if genau.is_some() {
                nimm(None, genau, OHNE_PUNKT_IM_REGISTER);
                continue;
            }
            nimm(None, None, NUMMER_FEHLT);
            if adressen.is_empty() {
                for h in nummern::nachbarn(text) {
                    if let Some(mehr) = nummern::kosten(text, h)
                        && self.in_bereich_mit(verweis.strasse, h)
                    {
                        nimm(None, Some(h), mehr + OHNE_PUNKT_IM_REGISTER);
                    }
                }
            }
        }
        Self::ordne(&mut alle);
        alle
    }

    /// Cheapest first, each address once.
    fn ordne(alle: &mut Vec<Bewertet>) {
        let wer = |b: &Bewertet| {
            let a = b.fundort.adresse.map(|a| (a.plz, a.ortsteil, a.zeile));
            (b.fundort.strasse, b.fundort.nummer, a)
        };
        alle.sort_unstable_by_key(|b| (wer(b), b.kosten, b.fundort.notiz));
        alle.dedup_by_key(|b| wer(b));
        alle.sort_by_key(|b| (b.kosten, wer(b)));
    }

    /// Addresses of the street with exactly this number and letter.
    pub(super) fn adressen_mit_nummer(&self, strasse: u32, nummer: Hausnummer) -> &[AdresseEintrag] {
        self.adressen_gepackt(strasse, nummer.gepackt())
    }

    pub(super) fn adressen_gepackt(&self, strasse: u32, n: (u16, u8)) -> &[AdresseEintrag] {
        let alle = self.adressen_von(strasse);
        let von = alle.partition_point(|a| (a.nr, a.zusatz) < n);
        // Few addresses share a number: a walk stays in the same cache line, a second search does not.
        let ab = alle.get(von..).unwrap_or_default();
        &ab[..ab.iter().take_while(|a| (a.nr, a.zusatz) == n).count()]
    }

    /// Costs of the place: that of the street, or an Ortsteil (all of the street if `ortsteil` is not given).
    pub(super) fn ort_kosten(&self, frage: &Frage<'_>, strasse: u32, ortsteil: Option<u32>) -> u16 {
        if matches!(frage.ort, OrtLage::Offen | OrtLage::Fremd) {
            return 0;
        }
        let ort = self.strassen.get(strasse as usize).map(|s| s.ort);
        let kosten = ort.map_or(ORT_FREMD, |o| self.ort_abstand(frage, o));
        if kosten == 0 {
            return 0;
        }
        let teile = self.ortsteile_von(strasse);
        let teile = ortsteil.as_ref().map_or(teile, std::slice::from_ref);
        let andere = teile.iter().map(|o| self.ort_abstand(frage, *o));
        andere.min().map_or(kosten, |k| k.min(kosten))
    }

    fn ort_abstand(&self, frage: &Frage<'_>, ort: u32) -> u16 {
        if frage.ort_nr() == Some(ort) {
            return 0;
        }
        let form = self.orte.get(ort as usize).map_or("", |o| &o.form);
        let fehler = damerau(&frage.ort_form, form, 2).map(u16::from);
        let fehler = match frage.ort {
            // No place has the typed name: the nearest cost nothing, the others what they are farther away.
            OrtLage::Unklar | OrtLage::Aehnlich(_) => fehler.map(|f| f.saturating_sub(1)),
            _ => fehler,
        };
        fehler.map_or(ORT_FREMD, |f| f * ZEICHEN_FREMD)
    }

    /// The candidate as it is shown.
    pub(super) fn vorschlag(&self, b: &Bewertet) -> Vorschlag {
        let f = &b.fundort;
        let einheit = match self.funde(f, &super::stufen::Umstand::default(), true).as_slice() {
            [erster, rest @ ..] if rest.iter().all(|r| r.einheit == erster.einheit) => Some(erster.einheit),
            _ => None,
        };
        self.vorschlag_mit(f, b.aehnlichkeit, einheit)
    }

    pub(super) fn vorschlag_mit(&self, f: &Fundort, aehnlichkeit: f32, einheit: Option<u32>) -> Vorschlag {
        let strasse = self.strassen.get(f.strasse as usize);
        let plz = f.adresse.map_or(KEINE, |a| a.plz);
        let plz = match (plz, self.plz_von(f.strasse)) {
            (KEINE, [eine]) => *eine,
            (plz, _) => plz,
        };
        let notiz = self.namen.notiz(f.notiz);
        let abgebrochen = f
            .adresse
            .is_some_and(|a| a.status == AdressStatus::Abgebrochen)
            .then_some("Gebäude abgebrochen");
        Vorschlag {
            strasse: strasse.map(|s| s.name.to_string()).unwrap_or_default(),
            schluessel: strasse.map(|s| s.schluessel.to_string()).unwrap_or_default(),
            hausnummer: f.nummer,
            plz: plz_text(plz),
            ort: strasse
                .map(|s| self.ort_name(s.ort).to_owned())
                .unwrap_or_default(),
            ortsteil: f
                .adresse
                .map(|a| self.ort_name(a.ortsteil).to_owned())
                .unwrap_or_default(),
            einheit,
            punkt: f.adresse.and_then(|a| a.punkt()),
            aehnlichkeit,
            hinweis: abgebrochen.or(notiz).map(str::to_owned),
        }
    }
}

/// Five digits, or empty.
pub(super) fn plz_text(plz: u32) -> String {
    if plz == KEINE {
        String::new()
    } else {
        plz_schreiben(plz)
    }
}

fn plz_kosten(frage: &Frage<'_>, plz: u32) -> u16 {
    let text = frage.anschrift.plz.trim();
    if plz == KEINE || text.is_empty() || frage.plz == Some(plz) {
        return 0;
    }
    let (z, ab) = plz_ziffern(plz);
    let fehler = std::str::from_utf8(&z[ab..])
        .ok()
        .and_then(|z| damerau(text, z, 2));
    fehler.map_or(PLZ_FREMD, |f| u16::from(f) * ZEICHEN_FREMD)
}

/// Likeness: the smaller of that of the street name and that of the whole line.
fn aehnlichkeit(frage: &Frage<'_>, kosten: u16, fehler_name: u8) -> f32 {
    let zeichen = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX).max(1));
    let a = frage.anschrift;
    let name = 1.0 - f32::from(fehler_name) / zeichen(frage.form.len());
    let ganz = frage.form.len() + a.hausnummer.trim().len() + a.plz.trim().len() + frage.ort_form.len();
    let zeile = 1.0 - f32::from(kosten) / 10.0 / zeichen(ganz);
    name.min(zeile).clamp(0.0, 1.0)
}
