//! Collects streets, ranges, addresses, polygons and exceptions and builds the register from them.

use std::collections::HashMap;

use geo::MultiPolygon;

use super::namen::{Namen, Verweis};
use super::teile::{Adresse, BauFehler, Strasse, Strassenbereich};
use super::{
    AdresseEintrag, Ausnahme, BereichEintrag, EinheitNr, KEINE, OHNE_PUNKT, OrtEintrag, Register,
    StrasseEintrag, StrasseNr,
};
use crate::flaeche::Flaechen;
use crate::{Hausnummer, Punkt, normalform};

/// Collects the parts; [`RegisterBauer::bauen`] finishes.
#[derive(Debug, Default)]
pub struct RegisterBauer {
    strassen: Vec<(Strasse, u32)>,
    /// (street, PLZ) from rows that name a street again.
    weitere_plz: Vec<(u32, u32)>,
    nach_schluessel: HashMap<(Box<str>, u32, Box<str>), u32>,
    adressen: Vec<(u32, AdresseEintrag)>,
    bereiche: Vec<(u32, BereichEintrag)>,
    orte: Vec<OrtEintrag>,
    orte_nach_form: HashMap<Box<str>, u32>,
    flaechen: Vec<(EinheitNr, MultiPolygon<f64>)>,
    personen: HashMap<Box<str>, Ausnahme>,
    ausnahmen: HashMap<(u32, u16, u8), Ausnahme>,
    einheiten: HashMap<u32, Box<str>>,
}

impl RegisterBauer {
    /// Empty builder.
    #[must_use]
    pub fn neu() -> Self {
        Self::default()
    }

    /// Tells the name of a unit, for the trace.
    pub fn einheit(&mut self, einheit: EinheitNr, name: &str) {
        self.einheiten.insert(einheit, name.into());
    }

    /// Adds a street, or returns the number it already has (same key, place and comparison form). Other names
    /// and the PLZ of a street named again are added to what is known of it.
    pub fn strasse(&mut self, strasse: Strasse) -> StrasseNr {
        let ort = self.ort(&strasse.ort);
        let form = normalform::strasse(&strasse.name);
        let neu = u32::try_from(self.strassen.len()).unwrap_or(KEINE);
        let nr = *self
            .nach_schluessel
            .entry((strasse.schluessel.as_str().into(), ort, form.into()))
            .or_insert(neu);
        if nr == neu {
            self.strassen.push((strasse, ort));
        } else if let Some((bekannt, _)) = self.strassen.get_mut(nr as usize) {
            if strasse.plz != bekannt.plz
                && let Some(plz) = strasse.plz.as_deref().and_then(|p| plz_lesen(p).ok())
            {
                self.weitere_plz.push((nr, plz));
            }
            for alias in strasse.aliase {
                if !bekannt.aliase.contains(&alias) {
                    bekannt.aliase.push(alias);
                }
            }
        }
        StrasseNr(nr)
    }

    /// Adds a range.
    ///
    /// # Errors
    /// [`BauFehler`] if the PLZ is none or the street is unknown.
    pub fn bereich(&mut self, b: Strassenbereich) -> Result<(), BauFehler> {
        let Strassenbereich {
            strasse,
            bereich,
            plz,
            einheit,
            zeile,
        } = b;
        self.kennt(strasse)?;
        let plz = plz.map_or(Ok(KEINE), |p| plz_lesen(&p))?;
        self.bereiche.push((
            strasse.0,
            BereichEintrag {
                bereich,
                plz,
                einheit,
                zeile,
            },
        ));
        Ok(())
    }

    /// Adds a register point.
    ///
    /// # Errors
    /// [`BauFehler`] if the PLZ is none, the point is impossible or the street is unknown.
    pub fn adresse(&mut self, a: &Adresse) -> Result<(), BauFehler> {
        self.kennt(a.strasse)?;
        let plz = plz_lesen(&a.plz)?;
        let (lat, lon) = a.punkt.map_or(Ok((OHNE_PUNKT, OHNE_PUNKT)), packe_punkt)?;
        let (nr, zusatz) = a.hausnummer.map_or((0, 0), Hausnummer::gepackt);
        let ortsteil = if a.ortsteil.is_empty() {
            KEINE
        } else {
            self.ort(&a.ortsteil)
        };
        let einheit = a.einheit.unwrap_or(KEINE);
        let eintrag = AdresseEintrag {
            nr,
            zusatz,
            status: a.status,
            plz,
            ortsteil,
            einheit,
            zeile: a.zeile,
            lat,
            lon,
        };
        self.adressen.push((a.strasse.0, eintrag));
        Ok(())
    }

