//! What a case of the Eingliederungshilfe has beside the rest, read with it.

use std::collections::BTreeMap;

use amt::{Error, Result};
use base::{Datum, Id};
use store::Tx;

use super::lesen::Akte;
use crate::{
    model::{
        Aeusserungsart, Angabe, Bereichsantwort, Entscheidungsstand, Fall, Konferenzantwort, Konferenztyp,
        Nebenantwort, Nebenpruefung, Poolaussage,
    },
    rules::fall::{
        eingliederung::{self, Eingliederung},
        frist_egh, fristen as fristen_regel, pooling,
    },
    store::gesamtplan as ablage,
};

/// What is recorded.
#[derive(Debug, Clone)]
pub struct EghAkte {
    /// Answers to the nine areas, newest first.
    pub bereiche: Vec<Bereichsantwort>,
    /// Side checks, newest first.
    pub nebenpruefungen: Vec<Nebenantwort>,
    /// About the Gesamtplankonferenz, newest first.
    pub konferenzwahl: Vec<Konferenzantwort>,
    /// On getting a Baustein together with others, newest first.
    pub poolaussagen: Vec<Poolaussage>,
}

pub(super) async fn laden(tx: &mut Tx, id: Id<Fall>) -> Result<EghAkte> {
    Ok(EghAkte {
        bereiche: ablage::bereiche(tx, id).await?,
        nebenpruefungen: ablage::nebenpruefungen(tx, id).await?,
        konferenzwahl: ablage::konferenzen(tx, id).await?,
        poolaussagen: ablage::poolaussagen(tx, id).await?,
    })
}

impl EghAkte {
    /// The answer to an area that counts.
    #[must_use]
    pub fn bereich(&self, b: crate::model::Lebensbereich) -> Option<&Bereichsantwort> {
        self.bereiche.iter().find(|a| a.bereich == b)
    }

    /// The answer to a side check that counts.
    #[must_use]
    pub fn nebenpruefung(&self, p: Nebenpruefung) -> Option<&Nebenantwort> {
        self.nebenpruefungen.iter().find(|a| a.pruefung == p)
    }

    /// The statement about a Baustein that counts.
    #[must_use]
    pub fn poolaussage(&self, baustein: uuid::Uuid) -> Option<&Poolaussage> {
        self.poolaussagen.iter().find(|a| a.baustein == baustein)
    }
}

/// A day and how it comes about: (what, norm or value).
pub type MitSchritten = (Datum, Vec<(String, String)>);

fn intern(e: &fristen::Fehler) -> Error {
    Error::Intern(e.to_string())
}

impl Akte {
    fn tag(&self, a: Angabe) -> Option<Datum> {
        self.angabe(a).and_then(|e| e.tag)
    }

    /// Whether the help is about a minor, so that the Jugendamt is asked about.
    #[must_use]
    pub fn minderjaehrig(&self) -> bool {
        let personen: Vec<_> = self
            .beteiligte
            .iter()
            .filter(|b| b.hauptperson())
            .map(|b| (b.rolle(), b.person.geburtsdatum))
            .collect();
        eingliederung::minderjaehrig(&personen, self.heute)
    }

    /// The facts the guards of SM-4 ask for.
    pub(super) fn eingliederung(&self) -> Eingliederung {
        let Some(egh) = &self.egh else {
            return Eingliederung::default();
        };
        let gesagt = |b: &crate::model::FallBeteiligter| {
            self.aeusserungen
                .iter()
                .any(|a| a.person == b.id && matches!(a.art, Aeusserungsart::Wille | Aeusserungsart::Wunsch))
        };
        let mut haupt = self.beteiligte.iter().filter(|b| b.hauptperson()).peekable();
        let weitergeleitet = match (self.tag(Angabe::Antrag), self.tag(Angabe::Weiterleitung14)) {
            (Some(a), Some(w)) => frist_egh::weiterleitung_in_frist(a, w, &self.kalender).unwrap_or(false),
            _ => false,
        };
        Eingliederung {
            bereiche: eingliederung::beantwortet(&egh.bereiche),
            wuensche: haupt.peek().is_some() && haupt.all(gesagt),
            nebenpruefungen: eingliederung::geprueft(&egh.nebenpruefungen, self.minderjaehrig()),
            konferenzwahl: egh.konferenzwahl.first().map(|k| (k.wahl, k.mit_kindern)),
            konferenz: self.konferenzen.iter().any(|k| {
                matches!(
                    k.typ,
                    Konferenztyp::Gesamtplankonferenz | Konferenztyp::Teilhabeplankonferenz
                )
            }),
            weiterleitung_in_frist: weitergeleitet,
            pooling: self
                .geltende()
                .all(|b| pooling::baustein(b, egh.poolaussage(b.id.uuid())).is_none()),
        }
    }

    /// The day on which the periods to decide in were met. Under SGB IX they end with the first decision: a change years
    /// later is not a late answer to the Antrag.
    fn zuerst_entschieden(&self) -> Option<Datum> {
        let zuerst = self
            .entscheidungen
            .iter()
            .rfind(|e| self.egh.is_some() && e.stand == Entscheidungsstand::Entschieden);
        zuerst
            .or_else(|| self.entschieden())
            .and_then(|e| e.entschieden_am)
            .map(|z| z.datum())
    }

    /// What the periods of the case know of it.
    #[must_use]
    pub fn fakten(&self) -> fristen_regel::Fakten {
        let mut angaben = BTreeMap::new();
        // newest first: the first of a kind counts
        for e in &self.angaben {
            angaben.entry(e.angabe).or_insert(e.tag);
        }
        fristen_regel::Fakten {
            stand: self.fall.stand,
            norm: self.fall.norm_beantragt.clone(),
            angaben,
            entschieden: self.zuerst_entschieden(),
            plan: self.plaene.first().map(|p| (p.zeit.datum(), p.pruefdatum)),
            teilhabeplankonferenz: self
                .egh
                .as_ref()
                .and_then(|egh| egh.konferenzwahl.first())
                .is_some_and(|k| k.teilhabeplan),
            rechtsbehelfe: self
                .rechtsbehelfe
                .iter()
                .filter_map(|r| r.zu_beantworten(&self.rechtsbehelf_schritte))
                .collect(),
            wiedervorlagen: self
                .wiedervorlagen
                .iter()
                .filter(|w| w.offen())
                .cloned()
                .collect(),
        }
    }

    /// The periods of the case.
    ///
    /// # Errors
    /// Outside the calendar.
    pub fn fristen(&self) -> Result<Vec<frist_egh::Zeile>> {
        fristen_regel::alle(&self.fakten(), &self.kalender).map_err(|e| intern(&e))
    }

    /// § 108 Abs. 1: the first day of a benefit, with the steps.
    ///
    /// # Errors
    /// Outside the calendar.
    pub fn leistungsbeginn(&self) -> Result<Option<MitSchritten>> {
        match (&self.egh, self.tag(Angabe::Antrag)) {
            (Some(_), Some(antrag)) => frist_egh::leistungsbeginn(antrag, &self.kalender)
                .map(Some)
                .map_err(|e| intern(&e)),
            _ => Ok(None),
        }
    }

    /// The last day for the review of a Gesamtplan of today.
    ///
    /// # Errors
    /// Outside the calendar.
    pub fn ueberpruefung_bis(&self) -> Result<Datum> {
        if self.egh.is_none() {
            return Ok(self.heute);
        }
        frist_egh::ueberpruefung_bis(self.heute, &self.kalender).map_err(|e| intern(&e))
    }
}
