//! Questions and answers: write and change. Reading is public; see [`super::oeffentlich::fragen`].

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Lesen, Sicht},
};
use base::Id;
use store::Tx;

use super::FaqGespeichert;
use crate::{FaqDaten, FaqEintrag, ablage::faq};

/// All entries.
///
/// # Errors
/// When the database cannot be read.
pub async fn faq_liste(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<FaqGespeichert>> {
    faq::alle(tx).await
}

/// One entry.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn faq_laden(tx: &mut Tx, may: &Befugnis<Lesen, FaqEintrag>) -> Result<FaqGespeichert> {
    faq::laden(tx, may.objekt().ok_or(amt::Error::NichtGefunden)?).await
}

/// Writes a new entry.
///
/// # Errors
/// `NETZ-E30` … `E32`.
pub async fn faq_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, FaqEintrag>,
    mut daten: FaqDaten,
) -> Result<Id<FaqEintrag>> {
    gueltig(app, &mut daten)?;
    let id = app.ids.neu();
    faq::einfuegen(tx, id, &daten, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`faq_anlegen`].
pub async fn faq_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, FaqEintrag>,
    version: i64,
    mut daten: FaqDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    gueltig(app, &mut daten)?;
    faq::ersetzen(
        tx,
        id,
        version,
        &daten,
        may.kontext().benutzer().uuid(),
        app.uhr.jetzt(),
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}

fn gueltig(app: &App, daten: &mut FaqDaten) -> Result<()> {
    let befunde = daten.pruefen(app.uhr.heute());
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
