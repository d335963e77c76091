//! What other rooms ask about people, to know who may decide (RL-02).

use std::collections::HashMap;

use amt::{Benutzer, Error, Result};
use base::{Datum, Id};
use store::Tx;

use crate::{
    ablage::{fachkraft, stelle, team},
    model::{Fachkraft, FachkraftAmt, FachkraftKonto, FachkraftKurz, Team},
};

/// The person behind an account; `None` when the account belongs to nobody who works on cases.
///
/// # Errors
/// When the database cannot be read.
pub async fn fachkraft_von(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Option<FachkraftAmt>> {
    fachkraft::amt_von(tx, benutzer).await
}

/// How to reach somebody, and whether they are here on this day; `None` when there is no such person.
///
/// # Errors
/// When the database cannot be read.
pub async fn erreichbar(
    tx: &mut Tx,
    wer: Id<Fachkraft>,
    tag: Datum,
) -> Result<Option<(FachkraftKurz, bool)>> {
    let f = match fachkraft::laden(tx, wer).await {
        Ok(f) => f,
        Err(Error::NichtGefunden) => return Ok(None),
        Err(e) => return Err(e),
    };
    let weg = fachkraft::abwesende_am(tx, tag).await?.contains(&wer);
    let kurz = FachkraftKurz {
        id: f.id,
        name: f.name,
        telefon: f.telefon,
        email: f.email,
    };
    Ok(Some((kurz, !weg)))
}

/// Everybody the public Träger employs, by name, as key and name: those who may be given a decision. Left out is who
/// has an account that is locked.
///
/// # Errors
/// When the database cannot be read.
pub async fn oeffentliche_fachkraefte(tx: &mut Tx) -> Result<Vec<(Id<Fachkraft>, String)>> {
    let gesperrt = amt::benutzer::gesperrte(tx).await?;
    let alle = fachkraft::oeffentliche(tx).await?.into_iter();
    Ok(alle
        .filter(|(_, _, konto)| konto.is_none_or(|k| !gesperrt.contains(&k)))
        .map(|(id, name, _)| (id, name))
        .collect())
}

/// Fachkräfte of every public body, of the Jobcenter and the Gemeinden as well, as in [`oeffentliche_fachkraefte`]: whom
/// a card across Ämter may name. They lead no case here.
///
/// # Errors
/// When the database cannot be read.
pub async fn fachkraefte_der_aemter(tx: &mut Tx) -> Result<Vec<(Id<Fachkraft>, String)>> {
    let gesperrt = amt::benutzer::gesperrte(tx).await?;
    let alle = fachkraft::in_aemtern(tx).await?.into_iter();
    Ok(alle
        .filter(|(_, _, konto)| konto.is_none_or(|k| !gesperrt.contains(&k)))
        .map(|(id, name, _)| (id, name))
        .collect())
}

/// Which Träger have people in the Sozialraumteams: (Träger, space, first day, last day).
///
/// # Errors
/// When the database cannot be read.
pub async fn traeger_in_teams(tx: &mut Tx) -> Result<Vec<team::Dabei>> {
    team::traeger_in_teams(tx).await
}

/// The team whose Stelle somebody holds on this day; of several the first by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn team_der_fachkraefte(tx: &mut Tx, tag: Datum) -> Result<HashMap<Id<Fachkraft>, String>> {
    let mut teams = HashMap::new();
    for (wer, team) in stelle::teams(tx, tag).await? {
        teams.entry(wer).or_insert(team);
    }
    Ok(teams)
}

/// The teams somebody belongs to on this day, as a member or as the one who leads it; none for an account that belongs
/// to nobody who works on cases.
///
/// # Errors
/// When the database cannot be read.
pub async fn teams_von(tx: &mut Tx, benutzer: Id<Benutzer>, tag: Datum) -> Result<Vec<Team>> {
    let Some(ich) = fachkraft::amt_von(tx, benutzer).await?.map(|f| f.id) else {
        return Ok(Vec::new());
    };
    let dabei = team::mitglieder_am(tx, tag).await?;
    let mut alle = team::alle(tx).await?;
    alle.retain(|t| t.leitung == Some(ich) || dabei.iter().any(|m| m.team == t.id && m.fachkraft == ich));
    Ok(alle)
}

/// Everybody who works here or for a partner, by name, with the account: for judgements that people of several bodies
/// make together.
///
/// # Errors
/// When the database cannot be read.
pub async fn alle_fachkraefte(tx: &mut Tx) -> Result<Vec<FachkraftKonto>> {
    fachkraft::mit_konto(tx).await
}

/// The last day somebody works in a team, when an end is set; for the room of the cases, which looks for gaps (RL-13).
///
/// # Errors
/// When the database refuses.
pub async fn letzter_diensttag(tx: &mut Tx, wer: Id<Fachkraft>) -> Result<Option<Datum>> {
    team::letzter_tag(tx, wer).await
}
