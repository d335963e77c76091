use amt::{App, Result};
use base::{Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{
        Einwilligung, Karteneintrag, Kartenfreigabe, Kartenkategorie, Kartenstelle, Koordinationskarte,
        LaufendeEntscheidung, Stelle, Thema,
    },
    rules::koordination as regeln,
    store::koordination as db,
};

/// Everything on a card, for the one who leads; others get parts of it.
#[derive(Debug, Clone)]
pub struct Bestand {
    /// The card.
    pub karte: Koordinationskarte,
    /// Other offices on it.
    pub stellen: Vec<Kartenstelle>,
    /// Consents, the newest first.
    pub einwilligungen: Vec<Einwilligung>,
    /// Its lines.
    pub eintraege: Vec<Karteneintrag>,
    /// Whom a line was opened to.
    pub freigaben: Vec<Kartenfreigabe>,
    /// Decisions that run or ran.
    pub entscheidungen: Vec<LaufendeEntscheidung>,
    /// When it was read.
    pub jetzt: Zeitpunkt,
}

impl Bestand {
    pub(super) async fn laden(app: &App, tx: &mut Tx, id: Id<Koordinationskarte>) -> Result<Option<Self>> {
        let Some(karte) = db::load(tx, id).await? else {
            return Ok(None);
        };
        Ok(Some(Self {
            karte,
            stellen: db::stellen(tx, id).await?,
            einwilligungen: db::einwilligungen(tx, id).await?,
            eintraege: db::eintraege(tx, id).await?,
            freigaben: db::freigaben(tx, id).await?,
            entscheidungen: db::entscheidungen(tx, id).await?,
            jetzt: app.uhr.jetzt(),
        }))
    }

    /// An office of the card.
    #[must_use]
    pub fn stelle(&self, id: Uuid) -> Option<&Kartenstelle> {
        self.stellen.iter().find(|s| s.id == id)
    }

    /// Whether a consent holds now.
    #[must_use]
    pub fn gilt(&self, e: &Einwilligung) -> bool {
        regeln::gilt(e, self.jetzt)
    }

    /// Whether any consent holds now.
    #[must_use]
    pub fn eine_gilt(&self) -> bool {
        self.einwilligungen.iter().any(|e| self.gilt(e))
    }

    /// What a recipient sees now.
    #[must_use]
    pub fn sichtbar(&self, stelle: Uuid) -> Vec<Kartenkategorie> {
        let alle = Kartenkategorie::ALLE.iter().copied();
        alle.filter(|k| self.sieht(stelle, *k)).collect()
    }

    /// Whether a recipient sees something now.
    #[must_use]
    pub fn sieht(&self, stelle: Uuid, was: Kartenkategorie) -> bool {
        regeln::sieht(self.karte.stand, &self.einwilligungen, stelle, was, self.jetzt)
    }

    /// Whether a line is shown to a recipient now.
    #[must_use]
    pub fn gezeigt(&self, stelle: Uuid, e: &Karteneintrag) -> bool {
        let worauf = (self.einwilligungen.as_slice(), self.freigaben.as_slice());
        regeln::gezeigt(self.karte.stand, worauf, stelle, e, self.jetzt)
    }

    /// Whether a line was opened to an office by a consent that holds, so that it is seen once the card is active.
    #[must_use]
    pub fn freigegeben(&self, stelle: Uuid, e: &Karteneintrag) -> bool {
        let worauf = (self.einwilligungen.as_slice(), self.freigaben.as_slice());
        regeln::gezeigt(crate::model::Kartenstand::Aktiv, worauf, stelle, e, self.jetzt)
    }

    /// What has to be agreed on: the topic, and who is about to decide (`None` is who leads the case).
    #[must_use]
    pub fn abzustimmen(&self) -> Vec<(Thema, Vec<Option<Uuid>>)> {
        regeln::abstimmen(&self.entscheidungen, |s| {
            self.sieht(s, Kartenkategorie::Entscheidungen)
        })
    }

    /// Who leads the case, as an office.
    #[must_use]
    pub fn fuehrend(&self) -> &'static str {
        Stelle::von_sektor(&self.karte.sektor).wort()
    }
}
