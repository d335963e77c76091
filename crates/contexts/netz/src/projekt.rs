//! Projects of the quarter (Fachkonzept 7.1): what is said about one, and what is refused.

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Befund, Cent, Datum, Id};
use raum::Raumeinheit;

use crate::{
    codes::{Ersetzt, IdeeVon, ProjektArt, Thema},
    feld::text,
    idee::Idee,
    rules::finanzierung::{Anteil, Finanzteil, ganz},
};

/// A project (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Projekt;

impl Objektart for Projekt {
    const NAME: &'static str = "projekt";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D0;
    const ZWECK: Zweck = Zweck::Z14;
}

/// Most parts of the money, and most indicators.
pub const TEILE: usize = 5;
/// Most a project may cost: a hundred million euros, so that sums never overflow.
const KOSTEN_MAX: i64 = 10_000_000_000;

/// By what one sees whether it works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indikator {
    /// What is counted or observed.
    pub name: String,
    /// How it was before.
    pub ausgang: String,
    /// How it shall be.
    pub soll: String,
    /// How it became.
    pub ist: String,
}

/// What is said about a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjektDaten {
    /// Title.
    pub titel: String,
    /// Space.
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// The idea it came from.
    pub idee: Option<Id<Idee>>,
    /// Whose idea it was.
    pub idee_von: IdeeVon,
    /// The themes of the gaps it answers.
    pub themen: Vec<Thema>,
    /// What shall be better afterwards.
    pub ziel: String,
    /// Who does it.
    pub traeger: String,
    /// For whom.
    pub art: ProjektArt,
    /// Beside help for single persons, or so that it is not needed.
    pub ersetzt: Ersetzt,
    /// What it costs altogether.
    pub kosten: Cent,
    /// Who pays which part, in the order of the rows.
    pub finanzierung: Vec<Finanzteil>,
    /// By what one sees whether it works.
    pub indikatoren: Vec<Indikator>,
    /// First day.
    pub beginn: Option<Datum>,
    /// Last day; open when it shall stay.
    pub ende: Option<Datum>,
    /// What came of it.
    pub ergebnis: String,
}

impl ProjektDaten {
    /// A project of which only the title is known.
    #[must_use]
    pub fn neu(titel: impl Into<String>) -> Self {
        Self {
            titel: titel.into(),
            raumeinheit: None,
            idee: None,
            idee_von: IdeeVon::Team,
            themen: Vec::new(),
            ziel: String::new(),
            traeger: String::new(),
            art: ProjektArt::Fallunabhaengig,
            ersetzt: Ersetzt::Ergaenzend,
            kosten: Cent(0),
            finanzierung: Vec::new(),
            indikatoren: Vec::new(),
            beginn: None,
            ende: None,
            ergebnis: String::new(),
        }
    }

    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.titel, "titel", &mut b);
        text::<1000>(&mut self.ziel, "ziel", &mut b);
        text::<200>(&mut self.traeger, "traeger", &mut b);
        text::<4000>(&mut self.ergebnis, "ergebnis", &mut b);
        for f in &mut self.finanzierung {
            text::<120>(&mut f.topf, "anteil", &mut b);
        }
        for i in &mut self.indikatoren {
            for feld in [&mut i.name, &mut i.ausgang, &mut i.soll, &mut i.ist] {
                text::<200>(feld, "indikator", &mut b);
            }
        }
        self.indikatoren.retain(|i| *i != Indikator::default());
        if self.titel.is_empty() {
            b.push(Befund::neu("NETZ-E60", "Bitte einen Titel eintragen.").an("titel"));
        }
        if let (Some(von), Some(bis)) = (self.beginn, self.ende)
            && bis < von
        {
            b.push(Befund::neu("NETZ-E01", "Das Ende liegt vor dem Beginn.").an("ende"));
        }
        if !(0..=KOSTEN_MAX).contains(&self.kosten.0) {
            b.push(Befund::neu("NETZ-E61", "Diese Summe ist nicht möglich.").an("kosten"));
        }
        if self.finanzierung.len() > TEILE || self.indikatoren.len() > TEILE {
            b.push(Befund::neu("NETZ-E62", "Höchstens fünf Zeilen sind möglich.").an("titel"));
        }
        if self.indikatoren.iter().any(|i| i.name.is_empty()) {
            b.push(Befund::neu("NETZ-E63", "Bitte sagen Sie, woran man es merkt.").an("indikator"));
        }
        if self.finanzierung.iter().any(|f| f.topf.is_empty()) {
            b.push(Befund::neu("NETZ-E64", "Bitte sagen Sie, wer diesen Anteil zahlt.").an("anteil"));
        }
        let negativ = |f: &Finanzteil| matches!(f.anteil, Anteil::Bp(n) | Anteil::Cent(n) if n <= 0);
        if self.finanzierung.iter().any(negativ) {
            b.push(Befund::neu("NETZ-E61", "Ein Anteil ist größer als null.").an("anteil"));
        } else if !self.finanzierung.is_empty() && !ganz(self.kosten, &self.finanzierung) {
            let text = "Die Anteile ergeben zusammen nicht 100 Prozent der Kosten.";
            b.push(Befund::neu("NETZ-E07", text).an("anteil"));
        }
        b
    }
}
