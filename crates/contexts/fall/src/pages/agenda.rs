//! `/agenda`: what a team talks about this week. No name of anybody stands on it, so that it may hang on the wall of a
//! round with free Träger.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell, Umleitung};

use crate::{
    model::{Agendagrund, Fall, Richtung, Runde},
    rules::fall::{
        agenda::{montag, sonntag},
        konferenz::{Regeln, dauer},
    },
    service::fall::{
        agenda::{self as dienst, Agenda},
        zugang::befugt,
    },
};

#[derive(Template)]
#[template(path = "fall/agenda/runden.html")]
struct Runden {
    shell: Shell,
    runden: Vec<Runde>,
}

#[derive(Template)]
#[template(path = "fall/agenda/woche.html")]
struct Woche {
    shell: Shell,
    a: Agenda,
    bis: Datum,
    /// Minutes of one round, and of all.
    minuten: (u32, u32),
    vorige: Datum,
    naechste: Datum,
}

/// The agenda of the only team, or the teams to choose from.
pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let runden = dienst::runden(&app, &mut tx, &kontext).await?;
    if let [eine] = &runden[..] {
        return Ok(Umleitung::nach(format!("/agenda/{}", eine.team)).into_response());
    }
    Ok(Seite::neu(Runden {
        shell: huelle.titel("Agenda"),
        runden,
    })
    .into_response())
}

/// The day the address asks for, else today.
fn tag(app: &App, ab: &str) -> Datum {
    ab.parse().unwrap_or_else(|_| app.uhr.heute())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(team): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Ergebnis<Response> {
    let e = Eingaben::aus_bytes(query.unwrap_or_default().as_bytes())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let a = dienst::agenda(&app, &mut tx, &kontext, team, tag(&app, e.roh("ab"))).await?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    drop(tx);
    let eine = dauer(&Regeln::von(&go).phasen);
    let alle = eine.saturating_mul(u32::try_from(a.zeilen.len()).unwrap_or(u32::MAX));
    let m = montag(a.montag);
    Ok(Seite::neu(Woche {
        shell: huelle
            .titel(format!("Agenda {}", a.runde.name))
            .ueber("Agenda", "/agenda"),
        bis: sonntag(m),
        minuten: (eine, alle),
        vorige: m.plus_tage(-7),
        naechste: m.plus_tage(7),
        a,
    })
    .into_response())
}

/// One case a place up or down.
pub(crate) async fn folge(
    State(app): State<App>,
    kontext: Kontext,
    Path(team): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ab = tag(&app, e.roh("ab"));
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // whoever is not in the team is told nothing, whatever the form says
    dienst::agenda(&app, &mut tx, &kontext, team, ab).await?;
    let fall = e.auswahl::<Uuid>("fall").map(Id::<Fall>::von);
    let wohin = e.auswahl::<Richtung>("wohin");
    if let (Some(fall), Some(wohin)) = (fall, wohin) {
        dienst::verschieben(&app, &mut tx, &kontext, (team, ab), fall, wohin).await?;
        tx.commit().await.map_err(Error::from)?;
    }
    let ziel = format!("/agenda/{team}?ab={}", montag(ab).0);
    Ok(weiter(ziel, MeldungArt::Erfolg, "Die Reihenfolge ist geändert."))
}

/// A case is put on the agenda of its team.
pub(crate) async fn anmelden(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let worte = e.text("worte", 500);
    melden(
        &app,
        &kontext,
        id,
        (Agendagrund::Wunsch, &worte),
        &format!("/faelle/{id}/konferenz"),
    )
    .await
}

/// Puts a case on the agenda and leads back.
pub(super) async fn melden(
    app: &App,
    kontext: &Kontext,
    id: Id<Fall>,
    was: (Agendagrund, &str),
    zurueck: &str,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = befugt(app, &mut tx, kontext, id).await?;
    match dienst::anmelden(app, &mut tx, &may, &fall, was).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                zurueck,
                MeldungArt::Erfolg,
                "Der Fall steht auf der Agenda des Teams.",
            ))
        }
        Err(Error::Regel(_)) => Ok(weiter(
            zurueck,
            MeldungArt::Warnung,
            "In diesem Sozialraum arbeitet kein Team, auf dessen Agenda der Fall kommen kann.",
        )),
        Err(andere) => Err(andere.into()),
    }
}
