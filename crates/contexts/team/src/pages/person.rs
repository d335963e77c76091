//! People: the list, and what one needs to know about one of them.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, suchform};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Sortierung};

use super::hilfen::{darf_bearbeiten, darf_lesen, lesen};
use crate::{
    ablage,
    model::{Fachkraft, Inhalt, Praesenz, Team},
    service,
};

const TAGE: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];

#[derive(Template)]
#[template(path = "team/personen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    zeilen: Vec<(Fachkraft, bool)>,
    sortierung: Sortierung,
    bearbeiten: bool,
}

#[derive(Template)]
#[template(path = "team/person.html")]
struct Blatt {
    shell: Shell,
    person: Fachkraft,
    organisation: String,
    abwesend_bis: Option<Datum>,
    teams: Vec<Team>,
    zustaendig: Vec<(String, String, &'static str)>,
    praesenzen: Vec<(String, Praesenz)>,
    bearbeiten: bool,
}

/// The order of the list, as the address carries it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Ordnung {
    sort: String,
}

fn ordnen(zeilen: &mut [(Fachkraft, bool)], s: &Sortierung) {
    // they come by name, and the order is stable: within the same profession it stays that by name
    match s.spalte.as_str() {
        "beruf" => zeilen.sort_by_cached_key(|(f, _)| suchform(&f.qualifikation)),
        "sprachen" => zeilen.sort_by_cached_key(|(f, _)| f.sprachen.join(",")),
        "heute" => zeilen.sort_by_key(|(_, da)| !da),
        _ => {}
    }
    if s.absteigend {
        zeilen.reverse();
    }
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    gesucht: &str,
    sort: &str,
) -> Ergebnis<Response> {
    darf_lesen::<Fachkraft>(kontext, None)?;
    let mut tx = lesen(app).await?;
    let fort = ablage::fachkraft::abwesende_am(&mut tx, app.uhr.heute()).await?;
    let zeilen = ablage::fachkraft::suchen(&mut tx, gesucht).await?;
    let mut zeilen: Vec<_> = zeilen
        .into_iter()
        .map(|f| {
            let da = !fort.contains(&f.id);
            (f, da)
        })
        .collect();
    let sortierung = Sortierung::aus("/team/personen", sort, &["name", "beruf", "sprachen", "heute"]);
    ordnen(&mut zeilen, &sortierung);
    let shell = huelle.titel("Personen").ueber("Teams", "/team");
    let f = Formular::leer().setze("q", gesucht);
    Ok(Seite::neu(Liste {
        shell,
        f,
        zeilen,
        sortierung,
        bearbeiten: darf_bearbeiten(kontext),
    })
    .into_response())
}

/// Everybody.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(ordnung): Query<Ordnung>,
) -> Ergebnis<Response> {
    seite(&app, &kontext, huelle, "", &ordnung.sort).await
}

/// Search by name: by post, so that no name stands in an address.
pub async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    let gesucht: String = e.roh("q").chars().take(80).collect();
    seite(&app, &kontext, huelle, &gesucht, "").await
}

fn uhrzeit(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The page of a person: contact, languages, where responsible, where to be found.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fachkraft>>,
) -> Ergebnis<Response> {
    let heute = app.uhr.heute();
    let mut tx = lesen(&app).await?;
    let person = ablage::fachkraft::laden(&mut tx, id).await?;
    let eigenes = person.benutzer == Some(kontext.benutzer());
    let bezug = amt::recht::Bezug {
        eigenes,
        ..amt::recht::Bezug::default()
    };
    amt::recht::Befugnis::<amt::recht::Lesen, Fachkraft>::pruefen(&kontext, Some(id), bezug)?;
    let lage = ablage::lage::laden(&mut tx, heute, heute).await?;
    let raeume = service::raeume(&app, &mut tx, heute).await?;
    let meine = |s| lage.inhaber(s, heute).any(|b| b.fachkraft == id);
    let ort = |i: &Inhalt| match i {
        Inhalt::Raum(r) => raeume.raum(*r).map_or("anderer Zuschnitt".to_owned(), |r| {
            format!("{} {}", r.code, r.name)
        }),
        Inhalt::Abc(b) => format!("Nachnamen {b}"),
        Inhalt::Spezial(m, r) => {
            let wo = r
                .and_then(|r| raeume.raum(r))
                .map_or("überall".to_owned(), |r| format!("{} {}", r.code, r.name));
            format!("{m}, {wo}")
        }
    };
    let mut zustaendig = Vec::new();
    for r in lage.regeln.iter().filter(|r| r.gueltigkeit.gilt_am(heute)) {
        if meine(r.stelle) {
            zustaendig.push((r.sektor.to_string(), ort(&r.inhalt), "zuständig"));
        } else if r.vertretung.is_some_and(meine) {
            zustaendig.push((r.sektor.to_string(), ort(&r.inhalt), "Vertretung"));
        }
    }
    zustaendig.sort();
    let mitglieder = ablage::team::mitglieder_am(&mut tx, heute).await?;
    let im_team = |t: &Team| {
        t.leitung == Some(id)
            || mitglieder.iter().any(|m| m.team == t.id && m.fachkraft == id)
            || lage.stellen.values().any(|s| s.team == t.id && meine(s.id))
    };
    let organisation = match person.organisation {
        Some(o) => ablage::organisation::laden(&mut tx, o).await?.name,
        None => String::new(),
    };
    let praesenzen = ablage::fachkraft::praesenzen(&mut tx, id)
        .await?
        .into_iter()
        .map(|p| {
            let tag = TAGE.get(usize::from(p.wochentag) - 1).copied().unwrap_or("");
            (
                format!(
                    "{tag}, {} bis {} Uhr",
                    uhrzeit(p.von_minute),
                    uhrzeit(p.bis_minute)
                ),
                p,
            )
        })
        .collect();
    let bearbeiten = service::darf_person(&app, &mut tx, &kontext, Some(id))
        .await
        .is_ok();
    Ok(Seite::neu(Blatt {
        shell: huelle
            .titel(&person.name)
            .ueber("Teams", "/team")
            .ueber("Personen", "/team/personen"),
        organisation,
        abwesend_bis: lage.abwesend_bis(id, heute),
        teams: lage.teams.values().filter(|t| im_team(t)).cloned().collect(),
        zustaendig,
        praesenzen,
        bearbeiten,
        person,
    })
    .into_response())
}

/// The organisations as choices.
pub async fn organisationen(tx: &mut store::Tx) -> Result<Vec<web::Wahl>, Error> {
    Ok(ablage::organisation::alle(tx)
        .await?
        .into_iter()
        .map(|o| web::Wahl::neu(o.id, o.name))
        .collect())
}
