//! The week of a team: begin it, set who has how much time, hand the pool out, move minutes by hand. Every move is kept.

use amt::{
    App, Error, Kontext, Result, journal, ordnung,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Datum, Id, Min};
use store::Tx;

use super::{darf_team, feld, ohne_befund};
use crate::{
    ablage::{self, Wann, woche},
    korridore::korridore,
    model::{Fachkraft, Posten, Postenart, Team, Woche, Zug},
    rules::woche as regel,
};

/// Of a case that comes into the plan by itself; the Leitung changes it.
const MITTLERE_PRIORITAET: u8 = 2;

/// Whoever may look at the week of a team: its Leitung, which may change it too, and its members.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody else.
pub async fn darf_woche(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    team: Id<Team>,
) -> Result<Option<Befugnis<Bearbeiten, Team>>> {
    match darf_team(app, tx, kontext, Some(team), None).await {
        Ok(may) => Ok(Some(may)),
        Err(Error::NichtGefunden) => {
            let ich = ablage::fachkraft::von_benutzer(tx, kontext.benutzer()).await?;
            let dabei = ablage::team::mitglieder_am(tx, app.uhr.heute()).await?;
            let mitglied = ich.is_some_and(|i| dabei.iter().any(|m| m.team == team && m.fachkraft == i.id));
            mitglied.then_some(None).ok_or(Error::NichtGefunden)
        }
        Err(anders) => Err(anders),
    }
}

fn team(may: &Befugnis<Bearbeiten, Team>) -> Result<Id<Team>> {
    may.objekt().ok_or(Error::NichtGefunden)
}

/// The week as the user saw it.
async fn geladen(tx: &mut Tx, team: Id<Team>, montag: Datum, version: i64) -> Result<Woche> {
    let mut w = woche::laden(tx, team, montag)
        .await?
        .ok_or(Error::NichtGefunden)?;
    w.version = version;
    Ok(w)
}

/// Begins the week: the time of the members by their share and absence, the lines of the week before at their minimum.
///
/// # Errors
/// When the database refuses.
pub async fn woche_vorbereiten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    montag: Datum,
) -> Result<()> {
    let team = team(may)?;
    if woche::laden(tx, team, montag).await?.is_some() {
        return Ok(());
    }
    let freitag = montag.plus_tage(4);
    let fort = ablage::abwesenheit::zwischen(tx, montag, freitag).await?;
    let tage = |wer: Id<Fachkraft>| {
        let da = (0..5).filter(|n| {
            let tag = montag.plus_tage(*n);
            !fort
                .iter()
                .any(|a| a.fachkraft == wer && a.von <= tag && tag <= a.bis)
        });
        u8::try_from(da.count()).unwrap_or(0)
    };
    let mut kapazitaet: Vec<(Id<Fachkraft>, Min)> = Vec::new();
    for m in ablage::team::mitglieder_am(tx, montag).await? {
        if m.team != team {
            continue;
        }
        let minuten = regel::vorschlag(m.vzae.unwrap_or(100), tage(m.fachkraft));
        // somebody with two functions in the team has the time of both
        match kapazitaet.iter_mut().find(|(f, _)| *f == m.fachkraft) {
            Some((_, alt)) => alt.0 += minuten.0,
            None => kapazitaet.push((m.fachkraft, minuten)),
        }
    }
    let vorher = woche::laden(tx, team, montag.plus_tage(-7)).await?;
    let posten = vorher.map_or_else(Vec::new, |v| v.posten);
    let mut neu = Woche {
        id: app.ids.neu(),
        team,
        montag,
        fua: Min(0),
        fua_soll: Min(0),
        fue: Min(0),
        grund: String::new(),
        version: 1,
        kapazitaet,
        posten: posten
            .into_iter()
            .map(|p| Posten {
                id: app.ids.neu(),
                minuten: p.min,
                ..p
            })
            .collect(),
    };
    vereinbarte(app, tx, &mut neu).await?;
    anteile(app, tx, &mut neu).await?;
    woche::anlegen(tx, &neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, team, format!("woche={}", montag.0));
    Ok(())
}

