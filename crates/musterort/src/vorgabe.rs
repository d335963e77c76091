//! What the caller asks for, and what is wrong with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most inhabitants a town may have.
const MAX_EINWOHNER: u32 = 1_000_000;
/// Fewest inhabitants a town may have.
const MIN_EINWOHNER: u32 = 1_000;
/// Most addresses that may be asked for (a benchmark wants a million).
const MAX_ADRESSEN: u32 = 2_000_000;
/// Most offers that may be asked for.
const MAX_ANGEBOTE: u32 = 100_000;

/// The wish for a town. Equal wishes give equal towns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vorgabe {
    /// Start of all chance.
    pub seed: u64,
    /// Inhabitants, 1,000 to 1,000,000.
    pub einwohner: u32,
    /// Where the town lies: latitude and longitude in degrees (WGS 84).
    pub mittelpunkt: (f64, f64),
    /// The spaces, parents and children in any order; those without children get addresses.
    pub raeume: Vec<RaumVorgabe>,
    /// Number of offers; without it one per 120 inhabitants, at least 40 and at most 20,000.
    #[serde(default)]
    pub angebote: Option<u32>,
    /// Number of addresses; without it one per four inhabitants.
    #[serde(default)]
    pub adressen: Option<u32>,
    /// The day the town is seen on (year, month, day): freshness of offers and receipt of Anliegen are
    /// relative to it.
    pub stichtag: (i16, i8, i8),
}

/// One space of the wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaumVorgabe {
    /// Code, unique in the wish.
    pub code: String,
    /// Name as people know it.
    pub name: String,
    /// Code of the space above.
    #[serde(default)]
    pub eltern: Option<String>,
    /// Share of the inhabitants relative to the other leaves; not used on spaces with children.
    pub gewicht: u32,
    /// Names of the places in it; the first is the Kommune. Leaves with the same first place belong to one
    /// Kommune: its street names are unique, and its streets may cross from leaf to leaf.
    #[serde(default)]
    pub orte: Vec<String>,
    /// Postcodes (five digits) in it.
    #[serde(default)]
    pub plz: Vec<String>,
    /// Official municipality key, 8 digits; without it one beginning with 99, which no Land uses.
    #[serde(default)]
    pub kommune_ags: Option<String>,
}

impl Vorgabe {
    /// A wish with the usual number of addresses and offers.
    #[must_use]
    pub fn neu(
        seed: u64,
        einwohner: u32,
        mittelpunkt: (f64, f64),
        stichtag: (i16, i8, i8),
        raeume: Vec<RaumVorgabe>,
    ) -> Self {
        Self {
            seed,
            einwohner,
            mittelpunkt,
            raeume,
            angebote: None,
            adressen: None,
            stichtag,
        }
    }

    /// Number of offers that will be made.
    #[must_use]
    pub fn anzahl_angebote(&self) -> u32 {
        self.angebote
            .unwrap_or_else(|| (self.einwohner / 120).clamp(40, 20_000))
    }

    /// Number of addresses that will be made.
    #[must_use]
    pub fn anzahl_adressen(&self) -> u32 {
        self.adressen.unwrap_or(self.einwohner / 4)
    }

    /// The day the town is seen on.
    pub(crate) fn tag(&self) -> Result<Date, VorgabeFehler> {
        let (jahr, monat, tag) = self.stichtag;
        Date::new(jahr, monat, tag).map_err(|_| VorgabeFehler::Stichtag)
    }

    /// Checks everything; afterwards generation cannot fail.
    pub(crate) fn pruefen(&self) -> Result<(), VorgabeFehler> {
        if !(MIN_EINWOHNER..=MAX_EINWOHNER).contains(&self.einwohner) {
            return Err(VorgabeFehler::Einwohner(self.einwohner));
        }
        if self.anzahl_angebote() > MAX_ANGEBOTE {
            return Err(VorgabeFehler::Angebote);
        }
        if !(100..=MAX_ADRESSEN).contains(&self.anzahl_adressen()) {
            return Err(VorgabeFehler::Adressen);
        }
        let (lat, lon) = self.mittelpunkt;
        // Beyond these the flat map the town is drawn on no longer fits the globe.
        if !(-70.0..=70.0).contains(&lat) || !(-170.0..=170.0).contains(&lon) {
            return Err(VorgabeFehler::Mittelpunkt);
        }
        if !(1900..=2200).contains(&self.tag()?.year()) {
            return Err(VorgabeFehler::Stichtag);
        }
        self.raeume_pruefen()
    }