    /// Assigns an Ortsteil as a whole.
    pub fn ortsteil(&mut self, name: &str, einheit: EinheitNr) {
        let nr = self.ort(name);
        if let Some(ort) = self.orte.get_mut(nr as usize) {
            ort.einheit = einheit;
        }
    }

    /// Adds the polygon of a unit (WGS 84, x = lon, y = lat).
    pub fn flaeche(&mut self, einheit: EinheitNr, flaeche: MultiPolygon<f64>) {
        self.flaechen.push((einheit, flaeche));
    }

    /// Lays down the unit of one person, with the reason.
    pub fn ausnahme_person(&mut self, person: &str, einheit: EinheitNr, notiz: &str) {
        self.personen.insert(
            person.into(),
            Ausnahme {
                einheit,
                notiz: notiz.into(),
            },
        );
    }

    /// Lays down the unit of one address, with the reason.
    ///
    /// # Errors
    /// [`BauFehler::Strasse`] if the street is unknown.
    pub fn ausnahme_adresse(
        &mut self,
        strasse: StrasseNr,
        hausnummer: Hausnummer,
        einheit: EinheitNr,
        notiz: &str,
    ) -> Result<(), BauFehler> {
        self.kennt(strasse)?;
        let (nr, zusatz) = hausnummer.gepackt();
        self.ausnahmen.insert(
            (strasse.0, nr, zusatz),
            Ausnahme {
                einheit,
                notiz: notiz.into(),
            },
        );
        Ok(())
    }

    /// Sorts everything and builds the indexes.
    #[must_use]
    pub fn bauen(mut self) -> Register {
        self.adressen
            .sort_by_key(|(s, a)| (*s, a.nr, a.zusatz, a.plz, a.ortsteil, a.zeile));
        self.bereiche.sort_by_key(|(s, b)| {
            (
                *s,
                b.bereich.map_or((u16::MAX, 0), |b| b.von().gepackt()),
                b.zeile,
            )
        });
        let mut verweise: Vec<(String, Verweis)> = Vec::with_capacity(self.strassen.len());
        let mut notizen: Vec<Box<str>> = Vec::new();
        let mut strassen = Vec::with_capacity(self.strassen.len());
        let (mut plz_vorrat, mut ortsteil_vorrat) = (Vec::new(), Vec::new());
        self.weitere_plz.sort_unstable();
        let (mut a, mut b, mut p) = (0, 0, 0);
        for (nr, (strasse, ort)) in (0_u32..).zip(self.strassen) {
            let adressen = lauf(&self.adressen, &mut a, nr);
            let bereiche = lauf(&self.bereiche, &mut b, nr);
            let eigene = strasse.plz.as_deref().and_then(|p| plz_lesen(p).ok());
            let punkte = &self.adressen[adressen.start as usize..adressen.end as usize];
            let stuecke = &self.bereiche[bereiche.start as usize..bereiche.end as usize];
            let weitere = lauf(&self.weitere_plz, &mut p, nr);
            let weitere = &self.weitere_plz[weitere.start as usize..weitere.end as usize];
            let eigene = eigene.into_iter().chain(weitere.iter().map(|(_, p)| *p));
            let plz = eigene.chain(punkte.iter().map(|(_, p)| p.plz));
            let plz = vorrat(&mut plz_vorrat, plz.chain(stuecke.iter().map(|(_, s)| s.plz)));
            let ortsteile = vorrat(&mut ortsteil_vorrat, punkte.iter().map(|(_, p)| p.ortsteil));
            let mut verweis = |name: &str, notiz: u32| {
                let v = Verweis {
                    strasse: nr,
                    ort,
                    notiz,
                };
                verweise.push((normalform::strasse(name), v));
            };
            verweis(&strasse.name, KEINE);
            // Directories tell streets of one name apart by a bracket, "Schulstr. (Porz)"; people leave it out.
            if let Some((kurz, _)) = strasse.name.split_once('(') {
                verweis(kurz.trim_end(), KEINE);
            }
            let eigene_form = normalform::strasse(&strasse.name);
            for (alias, notiz) in &strasse.aliase {
                // Another spelling of the same name is no other name.
                if normalform::strasse(alias) == eigene_form {
                    continue;
                }
                verweis(alias, u32::try_from(notizen.len()).unwrap_or(KEINE));
                notizen.push(if notiz.is_empty() {
                    ["auch „", alias, "“"].concat().into()
                } else {
                    ["auch „", alias, "“ (", notiz, ")"].concat().into()
                });
            }
            let (schluessel, name) = (strasse.schluessel.into(), strasse.name.into());
            strassen.push(StrasseEintrag {
                schluessel,
                name,
                ort,
                adressen,
                bereiche,
                plz,
                ortsteile,
            });
        }
        for ort in &ortsteil_vorrat {
            if let Some(o) = self.orte.get_mut(*ort as usize) {
                o.als_ortsteil = true;
            }
        }
        let mut plz_alle = plz_vorrat.clone();
        plz_alle.sort_unstable();
        plz_alle.dedup();
        Register {
            strassen,
            adressen: self.adressen.into_iter().map(|(_, a)| a).collect(),
            bereiche: self.bereiche.into_iter().map(|(_, b)| b).collect(),
            orte: self.orte,
            orte_nach_form: self.orte_nach_form,
            plz_vorrat,
            ortsteil_vorrat,
            plz_alle,
            namen: Namen::bauen(verweise, notizen),
            flaechen: Flaechen::neu(self.flaechen),
            personen: self.personen,
            ausnahmen: self.ausnahmen,
            einheiten: self.einheiten,
        }
    }

