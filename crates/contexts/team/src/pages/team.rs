//! The teams and the page of one team.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Zeitraum, suchform};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::hilfen::{
    an_felder, darf_bearbeiten, darf_lesen, erstes_mal, fertig, lesen, leute, pflichtdatum, schluessel,
    schreiben,
};
use crate::{
    ablage,
    model::{FachkraftKurz, Mitglied, Stelle, Team},
    rules::Lage,
    service,
};

/// The search, as the address carries it: names of teams only.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Suche {
    q: String,
}

/// Somebody of a team, today.
struct Person {
    kurz: FachkraftKurz,
    was: String,
    abwesend_bis: Option<Datum>,
    /// The membership this comes from; none for who only holds a position.
    mitglied: Option<(Id<Mitglied>, i64)>,
}

struct Zeile {
    team: Team,
    raeume: String,
    leitung: Option<FachkraftKurz>,
    leute: usize,
    da: usize,
}

#[derive(Template)]
#[template(path = "team/liste.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    heute: Datum,
    bearbeiten: bool,
}

#[derive(Template)]
#[template(path = "team/team.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    team: Team,
    raeume: String,
    leitung: Option<FachkraftKurz>,
    personen: Vec<Person>,
    stellen: Vec<(Stelle, String)>,
    alle: Vec<Wahl>,
    einmal: uuid::Uuid,
    bearbeiten: bool,
    /// Träger in the team without the agreement on protection, by name.
    ohne_schutz: String,
}

/// Everybody of the team on this day: members, and who holds one of its positions; each once.
fn personen(lage: &Lage, team: Id<Team>, mitglieder: &[Mitglied], tag: Datum) -> Vec<Person> {
    let mut alle: Vec<Person> = Vec::new();
    let mut dazu = |wer, was: &str, mitglied| {
        let Some(kurz) = lage.fachkraefte.get(&wer) else {
            return;
        };
        match alle.iter_mut().find(|p| p.kurz.id == wer) {
            Some(p) if !was.is_empty() => p.was = format!("{}, {was}", p.was),
            Some(_) => {}
            None => alle.push(Person {
                kurz: kurz.clone(),
                was: was.to_owned(),
                abwesend_bis: lage.abwesend_bis(wer, tag),
                mitglied,
            }),
        }
    };
    for m in mitglieder.iter().filter(|m| m.team == team) {
        dazu(m.fachkraft, &m.funktion, Some((m.id, m.version)));
    }
    for s in lage.stellen.values().filter(|s| s.team == team) {
        for b in lage.inhaber(s.id, tag) {
            dazu(b.fachkraft, &s.bezeichnung, None);
        }
    }
    alle.sort_by_key(|p| suchform(&p.kurz.name));
    alle
}

fn raeume_text(raeume: &service::Raeume, team: &Team) -> String {
    let namen = team
        .raeume
        .iter()
        .filter_map(|r| raeume.raum(*r))
        .map(|r| format!("{} {}", r.code, r.name));
    namen.collect::<Vec<_>>().join(", ")
}

