//! The register: compact tables and indexes for look-up and type-ahead.
//!
//! Addresses lie in one array, sorted by street, number and letter; streets point into it. That is 32 bytes
//! per address, so a million addresses take some 35 MB with all indexes.

mod auswahl;
mod bauer;
mod frage;
mod lesarten;
mod namen;
mod nummern;
mod stufen;
mod teile;
mod tippen;
mod vorschlag;
mod zuordnen;

use std::collections::HashMap;
use std::ops::Range;

pub use bauer::RegisterBauer;
pub use stufen::Stufenergebnis;
pub use teile::{AdressStatus, Adresse, BauFehler, Strasse, Strassenbereich};
pub use vorschlag::SCHWELLE_ANNAHME;

use crate::flaeche::Flaechen;
use crate::{Bereich, Hausnummer, Punkt};
use namen::Namen;

/// Number of a unit, given by the caller.
pub type EinheitNr = u32;

/// Number of a street in the order of adding to the [`RegisterBauer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StrasseNr(pub(crate) u32);

/// Stands for "none" in the packed tables.
pub(crate) const KEINE: u32 = u32::MAX;
/// Stands for "no coordinate".
pub(crate) const OHNE_PUNKT: i32 = i32::MIN;

#[derive(Debug)]
pub(crate) struct StrasseEintrag {
    pub schluessel: Box<str>,
    pub name: Box<str>,
    /// Index into the place names.
    pub ort: u32,
    pub adressen: Range<u32>,
    pub bereiche: Range<u32>,
    /// All PLZ of the street, ascending, in the shared pool.
    pub plz: Range<u32>,
    /// All Ortsteile of the street's addresses, ascending, in the shared pool.
    pub ortsteile: Range<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AdresseEintrag {
    pub nr: u16,
    pub zusatz: u8,
    pub status: AdressStatus,
    pub plz: u32,
    pub ortsteil: u32,
    pub einheit: u32,
    pub zeile: u32,
    /// Millionths of a degree (Dec(9,6) of the Fachkonzept).
    pub lat: i32,
    pub lon: i32,
}

impl AdresseEintrag {
    pub(crate) fn punkt(&self) -> Option<Punkt> {
        (self.lat != OHNE_PUNKT).then(|| Punkt {
            lat: f64::from(self.lat) / 1e6,
            lon: f64::from(self.lon) / 1e6,
        })
    }

    pub(crate) fn hausnummer(&self) -> Option<Hausnummer> {
        Hausnummer::entpackt(self.nr, self.zusatz)
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct BereichEintrag {
    /// `None`: the street as a whole, asked only where no numbered range fits.
    pub bereich: Option<Bereich>,
    pub plz: u32,
    pub einheit: u32,
    pub zeile: u32,
}

#[derive(Debug)]
pub(crate) struct OrtEintrag {
    pub name: Box<str>,
    pub form: Box<str>,
    /// Unit of the place as Ortsteil, or [`KEINE`].
    pub einheit: u32,
    /// Whether any address names it as its Ortsteil.
    pub als_ortsteil: bool,
}

/// An exception laid down by a person, with its note.
#[derive(Debug, Clone)]
pub(crate) struct Ausnahme {
    pub einheit: u32,
    pub notiz: Box<str>,
}

/// The finished register. Immutable; look-ups need `&self` only and are pure (INV-R4).
#[derive(Debug)]
pub struct Register {
    pub(crate) strassen: Vec<StrasseEintrag>,
    pub(crate) adressen: Vec<AdresseEintrag>,
    pub(crate) bereiche: Vec<BereichEintrag>,
    pub(crate) orte: Vec<OrtEintrag>,
    pub(crate) orte_nach_form: HashMap<Box<str>, u32>,
    pub(crate) plz_vorrat: Vec<u32>,
    pub(crate) ortsteil_vorrat: Vec<u32>,
    /// All PLZ of the register, ascending.
    pub(crate) plz_alle: Vec<u32>,
    pub(crate) namen: Namen,
    pub(crate) flaechen: Flaechen,
    pub(crate) personen: HashMap<Box<str>, Ausnahme>,
    pub(crate) ausnahmen: HashMap<(u32, u16, u8), Ausnahme>,
    pub(crate) einheiten: HashMap<u32, Box<str>>,
}

impl Register {
    /// Number of addresses.
    #[must_use]
    pub fn adressen_zahl(&self) -> usize {
        self.adressen.len()
    }

    /// Number of streets.
    #[must_use]
    pub fn strassen_zahl(&self) -> usize {
        self.strassen.len()
    }

    /// Name of a unit, if the builder was told.
    #[must_use]
    pub fn einheit_name(&self, einheit: EinheitNr) -> Option<&str> {
        self.einheiten.get(&einheit).map(AsRef::as_ref)
    }

    /// Bytes of the tables and indexes on the heap (polygons not counted).
    #[must_use]
    pub fn speicher_bytes(&self) -> usize {
        let texte: usize = self
            .strassen
            .iter()
            .map(|s| s.name.len() + s.schluessel.len())
            .sum();
        size_of_val(&*self.strassen)
            + size_of_val(&*self.adressen)
            + size_of_val(&*self.bereiche)
            + size_of_val(&*self.plz_vorrat)
            + size_of_val(&*self.ortsteil_vorrat)
            + texte
            + self.namen.speicher_bytes()
    }

    pub(crate) fn adressen_von(&self, strasse: u32) -> &[AdresseEintrag] {
        self.strassen
            .get(strasse as usize)
            .and_then(|s| self.adressen.get(bereich(&s.adressen)))
            .unwrap_or_default()
    }

    pub(crate) fn bereiche_von(&self, strasse: u32) -> &[BereichEintrag] {
        self.strassen
            .get(strasse as usize)
            .and_then(|s| self.bereiche.get(bereich(&s.bereiche)))
            .unwrap_or_default()
    }

    pub(crate) fn plz_von(&self, strasse: u32) -> &[u32] {
        self.strassen
            .get(strasse as usize)
            .and_then(|s| self.plz_vorrat.get(bereich(&s.plz)))
            .unwrap_or_default()
    }

    pub(crate) fn ortsteile_von(&self, strasse: u32) -> &[u32] {
        self.strassen
            .get(strasse as usize)
            .and_then(|s| self.ortsteil_vorrat.get(bereich(&s.ortsteile)))
            .unwrap_or_default()
    }

    pub(crate) fn ort_name(&self, ort: u32) -> &str {
        self.orte.get(ort as usize).map_or("", |o| &o.name)
    }

    /// "„Region Nord“" if the name is known, else "Einheit 7".
    pub(crate) fn einheit_text(&self, einheit: u32) -> String {
        self.einheiten.get(&einheit).map_or_else(
            || ["Einheit ", &einheit.to_string()].concat(),
            |name| ["„", name, "“"].concat(),
        )
    }
}

fn bereich(r: &Range<u32>) -> Range<usize> {
    r.start as usize..r.end as usize
}
