//! What the search looks at for every offer, packed together: a hundred thousand of them are gone through for one
//! question, so nothing here leads to another place in memory that is not needed.

use amt::go::Mobilitaet;
use base::{Punkt, Tri};

use crate::{
    Bedarf, Suchprofil,
    codes::{AngebotStatus, Ortsform},
    kandidat::{Kandidat, sektor_bit, thema_bit},
    rules::{
        barrierefreiheit::{Besuch, Passung, passung},
        rangfolge::{besuch, zaehlt_unterwegs},
        zeiten::Fenster,
    },
};

/// Kinds of visits that the needs tell apart: long or short, by public transport or not.
const BESUCHE: usize = 4;
const LANG_MINUTEN: u32 = 61;
const KURZ_MINUTEN: u32 = 60;
const ERDRADIUS_M: f64 = 6_371_000.0;

/// The packed part of one offer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kern {
    /// Place in the order of titles.
    pub titelrang: u32,
    themen: u32,
    sprachen: u128,
    /// Highest price of one visit; 0 when free, unknown prices are never too high.
    kosten: i64,
    alter: (u16, u16),
    sektoren: u8,
    aktiv: bool,
    /// Free places are reported, with the day of the report.
    frei_gemeldet: bool,
    oeffentlich: bool,
    /// The place is that of a private person who did not agree to have it shown.
    ort_verdeckt: bool,
    pub ortsform: Ortsform,
    zeiten_unklar: bool,
    passungen: [[Passung; BESUCHE]; Bedarf::ALLE.len()],
    fenster: (u32, u8),
    stellen: (u32, u8),
}

/// The packed parts of all offers.
#[derive(Debug, Default)]
pub(crate) struct Kerne {
    pub alle: Vec<Kern>,
    fenster: Vec<Fenster>,
    /// Directions from the middle of the earth; `NaN` where the place is unknown.
    richtungen: Vec<[f64; 3]>,
    sprachen: Vec<Box<str>>,
}

/// A question in the same packed form.
pub(crate) struct Suchkern {
    themen: u32,
    sektor: u8,
    sprachen: Option<u128>,
    kosten: i64,
    alter: Option<u16>,
    wann: Option<crate::Wann>,
    nur_oeffentlich: bool,
    zu_hause: bool,
    nur_frei: bool,
    besuch: usize,
    /// Needs, and whether each still counts where one does not have to go.
    bedarfe: Vec<(usize, bool)>,
    von: Vec<[f64; 3]>,
    radius_m: u32,
}

/// How an offer stands to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wertung {
    pub ausserhalb: bool,
    pub passung: Passung,
    /// `u32::MAX` when unknown.
    pub entfernung: u32,
    /// Which of the places is the nearest.
    pub stelle: usize,
}

impl Wertung {
    /// The order of Fachkonzept 7.2 as one number: reachable, then known to fit, then near, then by title.
    pub fn schluessel(self, titelrang: u32) -> u128 {
        u128::from(self.ausserhalb) << 72
            | (self.passung as u128) << 64
            | u128::from(self.entfernung) << 32
            | u128::from(titelrang)
    }
}

const fn besuchsart(b: Besuch) -> usize {
    (b.minuten > KURZ_MINUTEN) as usize | (b.mit_oepnv as usize) << 1
}

fn richtung(p: Punkt) -> [f64; 3] {
    let (lat, lon) = (p.lat.to_radians(), p.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// Metres along the ground between two directions.
fn meter(a: &[f64; 3], b: &[f64; 3]) -> u32 {
    let quadrat: f64 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
    let m = 2.0 * ERDRADIUS_M * (quadrat.sqrt() / 2.0).min(1.0).asin();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ..= half the circumference"
    )]
    {
        m.round() as u32
    }
}

