//! The history of an entry, and taking a change back.

use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::Id;
use store::Tx;

use super::{VerlaufZeile, akteur::gueltig, akteur_aendern, angebot::speichern};
use crate::{
    Akteur, AkteurDaten, Angebot, AngebotDaten, Verlauf, ablage,
    rules::aenderung::{Feldaenderung, aenderungen},
};

/// Days within which a change can be taken back.
pub(crate) const RUECKNAHME_TAGE: i64 = 7;

/// What happened to an entry, newest first, at most 100.
///
/// # Errors
/// When the database cannot be read.
pub async fn verlauf(tx: &mut Tx, objekt: uuid::Uuid) -> Result<Vec<VerlaufZeile>> {
    ablage::verlauf::von(tx, objekt).await
}

/// One change of an offer with what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schritt {
    /// Who, when, what.
    pub zeile: VerlaufZeile,
    /// Field by field; empty for the first state.
    pub felder: Vec<Feldaenderung>,
}

/// What happened to an offer, newest first, each change with the fields before and after.
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn verlauf_mit_unterschieden(
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
) -> Result<Vec<Schritt>> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let mut danach = ablage::angebot::laden(tx, id).await?.daten;
    let mut aus = Vec::new();
    for zeile in ablage::verlauf::von(tx, id.uuid()).await? {
        // each row keeps the state before it; what came after is the state before the next newer one
        let felder = match serde_json::from_str::<AngebotDaten>(&zeile.vorher) {
            Ok(davor) => {
                let felder = aenderungen(&davor, &danach);
                danach = davor;
                felder
            }
            Err(_) => Vec::new(),
        };
        aus.push(Schritt { zeile, felder });
    }
    Ok(aus)
}

/// Puts the state before this change back; that is a change of its own.
///
/// # Errors
/// `NichtGefunden` when the change is about something else; `NETZ-E25` after seven days or when there was no state
/// before.
pub async fn zuruecknehmen(
    app: &App,
    tx: &mut Tx,
    kontext: &amt::Kontext,
    aenderung: Id<Verlauf>,
) -> Result<()> {
    let z = ablage::verlauf::eine(tx, aenderung).await?;
    // the right first: who may not change the entry does not learn that there was a change
    if z.art == "ANGEBOT" {
        let id: Id<Angebot> = Id::von(z.objekt);
        let may = Befugnis::<Bearbeiten, Angebot>::pruefen(kontext, Some(id), amt::recht::Bezug::default())?;
        noch_moeglich(app, &z)?;
        let alt: AngebotDaten = serde_json::from_str(&z.vorher).map_err(|e| lesbar(&e))?;
        speichern(app, tx, &may, None, "Änderung zurückgenommen", |d| *d = alt).await
    } else {
        let id: Id<Akteur> = Id::von(z.objekt);
        let may = Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, Some(id), amt::recht::Bezug::default())?;
        noch_moeglich(app, &z)?;
        let mut alt: AkteurDaten = serde_json::from_str(&z.vorher).map_err(|e| lesbar(&e))?;
        gueltig(&mut alt)?;
        akteur_aendern(app, tx, &may, None, alt).await
    }
}

fn lesbar(e: &serde_json::Error) -> amt::Error {
    amt::Error::Intern(e.to_string())
}

fn noch_moeglich(app: &App, z: &VerlaufZeile) -> Result<()> {
    let zu_spaet = app.uhr.jetzt() > z.zeit.plus_sekunden(RUECKNAHME_TAGE * 24 * 3600);
    if zu_spaet || z.vorher.is_empty() {
        return Err(amt::Error::regel(
            "NETZ-E25",
            "Diese Änderung kann nicht mehr zurückgenommen werden. Das geht sieben Tage lang.",
        ));
    }
    Ok(())
}
