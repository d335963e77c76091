//! Two versions side by side: which addresses change their Raum.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Ergebnis, Seite, Shell};

use super::raeume::zahl;
use crate::{
    ablage::gliederung as db,
    service::{self, Vergleich},
};

#[derive(serde::Deserialize)]
pub struct Wunsch {
    a: Uuid,
    b: Uuid,
}

/// Streets shown on the page; more of them no one reads.
const HOECHSTENS: usize = 1_000;

#[derive(Template)]
#[template(path = "raum/vergleich.html")]
struct Ansicht {
    shell: Shell,
    a: String,
    b: String,
    v: Vergleich,
    adressen: String,
    geaendert: String,
    mehr: usize,
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut name = Vec::new();
    for id in [w.a, w.b] {
        let g = db::laden(&mut tx, Id::von(id))
            .await?
            .ok_or(Error::NichtGefunden)?;
        name.push(g.bezeichnung);
    }
    let mut v = service::vergleichen(&app, &mut tx, Id::von(w.a), Id::von(w.b)).await?;
    let mehr = v.wechsel.len().saturating_sub(HOECHSTENS);
    v.wechsel.truncate(HOECHSTENS);
    let b = name.pop().unwrap_or_default();
    let ansicht = Ansicht {
        shell: huelle
            .titel("Was sich ändert")
            .ueber("Sozialräume", "/raeume")
            .ueber("Zuschnitte", "/raeume/gliederungen"),
        a: name.pop().unwrap_or_default(),
        b,
        adressen: zahl(i64::from(v.adressen)),
        geaendert: zahl(i64::from(v.geaendert)),
        v,
        mehr,
    };
    Ok(Seite::neu(ansicht).into_response())
}
