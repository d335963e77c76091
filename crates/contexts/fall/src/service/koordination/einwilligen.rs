//! Consents: given for one recipient, never changed, withdrawn at once.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{TEXT_VERSION, pflegen::offen, schritt, zugang::eigene};
use crate::{
    model::{Einwilligung, Einwilligungsform, Erteilende, Kartenkategorie, Kategorien, Koordinationskarte},
    rules::koordination::{self as regeln, Pruefling},
    service::fall::wille::wann,
    store::koordination as db,
};

/// What the form of a consent says.
#[derive(Debug, Clone)]
pub struct Angaben {
    /// The recipient.
    pub stelle: Uuid,
    /// What may be shown.
    pub kategorien: Vec<Kartenkategorie>,
    /// Who gave it.
    pub erteilt_von: Erteilende,
    /// How the capacity of insight was assessed.
    pub einsicht: String,
    /// How it was given.
    pub form: Einwilligungsform,
    /// Why by mouth only.
    pub grund: String,
    /// The person was told the three things.
    pub hinweise: [bool; 3],
    /// First day.
    pub erteilt_am: Datum,
    /// Last day; twelve months unless said otherwise.
    pub gueltig_bis: Option<Datum>,
}

/// Writes down a consent of the person.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E74` when the card has ended; `AMT-E04`, `AMT-E05`, `FALL-E233`, `FALL-E235`,
/// `FALL-E237` as the rules say; `FALL-E239` for an office that is not on the card.
pub async fn erteilen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    cmd: Angaben,
) -> Result<()> {
    let (may, _, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    offen(&b)?;
    let heute = app.uhr.heute();
    let bis = cmd
        .gueltig_bis
        .unwrap_or_else(|| regeln::gueltig_bis(cmd.erteilt_am));
    let mut befunde = regeln::erteilen(
        &Pruefling {
            hinweise: cmd.hinweise,
            form: cmd.form,
            grund: &cmd.grund,
            kategorien: &cmd.kategorien,
            zeitraum: (cmd.erteilt_am, bis),
            minderjaehrig: b.karte.minderjaehrig(heute),
            einsicht: &cmd.einsicht,
        },
        heute,
    );
    if b.stelle(cmd.stelle).is_none() {
        befunde.push(Befund::neu("FALL-E239", "Diese Stelle steht nicht auf der Karte.").an("stelle"));
    }
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, &may);
    let e = Einwilligung {
        id: app.ids.uuid(),
        stelle: cmd.stelle,
        kategorien: Kategorien(cmd.kategorien),
        erteilt_von: cmd.erteilt_von,
        einsicht: cmd.einsicht.trim().to_owned(),
        form: cmd.form,
        grund: cmd.grund.trim().to_owned(),
        text_version: TEXT_VERSION.to_owned(),
        erteilt_am: cmd.erteilt_am,
        gueltig_bis: bis,
        widerrufen_am: None,
        erfasst_von: w.name.to_owned(),
    };
    db::einwilligung(tx, id, &e, w.zeit).await?;
    let worte = b.stelle(e.stelle).map_or("", |s| s.amt.wort());
    db::anfuegen(tx, (app.ids.uuid(), id), ("Einwilligung erteilt", worte), w).await?;
    may.notieren(app, tx, &format!("einwilligung={}", e.id));
    Ok(())
}

/// The person withdraws a consent: from this moment on it opens nothing. With the last one the card ends (K04).
///
/// # Errors
/// [`Error::NichtGefunden`] for one that is not on the card; [`Error::Konflikt`] when it was withdrawn already.
pub async fn widerrufen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    einwilligung: Uuid,
) -> Result<()> {
    let (may, _, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    let e = b.einwilligungen.iter().find(|e| e.id == einwilligung);
    let stelle = e.ok_or(Error::NichtGefunden)?.stelle;
    let w = wann(app, &may);
    db::widerrufen(tx, id, einwilligung, w.zeit).await?;
    let worte = b.stelle(stelle).map_or("", |s| s.amt.wort());
    db::anfuegen(tx, (app.ids.uuid(), id), ("Einwilligung widerrufen", worte), w).await?;
    may.notieren(app, tx, &format!("widerruf={einwilligung}"));
    schritt::nach_widerruf(app, tx, &may, id).await
}