/// What was agreed for the cases of the team's spaces goes into a new week by itself: of a case with several orders the
/// sum. A case that stands there already gets the corridor of now and keeps its priority.
async fn vereinbarte(app: &App, tx: &mut Tx, w: &mut Woche) -> Result<()> {
    let sonntag = w.montag.plus_tage(6);
    let eigene = ablage::team::laden(tx, w.team).await?.raeume;
    let raeume = super::raeume(app, tx, w.montag).await?;
    let mut alle = korridore(app, tx, (w.montag, sonntag)).await?;
    alle.retain(|k| eigene.contains(&k.raum) || raeume.kette(k.raum).iter().any(|r| eigene.contains(&r.id)));
    for k in regel::je_fall(alle) {
        let neu = Posten {
            id: app.ids.neu(),
            art: Postenart::Fall,
            kennzeichen: k.kennzeichen,
            bereich: Some(k.bereich),
            prioritaet: MITTLERE_PRIORITAET,
            min: k.min,
            max: Some(k.max),
            angefragt: k.umfang,
            minuten: k.min,
        };
        let schon = |p: &&mut Posten| p.art == Postenart::Fall && p.kennzeichen == neu.kennzeichen;
        match w.posten.iter_mut().find(schon) {
            Some(p) => {
                *p = Posten {
                    id: p.id,
                    prioritaet: p.prioritaet,
                    ..neu
                }
            }
            None => w.posten.push(neu),
        }
    }
    Ok(())
}

/// The shares of the Geschäftsordnung.
async fn anteile(app: &App, tx: &mut Tx, w: &mut Woche) -> Result<()> {
    let go = ordnung::geltende(app, tx).await?;
    w.fua_soll = regel::anteil(w.gesamt(), go.team.fua_anteil);
    w.fua = w.fua_soll;
    w.fue = regel::anteil(w.gesamt(), go.team.fue_anteil);
    Ok(())
}

/// Sets the time of the people and, when asked, another share for work without a case.
///
/// # Errors
/// `TEAM-E11` when that share would be reduced for a fifth week, [`Error::Konflikt`] when somebody saved in between.
pub async fn kapazitaet_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    (montag, version): (Datum, i64),
    kapazitaet: &[(Id<Fachkraft>, Min)],
    fua: Option<Min>,
) -> Result<()> {
    let team = team(may)?;
    let mut w = geladen(tx, team, montag, version).await?;
    for (wer, minuten) in &mut w.kapazitaet {
        if let Some((_, neu)) = kapazitaet.iter().find(|(f, _)| f == wer) {
            *minuten = *neu;
        }
    }
    anteile(app, tx, &mut w).await?;
    if let Some(fua) = fua {
        let wochen = i32::try_from(regel::FUA_WOCHEN).unwrap_or(0);
        let vorher = woche::gekuerzt_vor(tx, team, montag, wochen).await?;
        let mut befunde: Vec<Befund> = regel::fua_pruefen(w.fua_soll, fua, &vorher).into_iter().collect();
        if fua > w.gesamt() {
            befunde.push(feld("TEAM-E12", "fua", "Das ist mehr, als das Team Zeit hat."));
        }
        ohne_befund(befunde)?;
        w.fua = fua;
    }
    woche::aendern(tx, &w, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, team, format!("kapazitaet={}", montag.0));
    Ok(())
}

/// Takes a case, a group or a project into the week, at its minimum.
///
/// # Errors
/// `TEAM-E12` for a corridor that cannot be or a line that is there already.
pub async fn posten_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    (montag, version): (Datum, i64),
    mut p: Posten,
) -> Result<()> {
    let team = team(may)?;
    let w = geladen(tx, team, montag, version).await?;
    let mut befunde = Vec::new();
    if p.max.is_some_and(|max| max < p.min) {
        befunde.push(feld("TEAM-E12", "max", "Der Korridor endet vor seinem Anfang."));
    }
    if w.posten
        .iter()
        .any(|q| q.art == p.art && q.kennzeichen == p.kennzeichen)
    {
        befunde.push(feld("TEAM-E12", "kennzeichen", "Das steht schon im Plan."));
    }
    ohne_befund(befunde)?;
    p.id = app.ids.neu();
    p.minuten = p.min;
    woche::aendern(tx, &w, Wann::jetzt(app, may.kontext())).await?;
    woche::posten_anlegen(tx, w.id, &p).await?;
    zug(app, tx, may, &w, &p, (Min(0), p.min), "aufgenommen").await
}

