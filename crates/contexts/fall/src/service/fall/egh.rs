//! What a case of the Eingliederungshilfe has beside the rest, read with it.

use amt::{Error, Result, go::Geschaeftsordnung};
use base::{Datum, Id};
use store::Tx;

use super::lesen::Akte;
use crate::{
    model::{
        Aeusserungsart, Angabe, Bereichsantwort, Fall, Konferenzantwort, Konferenztyp, Nebenantwort,
        Nebenpruefung, Poolaussage,
    },
    rules::{
        fall::{
            eingliederung::{self, Eingliederung},
            frist_egh::{self, Uhr},
            pooling,
        },
        frist,
    },
    store::gesamtplan as ablage,
};

/// What is recorded, and the calendar its periods run in.
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
    kalender: fristen::Kalender,
}

pub(super) async fn laden(tx: &mut Tx, id: Id<Fall>, go: &Geschaeftsordnung) -> Result<EghAkte> {
    Ok(EghAkte {
        bereiche: ablage::bereiche(tx, id).await?,
        nebenpruefungen: ablage::nebenpruefungen(tx, id).await?,
        konferenzwahl: ablage::konferenzen(tx, id).await?,
        poolaussagen: ablage::poolaussagen(tx, id).await?,
        kalender: frist::kalender(go)?,
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
            (Some(a), Some(w)) => frist_egh::weiterleitung_in_frist(a, w, &egh.kalender).unwrap_or(false),
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

    /// The periods of the case; none outside the Eingliederungshilfe.
    ///
    /// # Errors
    /// Outside the calendar.
    pub fn fristen(&self) -> Result<Vec<frist_egh::Zeile>> {
        let Some(egh) = &self.egh else {
            return Ok(vec![]);
        };
        let weiter = self.tag(Angabe::Weiterleitung14);
        let u = Uhr {
            antrag: self.tag(Angabe::Antrag),
            zustaendigkeit: self.tag(Angabe::EghZustaendigkeit).or(weiter),
            gutachten_auftrag: self.tag(Angabe::GutachtenAuftrag),
            gutachten_eingang: self.tag(Angabe::GutachtenEingang),
            mehrheit: self.angabe(Angabe::RehaMehrheit).is_some(),
            teilhabeplankonferenz: egh.konferenzwahl.first().is_some_and(|k| k.teilhabeplan),
            entschieden: self
                .entschieden()
                .and_then(|e| e.entschieden_am)
                .map(|z| z.datum()),
            gesamtplan: self.plaene.first().map(|p| p.zeit.datum()),
            vorbei: matches!(
                self.fall.stand,
                crate::model::FallStand::Gx | crate::model::FallStand::G11
            ),
        };
        frist_egh::alle(&u, &egh.kalender).map_err(|e| intern(&e))
    }

    /// § 108 Abs. 1: the first day of a benefit, with the steps.
    ///
    /// # Errors
    /// Outside the calendar.
    pub fn leistungsbeginn(&self) -> Result<Option<MitSchritten>> {
        match (&self.egh, self.tag(Angabe::Antrag)) {
            (Some(egh), Some(antrag)) => frist_egh::leistungsbeginn(antrag, &egh.kalender)
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
        self.egh.as_ref().map_or(Ok(self.heute), |egh| {
            frist_egh::ueberpruefung_bis(self.heute, &egh.kalender).map_err(|e| intern(&e))
        })
    }
}
