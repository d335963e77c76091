//! `/quartier/{sprache}/kurzskizzen`: what a quarter is like, as its round agreed to.

use amt::{App, Error};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::Response,
};
use base::Id;
use raum::{Raumeinheit, worte::zahl};
use web::{Ergebnis, Fertig};

use super::{
    rahmen::{Rahmen, seite},
    sprache::Sprache,
};
use crate::{
    erfassung::ErfassungFoto,
    kurzskizze::Kurzskizze,
    pages::kurzskizze::{altersbild, lage},
    service::{
        self,
        oeffentlich::{self, OffeneKurzskizze},
    },
};

#[derive(Template)]
#[template(path = "netz/oeffentlich/kurzskizzen.html")]
struct Liste {
    r: Rahmen,
    alle: Vec<OffeneKurzskizze>,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/kurzskizze.html")]
struct Eine {
    r: Rahmen,
    o: OffeneKurzskizze,
    /// What follows from it for the page: residents, map, bars, the numbers beside them.
    einwohner: String,
    svg: Option<Fertig>,
    bild: Option<Fertig>,
    alter: Vec<(String, Option<String>)>,
}

impl Eine {
    const fn k(&self) -> &Kurzskizze {
        &self.o.kurz
    }
}

/// Which Fassung.
#[derive(serde::Deserialize)]
pub(super) struct Wunsch {
    fassung: Option<i64>,
}

/// `GET /quartier/{sprache}/kurzskizzen`
pub(super) async fn liste(State(app): State<App>, Path(sprache): Path<String>) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = oeffentlich::kurzskizzen(&app, &mut tx).await?;
    let r = Rahmen::neu(&app, s, s.t("kurzskizzen"), "/kurzskizzen", "kurzskizzen");
    Ok(seite(Liste { r, alle }))
}

/// `GET /quartier/{sprache}/kurzskizzen/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    Path((sprache, id)): Path<(String, Id<Raumeinheit>)>,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let o = oeffentlich::kurzskizze(&app, &mut tx, id, w.fassung).await?;
    let k = &o.kurz;
    let mut r = Rahmen::neu(
        &app,
        s,
        k.raum.clone(),
        &format!("/kurzskizzen/{id}"),
        "kurzskizzen",
    )
    .beschrieben(k.staerken.first().map_or("", String::as_str));
    // an earlier one is kept to be read, not to be found
    if o.andere.iter().any(|(f, _)| *f > o.fassung) {
        r = r.nicht_finden();
    }
    let svg = lage(&mut tx, id, k).await?;
    Ok(seite(Eine {
        r,
        einwohner: k.einwohner.map_or_else(String::new, zahl),
        svg,
        bild: altersbild(&k.alter, k.k),
        alter: k
            .alter
            .iter()
            .map(|a| (a.band.text(), a.anzahl.map(zahl)))
            .collect(),
        o,
    }))
}

/// `GET /quartier/{sprache}/kurzskizzen/{id}/pdf`: two pages, in German.
pub(super) async fn pdf(
    State(app): State<App>,
    Path((sprache, id)): Path<(String, Id<Raumeinheit>)>,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    let _: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let o = oeffentlich::kurzskizze(&app, &mut tx, id, w.fassung).await?;
    let mut antwort = crate::pages::kurzskizze::pdf(&app, &mut tx, id, (&o.kurz, &o.fotos), false).await?;
    let kopf = HeaderValue::from_static("public, max-age=300");
    antwort.headers_mut().insert(header::CACHE_CONTROL, kopf);
    Ok(antwort)
}

/// `GET /quartier/kurzskizzen/fotos/{id}`: an approved picture of a published Fassung.
pub(super) async fn foto(State(app): State<App>, Path(id): Path<Id<ErfassungFoto>>) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let jpeg = service::offenes_foto(&mut tx, id).await?;
    // not longer: somebody on it may object
    Ok(crate::pages::foto::antwort(jpeg, "public, max-age=300"))
}
