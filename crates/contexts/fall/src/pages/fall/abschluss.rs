//! `/faelle/{id}/abschluss`: why a help ends, what comes then, and what is still open.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Abschlussgrund, Anschluss, Bewerter, Fall, FallStand},
    rules::fall::bewertung,
    service::fall::{
        abschluss::{self as dienst, Abschlussdaten},
        lesen::{self, Akte},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("grund", "Grund"),
    ("anschluss", "Danach"),
    ("anschluss_worte", "Was danach kommt"),
];

#[derive(Template)]
#[template(path = "fall/fall/abschluss.html")]
struct AbschlussSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    gruende: Vec<Wahl>,
    anschluesse: Vec<Wahl>,
    /// (who, Zielerreichungsgrad, GAS-T).
    ergebnisse: Vec<(Bewerter, Option<String>, Option<String>)>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let f = f.unwrap_or_else(|| match &akte.abschluss {
        Some(a) => Formular::leer()
            .setze("grund", a.grund.code())
            .setze("anschluss", a.anschluss.code())
            .setze("anschluss_worte", &a.anschluss_worte)
            .setze("nachfrage", if a.nachfrage { "ja" } else { "" })
            .setze("nachbetreuung", &a.nachbetreuung),
        None => Formular::leer(),
    });
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let (alle, ziele) = (akte.bewertungen_jetzt(), akte.bewertbar());
    let seite = AbschlussSeite {
        shell: shell(huelle, &akte, "Abschluss"),
        kopf: kopf(kontext, &akte, "abschluss"),
        offen: akte.bearbeiten && matches!(akte.fall.stand, FallStand::F10 | FallStand::F11),
        gruende: Abschlussgrund::wahlen(),
        anschluesse: Anschluss::wahlen(),
        ergebnisse: akte
            .bewerter()
            .into_iter()
            .map(|(b, _)| {
                let (grad, gas) = bewertung::ergebnis(&alle, &ziele, b);
                (b, grad, gas)
            })
            .collect(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, None, vec![]).await
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (grund, anschluss) = (
        e.pflichtauswahl::<Abschlussgrund>("grund"),
        e.pflichtauswahl::<Anschluss>("anschluss"),
    );
    let anschluss_worte = e.text("anschluss_worte", 500);
    let nachbetreuung = e.text("nachbetreuung", 500);
    let (Some(grund), Some(anschluss), false) = (grund, anschluss, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Abschlussdaten {
        grund,
        anschluss,
        anschluss_worte,
        nachfrage: e.haken("nachfrage"),
        nachbetreuung,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::vorbereiten(&app, tx, may, &akte, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "abschluss"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, Some(e.formular()), befunde).await,
    }
}
