//! `/notzugriff`: opens one Meldung for a few hours, with a reason; Leitung and Datenschutz hear of it at once.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, WebFehler};

use super::{abgewiesen, mit_befunden};
use crate::{
    model::{Notpruefung, Notzugriff},
    service::notzugriff::{self, Anfrage, GRUND_MIN},
};

#[derive(Template)]
#[template(path = "schutz/notzugriff.html")]
struct NotSeite {
    shell: Shell,
    f: Formular,
    min: String,
    stunden: u32,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    if !notzugriff::darf(kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = NotSeite {
        shell: huelle.titel("Notzugriff").ueber("Kinderschutz", "/meldungen"),
        f: mit_befunden(f, befunde),
        min: format!("Mindestens {GRUND_MIN} Zeichen."),
        stunden: go.notzugriff_stunden,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, Formular::leer(), vec![]).await
}

pub(super) async fn oeffnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !notzugriff::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let a = Anfrage {
        kennzeichen: e.text("kennzeichen", 20),
        vorname: e.text("vorname", 80),
        nachname: e.text("nachname", 80),
        geburtsdatum: e.datum("geburtsdatum").map(Datum),
        grund: e.text("grund", 1000),
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, e.formular(), vec![]).await;
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match notzugriff::oeffnen(&app, &mut tx, &kontext, &a).await {
        Ok(id) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                format!("/meldungen/{id}"),
                MeldungArt::Warnung,
                "Der Notzugriff ist offen. Leitung und Datenschutz sind informiert. Jeder Blick wird festgehalten.",
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            // a try that found nothing is a try
            crate::service::zugang::verweigert(&app, &kontext, uuid::Uuid::nil(), "notzugriff").await?;
            rendern(&app, &kontext, huelle, e.formular(), b).await
        }
        Err(f) => Err(f.into()),
    }
}

pub(super) async fn pruefen(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, wie)): Path<(Id<Notzugriff>, String)>,
) -> Ergebnis<Response> {
    let wie: Notpruefung = match wie.as_str() {
        "bestaetigen" => Notpruefung::Bestaetigt,
        "widersprechen" => Notpruefung::Widersprochen,
        _ => return Err(WebFehler::nicht_gefunden()),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match notzugriff::pruefen(&app, &mut tx, &kontext, id, wie).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                "/meldungen",
                MeldungArt::Erfolg,
                "Ihre Antwort ist festgehalten.",
            ))
        }
        Err(Error::Regel(b)) => {
            let text = b.first().map_or("", |b| b.text.as_str());
            Ok(weiter("/meldungen", MeldungArt::Fehler, text))
        }
        Err(Error::Konflikt) => Ok(weiter(
            "/meldungen",
            MeldungArt::Hinweis,
            "Dazu hat schon jemand geantwortet.",
        )),
        Err(e) => {
            drop(tx);
            Err(abgewiesen(&app, &kontext, id.uuid(), e, "entscheiden").await)
        }
    }
}
