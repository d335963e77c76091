//! Areas of a version as the map shows them.

use amt::{App, Kontext};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use base::Id;
use store::Tx;
use uuid::Uuid;
use web::Ergebnis;

use super::ausgabe;
use crate::{
    Gliederung, Raumeinheit,
    ablage::{liste, raum as db},
    geometrie,
    karte::{self, Flaeche},
};

#[derive(serde::Deserialize)]
pub struct Wunsch {
    gliederung: Option<Uuid>,
}

/// The units of the lowest level that have a polygon, or where there are none the level above.
pub async fn flaechen(
    tx: &mut Tx,
    gliederung: Id<Gliederung>,
    betont: Option<Id<Raumeinheit>>,
) -> amt::Result<Vec<Flaeche>> {
    let zeilen = liste::flaechen(tx, gliederung).await?;
    let tiefste = match betont.map(Id::uuid) {
        Some(b) => zeilen.iter().find(|z| z.id == b).map(|z| z.tiefe),
        None => None,
    }
    .or_else(|| zeilen.iter().map(|z| z.tiefe).max());
    let mut gruppen: Vec<Option<Uuid>> = zeilen.iter().map(|z| z.eltern).collect();
    gruppen.sort_unstable();
    gruppen.dedup();
    Ok(zeilen
        .into_iter()
        .filter(|z| Some(z.tiefe) == tiefste)
        .filter_map(|z| {
            Some(Flaeche {
                gruppe: gruppen.iter().position(|g| *g == z.eltern).unwrap_or(0),
                betont: betont.is_some_and(|b| b.uuid() == z.id),
                url: Some(format!("/raeume/{}", z.id)),
                form: geometrie::lesen_gespeichert(&z.geometrie)?,
                name: z.name,
                code: z.code,
            })
        })
        .collect())
}

pub async fn alle(
    State(app): State<App>,
    kontext: Kontext,
    Query(wunsch): Query<Wunsch>,
) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let Some(g) = super::gewaehlte(&app, &mut tx, wunsch.gliederung.map(Id::von)).await? else {
        return Ok(ausgabe::geojson(&karte::geojson(&[], &[])));
    };
    let flaechen = flaechen(&mut tx, Id::von(g.id), None).await?;
    Ok(ausgabe::geojson(&karte::geojson(&flaechen, &[])))
}

pub async fn einer(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let id = Id::von(id);
    let r = db::laden(&mut tx, id).await?.ok_or(amt::Error::NichtGefunden)?;
    let flaechen = flaechen(&mut tx, Id::von(r.gliederung), Some(id)).await?;
    Ok(ausgabe::geojson(&karte::geojson(&flaechen, &[])))
}
