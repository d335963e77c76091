use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Datum, Id};
use store::Tx;

use super::{feld, ohne_befund, unterschiede};
use crate::{
    ablage::{Wann, fachkraft, team},
    model::{Mitglied, Team},
};

/// Creates a team, or changes the one the permission is for.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn team_speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    mut neu: Team,
) -> Result<Id<Team>> {
    if let Some(l) = neu.leitung {
        fachkraft::laden(tx, l).await?;
    }
    neu.raeume.sort();
    let wann = Wann::jetzt(app, may.kontext());
    let angaben = if let Some(id) = may.objekt() {
        neu.id = id;
        let alt = team::laden(tx, id).await?;
        team::aendern(tx, &neu, wann).await?;
        unterschiede!(alt, neu; name, typ, leitung, standort, telefon, email, sektoren, raeume)
    } else {
        neu.id = app.ids.neu();
        team::anlegen(tx, &neu, wann).await?;
        "neu".to_owned()
    };
    journal::notieren(tx, &*app.uhr, may, neu.id, angaben);
    Ok(neu.id)
}

/// Takes somebody into a team.
///
/// # Errors
/// `TEAM-E23` when the person's shares would then exceed one full-time equivalent, or the person is in the team already.
pub async fn mitglied_aufnehmen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    mut neu: Mitglied,
) -> Result<Id<Mitglied>> {
    fachkraft::laden(tx, neu.fachkraft).await?;
    team::laden(tx, neu.team).await?;
    let andere: Vec<_> = team::mitglieder_am(tx, neu.zeitraum.von())
        .await?
        .into_iter()
        .filter(|m| m.fachkraft == neu.fachkraft)
        .collect();
    let mut befunde = Vec::new();
    if andere.iter().any(|m| m.team == neu.team) {
        befunde.push(feld(
            "TEAM-E23",
            "fachkraft",
            "Die Person ist an diesem Tag schon in diesem Team.",
        ));
    }
    let summe = andere.iter().filter_map(|m| m.vzae).sum::<i64>() + neu.vzae.unwrap_or(0);
    if summe > 100 {
        befunde.push(feld(
            "TEAM-E23",
            "vzae",
            "Zusammen mit anderen Teams wäre das mehr als eine volle Stelle.",
        ));
    }
    ohne_befund(befunde)?;
    neu.id = app.ids.neu();
    team::mitglied_anlegen(tx, &neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, neu.team, "mitglied");
    Ok(neu.id)
}

/// Ends a membership with this last day; the history stays.
///
/// # Errors
/// [`amt::Error::Regel`] when the day lies before the beginning, [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn mitglied_verabschieden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    id: Id<Mitglied>,
    letzter_tag: Datum,
) -> Result<()> {
    let mitglied = team::mitglied(tx, id).await?;
    if may.objekt() != Some(mitglied.team) {
        return Err(amt::Error::NichtGefunden);
    }
    if letzter_tag < mitglied.zeitraum.von() {
        return Err(feld("WEB-E04", "bis", "Der letzte Tag liegt vor dem Beginn.").into());
    }
    team::mitglied_beenden(tx, &mitglied, letzter_tag, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, mitglied.team, "mitglied.bis");
    Ok(())
}
