use std::collections::BTreeMap;

use base::{Datum, Id, Zeitraum};

use crate::model::{
    Besetzung, Fachkraft, FachkraftKurz, Gesicht, Stelle, StelleKurz, Team, Zustaendigkeitsregel,
};

/// Everything the rules look at: who is there, who holds which position, who is away, which lines hold.
#[derive(Debug, Clone, Default)]
pub struct Lage {
    /// Lines of responsibility, in the order of their beginning.
    pub regeln: Vec<Zustaendigkeitsregel>,
    /// Positions.
    pub stellen: BTreeMap<Id<Stelle>, StelleKurz>,
    /// Who holds a position, in the order of the beginning.
    pub besetzungen: BTreeMap<Id<Stelle>, Vec<Besetzung>>,
    /// Absences of a person, in the order of the beginning.
    pub abwesenheiten: BTreeMap<Id<Fachkraft>, Vec<Zeitraum>>,
    /// People.
    pub fachkraefte: BTreeMap<Id<Fachkraft>, FachkraftKurz>,
    /// Teams.
    pub teams: BTreeMap<Id<Team>, Team>,
}

impl Lage {
    /// Who holds the position on this day. More than one is a fault of the data (TEAM-E02).
    pub fn inhaber(&self, stelle: Id<Stelle>, tag: Datum) -> impl Iterator<Item = &Besetzung> {
        let alle = self.besetzungen.get(&stelle).into_iter().flatten();
        alle.filter(move |b| b.gueltigkeit.gilt_am(tag))
    }

    /// The last day of the absence the person is in on this day, absences without a day between them taken together.
    #[must_use]
    pub fn abwesend_bis(&self, wer: Id<Fachkraft>, tag: Datum) -> Option<Datum> {
        let zeiten = self.abwesenheiten.get(&wer)?;
        let mut ende: Option<Datum> = None;
        let mut gesucht = tag;
        while let Some(bis) = zeiten
            .iter()
            .filter(|z| z.enthaelt(gesucht))
            .filter_map(Zeitraum::bis)
            .max()
        {
            if ende.is_some_and(|e| bis <= e) {
                break;
            }
            ende = Some(bis);
            gesucht = bis.plus_tage(1);
        }
        ende
    }

    /// The person as a face on this day.
    #[must_use]
    pub fn gesicht(&self, wer: Id<Fachkraft>, stelle: &str, tag: Datum) -> Option<Gesicht> {
        let f = self.fachkraefte.get(&wer)?;
        let abwesend_bis = self.abwesend_bis(wer, tag);
        Some(Gesicht {
            fachkraft: wer,
            name: f.name.clone(),
            stelle: stelle.to_owned(),
            telefon: f.telefon.clone(),
            email: f.email.clone(),
            anwesend: abwesend_bis.is_none(),
            abwesend_bis,
            vertritt: None,
        })
    }

    /// What the position is called.
    #[must_use]
    pub fn bezeichnung(&self, stelle: Id<Stelle>) -> &str {
        self.stellen
            .get(&stelle)
            .map_or("unbekannte Stelle", |s| s.bezeichnung.as_str())
    }

    /// The team of a position.
    #[must_use]
    pub fn team_von(&self, stelle: Id<Stelle>) -> Option<&Team> {
        self.teams.get(&self.stellen.get(&stelle)?.team)
    }
}
