//! Who may change what, where a role can be limited to spaces (R04, R06).

use amt::{
    App, Kontext, Result,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use super::{raeume, raeume::befugnis};
use crate::{
    ablage,
    model::{Fachkraft, Inhalt, Stelle, Team, Zustaendigkeitsregel},
};

/// The spaces of the teams somebody leads, is a member of or holds a position in on this day.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn orte_der_person(
    tx: &mut Tx,
    wer: Id<Fachkraft>,
    tag: Datum,
) -> Result<Vec<Id<Raumeinheit>>> {
    let lage = ablage::lage::laden(tx, tag, tag).await?;
    let mitglieder = ablage::team::mitglieder_am(tx, tag).await?;
    let arbeitet_in = |t: &Team| {
        t.leitung == Some(wer)
            || mitglieder.iter().any(|m| m.team == t.id && m.fachkraft == wer)
            || lage
                .stellen
                .values()
                .any(|s| s.team == t.id && lage.inhaber(s.id, tag).any(|b| b.fachkraft == wer))
    };
    Ok(lage
        .teams
        .values()
        .filter(|t| arbeitet_in(t))
        .flat_map(|t| t.raeume.iter().copied())
        .collect())
}

/// The right to change a person: a lead of some spaces only people whose team works in one of them. A new person
/// belongs to no team yet, so every lead may enter one.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when the user may not.
pub async fn darf_person(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Option<Id<Fachkraft>>,
) -> Result<Befugnis<Bearbeiten, Fachkraft>> {
    let allgemein = Befugnis::pruefen(kontext, id, Bezug::default())?;
    let Some(wer) = id else {
        return Ok(allgemein);
    };
    let heute = app.uhr.heute();
    let orte = orte_der_person(tx, wer, heute).await?;
    befugnis(kontext, &raeume(app, tx, heute).await?, id, &orte)
}

/// The right to change a team, or to make one with `neue` spaces: a lead of some spaces only a team of theirs, and
/// only their own spaces can be given to it or taken from it. Without `neue` only what stands is looked at.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when the user may not.
pub async fn darf_team(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Option<Id<Team>>,
    neue: Option<&[Id<Raumeinheit>]>,
) -> Result<Befugnis<Bearbeiten, Team>> {
    let raeume = raeume(app, tx, app.uhr.heute()).await?;
    let alte = match id {
        Some(id) => ablage::team::laden(tx, id).await?.raeume,
        None => Vec::new(),
    };
    let mut may = match id {
        Some(_) => befugnis(kontext, &raeume, id, &alte)?,
        None => Befugnis::pruefen(kontext, None, Bezug::default())?,
    };
    if let Some(neue) = neue {
        may = befugnis(kontext, &raeume, id, neue)?;
        let dazu = neue.iter().filter(|r| !alte.contains(r));
        let weg = alte.iter().filter(|r| !neue.contains(r));
        for raum in dazu.chain(weg) {
            may = befugnis(kontext, &raeume, id, &[*raum])?;
        }
    }
    Ok(may)
}

/// The right to change a position, or to make one for the team `neu`: both the team it is in and the one it moves to
/// must be in reach.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when the user may not, or there is no such team or position.
pub async fn darf_stelle(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Option<Id<Stelle>>,
    neu: Option<Id<Team>>,
) -> Result<Befugnis<Bearbeiten, Stelle>> {
    let raeume = raeume(app, tx, app.uhr.heute()).await?;
    let alt = match id {
        Some(id) => Some(ablage::stelle::laden(tx, id).await?.team),
        None => None,
    };
    let mut may = Befugnis::pruefen(kontext, id, Bezug::default())?;
    for team in [alt, neu].into_iter().flatten() {
        let orte = ablage::team::laden(tx, team).await?.raeume;
        may = befugnis(kontext, &raeume, id, &orte)?;
    }
    Ok(may)
}

/// The right to change a line of responsibility, or to begin one for `inhalt`: a line for letters, or for a special
/// service everywhere, is for roles without limit. Without `inhalt` only whether there is any such right.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] when the user may not.
pub async fn darf_regel(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Option<Id<Zustaendigkeitsregel>>,
    inhalt: Option<&Inhalt>,
) -> Result<Befugnis<Bearbeiten, Zustaendigkeitsregel>> {
    let Some(inhalt) = inhalt else {
        return Befugnis::pruefen(kontext, id, Bezug::default());
    };
    let orte: Vec<_> = inhalt.raum().into_iter().collect();
    befugnis(kontext, &raeume(app, tx, app.uhr.heute()).await?, id, &orte)
}
