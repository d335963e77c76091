//! Create, change and list Akteure.

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Lesen, Sicht},
};
use base::Id;
use store::Tx;

use super::{AkteurGespeichert, AkteurZeile};
use crate::{
    Akteur, AkteurDaten,
    ablage::{self, stand, verlauf::Aenderung},
    rules::pruefen,
};

/// Creates an Akteur.
///
/// # Errors
/// `NETZ-E04` for the contact of a private person without consent, and other findings.
pub async fn akteur_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Akteur>,
    mut daten: AkteurDaten,
) -> Result<Id<Akteur>> {
    gueltig(&mut daten)?;
    let id: Id<Akteur> = app.ids.neu();
    let (wer, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    ablage::akteur::einfuegen(tx, &[(id, &daten, "")], wer, jetzt).await?;
    let aenderung = Aenderung {
        id: app.ids.neu(),
        art: "AKTEUR",
        objekt: id.uuid(),
        was: "angelegt",
        vorher: String::new(),
        version: 1,
    };
    ablage::verlauf::notieren(tx, aenderung, may.kontext(), jetzt).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw; `None` means the newest.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`akteur_anlegen`].
pub async fn akteur_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Akteur>,
    version: Option<i64>,
    mut daten: AkteurDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    gueltig(&mut daten)?;
    let alt = ablage::akteur::laden(tx, id).await?;
    let version = version.unwrap_or(alt.version);
    let (wer, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    ablage::akteur::ersetzen(tx, id, version, &daten, wer, jetzt).await?;
    let vorher = serde_json::to_string(&alt.daten).map_err(|e| amt::Error::Intern(e.to_string()))?;
    let aenderung = Aenderung {
        id: app.ids.neu(),
        art: "AKTEUR",
        objekt: id.uuid(),
        was: "geändert",
        vorher,
        version: version + 1,
    };
    ablage::verlauf::notieren(tx, aenderung, may.kontext(), jetzt).await?;
    stand::geaendert(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}

/// One Akteur.
///
/// # Errors
/// `NichtGefunden` when there is none, or the user reads only what is public and nothing of it is.
pub async fn akteur_laden(tx: &mut Tx, may: &Befugnis<Lesen, Akteur>) -> Result<AkteurGespeichert> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let g = ablage::akteur::laden(tx, id).await?;
    let nur_oeffentlich = super::nur_oeffentlich(may.kontext());
    if nur_oeffentlich && !(g.daten.kontakt_offen() && ablage::akteur::ist_oeffentlich(tx, id).await?) {
        return Err(amt::Error::NichtGefunden);
    }
    Ok(g)
}

/// As [`akteure`], only those everybody may read of.
///
/// # Errors
/// When the database cannot be read.
pub async fn oeffentliche_akteure(
    tx: &mut Tx,
    text: &str,
    art: &str,
    ab: i64,
    hoechstens: i64,
) -> Result<(Vec<AkteurZeile>, i64)> {
    ablage::akteur::liste(tx, text, art, true, ab, hoechstens).await
}

/// A page of all Akteure whose name contains the words, by name; and how many there are. `art`: code or empty.
///
/// # Errors
/// When the database cannot be read.
pub async fn akteure(
    tx: &mut Tx,
    _sicht: &Sicht,
    text: &str,
    art: &str,
    ab: i64,
    hoechstens: i64,
) -> Result<(Vec<AkteurZeile>, i64)> {
    ablage::akteur::liste(tx, text, art, false, ab, hoechstens).await
}

pub(super) fn gueltig(daten: &mut AkteurDaten) -> Result<()> {
    let befunde = pruefen::akteur(daten);
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
