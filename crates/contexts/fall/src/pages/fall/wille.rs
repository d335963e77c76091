//! `/faelle/{id}/wille`: who belongs to the case, and what they want, verbatim.

use amt::{App, Error, Huelle, Kontext, recht::Bearbeiten};
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
    model::{Aeusserungsart, Aeusserungsquelle, Fall, Fallrolle, Stelle, WORTLAUT_MAX},
    service::fall::{
        lesen::{self, Akte},
        wille::{Gesagtes, Personendaten, beteiligen, festhalten},
        zugang::befugt,
    },
    service::person::suchen::{self, Kandidat, Suchfrage},
};

const NAMEN: &[(&str, &str)] = &[
    ("person", "Wer sagt das?"),
    ("wortlaut", "Wörtlich"),
    ("art", "Was ist es?"),
    ("eigenaktivitaet", "Was tue ich selbst dafür?"),
    ("nachname", "Nachname"),
    ("bekannte_person", "Schon bekannt?"),
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
    bekannte: Vec<Kandidat>,
}

#[derive(Template)]
#[template(path = "fall/person/nur_bekannte.html")]
struct NurBekannte {
    f: Formular,
    bekannte: Vec<Kandidat>,
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
    let bekannte = if f.wert("rolle").is_empty() && f.wert("nachname").is_empty() {
        vec![]
    } else {
        let frage = Suchfrage {
            vorname: f.wert("vorname").to_owned(),
            nachname: f.wert("nachname").to_owned(),
            geburtsdatum: f.wert("geburtsdatum").parse().ok(),
            ..Suchfrage::default()
        };
        bekannte(app, kontext, &akte.fall, &frage).await?
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = WilleSeite {
        shell: shell(huelle, &akte, "Wille und Wünsche"),
        kopf: kopf(kontext, &akte, "wille"),
        leute: leute(&akte),
        arten: Aeusserungsart::wahlen(),
        quellen: Aeusserungsquelle::wahlen(),
        rollen: Fallrolle::wahlen(),
        person_offen: !f.wert("rolle").is_empty() || !f.wert("nachname").is_empty(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        bekannte,
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
    let f = super::entwurf(&app, &kontext, "fall-wille", id).await?;
    let f = f.unwrap_or_else(|| Formular::leer().setze("datum", app.uhr.heute().0));
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
    if !e.roh("suche").is_empty() {
        // nothing is wrong yet: it was not sent
        let f = ohne_suche(&e.formular());
        return rendern(&app, &kontext, huelle, id, f, vec![]).await;
    }
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
        register: e.roh("bekannte_person").parse().ok(),
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| beteiligen(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "wille"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

fn ohne_suche(f: &Formular) -> Formular {
    f.werte()
        .iter()
        .filter(|(n, _)| n != "suche")
        .fold(Formular::leer(), |f, (n, w)| f.setze(n, w))
}

/// Persons known already, for the office of the case; noted in the journal.
async fn bekannte(
    app: &App,
    kontext: &Kontext,
    fall: &Fall,
    frage: &Suchfrage,
) -> amt::Result<Vec<Kandidat>> {
    let mut tx = app.db.read().await?;
    let stelle = Stelle::von_sektor(&fall.sektor);
    let da = suchen::bekannte(app, &mut tx, kontext, frage, stelle, None).await?;
    drop(tx);
    suchen::gezeigt(app, kontext, &da, "personensuche").await?;
    Ok(da)
}

/// "Kennen wir diese Person schon?", while somebody types.
pub(crate) async fn bekannt(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (_, fall) = befugt::<Bearbeiten>(&app, &mut tx, &kontext, id).await?;
    drop(tx);
    let bekannte = bekannte(&app, &kontext, &fall, &crate::pages::neu_lesen::suchfrage(&e)).await?;
    Ok(Seite::neu(NurBekannte {
        f: e.formular(),
        bekannte,
    })
    .into_response())
}
