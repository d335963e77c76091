//! Reads a case whole, and says what it still lacks.

use amt::{
    App, Kontext, Result,
    recht::{Bearbeiten, Lesen},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::zugang;
use crate::{
    model::{
        Aeusserung, Aeusserungsart, Angabe, Eintrag, Fall, FallBeteiligter, Geprueft, Grobziel,
        Handlungsziel, Idee, Konferenz, Ressource, Ressourcenfeld, Sozialraumpruefung, Teilnehmer,
        Verlaufszeile, Zielstatus,
    },
    rules::fall::lage::FallLage,
    store::{
        anliegen as db_anliegen, fall as db, fall_akte as akte, konferenz as runden, pruefung as ablage,
    },
};

/// Everything the pages of a case show.
#[derive(Debug, Clone)]
pub struct Akte {
    /// The head.
    pub fall: Fall,
    /// Words of the Anliegen it began with.
    pub worte: String,
    /// People.
    pub beteiligte: Vec<FallBeteiligter>,
    /// Newest first.
    pub angaben: Vec<Eintrag>,
    /// Words of the people.
    pub aeusserungen: Vec<Aeusserung>,
    /// Goals.
    pub grobziele: Vec<Grobziel>,
    /// (Grobziel, Aeusserung).
    pub herkunft: Vec<(Uuid, Uuid)>,
    /// Small goals.
    pub handlungsziele: Vec<Handlungsziel>,
    /// Ressourcenkarte.
    pub ressourcen: Vec<Ressource>,
    /// Offers looked at in the Sozialraumprüfung.
    pub geprueft: Vec<Geprueft>,
    /// The Sozialraumprüfung that counts.
    pub pruefung: Option<Sozialraumpruefung>,
    /// Fallkonferenzen, newest first.
    pub konferenzen: Vec<Konferenz>,
    /// Who was there.
    pub teilnehmer: Vec<Teilnehmer>,
    /// What came to their minds.
    pub ideen: Vec<Idee>,
    /// History, newest first.
    pub verlauf: Vec<Verlaufszeile>,
    /// Whether the user may change it.
    pub bearbeiten: bool,
}

impl Akte {
    /// The Angabe that counts.
    #[must_use]
    pub fn angabe(&self, a: Angabe) -> Option<&Eintrag> {
        self.angaben.iter().find(|e| e.angabe == a)
    }

    /// Name of a person of the case.
    #[must_use]
    pub fn name(&self, person: &Uuid) -> String {
        self.beteiligte
            .iter()
            .find(|b| b.id == *person)
            .map_or_else(String::new, FallBeteiligter::name)
    }

    /// Entries of one field.
    #[must_use]
    pub fn im_feld(&self, feld: &Ressourcenfeld) -> Vec<&Ressource> {
        self.ressourcen.iter().filter(|r| r.feld == *feld).collect()
    }

    /// Small goals of one Grobziel.
    #[must_use]
    pub fn zu_grobziel(&self, z: &Grobziel) -> Vec<&Handlungsziel> {
        self.handlungsziele
            .iter()
            .filter(|h| h.grobziel == z.id.uuid())
            .collect()
    }

    /// The words a Grobziel stands on.
    #[must_use]
    pub fn worte_zu(&self, z: &Grobziel) -> Vec<&Aeusserung> {
        self.aeusserungen
            .iter()
            .filter(|a| self.herkunft.contains(&(z.id.uuid(), a.id.uuid())))
            .collect()
    }

    /// The facts the guards of SM-3 ask for.
    #[must_use]
    pub fn lage(&self) -> FallLage {
        let wille = |b: &&FallBeteiligter| {
            self.aeusserungen
                .iter()
                .any(|a| a.person == b.id && a.art == Aeusserungsart::Wille)
        };
        let haupt = || self.beteiligte.iter().filter(|b| b.hauptperson());
        let aktiv = || self.grobziele.iter().filter(|z| z.status == Zielstatus::Aktiv);
        FallLage {
            stand: self.fall.stand,
            bereich: self.fall.bereich,
            angaben: self.angaben.iter().map(|e| e.angabe).collect(),
            hauptpersonen: haupt().count(),
            mit_wille: haupt().filter(wille).count(),
            grobziele: aktiv().count(),
            ohne_handlungsziel: aktiv().filter(|z| self.zu_grobziel(z).is_empty()).count(),
            felder: self.ressourcen.iter().map(|r| r.feld).collect(),
            konferenz: !self.konferenzen.is_empty(),
            pruefung: self.pruefung.as_ref().map(|p| (p.gesamtergebnis, p.zustimmung)),
        }
    }
}

/// Loads a case without noting it: for the use cases, which note what they do.
pub(crate) async fn laden(tx: &mut Tx, fall: Fall, bearbeiten: bool) -> Result<Akte> {
    let id = fall.id;
    let worte = db_anliegen::load(tx, Id::von(fall.anliegen))
        .await?
        .map_or_else(String::new, |a| a.worte);
    Ok(Akte {
        worte,
        beteiligte: db::beteiligte(tx, id).await?,
        angaben: akte::angaben(tx, id).await?,
        aeusserungen: akte::aeusserungen(tx, id).await?,
        grobziele: akte::grobziele(tx, id).await?,
        herkunft: akte::herkunft(tx, id).await?,
        handlungsziele: akte::handlungsziele(tx, id).await?,
        ressourcen: akte::ressourcen(tx, id).await?,
        geprueft: ablage::alle_geprueften(tx, id).await?,
        pruefung: ablage::letzte(tx, id).await?,
        konferenzen: runden::alle(tx, id).await?,
        teilnehmer: runden::teilnehmer(tx, id).await?,
        ideen: runden::ideen(tx, id).await?,
        verlauf: db::verlauf(tx, id).await?,
        bearbeiten,
        fall,
    })
}

/// Reads one case and notes it in the journal; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<Akte> {
    akte_fuer(app, tx, kontext, id, "").await
}

/// Reads one case for a document, and notes which one was handed out; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn akte_fuer(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    dokument: &str,
) -> Result<Akte> {
    let (may, fall) = zugang::befugt::<Lesen>(app, tx, kontext, id).await?;
    may.notieren(app, tx, dokument);
    let bearbeiten = zugang::befugt::<Bearbeiten>(app, tx, kontext, id).await.is_ok();
    laden(tx, fall, bearbeiten).await
}
