//! `POST /erfassungen`, `/erfassungen/{id}/bearbeiten`: begin a survey, write its texts.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use super::{erfassung::liste_mit, noch_einmal};
use crate::{
    codes::{ErfassungAbschnitt, ErfassungStatus},
    erfassung::{Erfassung, ErfassungDaten},
    service,
};

#[derive(Template)]
#[template(path = "netz/erfassung_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    id: Id<Erfassung>,
    abschnitte: &'static [ErfassungAbschnitt],
}

fn bogen(huelle: Huelle, id: Id<Erfassung>, f: Formular) -> Bogen {
    let mut namen: Vec<(&str, &str)> = vec![
        ("stichtag", "Stichtag"),
        ("verfasser", "Geschrieben von"),
        ("quellen", "Quellen"),
    ];
    namen.extend(ErfassungAbschnitt::ALLE.iter().map(|a| (a.code(), a.text())));
    Bogen {
        shell: huelle
            .titel("Erfassung schreiben")
            .ueber("Kurzskizzen", "/erfassungen"),
        f: f.benannt(&namen),
        id,
        abschnitte: ErfassungAbschnitt::ALLE,
    }
}

/// `POST /erfassungen`
pub(super) async fn beginnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Erfassung>::pruefen(&kontext, None, Bezug::default())?;
    let raum: Option<Id<Raumeinheit>> = e.pflichtauswahl("raum");
    let stichtag = e.pflichtdatum("stichtag").map(Datum);
    let ergebnis = if let (Some(raum), Some(stichtag), false) = (raum, stichtag, e.hat_fehler()) {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        let neu = service::erfassung_beginnen(&app, &mut tx, &may, raum, stichtag).await;
        if neu.is_ok() {
            tx.commit().await.map_err(Error::from)?;
        }
        neu
    } else {
        Err(Error::Regel(Vec::new()))
    };
    match ergebnis {
        Ok(id) => Ok(meldung::weiter(
            format!("/erfassungen/{id}"),
            MeldungArt::Erfolg,
            "Die Erfassung ist begonnen.",
        )),
        Err(fehler) => {
            let f = noch_einmal(e, fehler, "raum", None)?;
            let vorlage = liste_mit(&app, &kontext, huelle, f).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
    }
}

/// `GET /erfassungen/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Erfassung>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::<Lesen, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, ..) = service::erfassung_laden(&app, &mut tx, &liest).await?;
    if g.status != ErfassungStatus::Entwurf {
        return Ok(meldung::weiter(
            format!("/erfassungen/{id}"),
            MeldungArt::Hinweis,
            "Diese Fassung ist abgestimmt und wird nicht mehr geändert.",
        ));
    }
    let mut f = Formular::leer()
        .setze("stichtag", g.daten.stichtag.0)
        .setze("verfasser", g.daten.verfasser)
        .setze("quellen", g.daten.quellen)
        .setze("version", g.version);
    for (a, text) in g.daten.texte {
        f = f.setze(a.code(), text);
    }
    Ok(Seite::neu(bogen(huelle, id, f)).into_response())
}

/// `POST /erfassungen/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Erfassung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let stichtag = e.pflichtdatum("stichtag").map(Datum);
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let mut daten = ErfassungDaten::neu(stichtag.unwrap_or_else(|| app.uhr.heute()));
    daten.verfasser = e.text("verfasser", 300);
    daten.quellen = e.text("quellen", 2000);
    for a in ErfassungAbschnitt::ALLE {
        daten.texte.insert(*a, e.text(a.code(), 4000));
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = if e.hat_fehler() {
        Err(Error::Regel(Vec::new()))
    } else {
        service::erfassung_aendern(&app, &mut tx, &may, version, daten).await
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                format!("/erfassungen/{id}"),
                MeldungArt::Erfolg,
                "Gespeichert.",
            ))
        }
        Err(fehler) => {
            let mut jetzt = None;
            if matches!(fehler, Error::Konflikt) {
                let liest = Befugnis::<Lesen, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
                let (stand, ..) = service::erfassung_laden(&app, &mut tx, &liest).await?;
                jetzt = Some(stand.version);
            }
            drop(tx);
            let f = noch_einmal(e, fehler, "stichtag", jetzt)?;
            Ok(Seite::ungueltig(bogen(huelle, id, f)).into_response())
        }
    }
}