/// All teams with who is here today.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(suche): Query<Suche>,
) -> Ergebnis<Response> {
    darf_lesen::<Team>(&kontext, None)?;
    let heute = app.uhr.heute();
    let mut tx = lesen(&app).await?;
    let lage = ablage::lage::laden(&mut tx, heute, heute).await?;
    let mitglieder = ablage::team::mitglieder_am(&mut tx, heute).await?;
    let raeume = service::raeume(&app, &mut tx, heute).await?;
    let gesucht = suchform(&suche.q);
    let zeilen = ablage::team::alle(&mut tx)
        .await?
        .into_iter()
        .filter(|t| suchform(&t.name).contains(&gesucht))
        .map(|team| {
            let alle = personen(&lage, team.id, &mitglieder, heute);
            Zeile {
                raeume: raeume_text(&raeume, &team),
                leitung: team.leitung.and_then(|l| lage.fachkraefte.get(&l)).cloned(),
                da: alle.iter().filter(|p| p.abwesend_bis.is_none()).count(),
                leute: alle.len(),
                team,
            }
        })
        .collect();
    let f = Formular::leer().setze("q", &suche.q);
    let bearbeiten = darf_bearbeiten(&kontext);
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Teams"),
        f,
        zeilen,
        heute,
        bearbeiten,
    })
    .into_response())
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Team>,
    f: Formular,
) -> Result<Blatt, Error> {
    darf_lesen(kontext, Some(id))?;
    let heute = app.uhr.heute();
    let mut tx = lesen(app).await?;
    let team = ablage::team::laden(&mut tx, id).await?;
    let lage = ablage::lage::laden(&mut tx, heute, heute).await?;
    let mitglieder = ablage::team::mitglieder_am(&mut tx, heute).await?;
    let raeume = service::raeume(app, &mut tx, heute).await?;
    let halter = |s: &Stelle| {
        let namen = lage
            .inhaber(s.id, heute)
            .filter_map(|b| lage.fachkraefte.get(&b.fachkraft));
        namen.map(|f| f.name.clone()).collect::<Vec<_>>().join(", ")
    };
    let stellen = ablage::stelle::alle(&mut tx)
        .await?
        .into_iter()
        .filter(|s| s.team == id)
        .map(|s| {
            let wer = halter(&s);
            (s, wer)
        })
        .collect();
    Ok(Blatt {
        shell: huelle.titel(&team.name).ueber("Teams", "/team"),
        f,
        raeume: raeume_text(&raeume, &team),
        leitung: team.leitung.and_then(|l| lage.fachkraefte.get(&l)).cloned(),
        personen: personen(&lage, id, &mitglieder, heute),
        stellen,
        alle: leute(&mut tx).await?,
        ohne_schutz: service::traeger_ohne_schutz(&mut tx, &team, heute)
            .await?
            .join(", "),
        einmal: app.ids.uuid(),
        bearbeiten: service::darf_team(app, &mut tx, kontext, Some(id), None)
            .await
            .is_ok(),
        team,
    })
}

/// The page of a team.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
) -> Ergebnis<Response> {
    let f = Formular::leer().setze("von", app.uhr.heute().0);
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, f).await?).into_response())
}

/// Takes somebody into the team.
pub async fn aufnehmen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Team>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let may = service::darf_team(&app, &mut tx, &kontext, Some(id), None).await?;
    e.pflichtauswahl::<uuid::Uuid>("fachkraft");
    let wer = schluessel(&mut e, "fachkraft");
    let funktion = e.pflichttext("funktion", 120);
    let vzae = e.zahl("vzae", 0, 100);
    let von = pflichtdatum(&mut e, "von");
    if let (Some(wer), Some(von), false) = (wer, von, e.hat_fehler()) {
        let zeitraum = Zeitraum::neu(von, None).ok_or(Error::NichtGefunden)?;
        let neu = Mitglied {
            id: Id::von(uuid::Uuid::nil()),
            team: id,
            fachkraft: wer,
            funktion,
            zeitraum,
            vzae,
            version: 1,
        };
        if !erstes_mal(&mut tx, &kontext, &mut e).await? {
            return Ok(meldung::weiter(
                format!("/team/{id}"),
                MeldungArt::Hinweis,
                "Das war schon gespeichert.",
            ));
        }
        match service::mitglied_aufnehmen(&app, &mut tx, &may, neu).await {
            Ok(_) => {
                fertig(tx).await?;
                return Ok(meldung::weiter(
                    format!("/team/{id}"),
                    MeldungArt::Erfolg,
                    "Gespeichert.",
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "fachkraft")?,
        }
    }
    drop(tx);
    let f = e
        .formular()
        .benannt(&[("fachkraft", "Person"), ("vzae", "Anteil"), ("von", "Ab")]);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, f).await?).into_response())
}

/// Ends a membership with today.
pub async fn verabschieden(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, mitglied)): Path<(Id<Team>, Id<Mitglied>)>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let may = service::darf_team(&app, &mut tx, &kontext, Some(id), None).await?;
    service::mitglied_verabschieden(&app, &mut tx, &may, mitglied, app.uhr.heute()).await?;
    fertig(tx).await?;
    Ok(meldung::weiter(
        format!("/team/{id}"),
        MeldungArt::Erfolg,
        "Die Mitarbeit endet heute.",
    ))
}
