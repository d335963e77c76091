//! The history of an entry, and taking a change back.

use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::Id;
use serde_json::Value;
use store::Tx;

use super::{VerlaufZeile, akteur::gueltig, akteur_aendern, angebot::speichern};
use crate::{
    Akteur, AkteurDaten, Angebot, AngebotDaten, Verlauf, ablage,
    rules::{
        aenderung::{Feldaenderung, aenderungen},
        ruecknahme::{Nicht, ruecknahme},
    },
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
    /// Whether it can be taken back now.
    pub ruecknehmbar: bool,
}

/// What happened to an offer, newest first, each change with the fields before and after.
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn verlauf_mit_unterschieden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
) -> Result<Vec<Schritt>> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let mut danach = ablage::angebot::laden(tx, id).await?.daten;
    let zeilen = ablage::verlauf::von(tx, id.uuid()).await?;
    let moeglich = ruecknehmbar(app, &zeilen, &danach)?;
    let mut aus = Vec::new();
    for (zeile, ruecknehmbar) in zeilen.into_iter().zip(moeglich) {
        // each row keeps the state before it; what came after is the state before the next newer one
        let felder = match serde_json::from_str::<AngebotDaten>(&zeile.vorher) {
            Ok(davor) => {
                let felder = aenderungen(&davor, &danach);
                danach = davor;
                felder
            }
            Err(_) => Vec::new(),
        };
        aus.push(Schritt {
            zeile,
            felder,
            ruecknehmbar,
        });
    }
    Ok(aus)
}

/// Which of these rows of one entry, newest first, can be taken back now, in the same order.
///
/// # Errors
/// When the state cannot be written as JSON.
pub fn ruecknehmbar(app: &App, zeilen: &[VerlaufZeile], jetzt: &impl serde::Serialize) -> Result<Vec<bool>> {
    let jetzt = serde_json::to_value(jetzt).map_err(|e| lesbar(&e))?;
    let zeile = |i: usize| noch_moeglich(app, &zeilen[i]).is_ok() && zurueck(zeilen, i, &jetzt).is_ok();
    Ok((0..zeilen.len()).map(zeile).collect())
}

/// The present state without the change of row `i`.
fn zurueck(zeilen: &[VerlaufZeile], i: usize, jetzt: &Value) -> std::result::Result<Value, Nicht> {
    let lesen = |z: &VerlaufZeile| serde_json::from_str::<Value>(&z.vorher).map_err(|_| Nicht::Leer);
    let davor = lesen(zeilen.get(i).ok_or(Nicht::Leer)?)?;
    // each row keeps the state before it; what came after is the state before the next newer one
    match i.checked_sub(1).and_then(|n| zeilen.get(n)) {
        Some(naechste) => ruecknahme(&davor, &lesen(naechste)?, jetzt),
        None => ruecknahme(&davor, jetzt, jetzt),
    }
}

/// Takes back what this change did and nothing that came after it; that is a change of its own.
///
/// # Errors
/// `NichtGefunden` when there is no such change; `NETZ-E25` after seven days or when there was no state before;
/// `NETZ-E89` when the same fields were changed since.
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
        let jetzt = ablage::angebot::laden(tx, id).await?;
        let neu: AngebotDaten = ohne(tx, &z, &jetzt.daten).await?;
        let was = "Änderung zurückgenommen";
        speichern(app, tx, &may, Some(jetzt.version), was, |d| *d = neu).await
    } else {
        let id: Id<Akteur> = Id::von(z.objekt);
        let may = Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, Some(id), amt::recht::Bezug::default())?;
        noch_moeglich(app, &z)?;
        let jetzt = ablage::akteur::laden(tx, id).await?;
        let mut neu: AkteurDaten = ohne(tx, &z, &jetzt.daten).await?;
        gueltig(&mut neu)?;
        akteur_aendern(app, tx, &may, Some(jetzt.version), neu).await
    }
}

/// The present state without this change.
async fn ohne<T: serde::Serialize + serde::de::DeserializeOwned>(
    tx: &mut Tx,
    z: &VerlaufZeile,
    jetzt: &T,
) -> Result<T> {
    let zeilen = ablage::verlauf::von(tx, z.objekt).await?;
    let i = zeilen.iter().position(|n| n.id == z.id).unwrap_or(usize::MAX);
    let jetzt = serde_json::to_value(jetzt).map_err(|e| lesbar(&e))?;
    let neu = zurueck(&zeilen, i, &jetzt).map_err(|warum| match warum {
        Nicht::Leer => zu_spaet(),
        Nicht::Danach => {
            let text =
                "Diese Angaben wurden danach noch einmal geändert. Bitte ändern Sie sie über „Bearbeiten“.";
            amt::Error::regel("NETZ-E89", text)
        }
    })?;
    serde_json::from_value(neu).map_err(|e| lesbar(&e))
}

fn lesbar(e: &serde_json::Error) -> amt::Error {
    amt::Error::Intern(e.to_string())
}

fn noch_moeglich(app: &App, z: &VerlaufZeile) -> Result<()> {
    let abgelaufen = app.uhr.jetzt() > z.zeit.plus_sekunden(RUECKNAHME_TAGE * 24 * 3600);
    if abgelaufen || z.vorher.is_empty() {
        return Err(zu_spaet());
    }
    Ok(())
}

fn zu_spaet() -> amt::Error {
    let text = "Diese Änderung kann nicht mehr zurückgenommen werden. Das geht sieben Tage lang.";
    amt::Error::regel("NETZ-E25", text)
}
