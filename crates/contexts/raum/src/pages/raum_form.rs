//! Change what moves no boundary: name, office, state of development.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Id, Text};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::feldfehler;
use crate::{
    Ausbaustatus, Raumeinheit, StandortStatus,
    ablage::raum as db,
    service::{self, RaumAenderung, RaumDetail},
};

#[derive(Template)]
#[template(path = "raum/raum_form.html")]
struct Ansicht {
    shell: Shell,
    id: Uuid,
    f: Formular,
    ausbau: Vec<Wahl>,
    standort: Vec<Wahl>,
    /// The name somebody else saved in between.
    inzwischen: Option<String>,
}

fn ansicht(huelle: Huelle, r: &RaumDetail, f: Formular, inzwischen: Option<String>) -> Ansicht {
    Ansicht {
        shell: huelle
            .titel(format!("{} ändern", r.name))
            .ueber("Sozialräume", "/raeume")
            .ueber(&*r.name, format!("/raeume/{}", r.id)),
        id: r.id,
        f: f.benannt(&[
            ("name", "Name"),
            ("ausbaustatus", "Ausbau"),
            ("grund", "Grund"),
            ("standort", "Büro im Quartier"),
            ("standort_status", "Stand des Büros"),
        ]),
        ausbau: Ausbaustatus::ALLE
            .iter()
            .map(|s| Wahl::neu(s.code(), s.text()))
            .collect(),
        standort: StandortStatus::ALLE
            .iter()
            .map(|s| Wahl::neu(s.code(), s.text()))
            .collect(),
        inzwischen,
    }
}

fn erlaubt(kontext: &Kontext, id: Id<Raumeinheit>) -> amt::Result<Befugnis<Bearbeiten, Raumeinheit>> {
    let bezug = Bezug {
        raum: Some(id.uuid()),
        ..Bezug::default()
    };
    Befugnis::pruefen(kontext, Some(id), bezug)
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    erlaubt(&kontext, Id::von(id))?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let r = db::laden(&mut tx, Id::von(id))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let f = Formular::leer()
        .setze("name", &r.name)
        .setze("ausbaustatus", r.ausbaustatus()?.code())
        .setze_wenn("grund", r.grund.as_deref())
        .setze_wenn("standort", r.standort.as_deref())
        .setze_wenn("standort_status", r.standort_status()?.map(StandortStatus::code))
        .setze("version", r.version);
    Ok(Seite::neu(ansicht(huelle, &r, f, None)).into_response())
}

fn text<const N: usize>(e: &mut Eingaben, feld: &str) -> Option<Text<N>> {
    let roh = e.text(feld, N);
    match Text::neu(&roh) {
        Ok(t) => Some(t).filter(|t: &Text<N>| !t.is_empty()),
        Err(fehler) => {
            e.melde(feld, "WEB-E03", fehler.to_string());
            None
        }
    }
}

pub async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = erlaubt(&kontext, Id::von(id))?;
    let version = e.zahl("version", 1, i64::MAX).unwrap_or(0);
    e.pflichttext("name", 80);
    let neu = RaumAenderung {
        name: text(&mut e, "name").unwrap_or_default(),
        standort: text(&mut e, "standort"),
        standort_status: e.auswahl("standort_status"),
        ausbaustatus: e
            .pflichtauswahl("ausbaustatus")
            .unwrap_or(Ausbaustatus::Regelbetrieb),
        grund: text(&mut e, "grund"),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let r = db::laden(&mut tx, Id::von(id))
        .await?
        .ok_or(Error::NichtGefunden)?;
    if e.hat_fehler() {
        return Ok(Seite::ungueltig(ansicht(huelle, &r, e.formular(), None)).into_response());
    }
    match service::raumeinheit_aendern(&app, &mut tx, &may, Id::von(id), version, &neu).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                format!("/raeume/{id}"),
                MeldungArt::Erfolg,
                "Die Angaben sind gespeichert.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            Ok(Seite::ungueltig(ansicht(huelle, &r, f, None)).into_response())
        }
        Err(Error::Konflikt) => {
            let seite = Seite::neu(ansicht(huelle, &r, e.formular(), Some(r.name.clone())));
            Ok(seite.status(StatusCode::CONFLICT).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
