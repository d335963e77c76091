//! A volunteer is forgotten: on request at once, otherwise some years after the end. What was done stays countable.

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis, Objektart as _},
};
use base::{Datum, Id};
use store::{Tx, journal::Eintrag};

use super::ehrenamt::{koordination, laeuft};
use crate::{
    Freiwillige,
    ablage::{ehrenamt as ablage, ehrenamt_loeschen as loeschen},
    rules::ehrenamt::vergessen_ab,
};

/// What was left of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Geloescht {
    /// Nothing: there was no deployment.
    Ganz,
    /// Deployments and hours, without a name.
    OhneNamen,
}

/// Forgets a volunteer who asks for it (Art. 17 DSGVO).
///
/// # Errors
/// `NETZ-E76` while a deployment runs; `NichtGefunden`.
pub async fn freiwillige_loeschen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Freiwillige>,
) -> Result<Geloescht> {
    koordination::<Bearbeiten>(may.kontext(), may.objekt())?;
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    ablage::laden(tx, id).await?;
    if laeuft(&ablage::einsaetze(tx, id.uuid()).await?) {
        return Err(Error::regel(
            "NETZ-E76",
            "Es läuft noch ein Einsatz. Bitte erst den Einsatz beenden.",
        ));
    }
    let wie = vergessen(tx, id, app.uhr.heute()).await?;
    let text = match wie {
        Geloescht::Ganz => "gelöscht",
        Geloescht::OhneNamen => "gelöscht, Einsätze ohne Namen behalten",
    };
    journal::notieren(tx, &*app.uhr, may, id, text);
    Ok(wie)
}

async fn vergessen(tx: &mut Tx, id: Id<Freiwillige>, heute: Datum) -> Result<Geloescht> {
    let getan = ablage::einsaetze(tx, id.uuid())
        .await?
        .iter()
        .any(|e| e.von.is_some());
    if getan {
        loeschen::ohne_namen(tx, id, heute).await?;
        return Ok(Geloescht::OhneNamen);
    }
    loeschen::ganz_loeschen(tx, id).await?;
    Ok(Geloescht::Ganz)
}

/// Forgets those who stopped long ago; of how many people. Runs with the other deletions.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn freiwillige_vergessen(app: &App, tx: &mut Tx) -> Result<usize> {
    let heute = app.uhr.heute();
    let mut n = 0;
    for g in ablage::alle(tx).await? {
        if g.beendet_am.is_none_or(|ende| heute < vergessen_ab(ende)) {
            continue;
        }
        vergessen(tx, g.id, heute).await?;
        tx.journal(Eintrag {
            zeit: app.uhr.jetzt(),
            benutzer: None,
            rolle: String::new(),
            zweck: Freiwillige::ZWECK.code().to_owned(),
            aktion: "freiwillige.vergessen".to_owned(),
            objektart: Freiwillige::NAME.to_owned(),
            objekt: Some(g.id.uuid()),
            klasse: Freiwillige::KLASSE.code().to_owned(),
            ergebnis: "ERLAUBT".to_owned(),
            notzugriff: None,
            angaben: String::new(),
        });
        n += 1;
    }
    Ok(n)
}
