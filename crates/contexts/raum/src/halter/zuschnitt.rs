//! One version of the boundaries, ready for questions. Immutable, so every answer is a pure function of it (INV-R4).

use std::collections::{HashMap, HashSet};

use base::{Id, Punkt};
use uuid::Uuid;
use zuordnung::{Anfrage, EinheitNr, Hausnummer, Register};

use crate::{AdressVorschlag, Adresse, GliederungKurz, RaumKurz, Raumeinheit};

/// Key of a register point: number of the street in `strassen`, house number, letter (0 = none).
pub(super) type AdressKey = (u32, u16, u8, Uuid);

/// A version of the boundaries with its register.
pub struct Zuschnitt {
    /// Which version.
    pub gliederung: GliederungKurz,
    /// State of the register this was built from.
    pub registerstand: i64,
    /// The engine's tables; its units are numbers in `raeume`.
    pub register: Register,
    pub(super) raeume: Vec<(RaumKurz, Option<u32>)>,
    pub(super) nach_id: HashMap<Uuid, u32>,
    pub(super) strassen: HashMap<Box<str>, u32>,
    pub(super) adressen: Vec<AdressKey>,
}

impl Zuschnitt {
    /// The Raum behind a number of the engine.
    #[must_use]
    pub fn raum(&self, nr: EinheitNr) -> Option<&RaumKurz> {
        self.raeume.get(nr as usize).map(|(r, _)| r)
    }

    /// The number the engine knows a Raum by.
    #[must_use]
    pub fn nummer(&self, id: Id<Raumeinheit>) -> Option<EinheitNr> {
        self.nach_id.get(&id.uuid()).copied()
    }

    /// All units of all levels.
    pub fn alle_raeume(&self) -> impl Iterator<Item = &RaumKurz> {
        self.raeume.iter().map(|(r, _)| r)
    }

    /// Per unit without units below it: itself and all above it, from the bottom up.
    #[must_use]
    pub fn ketten(&self) -> Vec<Vec<RaumKurz>> {
        let hat_kinder: HashSet<u32> = self.raeume.iter().filter_map(|(_, e)| *e).collect();
        (0..u32::try_from(self.raeume.len()).unwrap_or(0))
            .filter(|nr| !hat_kinder.contains(nr))
            .map(|nr| self.ebenen(nr).into_iter().rev().collect())
            .collect()
    }

    /// The Raum with this code.
    #[must_use]
    pub fn mit_code(&self, code: &str) -> Option<&RaumKurz> {
        self.raeume.iter().map(|(r, _)| r).find(|r| r.code == code)
    }

    /// The Raum and all above it, top first.
    #[must_use]
    pub fn ebenen(&self, nr: EinheitNr) -> Vec<RaumKurz> {
        let mut kette = Vec::new();
        let mut naechster = Some(nr);
        while let Some((raum, eltern)) = naechster.and_then(|n| self.raeume.get(n as usize)) {
            kette.push(raum.clone());
            // levels are few; a cycle in the table must not hang a page
            naechster = eltern.filter(|_| kette.len() < 8);
        }
        kette.reverse();
        kette
    }

    /// Key of the register point.
    #[must_use]
    pub fn adresse(&self, schluessel: &str, nummer: Option<Hausnummer>) -> Option<Id<Adresse>> {
        let strasse = *self.strassen.get(schluessel)?;
        let (nr, zusatz) = nummer.map_or((0, 0), |n| {
            (n.nr(), n.zusatz().and_then(|z| u8::try_from(z).ok()).unwrap_or(0))
        });
        let i = self
            .adressen
            .binary_search_by_key(&(strasse, nr, zusatz), |a| (a.0, a.1, a.2))
            .ok()?;
        self.adressen.get(i).map(|a| Id::von(a.3))
    }

    /// The engine's suggestion in the words of this room.
    #[must_use]
    pub fn vorschlag(&self, v: &zuordnung::Vorschlag) -> AdressVorschlag {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 0 ..= 100"
        )]
        let prozent = (v.aehnlichkeit * 100.0).round().clamp(0.0, 100.0) as u8;
        AdressVorschlag {
            id: v.hausnummer.and_then(|n| self.adresse(&v.schluessel, Some(n))),
            zeile: v.zeile(),
            strasse: v.strasse.clone(),
            hausnummer: v.hausnummer.map(|n| n.to_string()).unwrap_or_default(),
            plz: v.plz.clone(),
            ort: v.ort.clone(),
            raum: v.einheit.and_then(|e| self.raum(e)).cloned(),
            punkt: v.punkt.map(punkt),
            aehnlichkeit_prozent: prozent,
            hinweis: v.hinweis.clone(),
        }
    }

    /// At most `n` streets or addresses for what has been typed so far.
    #[must_use]
    pub fn vorschlaege(&self, text: &str, n: usize) -> Vec<AdressVorschlag> {
        self.register
            .vorschlaege(text, n)
            .iter()
            .map(|v| self.vorschlag(v))
            .collect()
    }

    /// As [`Self::vorschlaege`], and behind them streets whose name is alike: what was typed may be the name of another
    /// street by one wrong letter.
    #[must_use]
    pub fn vorschlaege_und_aehnliche(&self, text: &str, n: usize) -> Vec<AdressVorschlag> {
        const BUCHSTABEN: usize = 4;
        let mut alle = self.register.vorschlaege(text, n);
        if alle.len() < n && text.chars().filter(|c| c.is_alphabetic()).count() >= BUCHSTABEN {
            for v in self.register.aehnliche(&Anfrage::aus_text(text), n) {
                let da =
                    |a: &zuordnung::Vorschlag| (&a.schluessel, a.hausnummer) == (&v.schluessel, v.hausnummer);
                if alle.len() < n && !alle.iter().any(da) {
                    alle.push(v);
                }
            }
        }
        alle.iter().map(|v| self.vorschlag(v)).collect()
    }
}

/// The engine's point as that of the house.
pub(crate) const fn punkt(p: zuordnung::Punkt) -> Punkt {
    Punkt {
        lat: p.lat,
        lon: p.lon,
    }
}
