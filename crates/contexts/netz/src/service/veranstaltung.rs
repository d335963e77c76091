//! Meetings: write, change, count who came, agree on something, see it through.

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Lesen, Sicht},
};
use base::{Befund, Datum, Id};
use store::Tx;

use super::VeranstaltungGespeichert;
use crate::{
    ablage::{veranstaltung as ablage, vereinbarung},
    codes::{Sichtbarkeit, VeranstaltungStatus},
    veranstaltung::{Anwesend, Veranstaltung, VeranstaltungDaten},
    vereinbarung::VereinbarungGespeichert,
};

/// Most people of one kind of institution at one meeting.
const HOECHSTENS: i64 = 100_000;

/// All meetings, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn veranstaltungen(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<VeranstaltungGespeichert>> {
    ablage::alle(tx, false).await
}

/// One meeting with who came and what was agreed.
///
/// # Errors
/// `NichtGefunden` when there is none, or the user reads only what is public and it is not.
pub async fn veranstaltung_laden(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Veranstaltung>,
) -> Result<(VeranstaltungGespeichert, Anwesend, Vec<VereinbarungGespeichert>)> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let mut g = ablage::laden(tx, id).await?;
    if super::nur_oeffentlich(may.kontext()) {
        if g.daten.sichtbarkeit != Sichtbarkeit::Oeffentlich {
            return Err(amt::Error::NichtGefunden);
        }
        // what came of it and who was there is a matter of the office
        g.daten.ergebnis.clear();
        return Ok((g, Anwesend::new(), Vec::new()));
    }
    let anwesend = ablage::anwesend(tx, id).await?;
    let mut vereinbart = vereinbarung::von(tx, id).await?;
    super::vereinbarung::benennen(tx, &mut vereinbart).await?;
    Ok((g, anwesend, vereinbart))
}

/// Writes a new meeting.
///
/// # Errors
/// `NETZ-E01` and other findings.
pub async fn veranstaltung_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Veranstaltung>,
    mut daten: VeranstaltungDaten,
) -> Result<Id<Veranstaltung>> {
    gut(daten.pruefen())?;
    let id = app.ids.neu();
    let wer = may.kontext().benutzer().uuid();
    ablage::einfuegen(tx, id, &daten, ("", None), wer, app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`veranstaltung_anlegen`].
pub async fn veranstaltung_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
    version: i64,
    mut daten: VeranstaltungDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    gut(daten.pruefen())?;
    ablage::ersetzen(
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

/// Notes how many came, by kind of institution.
///
/// # Errors
/// `Konflikt` when somebody else counted or changed the meeting since; `NETZ-E36` for a number that cannot be.
pub async fn anwesenheit(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
    version: i64,
    mut a: Anwesend,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    if ablage::laden(tx, id).await?.version != version {
        return Err(amt::Error::Konflikt);
    }
    if a.values().any(|n| !(0..=HOECHSTENS).contains(n)) {
        let text = "Diese Zahl der Teilnehmenden kann nicht stimmen.";
        return Err(vec![Befund::neu("NETZ-E36", text).an("anzahl")].into());
    }
    a.retain(|_, n| *n > 0);
    ablage::gezaehlt(tx, id, version).await?;
    ablage::anwesend_setzen(tx, id, &a).await?;
    journal::notieren(tx, &*app.uhr, may, id, "anwesenheit");
    Ok(())
}

/// How many meetings of each status began in these days. Cancelled ones count as cancelled.
///
/// # Errors
/// When the database cannot be read.
pub async fn veranstaltungen_je_status(
    tx: &mut Tx,
    _sicht: &Sicht,
    von: Datum,
    bis: Datum,
) -> Result<Vec<(VeranstaltungStatus, i64)>> {
    let zeilen = ablage::je_status(tx, von, bis).await?;
    zeilen
        .into_iter()
        .map(|(s, n)| Ok((s.parse().map_err(amt::Error::Intern)?, n)))
        .collect()
}

pub(super) fn gut(befunde: Vec<Befund>) -> Result<()> {
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
