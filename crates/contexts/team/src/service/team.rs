use amt::{
    App, Result,
    go::Sektor,
    journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Datum, Gueltigkeit, Id};
use store::Tx;

use super::{feld, ohne_befund, unterschiede};
use crate::{
    ablage::{Wann, fachkraft, organisation, team, vereinbarung},
    model::{Fachkraft, Mitglied, Organisation, Team, Vereinbarungsart},
    rules::vereinbarung::deckt,
};

/// Statutes whose teams work with minors.
const MIT_KINDERN: [Sektor; 2] = [Sektor::Jugendhilfe, Sektor::Jgh];

/// The Träger of somebody who would work with minors on this day without the agreement of § 8a Abs. 4 SGB VIII.
async fn ohne_schutz(tx: &mut Tx, t: &Team, wer: &Fachkraft, tag: Datum) -> Result<Option<Organisation>> {
    let Some(org) = wer
        .organisation
        .filter(|_| t.sektoren.iter().any(|s| MIT_KINDERN.contains(s)))
    else {
        return Ok(None);
    };
    let traeger = organisation::laden(tx, org).await?;
    let zeiten: Vec<Gueltigkeit> = vereinbarung::alle(tx, Some(org))
        .await?
        .into_iter()
        .filter(|v| v.art == Vereinbarungsart::Schutz)
        .map(|v| v.gueltigkeit)
        .collect();
    Ok(Some(traeger).filter(|o| o.ist_traeger() && !deckt(&zeiten, tag, tag)))
}

/// The Träger with people in the team today whose agreement of § 8a Abs. 4 SGB VIII is missing (`TEAM-E21`), by name.
///
/// # Errors
/// When the database refuses.
pub async fn traeger_ohne_schutz(tx: &mut Tx, t: &Team, heute: Datum) -> Result<Vec<String>> {
    let mut namen = Vec::new();
    for m in team::mitglieder_am(tx, heute).await? {
        if m.team == t.id {
            let wer = fachkraft::laden(tx, m.fachkraft).await?;
            namen.extend(ohne_schutz(tx, t, &wer, heute).await?.map(|o| o.name));
        }
    }
    namen.sort();
    namen.dedup();
    Ok(namen)
}

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
/// `TEAM-E21` when the team works with minors and the person's Träger has no agreement of § 8a Abs. 4 SGB VIII on the
/// first day; `TEAM-E23` when the person's shares would then exceed one full-time equivalent, or the person is in the
/// team already.
pub async fn mitglied_aufnehmen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    mut neu: Mitglied,
) -> Result<Id<Mitglied>> {
    let wer = fachkraft::laden(tx, neu.fachkraft).await?;
    let in_team = team::laden(tx, neu.team).await?;
    let andere: Vec<_> = team::mitglieder_am(tx, neu.zeitraum.von())
        .await?
        .into_iter()
        .filter(|m| m.fachkraft == neu.fachkraft)
        .collect();
    let mut befunde = Vec::new();
    if let Some(o) = ohne_schutz(tx, &in_team, &wer, neu.zeitraum.von()).await? {
        let text = format!(
            "Mit {} gilt am {} keine Vereinbarung zum Schutzauftrag (§ 8a Abs. 4 SGB VIII). Bitte sie zuerst unter „Träger“ eintragen.",
            o.name,
            neu.zeitraum.von()
        );
        befunde.push(feld("TEAM-E21", "fachkraft", &text));
    }
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
