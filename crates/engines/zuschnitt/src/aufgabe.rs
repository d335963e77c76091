//! What is to be cut: units, their borders, and what the planner demands and wishes.

use serde::Serialize;

/// One small unit (Planungsraum, Gemeinde, block), the smallest thing a plan moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Einheit {
    /// Its id in the files.
    pub kennung: String,
    /// Residents.
    pub einwohner: f64,
    /// Cases, or whatever is to be balanced.
    pub last: f64,
    /// Square metres.
    pub flaeche: f64,
    /// Length of its whole border in metres.
    pub umfang: f64,
    /// Number of the political unit it belongs to, an index into [`Aufgabe::politisch`].
    pub politisch: usize,
    /// East in metres.
    pub x: f64,
    /// North in metres.
    pub y: f64,
}

/// Two units that touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kante {
    /// One unit, as index.
    pub a: usize,
    /// The other unit, as index.
    pub b: usize,
    /// Shared border in metres; 0 = virtual link (bridge, ferry).
    pub laenge: f64,
}

/// An institution with a place: Kita, school, Treffpunkt, stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Einrichtung {
    /// Its id in the files.
    pub kennung: String,
    /// Kita, Grundschule, …
    pub art: String,
    /// East in metres.
    pub x: f64,
    /// North in metres.
    pub y: f64,
}

/// A further quantity to be balanced beside the main load.
#[derive(Clone, Debug, PartialEq)]
pub struct WeitereLast {
    /// Its column in `units.csv`.
    pub name: String,
    /// Its value per unit.
    pub werte: Vec<f64>,
    /// Allowed relative deviation of each zone from the mean.
    pub toleranz: f64,
}

/// Which column the tolerance holds for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ausgleich {
    /// The column `load`.
    #[default]
    Last,
    /// The column `pop`.
    Einwohner,
}

/// How much each wish counts. The cut and the political part have the weights of the published measure J.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gewichte {
    /// Compactness: length of the inner borders, 1 = as in J.
    pub kompakt: f64,
    /// Whole political units, 1 = as in J.
    pub politisch: f64,
    /// All barriers crossed cost this much.
    pub barrieren: f64,
    /// No zone having any institution costs this much.
    pub infrastruktur: f64,
    /// Moving all cases and all staff costs this much.
    pub aenderung: f64,
}

impl Default for Gewichte {
    fn default() -> Self {
        Self {
            kompakt: 1.0,
            politisch: 1.0,
            barrieren: 0.05,
            infrastruktur: 0.05,
            aenderung: 0.0,
        }
    }
}

/// The zones of today.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bestand {
    /// Labels of today's zones.
    pub namen: Vec<String>,
    /// Today's zone of each unit, an index into `namen`.
    pub zone: Vec<Option<usize>>,
    /// Staff who work for the unit today; empty = not known.
    pub personal: Vec<f64>,
}

/// What a plan must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vorgaben {
    /// Number of zones.
    pub k: usize,
    /// Allowed relative deviation of the load of a zone from the mean.
    pub toleranz: f64,
    /// Which load is balanced.
    pub ausgleich: Ausgleich,
    /// Fewest and most residents of a zone.
    pub einwohner: Option<(f64, f64)>,
    /// Fewest and most units of a zone.
    pub einheiten: Option<(f64, f64)>,
    /// Units bound to a zone by its label.
    pub gesperrt: Vec<(usize, String)>,
    /// Units that stay in one zone.
    pub zusammen: Vec<Vec<usize>>,
    /// Units of which no two are in one zone.
    pub getrennt: Vec<Vec<usize>>,
}

/// The whole task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aufgabe {
    /// The units; everything else names them by their index.
    pub einheiten: Vec<Einheit>,
    /// Who touches whom.
    pub kanten: Vec<Kante>,
    /// Names of the political units.
    pub politisch: Vec<String>,
    /// Institutions.
    pub einrichtungen: Vec<Einrichtung>,
    /// Pairs of touching units with a barrier between them (railway, river, main road).
    pub barrieren: Vec<(usize, usize)>,
    /// Further quantities to be balanced.
    pub weitere_lasten: Vec<WeitereLast>,
    /// What must hold.
    pub vorgaben: Vorgaben,
    /// What is wished.
    pub gewichte: Gewichte,
    /// The zones of today.
    pub bestand: Option<Bestand>,
}

impl Aufgabe {
    /// The load a tolerance holds for, of one unit.
    #[must_use]
    pub fn ausgeglichene_last(&self, e: &Einheit) -> f64 {
        match self.vorgaben.ausgleich {
            Ausgleich::Last => e.last,
            Ausgleich::Einwohner => e.einwohner,
        }
    }

    /// What a length is divided by: the inner and outer borders of k squares, halved.
    #[must_use]
    pub fn norm(&self) -> f64 {
        let flaeche: f64 = self.einheiten.iter().map(|e| e.flaeche).sum();
        2.0 * (self.vorgaben.k as f64 * flaeche).sqrt()
    }
}