    fn raeume_pruefen(&self) -> Result<(), VorgabeFehler> {
        if self.raeume.is_empty() {
            return Err(VorgabeFehler::KeinRaum);
        }
        let mut nach_code: BTreeMap<&str, &RaumVorgabe> = BTreeMap::new();
        for raum in &self.raeume {
            if raum.code.trim().is_empty() || nach_code.insert(&raum.code, raum).is_some() {
                return Err(VorgabeFehler::Code(raum.code.clone()));
            }
        }
        for raum in &self.raeume {
            let mut oben = raum;
            // A chain longer than the list runs in a circle.
            for schritt in 0..=self.raeume.len() {
                let Some(code) = &oben.eltern else { break };
                oben = nach_code
                    .get(code.as_str())
                    .ok_or_else(|| VorgabeFehler::Eltern(raum.code.clone()))?;
                if schritt == self.raeume.len() {
                    return Err(VorgabeFehler::Kreis(raum.code.clone()));
                }
            }
        }
        for raum in self.raeume.iter().filter(|r| self.ist_blatt(&r.code)) {
            if raum.orte.is_empty() || raum.orte.iter().any(|o| o.trim().is_empty()) {
                return Err(VorgabeFehler::Ort(raum.code.clone()));
            }
            let ziffern = |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
            if raum.plz.is_empty() || !raum.plz.iter().all(|p| ziffern(p, 5)) {
                return Err(VorgabeFehler::Plz(raum.code.clone()));
            }
            if raum.kommune_ags.as_ref().is_some_and(|a| !ziffern(a, 8)) {
                return Err(VorgabeFehler::Ags(raum.code.clone()));
            }
        }
        Ok(())
    }

    /// Whether the space has no children.
    pub(crate) fn ist_blatt(&self, code: &str) -> bool {
        !self.raeume.iter().any(|r| r.eltern.as_deref() == Some(code))
    }
}

impl RaumVorgabe {
    /// A leaf of weight 1 without parent.
    #[must_use]
    pub fn blatt(code: &str, name: &str, ort: &str, plz: &str) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            eltern: None,
            gewicht: 1,
            orte: vec![ort.into()],
            plz: vec![plz.into()],
            kommune_ags: None,
        }
    }

    /// The same space below `eltern`.
    #[must_use]
    pub fn unter(mut self, eltern: &str) -> Self {
        self.eltern = Some(eltern.into());
        self
    }
}

/// Why a town cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VorgabeFehler {
    /// Too few or too many inhabitants.
    #[error("Einwohnerzahl {0} liegt nicht zwischen 1.000 und 1.000.000")]
    Einwohner(u32),
    /// Too few or too many addresses.
    #[error("Zahl der Adressen liegt nicht zwischen 100 und 2.000.000")]
    Adressen,
    /// Too many offers.
    #[error("Höchstens 100.000 Angebote sind möglich")]
    Angebote,
    /// Centre off the usable part of the globe.
    #[error("Der Mittelpunkt muss zwischen 70° Süd und 70° Nord und zwischen 170° West und 170° Ost liegen")]
    Mittelpunkt,
    /// No such day.
    #[error("Der Stichtag ist kein Tag zwischen 1900 und 2200")]
    Stichtag,
    /// No space given.
    #[error("Es ist kein Raum angegeben")]
    KeinRaum,
    /// Code empty or given twice.
    #[error("Der Code „{0}“ ist leer oder doppelt")]
    Code(String),
    /// Parent does not exist.
    #[error("Der Raum „{0}“ hat einen unbekannten übergeordneten Raum")]
    Eltern(String),
    /// Parents run in a circle.
    #[error("Der Raum „{0}“ ist sich selbst übergeordnet")]
    Kreis(String),
    /// Leaf without a place name.
    #[error("Der Raum „{0}“ braucht mindestens einen Ortsnamen")]
    Ort(String),
    /// Leaf without a postcode, or one that is not five digits.
    #[error("Der Raum „{0}“ braucht Postleitzahlen mit fünf Ziffern")]
    Plz(String),
    /// Municipality key is not eight digits.
    #[error("Der Gemeindeschlüssel des Raums „{0}“ hat nicht acht Ziffern")]
    Ags(String),
    /// The spaces of this wish cannot be laid out side by side; another seed or fewer spaces may help.
    #[error("Der Raum „{0}“ findet keinen Platz; bitte einen anderen Seed wählen")]
    Zuschnitt(String),
}
