//! Look up an address: which Raum, and why.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Status, Wahl};

use crate::{
    AdressVorschlag, Ortsangabe, Zuordnung, ZuordnungsArt,
    service::{self},
};

const VORSCHLAEGE: usize = 8;

#[derive(Template)]
#[template(path = "raum/adresse.html")]
struct Ansicht {
    shell: Shell,
    f: Formular,
    treffer: Vec<Wahl>,
    z: Option<Zuordnung>,
    status: Status,
    schritte: Vec<(String, String)>,
    darf_festlegen: bool,
}

#[derive(Template)]
#[template(path = "raum/treffer.html")]
struct Treffer {
    f: Formular,
    treffer: Vec<Wahl>,
}

fn ansicht(
    huelle: Huelle,
    kontext: &Kontext,
    f: Formular,
    treffer: Vec<Wahl>,
    z: Option<Zuordnung>,
) -> Ansicht {
    Ansicht {
        shell: huelle.titel("Adresse nachschlagen"),
        f: f.benannt(&[("adresse", "Anschrift"), ("stichtag", "Stichtag")]),
        treffer,
        status: z.as_ref().map_or(Status::info(""), |z| {
            let wort = z.art.wort();
            match z.art {
                ZuordnungsArt::Eindeutig => Status::gut(wort),
                ZuordnungsArt::Unbekannt => Status::ernst(wort),
                ZuordnungsArt::Mehrdeutig => Status::achtung(wort),
                _ => Status::info(wort),
            }
        }),
        schritte: z.as_ref().map(warum).unwrap_or_default(),
        darf_festlegen: super::darf_bearbeiten(kontext),
        z,
    }
}

/// The trace for the macro `warum`: sentence with its evidence, and the norm.
fn warum(z: &Zuordnung) -> Vec<(String, String)> {
    z.schritte
        .iter()
        .map(|s| {
            let text = if s.beleg.is_empty() {
                s.text.clone()
            } else {
                format!("{} ({})", s.text, s.beleg)
            };
            (text, s.norm.clone())
        })
        .collect()
}

pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let f = Formular::leer().setze("stichtag", app.uhr.heute().0);
    Ok(Seite::neu(ansicht(huelle, &kontext, f, Vec::new(), None)).into_response())
}

async fn wahlen(app: &App, text: &str) -> amt::Result<Vec<Wahl>> {
    Ok(als_wahlen(service::vorschlaege(app, text, VORSCHLAEGE).await?))
}

fn als_wahlen(alle: Vec<AdressVorschlag>) -> Vec<Wahl> {
    alle.into_iter()
        .map(|v| {
            // a street as a whole is chosen by its words, a house by its key
            let wert =
                v.id.map_or_else(|| format!("text:{}", v.zeile), |id| id.to_string());
            Wahl::neu(wert, v.zeile).hinweis(v.raum.map(|r| r.name).unwrap_or_default())
        })
        .collect()
}

pub async fn vorschlaege(State(app): State<App>, kontext: Kontext, e: Eingaben) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let alle = service::vorschlaege_und_aehnliche(&app, e.roh("adresse-text"), VORSCHLAEGE).await?;
    let treffer = als_wahlen(alle);
    Ok(Seite::neu(Treffer {
        f: Formular::leer(),
        treffer,
    })
    .into_response())
}

pub async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let text = e.text("adresse-text", 200);
    let stichtag = e.pflichtdatum("stichtag").map_or(app.uhr.heute(), Datum);
    let gewaehlt = e.roh("adresse").to_owned();
    if text.is_empty() && gewaehlt.is_empty() {
        e.melde("adresse", "WEB-E01", "Bitte eine Anschrift eingeben.");
    }
    if e.hat_fehler() {
        let treffer = wahlen(&app, &text).await?;
        return Ok(Seite::ungueltig(ansicht(huelle, &kontext, e.formular(), treffer, None)).into_response());
    }
    if e.roh("suche") == "adresse" {
        let treffer = wahlen(&app, &text).await?;
        if treffer.len() > 1 {
            return Ok(Seite::neu(ansicht(huelle, &kontext, e.formular(), treffer, None)).into_response());
        }
    }
    let ort = match gewaehlt.parse::<Uuid>() {
        Ok(id) => Ortsangabe::adresse(Id::von(id), stichtag),
        Err(_) => {
            let zeile = gewaehlt.strip_prefix("text:").unwrap_or(&text);
            Ortsangabe::text(zeile, stichtag)
        }
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let z = service::zuordnen(&app, &mut tx, &ort).await?;
    Ok(Seite::neu(ansicht(huelle, &kontext, e.formular(), Vec::new(), Some(z))).into_response())
}
