//! `/fristen`: every period of the cases somebody leads or stands in for, and the calendar to subscribe to.
//! `/kalender/{geheim}/fristen.ics`: that calendar. It goes to programs outside, so it names nobody: a day, and a link
//! behind the sign-in.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base::Zeitpunkt;
use serde::Deserialize;
use web::{Ergebnis, MeldungArt, Seite, Shell, Status};

use super::fall::uebersicht::ampel;
use crate::{
    rules::fall::frist_egh::Lauf,
    service::fall::fristen::{self as dienst, Fallfrist},
};

/// Paths below it are open to everybody who knows the secret.
pub const KALENDER: &str = "/kalender/";

/// More would be a list nobody works through; how many there are is said.
const HOECHSTENS_IM_TEAM: usize = 50;

#[derive(Template)]
#[template(path = "fall/fristen.html")]
struct FristenSeite {
    shell: Shell,
    alle: Vec<(Fallfrist, Status)>,
    /// Overdue in the team of a Leitung, with who stands in for whoever is away.
    team: Vec<(Fallfrist, String)>,
    team_gesamt: usize,
    ueberschritten: usize,
    nur_dringend: bool,
    gesamt: usize,
    kalender_seit: Option<Zeitpunkt>,
    /// The new address, shown once.
    neu: Option<String>,
}

/// What the address of the list says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Frage {
    #[serde(default)]
    nur: String,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    frage: &Frage,
    neu: Option<String>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = dienst::offene(app, &mut tx, kontext).await?;
    let im_team = dienst::im_team(app, &mut tx, kontext).await?;
    let team_gesamt = im_team.len();
    let mut team = Vec::new();
    for f in im_team.into_iter().take(HOECHSTENS_IM_TEAM) {
        let vertreten = dienst::vertreten_durch(app, &mut tx, &f.fall).await?;
        team.push((f, vertreten));
    }
    let kalender_seit = dienst::kalender_seit(&mut tx, kontext).await?;
    drop(tx);
    let heute = app.uhr.heute();
    let gesamt = alle.len();
    let nur_dringend = frage.nur == "dringend";
    let gezeigt = if nur_dringend {
        dienst::dringend(&alle, heute)
    } else {
        alle
    };
    dienst::gezeigt(app, kontext, &gezeigt, "fristen").await?;
    let vom_team: Vec<Fallfrist> = team.iter().map(|(f, _)| f.clone()).collect();
    dienst::gezeigt(app, kontext, &vom_team, "fristen im team").await?;
    let seite = FristenSeite {
        shell: huelle.titel("Fristen"),
        ueberschritten: gezeigt
            .iter()
            .filter(|f| f.zeile.lauf(heute) == Lauf::Ueberschritten)
            .count(),
        alle: gezeigt
            .into_iter()
            .map(|f| {
                let (_, s) = ampel(f.zeile.clone(), heute);
                (f, s)
            })
            .collect(),
        team,
        team_gesamt,
        nur_dringend,
        gesamt,
        kalender_seit,
        neu,
    };
    Ok(Seite::neu(seite).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, &frage, None).await
}

pub(crate) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    kopf: HeaderMap,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let geheimnis = dienst::kalender_anlegen(&app, &mut tx, &kontext).await?;
    tx.commit().await.map_err(Error::from)?;
    let neu = format!("{}{KALENDER}{geheimnis}/fristen.ics", netz::basis(&app, &kopf));
    rendern(&app, &kontext, huelle, &Frage::default(), Some(neu)).await
}

pub(crate) async fn beenden(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    dienst::kalender_beenden(&app, &mut tx, &kontext).await?;
    tx.commit().await.map_err(Error::from)?;
    let text = "Der Kalender ist beendet. Die alte Adresse gilt nicht mehr.";
    Ok(weiter("/fristen", MeldungArt::Erfolg, text))
}

pub(crate) async fn kalender(
    State(app): State<App>,
    kopf: HeaderMap,
    Path(geheimnis): Path<String>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = dienst::kalender(&app, &mut tx, &geheimnis).await?;
    let basis = netz::basis(&app, &kopf);
    let host = basis.split_once("://").map_or(basis.as_str(), |(_, h)| h);
    let mut eintraege = Vec::new();
    let mut nummern = std::collections::HashMap::<uuid::Uuid, usize>::new();
    for f in alle {
        let nr = nummern.entry(f.fall.id.uuid()).or_default();
        *nr += 1;
        eintraege.push(netz::ical::Ganztags {
            uid: format!("frist-{}-{nr}", f.fall.id),
            tag: f.zeile.bis,
            // opaque: whoever sees this calendar learns a day and no name
            titel: "Frist".to_owned(),
            url: format!("{basis}/faelle/{}", f.fall.id),
        });
    }
    let text = netz::ical::ganztags("Fristen", host, app.uhr.jetzt(), &eintraege);
    let kopf = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((kopf, text).into_response())
}
