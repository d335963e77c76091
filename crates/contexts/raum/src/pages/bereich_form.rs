//! Add, change or take away one range of house numbers of a draft.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl};

use super::feldfehler;
use crate::{
    Gliederung, Paritaet,
    ablage::{liste, raum as db},
    service::{self, BereichAngaben, RaumDetail},
};

#[derive(Template)]
#[template(path = "raum/bereich_form.html")]
struct Ansicht {
    shell: Shell,
    ziel: String,
    zurueck: String,
    /// Where to take it away, when it is there already.
    weg: Option<String>,
    f: Formular,
    raeume: Vec<Wahl>,
    seiten: Vec<Wahl>,
}

fn erlaubt(kontext: &Kontext) -> amt::Result<Befugnis<Bearbeiten, Gliederung>> {
    Befugnis::pruefen(kontext, None, Bezug::default())
}

async fn ansicht(
    tx: &mut Tx,
    huelle: Huelle,
    r: &RaumDetail,
    bereich: Option<Uuid>,
    f: Formular,
) -> amt::Result<Ansicht> {
    let alle = liste::raeume(tx, Id::von(r.gliederung)).await?;
    let zurueck = format!("/raeume/{}#strassen-titel", r.id);
    let titel = if bereich.is_some() {
        "Hausnummern ändern"
    } else {
        "Hausnummern hinzufügen"
    };
    Ok(Ansicht {
        shell: huelle
            .titel(titel)
            .ueber("Sozialräume", "/raeume")
            .ueber(&*r.name, format!("/raeume/{}", r.id)),
        ziel: match bereich {
            Some(b) => format!("/raeume/bereiche/{b}"),
            None => format!("/raeume/{}/bereiche", r.id),
        },
        weg: bereich.map(|b| format!("/raeume/bereiche/{b}/entfernen")),
        zurueck,
        f: f.benannt(&[
            ("strasse", "Straße"),
            ("von", "Von"),
            ("bis", "Bis"),
            ("paritaet", "Straßenseite"),
            ("plz", "Postleitzahl"),
            ("raum", "Raum"),
        ]),
        raeume: alle
            .iter()
            .filter(|x| !alle.iter().any(|k| k.eltern == Some(x.id)))
            .map(|x| Wahl::neu(x.id, format!("{} ({})", x.name, x.code)))
            .collect(),
        seiten: Paritaet::ALLE
            .iter()
            .map(|p| Wahl::neu(p.code(), p.text()))
            .collect(),
    })
}

fn lesen(e: &mut Eingaben) -> Option<BereichAngaben> {
    let strasse = e.pflichttext("strasse", 120);
    let raum = e.pflichtauswahl::<Uuid>("raum");
    let paritaet = e.pflichtauswahl::<Paritaet>("paritaet");
    let (von, bis, plz) = (e.text("von", 10), e.text("bis", 10), e.text("plz", 5));
    if !(matches!(plz.len(), 0 | 4 | 5) && plz.bytes().all(|b| b.is_ascii_digit())) {
        e.melde(
            "plz",
            "RAUM-E04",
            "Bitte eine Postleitzahl aus vier oder fünf Ziffern eingeben.",
        );
    }
    if e.hat_fehler() {
        return None;
    }
    Some(BereichAngaben {
        strasse,
        von,
        bis,
        paritaet: paritaet?,
        plz,
        raum: Id::von(raum?),
    })
}

/// `GET /raeume/{id}/bereiche`
pub async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    erlaubt(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let r = db::laden(&mut tx, Id::von(id))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let f = Formular::leer()
        .setze("raum", id)
        .setze("paritaet", Paritaet::Alle.code())
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(ansicht(&mut tx, huelle, &r, None, f).await?).into_response())
}

/// `GET /raeume/bereiche/{id}`
pub async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    erlaubt(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let b = service::hausnummernbereich_laden(&mut tx, Id::von(id)).await?;
    let r = db::laden(&mut tx, Id::von(b.raumeinheit))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let grenze = |nr: Option<i64>, zusatz: &str| nr.map(|n| format!("{n}{zusatz}"));
    let f = Formular::leer()
        .setze("strasse", &b.schluessel)
        .setze("strasse_name", &b.strasse)
        .setze_wenn("von", grenze(b.von_nr, &b.von_zusatz))
        .setze_wenn("bis", grenze(b.bis_nr, &b.bis_zusatz))
        .setze("paritaet", &b.paritaet)
        .setze("plz", &b.plz)
        .setze("raum", b.raumeinheit)
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(ansicht(&mut tx, huelle, &r, Some(id), f).await?).into_response())
}

/// `POST /raeume/{id}/bereiche`
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    e: Eingaben,
) -> Ergebnis<Response> {
    speichern(&app, &kontext, huelle, (id, None), e).await
}

/// `POST /raeume/bereiche/{id}`
pub async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    e: Eingaben,
) -> Ergebnis<Response> {
    erlaubt(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let raum = service::hausnummernbereich_laden(&mut tx, Id::von(id))
        .await?
        .raumeinheit;
    drop(tx);
    speichern(&app, &kontext, huelle, (raum, Some(id)), e).await
}

async fn speichern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    (raum, bereich): (Uuid, Option<Uuid>),
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = erlaubt(kontext)?;
    let neu = lesen(&mut e);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let r = db::laden(&mut tx, Id::von(raum))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let Some(neu) = neu else {
        let seite = ansicht(&mut tx, huelle, &r, bereich, e.formular()).await?;
        return Ok(Seite::ungueltig(seite).into_response());
    };
    let pfad = format!("/raeume/{}#strassen-titel", neu.raum.uuid());
    let einmal = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    if !amt::einmal::verbrauchen(&mut tx, einmal, kontext).await? {
        return Ok(Umleitung::nach(pfad).into_response());
    }
    let gliederung = Id::von(r.gliederung);
    let statt = bereich.map(Id::von);
    match service::hausnummernbereich_setzen(app, &mut tx, &may, gliederung, statt, &neu).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                pfad,
                MeldungArt::Erfolg,
                "Die Hausnummern sind gespeichert.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            Ok(Seite::ungueltig(ansicht(&mut tx, huelle, &r, bereich, f).await?).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}

/// `POST /raeume/bereiche/{id}/entfernen`
pub async fn entfernen(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    let may = erlaubt(&kontext)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let b = service::hausnummernbereich_laden(&mut tx, Id::von(id)).await?;
    service::hausnummernbereich_loeschen(&app, &mut tx, &may, Id::von(b.gliederung), Id::von(id)).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        format!("/raeume/{}#strassen-titel", b.raumeinheit),
        MeldungArt::Erfolg,
        "Der Bereich ist aus dem Entwurf entfernt.",
    ))
}
