//! `/quartier/{sprache}/projekte`: what was granted, what it shall bring, what it costs and who pays.

use amt::{App, Error};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::{Cent, Id};
use web::Ergebnis;

use super::{
    rahmen::{Rahmen, datum, seite},
    sprache::Sprache,
};
use crate::{
    Indikator, Projekt,
    pages::raumname,
    rules::finanzierung::betraege,
    service::{self, ProjektGespeichert},
};

struct Eintrag {
    id: String,
    titel: String,
    ziel: String,
    stand: String,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/projekte.html")]
struct Projekte {
    r: Rahmen,
    eintraege: Vec<Eintrag>,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/projekt.html")]
struct Eines {
    r: Rahmen,
    stand: String,
    ziel: String,
    wer: String,
    raum: String,
    zeit: String,
    ersetzt: &'static str,
    kosten: Cent,
    geld: Vec<(String, Cent)>,
    merkmale: Vec<Indikator>,
    ergebnis: String,
}

fn stand(s: Sprache, g: &ProjektGespeichert) -> String {
    s.t(&format!("projekt-status-{}", g.status.code()))
}

/// `GET /quartier/{sprache}/projekte`
pub(super) async fn liste(State(app): State<App>, Path(sprache): Path<String>) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let eintraege = service::oeffentliche_projekte(&mut tx)
        .await?
        .into_iter()
        .map(|g| Eintrag {
            id: g.id.to_string(),
            stand: stand(s, &g),
            titel: g.daten.titel,
            ziel: g.daten.ziel,
        })
        .collect();
    let r = Rahmen::neu(&app, s, s.t("projekte"), "/projekte", "projekte");
    Ok(seite(Projekte { r, eintraege }))
}

/// `GET /quartier/{sprache}/projekte/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    Path((sprache, id)): Path<(String, Id<Projekt>)>,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::oeffentliches_projekt(&mut tx, id).await?;
    let stand = stand(s, &g);
    let d = g.daten;
    let cents = betraege(d.kosten, &d.finanzierung).unwrap_or_default();
    let r = Rahmen::neu(&app, s, d.titel, &format!("/projekte/{id}"), "projekte").beschrieben(&d.ziel);
    let zeit = match (d.beginn, d.ende) {
        (Some(von), Some(bis)) => format!("{} – {}", datum(von), datum(bis)),
        (Some(von), None) => format!("{} –", datum(von)),
        _ => String::new(),
    };
    Ok(seite(Eines {
        r,
        stand,
        ziel: d.ziel,
        wer: d.traeger,
        raum: raumname(&app, d.raumeinheit).await?,
        zeit,
        ersetzt: d.ersetzt.text(),
        kosten: d.kosten,
        geld: d.finanzierung.into_iter().map(|f| f.topf).zip(cents).collect(),
        merkmale: d.indikatoren,
        ergebnis: d.ergebnis,
    }))
}
