//! `/faelle/{id}/wille`: who belongs to the case, and what they want, verbatim.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, leute, mit_befunden, pfad, shell};
use crate::{
    model::{Aeusserungsart, Aeusserungsquelle, Fall, Fallrolle, WORTLAUT_MAX},
    service::fall::{
        lesen::{self, Akte},
        wille::{Gesagtes, Personendaten, beteiligen, festhalten},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("person", "Wer sagt das?"),
    ("wortlaut", "Wörtlich"),
    ("art", "Was ist es?"),
    ("eigenaktivitaet", "Was tue ich selbst dafür?"),
    ("nachname", "Nachname"),
];

#[derive(Template)]
#[template(path = "fall/fall/wille.html")]
struct WilleSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    leute: Vec<Wahl>,
    arten: Vec<Wahl>,
    quellen: Vec<Wahl>,
    rollen: Vec<Wahl>,
    person_offen: bool,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = WilleSeite {
        shell: shell(huelle, &akte, "Wille und Wünsche"),
        kopf: kopf(kontext, &akte, "wille"),
        leute: leute(&akte),
        arten: Aeusserungsart::wahlen(),
        quellen: Aeusserungsquelle::wahlen(),
        rollen: Fallrolle::wahlen(),
        person_offen: !f.wert("rolle").is_empty(),
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
    let f = Formular::leer().setze("datum", app.uhr.heute().0);
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let person = e.pflichtauswahl("person");
    let wortlaut = e.text("wortlaut", WORTLAUT_MAX);
    let datum = e.pflichtdatum("datum");
    let art = e.pflichtauswahl("art");
    let quelle = e.pflichtauswahl("quelle");
    let eigenaktivitaet = e.text("eigenaktivitaet", 500);
    let (Some(datum), Some(art), Some(quelle), false) = (datum, art, quelle, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Gesagtes {
        person,
        wortlaut,
        datum: Datum(datum),
        art,
        eigenaktivitaet,
        bestaetigt: e.haken("bestaetigt"),
        quelle,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| festhalten(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "wille"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

pub(crate) async fn person(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let rolle = e.pflichtauswahl("rolle");
    let p = crate::pages::neu_lesen::person(&mut e);
    let (Some(rolle), false) = (rolle, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Personendaten {
        rolle,
        vorname: p.vorname,
        nachname: p.nachname,
        unbekannt_grund: p.unbekannt_grund,
        geburtsdatum: p.geburtsdatum,
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| beteiligen(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "wille"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