/// Takes a line out of the week.
///
/// # Errors
/// [`Error::Konflikt`] when somebody saved in between.
pub async fn posten_entfernen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    (montag, version): (Datum, i64),
    id: Id<Posten>,
) -> Result<()> {
    let team = team(may)?;
    let w = geladen(tx, team, montag, version).await?;
    let p = w.posten.iter().find(|p| p.id == id).ok_or(Error::NichtGefunden)?;
    woche::aendern(tx, &w, Wann::jetzt(app, may.kontext())).await?;
    woche::posten_entfernen(tx, w.id, id).await?;
    zug(app, tx, may, &w, p, (p.minuten, Min(0)), "herausgenommen").await
}

async fn zug(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    w: &Woche,
    p: &Posten,
    (von, nach): (Min, Min),
    grund: &str,
) -> Result<()> {
    let kontext = may.kontext();
    let z = Zug {
        kennzeichen: p.kennzeichen.clone(),
        von,
        nach,
        grund: grund.to_owned(),
        zeit: app.uhr.jetzt(),
        wer: kontext.name().to_owned(),
    };
    woche::zug(tx, app.ids.uuid(), w.id, &z, kontext.benutzer().uuid()).await
}

async fn speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    w: &Woche,
    neu: &[(Id<Posten>, Min)],
    grund: &str,
) -> Result<usize> {
    woche::aendern(tx, w, Wann::jetzt(app, may.kontext())).await?;
    let mut zuege = 0;
    for p in &w.posten {
        let Some((_, minuten)) = neu.iter().find(|(id, m)| *id == p.id && *m != p.minuten) else {
            continue;
        };
        woche::planen(tx, p.id, *minuten).await?;
        zug(app, tx, may, w, p, (p.minuten, *minuten), grund).await?;
        zuege += 1;
    }
    let angaben = format!("plan={},zuege={zuege}", w.montag.0);
    journal::notieren(tx, &*app.uhr, may, w.team, angaben);
    Ok(zuege)
}

/// Hands out the pool by the rules of 6.5. The answer: the cases whose wish only the ASD can grant (H15).
///
/// # Errors
/// `TEAM-E10` with what is missing.
pub async fn verteilen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    (montag, version): (Datum, i64),
) -> Result<Vec<String>> {
    let mut w = geladen(tx, team(may)?, montag, version).await?;
    let plan = regel::verteilen(&w)?;
    w.grund.clear();
    let neu: Vec<_> = plan.iter().map(|(id, minuten, _)| (*id, *minuten)).collect();
    speichern(app, tx, may, &w, &neu, "verteilt nach Regel").await?;
    let asd =
        |p: &&Posten| p.art == Postenart::Fall && plan.iter().any(|(id, _, an_asd)| *id == p.id && *an_asd);
    Ok(w.posten
        .iter()
        .filter(asd)
        .map(|p| p.kennzeichen.clone())
        .collect())
}

/// Moves minutes by hand. More than the pool only with `trotzdem` and a reason, which stays with the week.
///
/// # Errors
/// `TEAM-E10` with what is missing, `TEAM-E13` outside a corridor, `WEB-E01` without a reason.
pub async fn von_hand(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Team>,
    (montag, version): (Datum, i64),
    neu: &[(Id<Posten>, Min)],
    (grund, trotzdem): (&str, bool),
) -> Result<usize> {
    let mut w = geladen(tx, team(may)?, montag, version).await?;
    let mut befunde = regel::von_hand(&w, neu, trotzdem);
    if grund.is_empty() {
        befunde.push(feld("WEB-E01", "grund", "Bitte kurz sagen, warum."));
    }
    ohne_befund(befunde)?;
    let ueber = !regel::von_hand(&w, neu, false).is_empty();
    w.grund = if ueber { grund.to_owned() } else { String::new() };
    speichern(app, tx, may, &w, neu, grund).await
}
