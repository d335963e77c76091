//! Trainings: a series with its curriculum, who holds it, its runs with their dates, who comes (Fachkonzept 7.1).

use amt::{
    Benutzer,
    recht::{Bereich, Klasse, Objektart, Zweck},
};
use base::{Befund, Datum, Id};

use crate::{
    codes::{LaufStatus, TrainingZielgruppe},
    feld::text,
};

/// A series (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Training;

/// One run of a series (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Lauf;

/// Somebody qualified to hold it (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Trainer;

/// One date of a run (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Trainingstermin;

/// One place in a run (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Anmeldung;

impl Objektart for Training {
    const NAME: &'static str = "training";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}

/// What is said about a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingDaten {
    /// Title.
    pub titel: String,
    /// What it is about.
    pub beschreibung: String,
    /// For whom.
    pub zielgruppen: Vec<TrainingZielgruppe>,
    /// The curriculum, in order.
    pub module: Vec<String>,
    /// How many trainers a run needs.
    pub trainer_je_lauf: i64,
    /// How many runs a trainer holds in a half-year at most.
    pub laeufe_je_trainer: i64,
    /// The proof it gives, as the Geschäftsordnung calls it (`training.zugang`); empty for none.
    pub nachweis: String,
}

impl TrainingDaten {
    /// With the curriculum of the Fachkonzept and the figures of T-085.
    #[must_use]
    pub fn neu(titel: impl Into<String>) -> Self {
        Self {
            titel: titel.into(),
            beschreibung: String::new(),
            zielgruppen: vec![TrainingZielgruppe::Verwaltung],
            module: crate::rules::training::MODULE.map(str::to_owned).to_vec(),
            trainer_je_lauf: 2,
            laeufe_je_trainer: 2,
            nachweis: String::new(),
        }
    }

    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.titel, "titel", &mut b);
        text::<4000>(&mut self.beschreibung, "beschreibung", &mut b);
        for m in &mut self.module {
            text::<120>(m, "module", &mut b);
        }
        self.module.retain(|m| !m.is_empty());
        if self.titel.is_empty() {
            b.push(Befund::neu("NETZ-E100", "Bitte einen Titel eintragen.").an("titel"));
        }
        if self.module.is_empty() || self.module.len() > 30 {
            let text = "Bitte nennen Sie ein bis dreißig Module, jedes in einer Zeile.";
            b.push(Befund::neu("NETZ-E101", text).an("module"));
        }
        for (n, feld) in [
            (self.trainer_je_lauf, "trainer_je_lauf"),
            (self.laeufe_je_trainer, "laeufe_je_trainer"),
        ] {
            if !(1..=20).contains(&n) {
                b.push(Befund::neu("NETZ-E102", "Möglich ist 1 bis 20.").an(feld));
            }
        }
        b
    }
}

/// A stored series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingGespeichert {
    /// Key.
    pub id: Id<Training>,
    /// What is said.
    pub daten: TrainingDaten,
    /// Counter of changes.
    pub version: i64,
}

/// Somebody who holds trainings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainerGespeichert {
    /// Key.
    pub id: Id<Trainer>,
    /// Name.
    pub name: String,
    /// Where from.
    pub stelle: String,
    /// Since when qualified.
    pub seit: Datum,
}

/// What is said about a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaufDaten {
    /// What it is called.
    pub titel: String,
    /// Where.
    pub ort: String,
    /// The first day; it says which half-year it counts for.
    pub beginn: Datum,
    /// How many can come.
    pub plaetze: i64,
    /// Who holds it.
    pub trainer: Vec<Id<Trainer>>,
}

impl LaufDaten {
    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self, je_lauf: i64) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.titel, "lauf_titel", &mut b);
        text::<300>(&mut self.ort, "lauf_ort", &mut b);
        if self.titel.is_empty() {
            b.push(Befund::neu("NETZ-E100", "Bitte einen Titel eintragen.").an("lauf_titel"));
        }
        if !(1..=500).contains(&self.plaetze) {
            b.push(Befund::neu("NETZ-E103", "Möglich sind 1 bis 500 Plätze.").an("lauf_plaetze"));
        }
        self.trainer.sort_unstable();
        self.trainer.dedup();
        if i64::try_from(self.trainer.len()).unwrap_or(0) < je_lauf {
            let text = format!("Für einen Lauf braucht es {je_lauf} verschiedene Trainerinnen oder Trainer.");
            b.push(Befund::neu("NETZ-E104", text).an("lauf_trainer"));
        }
        b
    }
}

/// A stored run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaufGespeichert {
    /// Key.
    pub id: Id<Lauf>,
    /// Of this series.
    pub training: Id<Training>,
    /// What is said.
    pub daten: LaufDaten,
    /// Where it stands.
    pub status: LaufStatus,
    /// Why it was cancelled.
    pub grund: String,
    /// How many came, once it is over.
    pub teilnehmende: i64,
    /// How many got a certificate.
    pub bestanden: i64,
    /// Counter of changes.
    pub version: i64,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerminGespeichert {
    /// Key.
    pub id: Id<Trainingstermin>,
    /// Number of the module, from 1.
    pub modul: i64,
    /// Day.
    pub tag: Datum,
    /// Minute it begins.
    pub von: u16,
    /// Minute it ends.
    pub bis: u16,
}

/// A place somebody has, or waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnmeldungGespeichert {
    /// Key.
    pub id: Id<Anmeldung>,
    /// The account, if there is one.
    pub benutzer: Option<Id<Benutzer>>,
    /// Name; empty once the list is deleted.
    pub name: String,
    /// Where from.
    pub stelle: String,
    /// Whether the places before it are all taken.
    pub wartet: bool,
    /// The dates attended.
    pub anwesend: Vec<Id<Trainingstermin>>,
    /// The day all modules were attended.
    pub abgeschlossen_am: Option<Datum>,
}
