//! `/faelle/worte`: the search for words in one's own cases. The words are sent, never written into an address.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell};

use super::wahlen;
use crate::{
    rules::worte::Worte,
    service::fall::{
        liste,
        worte::{self, Gefunden, Treffer},
    },
};

/// Cases on one page.
const JE_SEITE: usize = 20;

#[derive(Template)]
#[template(path = "fall/worte.html")]
struct Wortsuche {
    shell: Shell,
    f: Formular,
    gesucht: bool,
    zu_wenig: bool,
    gesamt_text: String,
    durchsucht_text: String,
    treffer: Vec<Treffer>,
    zurueck: Option<usize>,
    weiter: Option<usize>,
    seite: usize,
}

fn leer(huelle: Huelle, f: Formular) -> Wortsuche {
    Wortsuche {
        shell: huelle.titel("Worte in meinen Fällen").ueber("Fälle", "/faelle"),
        f,
        gesucht: false,
        zu_wenig: false,
        gesamt_text: String::new(),
        durchsucht_text: String::new(),
        treffer: Vec::new(),
        zurueck: None,
        weiter: None,
        seite: 1,
    }
}

pub(crate) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    // nothing to be seen: there is no such page
    worte::suchen(&app, &mut tx, &kontext, &Worte::default()).await?;
    drop(tx);
    Ok(Seite::neu(leer(huelle, Formular::leer())).into_response())
}

pub(crate) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let gefragt = Worte::lesen(&e.text("worte", 160));
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let Gefunden {
        treffer,
        durchsucht,
        mehr,
    } = worte::suchen(&app, &mut tx, &kontext, &gefragt).await?;
    // one connection at a time: whoever reads does not wait for the writer
    drop(tx);
    if e.hat_fehler() {
        return Ok(Seite::ungueltig(leer(huelle, e.formular())).into_response());
    }
    let gesamt = treffer.len();
    let letzte = gesamt.div_ceil(JE_SEITE).max(1);
    let seite = e.roh("seite").parse().unwrap_or(1).clamp(1, letzte);
    let gezeigt: Vec<Treffer> = treffer
        .into_iter()
        .skip((seite - 1) * JE_SEITE)
        .take(JE_SEITE)
        .collect();
    let zeilen: Vec<_> = gezeigt.iter().map(|t| t.fall.clone()).collect();
    liste::gezeigt(&app, &kontext, &zeilen, "wortsuche").await?;
    let faelle = |n: usize| wahlen::gezaehlt(i64::try_from(n).unwrap_or(i64::MAX), "1 Fall", "Fälle");
    let antwort = Wortsuche {
        gesucht: !gefragt.leer(),
        zu_wenig: gefragt.leer(),
        gesamt_text: faelle(gesamt),
        durchsucht_text: if mehr {
            format!(
                "Durchsucht: Ihre {} zuletzt bewegten Fälle.",
                web::bausteine::tausender(worte::DURCHSUCHT.unsigned_abs())
            )
        } else {
            format!(
                "Durchsucht: {}, die Sie führen oder in denen Sie vertreten.",
                faelle(durchsucht)
            )
        },
        treffer: gezeigt,
        zurueck: (seite > 1).then(|| seite - 1),
        weiter: (seite < letzte).then(|| seite + 1),
        seite,
        ..leer(huelle, e.formular())
    };
    Ok(Seite::neu(antwort).into_response())
}
