//! `/rufbereitschaft`: who is on duty, and when nobody is.

use amt::{
    App, Error, Huelle, Kontext,
    meldung::weiter,
    recht::{Recht, Rolle},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id, Zeitpunkt};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use super::{mit_befunden, zeit};
use crate::{
    model::Dienst,
    service::dienst::{self, TAGE},
};

#[derive(Template)]
#[template(path = "schutz/dienst.html")]
struct DienstSeite {
    shell: Shell,
    f: Formular,
    plan: Vec<Dienst>,
    luecken: Vec<(Zeitpunkt, Zeitpunkt)>,
    leute: Vec<Wahl>,
    darf: bool,
    tage: i64,
}

fn liest(kontext: &Kontext) -> bool {
    // those who may read a Meldung at all: ASD, Leitung, Rufbereitschaft
    [Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05]
        .iter()
        .any(|r| kontext.hat(*r))
        && amt::navigation::darf(kontext, amt::recht::Bereich::Schutz, Recht::Lesen)
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    if !liest(kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (plan, luecken) = dienst::plan(app, &mut tx).await?;
    let leute = dienst::moegliche(app, &mut tx).await?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = DienstSeite {
        shell: huelle
            .titel("Rufbereitschaft")
            .ueber("Kinderschutz", "/meldungen"),
        f: mit_befunden(f, befunde),
        plan,
        luecken,
        leute: leute.into_iter().map(|e| Wahl::neu(e.benutzer, e.name)).collect(),
        darf: dienst::darf(kontext),
        tage: TAGE,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, Formular::leer(), vec![]).await
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !dienst::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let wer = e.pflichtauswahl("wer");
    let von = zeit::lesen(&mut e, "von", true);
    let bis = zeit::lesen(&mut e, "bis", true);
    let (Some(wer), Some(von), Some(bis), false) = (wer, von, bis, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, e.formular(), vec![]).await;
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::eintragen(&app, &mut tx, &kontext, wer, von, bis).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                "/rufbereitschaft",
                MeldungArt::Erfolg,
                "Der Dienst ist eingetragen.",
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, e.formular(), b).await
        }
        Err(f) => Err(f.into()),
    }
}

pub(super) async fn entfernen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Dienst>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    dienst::entfernen(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(weiter(
        "/rufbereitschaft",
        MeldungArt::Erfolg,
        "Der Dienst ist gestrichen.",
    ))
}
