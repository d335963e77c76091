//! Open Referral HSDS 3 for other programs: pages and fields as its `openapi.json` names them.

use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug, Lesen, Sicht},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use base::Zeitpunkt;
use serde_json::{Value, json};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::Ergebnis;

use crate::{
    Angebot,
    codes::Thema,
    hsds::{Umfang, thema_id},
    service::{self, HsdsFrage},
};

const JE_SEITE: i64 = 50;
const HOECHSTENS: i64 = 100;

/// The HSDS part of the interface.
pub(crate) fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(liste)).routes(routes!(einer))
}

/// What is looked for.
#[derive(Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Frage {
    /// Full text search.
    search: String,
    /// Page number of paginated result.
    page: Option<i64>,
    /// Number of results requested in a single page, at most 100.
    per_page: Option<i64>,
    /// Only services of this organization.
    organization_id: Option<String>,
    /// Only services with this taxonomy term.
    taxonomy_term_id: Option<String>,
    /// Only services modified on or after this instant (RFC 3339).
    #[param(value_type = Option<String>, format = DateTime)]
    modified_after: Option<Zeitpunkt>,
    /// Only `id` and `last_modified` of each service.
    minimal: bool,
    /// Fully nested services.
    full: bool,
}

/// A page of HSDS.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct Seite {
    /// How many there are altogether.
    total_items: i64,
    /// How many pages.
    total_pages: i64,
    /// Number of this page.
    page_number: i64,
    /// How many there are on this page.
    size: usize,
    /// Whether this is the first page.
    first_page: bool,
    /// Whether this is the last page.
    last_page: bool,
    /// Whether there is nothing.
    empty: bool,
    /// The services.
    #[schema(value_type = Vec<Object>)]
    contents: Vec<Value>,
}

/// The public active offers as HSDS 3 services.
#[utoipa::path(get, path = "/api/v1/hsds/services", tag = "netz", params(Frage), responses((status = 200, body = Seite)))]
async fn liste(State(app): State<App>, kontext: Kontext, Query(f): Query<Frage>) -> Ergebnis<Json<Seite>> {
    let sicht = Sicht::auf::<Angebot>(&kontext)?;
    let seite = f.page.unwrap_or(1).max(1);
    let je_seite = f.per_page.unwrap_or(JE_SEITE).clamp(1, HOECHSTENS);
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let thema = f
        .taxonomy_term_id
        .as_deref()
        .map(|id| Thema::ALLE.iter().copied().find(|t| thema_id(*t) == id));
    let gefunden = if thema == Some(None) {
        service::HsdsSeite::default()
    } else {
        let frage = HsdsFrage {
            text: f.search,
            organisation: f.organization_id,
            thema: thema.flatten(),
            seit: f.modified_after,
            seite,
            je_seite,
        };
        let umfang = if f.full { Umfang::Voll } else { Umfang::Liste };
        service::hsds_liste(&mut tx, &sicht, &frage, umfang).await?
    };
    let total_pages = (gefunden.gesamt + je_seite - 1) / je_seite;
    let mut contents = gefunden.services;
    if f.minimal {
        for s in &mut contents {
            *s = json!({"id": s["id"], "last_modified": s["last_modified"]});
        }
    }
    Ok(Json(Seite {
        total_items: gefunden.gesamt,
        total_pages,
        page_number: seite,
        size: contents.len(),
        first_page: seite == 1,
        last_page: seite >= total_pages,
        empty: contents.is_empty(),
        contents,
    }))
}

/// One offer as a fully nested HSDS 3 service, by our key or by that of its source.
#[utoipa::path(get, path = "/api/v1/hsds/services/{id}", tag = "netz", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn einer(State(app): State<App>, kontext: Kontext, Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    Sicht::auf::<Angebot>(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let id = service::hsds_schluessel(&mut tx, &id).await?;
    let may = Befugnis::<Lesen, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    Ok(Json(service::hsds_service(&mut tx, &may).await?))
}