fn anzahl(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

impl Kerne {
    /// Packs what the search keeps of the offers.
    pub fn packen(kandidaten: &[Kandidat]) -> Self {
        let mut nach_titel: Vec<usize> = (0..kandidaten.len()).collect();
        nach_titel.sort_unstable_by(|a, b| {
            let (a, b) = (&kandidaten[*a], &kandidaten[*b]);
            a.sortierung.cmp(&b.sortierung).then_with(|| a.id.cmp(&b.id))
        });
        let mut raenge = vec![0u32; kandidaten.len()];
        for (rang, i) in nach_titel.into_iter().enumerate() {
            raenge[i] = u32::try_from(rang).unwrap_or(u32::MAX);
        }
        let mut k = Self::default();
        k.alle = kandidaten.iter().zip(raenge).map(|(c, r)| k.kern(c, r)).collect();
        k
    }

    fn kern(&mut self, c: &Kandidat, titelrang: u32) -> Kern {
        let mut passungen = [[Passung::Erfuellt; BESUCHE]; Bedarf::ALLE.len()];
        for (je_bedarf, bedarf) in passungen.iter_mut().zip(Bedarf::ALLE) {
            for minuten in [KURZ_MINUTEN, LANG_MINUTEN] {
                for mit_oepnv in [false, true] {
                    let b = Besuch { minuten, mit_oepnv };
                    je_bedarf[besuchsart(b)] = passung(&c.barrieren, &[*bedarf], b);
                }
            }
        }
        let fenster = (self.stelle(self.fenster.len()), anzahl(c.fenster.len()));
        self.fenster.extend_from_slice(&c.fenster);
        let stellen = (self.stelle(self.richtungen.len()), anzahl(c.stellen.len()));
        let unbekannt = [f64::NAN; 3];
        self.richtungen
            .extend(c.stellen.iter().map(|s| s.punkt.map_or(unbekannt, richtung)));
        Kern {
            titelrang,
            themen: c.themen,
            sprachen: c
                .sprachen
                .split(' ')
                .filter(|s| !s.is_empty())
                .fold(0, |m, s| m | self.neue_sprache(s)),
            kosten: match (c.kostenlos, c.kosten) {
                (Tri::Ja, _) | (_, None) => 0,
                (_, Some(cent)) => cent.0,
            },
            alter: (c.alter.0.unwrap_or(0), c.alter.1.unwrap_or(u16::MAX)),
            sektoren: c.sektoren,
            aktiv: c.status == AngebotStatus::Aktiv,
            frei_gemeldet: matches!(c.frei, Some((n, Some(_))) if n > 0),
            oeffentlich: c.oeffentlich,
            ort_verdeckt: !c.kontakt_offen,
            ortsform: c.ortsform,
            zeiten_unklar: c.zeiten_unklar,
            passungen,
            fenster,
            stellen,
        }
    }

    fn stelle(&self, n: usize) -> u32 {
        u32::try_from(n).unwrap_or(u32::MAX)
    }

    /// The bit of a language. Beyond 128 languages it counts as unknown: nothing is hidden for it.
    fn neue_sprache(&mut self, code: &str) -> u128 {
        let stelle = self
            .sprachen
            .iter()
            .position(|s| **s == *code)
            .unwrap_or_else(|| {
                self.sprachen.push(code.into());
                self.sprachen.len() - 1
            });
        u32::try_from(stelle)
            .ok()
            .and_then(|s| 1u128.checked_shl(s))
            .unwrap_or(0)
    }

    /// Packs a question.
    pub fn suchkern(&self, p: &Suchprofil, radius_m: u32) -> Suchkern {
        let sprache = |s: &String| {
            let stelle = self.sprachen.iter().position(|da| **da == **s)?;
            1u128.checked_shl(u32::try_from(stelle).ok()?)
        };
        Suchkern {
            themen: p.themen.iter().fold(0, |m, t| m | thema_bit(*t)),
            sektor: p.sektor.map_or(0, sektor_bit),
            sprachen: (!p.sprachen.is_empty())
                .then(|| p.sprachen.iter().filter_map(sprache).fold(0, |m, b| m | b)),
            kosten: p.kosten_hoechstens.map_or(i64::MAX, |c| c.0),
            alter: p.alter,
            wann: p.wann,
            nur_oeffentlich: p.nur_oeffentlich,
            zu_hause: p.mobilitaet == Mobilitaet::ZuHause,
            nur_frei: p.nur_mit_freien_plaetzen,
            besuch: besuchsart(besuch(p)),
            bedarfe: p
                .bedarfe
                .iter()
                .map(|b| (*b as usize, !zaehlt_unterwegs(*b)))
                .collect(),
            von: p
                .punkt
                .iter()
                .chain(&p.eigene_orte)
                .map(|p| richtung(*p))
                .collect(),
            radius_m,
        }
    }

    /// `None` when the offer is not for this question.
    pub fn werten(&self, k: &Kern, s: &Suchkern) -> Option<Wertung> {
        let vor_ort = k.ortsform == Ortsform::VorOrt;
        let passt = k.aktiv
            && (k.oeffentlich || !s.nur_oeffentlich)
            && !(s.zu_hause && vor_ort)
            && (k.frei_gemeldet || !s.nur_frei)
            && (s.themen == 0 || k.themen & s.themen != 0)
            && (s.sektor == 0 || k.sektoren == 0 || k.sektoren & s.sektor != 0)
            && k.kosten <= s.kosten
            && s.alter.is_none_or(|a| k.alter.0 <= a && a <= k.alter.1)
            && s.sprachen.is_none_or(|m| k.sprachen == 0 || k.sprachen & m != 0)
            && s.wann.is_none_or(|w| {
                let von = k.fenster.0 as usize;
                let alle = self.fenster.get(von..von + usize::from(k.fenster.1));
                k.zeiten_unklar || alle.unwrap_or_default().iter().any(|f| f.passt(w))
            });
        if !passt {
            return None;
        }
        let passung = s
            .bedarfe
            .iter()
            .filter(|(_, auch_daheim)| vor_ort || *auch_daheim)
            .map(|(b, _)| k.passungen[*b][s.besuch])
            .max()
            .unwrap_or(Passung::Erfuellt);
        if passung == Passung::Nicht {
            return None;
        }
        let (entfernung, stelle) = self.naechste(k, s);
        let ausserhalb = vor_ort && !s.von.is_empty() && entfernung > s.radius_m;
        Some(Wertung {
            ausserhalb,
            passung,
            entfernung,
            stelle,
        })
    }

    fn naechste(&self, k: &Kern, s: &Suchkern) -> (u32, usize) {
        if k.ort_verdeckt && s.nur_oeffentlich {
            // even a distance would tell, asked from three sides
            return (u32::MAX, 0);
        }
        let von = k.stellen.0 as usize;
        let stellen = self.richtungen.get(von..von + usize::from(k.stellen.1));
        let mut beste = (u32::MAX, 0);
        for (i, r) in stellen.unwrap_or_default().iter().enumerate() {
            if r[0].is_nan() {
                continue;
            }
            for a in &s.von {
                beste = beste.min((meter(a, r), i));
            }
        }
        beste
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn die_entfernung_ist_die_des_fachkonzepts() {
        // T-032 and some others, to the metre
        let zuhause = Punkt {
            lat: 54.3233,
            lon: 10.1394,
        };
        for (lat, lon) in [
            (54.3213, 10.1349),
            (54.34, 10.12),
            (54.3525, 10.151),
            (47.0, -120.0),
            (54.3233, 10.1394),
        ] {
            let p = Punkt { lat, lon };
            assert_eq!(
                meter(&richtung(zuhause), &richtung(p)),
                base::abstand_m(zuhause, p),
                "{p:?}"
            );
        }
    }

    #[test]
    fn der_schluessel_ordnet_wie_das_fachkonzept() {
        let w = |ausserhalb, passung, entfernung| Wertung {
            ausserhalb,
            passung,
            entfernung,
            stelle: 0,
        };
        let reihe = [
            w(false, Passung::Erfuellt, 5).schluessel(9),
            w(false, Passung::Erfuellt, u32::MAX).schluessel(1),
            w(false, Passung::Unklar, 0).schluessel(0),
            w(true, Passung::Erfuellt, 7).schluessel(2),
            w(true, Passung::Erfuellt, 7).schluessel(3),
        ];
        assert!(reihe.is_sorted() && reihe.windows(2).all(|p| p[0] < p[1]));
    }
}
