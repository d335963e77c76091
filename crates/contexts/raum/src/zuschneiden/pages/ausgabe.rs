//! A plan as a table, and the report of the engine.

use amt::{App, Error, Kontext};
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Ergebnis, WebFehler};

use super::Wahl;
use crate::{pages::ausgabe, zuschneiden::ablage, zuschneiden::ergebnis::Ergebnis as Gefunden};

async fn laden(app: &App, kontext: &Kontext, id: Uuid) -> Result<Gefunden, WebFehler> {
    super::darf(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    v.ergebnis()?.ok_or_else(WebFehler::nicht_gefunden)
}

pub async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
    Query(w): Query<Wahl>,
) -> Ergebnis<Response> {
    let e = laden(&app, &kontext, id).await?;
    let plan = e.plaene.get(w.stelle()).ok_or_else(WebFehler::nicht_gefunden)?;
    let zeilen = e.kennungen.iter().zip(&plan.zone).map(|(k, z)| {
        let raum = plan.raeume.get(*z).map_or("", |r| &*r.name);
        vec![k.clone(), raum.to_owned()]
    });
    ausgabe::csv("attachment; filename=\"plan.csv\"", &["unit_id", "zone"], zeilen)
}

pub async fn bericht(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    let e = laden(&app, &kontext, id).await?;
    let kopf = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"bericht.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let text = serde_json::to_string_pretty(&e.bericht).map_err(WebFehler::intern)?;
    Ok((kopf, text).into_response())
}