    fn kennt(&self, strasse: StrasseNr) -> Result<(), BauFehler> {
        if (strasse.0 as usize) < self.strassen.len() {
            Ok(())
        } else {
            Err(BauFehler::Strasse)
        }
    }

    fn ort(&mut self, name: &str) -> u32 {
        let form: Box<str> = normalform::ort(name).into();
        if let Some(&nr) = self.orte_nach_form.get(&form) {
            return nr;
        }
        let nr = u32::try_from(self.orte.len()).unwrap_or(KEINE);
        self.orte.push(OrtEintrag {
            name: name.trim().into(),
            form: form.clone(),
            einheit: KEINE,
            als_ortsteil: false,
        });
        self.orte_nach_form.insert(form, nr);
        nr
    }
}

/// The stretch of rows that belong to street `nr`, starting at `*i`.
fn lauf<T>(zeilen: &[(u32, T)], i: &mut usize, nr: u32) -> std::ops::Range<u32> {
    let start = *i;
    while zeilen.get(*i).is_some_and(|(s, _)| *s == nr) {
        *i += 1;
    }
    u32::try_from(start).unwrap_or(KEINE)..u32::try_from(*i).unwrap_or(KEINE)
}

fn vorrat(pool: &mut Vec<u32>, werte: impl Iterator<Item = u32>) -> std::ops::Range<u32> {
    let mut eigene: Vec<u32> = werte.filter(|w| *w != KEINE).collect();
    eigene.sort_unstable();
    eigene.dedup();
    let start = u32::try_from(pool.len()).unwrap_or(KEINE);
    pool.extend(eigene);
    start..u32::try_from(pool.len()).unwrap_or(KEINE)
}

/// Digits as a number; empty = none.
fn plz_lesen(text: &str) -> Result<u32, BauFehler> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(KEINE);
    }
    plz_zahl(text).ok_or_else(|| BauFehler::Plz(text.chars().take(12).collect()))
}

/// What lies above all German PLZ: Austrian and Swiss ones have four digits, and 1067 is another place than 01067.
const VIERSTELLIG: u32 = 100_000;

/// Five or four digits as a number.
pub(super) fn plz_zahl(text: &str) -> Option<u32> {
    let mehr = match text.len() {
        5 => 0,
        4 => VIERSTELLIG,
        _ => return None,
    };
    let zahl: u32 = text
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()?;
    Some(zahl + mehr)
}

/// The digits of the number and where they begin, without an allocation.
pub(super) fn plz_ziffern(zahl: u32) -> ([u8; 5], usize) {
    let (mut rest, ab) = match zahl.checked_sub(VIERSTELLIG) {
        Some(vier) => (vier, 1),
        None => (zahl, 0),
    };
    let mut z = [b'0'; 5];
    for stelle in z.iter_mut().rev() {
        *stelle = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    (z, ab)
}

/// The number as it is written.
pub(super) fn plz_schreiben(zahl: u32) -> String {
    let (z, ab) = plz_ziffern(zahl);
    String::from_utf8_lossy(&z[ab..]).into_owned()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees within ±180 times a million fit into i32"
)]
fn packe_punkt(p: Punkt) -> Result<(i32, i32), BauFehler> {
    if !(p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0) {
        return Err(BauFehler::Punkt);
    }
    Ok(((p.lat * 1e6).round() as i32, (p.lon * 1e6).round() as i32))
}
