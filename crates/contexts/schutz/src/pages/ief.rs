//! `/ief-beratung`: questions to the insoweit erfahrene Fachkraft, without names.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::{Befund, Datum};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, WebFehler};

use super::mit_befunden;
use crate::{
    model::{IefBeratung, TEXT_MAX},
    service::ief,
};

#[derive(Template)]
#[template(path = "schutz/ief.html")]
struct IefSeite {
    shell: Shell,
    f: Formular,
    alle: Vec<IefBeratung>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = ief::alle(&mut tx, kontext).await?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = IefSeite {
        shell: huelle
            .titel("Beratung durch die insoweit erfahrene Fachkraft")
            .ueber("Kinderschutz", "/meldungen"),
        f: mit_befunden(f, befunde),
        alle,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let f = Formular::leer().setze("datum", app.uhr.heute().0);
    rendern(&app, &kontext, huelle, f, vec![]).await
}

pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !ief::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let datum = e.pflichtdatum("datum").map(Datum);
    let stelle = e.text("stelle", 120);
    let anfrage = e.text("anfrage", TEXT_MAX);
    let antwort = e.text("antwort", TEXT_MAX);
    let (Some(datum), false) = (datum, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, e.formular(), vec![]).await;
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match ief::notieren(&app, &mut tx, &kontext, stelle, anfrage, antwort, datum).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                "/ief-beratung",
                MeldungArt::Erfolg,
                "Die Beratung ist festgehalten, ohne Akte.",
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, e.formular(), b).await
        }
        Err(f) => Err(f.into()),
    }
}
