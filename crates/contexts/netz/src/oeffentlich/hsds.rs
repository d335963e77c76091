//! The directory for other programs, open to all: Open Referral HSDS 3, with the paths, parameters and pages its
//! `openapi.json` names. Only what is public and active, and nothing of private people who did not agree.

use amt::App;
use axum::{
    Json,
    extract::{Path, Query, State},
    http::HeaderMap,
};
use base::Zeitpunkt;
use serde_json::{Value, json};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{Ergebnis, WebFehler};

use crate::{
    codes::Thema,
    hsds::{Umfang, taxonomie, taxonomie_id, thema_als_begriff, thema_id},
    service::{self, HsdsFrage, oeffentlich},
};

const JE_SEITE: i64 = 50;
const HOECHSTENS: i64 = 100;
/// Institutions of a page when each brings its services.
const MIT_SERVICES: i64 = 10;

/// The paths below `/hsds/v3`.
pub(super) fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(auskunft))
        .routes(routes!(services))
        .routes(routes!(service_einer))
        .routes(routes!(organizations))
        .routes(routes!(organization))
        .routes(routes!(service_at_locations))
        .routes(routes!(service_at_location))
        .routes(routes!(taxonomies))
        .routes(routes!(taxonomy))
        .routes(routes!(taxonomy_terms))
        .routes(routes!(taxonomy_term))
        .layer(axum::middleware::map_response(kurz_merken))
}

/// The directory changes a few times a day: caches on the way answer for it a while.
async fn kurz_merken(mut antwort: axum::response::Response) -> axum::response::Response {
    if antwort.status().is_success() {
        antwort.headers_mut().insert(
            axum::http::header::CACHE_CONTROL,
            axum::http::HeaderValue::from_static("public, max-age=300"),
        );
    }
    antwort
}

/// What is looked for.
#[derive(Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Frage {
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
    /// Only services or terms of this taxonomy.
    taxonomy_id: Option<String>,
    /// Only services modified on or after this instant (RFC 3339).
    #[param(value_type = Option<String>)]
    modified_after: Option<Zeitpunkt>,
    /// Only `id` and `last_modified` of each service.
    minimal: bool,
    /// Fully nested objects.
    full: bool,
    /// Organizations with their full services.
    full_service: bool,
}

impl Frage {
    fn seite(&self) -> i64 {
        self.page.unwrap_or(1).clamp(1, 1_000_000)
    }

    fn je_seite(&self) -> i64 {
        // nested objects are much to read, and nobody is asked who they are
        let hoechstens = if self.full_service {
            MIT_SERVICES
        } else {
            HOECHSTENS
        };
        self.per_page.unwrap_or(JE_SEITE).clamp(1, hoechstens)
    }

    /// `None` when it asks for a theme or taxonomy there is none of.
    fn hsds(&self) -> Option<HsdsFrage> {
        if self.taxonomy_id.as_deref().is_some_and(|id| id != taxonomie_id()) {
            return None;
        }
        let thema = match self.taxonomy_term_id.as_deref() {
            None => None,
            Some(id) => Some(Thema::ALLE.iter().copied().find(|t| thema_id(*t) == id)?),
        };
        Some(HsdsFrage {
            text: self.search.clone(),
            organisation: self.organization_id.clone(),
            thema,
            seit: self.modified_after,
            seite: self.seite(),
            je_seite: self.je_seite(),
        })
    }

    fn umfang(&self) -> Umfang {
        if self.full { Umfang::Voll } else { Umfang::Liste }
    }

    fn antwort(&self, gesamt: i64, contents: Vec<Value>) -> Json<Seite> {
        let total_pages = (gesamt + self.je_seite() - 1) / self.je_seite();
        Json(Seite {
            total_items: gesamt,
            total_pages,
            page_number: self.seite(),
            size: contents.len(),
            first_page: self.seite() == 1,
            last_page: self.seite() >= total_pages,
            empty: contents.is_empty(),
            contents,
        })
    }

    /// A page of what is in memory.
    fn aus(&self, alle: Vec<Value>) -> Json<Seite> {
        let gesamt = i64::try_from(alle.len()).unwrap_or(i64::MAX);
        let zahl = |n: i64| usize::try_from(n).unwrap_or(usize::MAX);
        let ab = (self.seite() - 1).saturating_mul(self.je_seite());
        let teil = alle
            .into_iter()
            .skip(zahl(ab))
            .take(zahl(self.je_seite()))
            .collect();
        self.antwort(gesamt, teil)
    }
}

/// A page of HSDS.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = HsdsPage)]
pub(super) struct Seite {
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
    /// The objects.
    #[schema(value_type = Vec<Object>)]
    contents: Vec<Value>,
}

/// About this interface.
#[utoipa::path(get, path = "/hsds/v3", tag = "hsds", responses((status = 200, body = Object)))]
async fn auskunft(State(app): State<App>, kopf: HeaderMap) -> Json<Value> {
    Json(json!({
        "version": "3.0",
        "profile": "https://docs.openreferral.org/en/3.0/hsds/",
        "openapi_url": format!("{}/hsds/v3/openapi.json", super::technik::basis(&app, &kopf)),
    }))
}

/// The public active offers.
#[utoipa::path(get, path = "/hsds/v3/services", tag = "hsds", params(Frage), responses((status = 200, body = Seite)))]
async fn services(State(app): State<App>, Query(f): Query<Frage>) -> Ergebnis<Json<Seite>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let Some(frage) = f.hsds() else {
        return Ok(f.antwort(0, Vec::new()));
    };
    let gefunden = oeffentlich::hsds_services(&mut tx, &frage, f.umfang()).await?;
    let mut contents = gefunden.services;
    if f.minimal {
        for s in &mut contents {
            *s = json!({"id": s["id"], "last_modified": s["last_modified"]});
        }
    }
    Ok(f.antwort(gefunden.gesamt, contents))
}

/// One public offer, by our key or by that of its source.
#[utoipa::path(get, path = "/hsds/v3/services/{id}", tag = "hsds", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn service_einer(State(app): State<App>, Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let id = service::hsds_schluessel(&mut tx, &id).await?;
    Ok(Json(oeffentlich::hsds_service(&mut tx, id).await?))
}

/// The institutions of the directory.
#[utoipa::path(get, path = "/hsds/v3/organizations", tag = "hsds", params(Frage), responses((status = 200, body = Seite)))]
async fn organizations(State(app): State<App>, Query(mut f): Query<Frage>) -> Ergebnis<Json<Seite>> {
    // each brings its services either way
    f.full_service |= f.full;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let ab = (f.seite() - 1).saturating_mul(f.je_seite());
    let (liste, gesamt) =
        oeffentlich::hsds_organisationen(&mut tx, &f.search, ab, f.je_seite(), f.full_service).await?;
    Ok(f.antwort(gesamt, liste))
}

/// One institution with its public offers, by our key or by that of its source.
#[utoipa::path(get, path = "/hsds/v3/organizations/{id}", tag = "hsds", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn organization(State(app): State<App>, Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    Ok(Json(oeffentlich::hsds_organisation(&mut tx, &id).await?))
}

/// The public offers with their places; a page holds the places of one page of offers.
#[utoipa::path(get, path = "/hsds/v3/service_at_locations", tag = "hsds", params(Frage), responses((status = 200, body = Seite)))]
async fn service_at_locations(State(app): State<App>, Query(f): Query<Frage>) -> Ergebnis<Json<Seite>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let Some(frage) = f.hsds() else {
        return Ok(f.antwort(0, Vec::new()));
    };
    let gefunden = oeffentlich::hsds_services(&mut tx, &frage, Umfang::Voll).await?;
    let orte = gefunden.services.iter().flat_map(oeffentlich::hsds_orte);
    Ok(f.antwort(gefunden.gesamt, orte.collect()))
}

/// One place of a public offer.
#[utoipa::path(get, path = "/hsds/v3/service_at_locations/{id}", tag = "hsds", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn service_at_location(State(app): State<App>, Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    Ok(Json(oeffentlich::hsds_ort(&app, &mut tx, &id).await?))
}

/// The taxonomies: our list of themes.
#[utoipa::path(get, path = "/hsds/v3/taxonomies", tag = "hsds", params(Frage), responses((status = 200, body = Seite)))]
async fn taxonomies(Query(f): Query<Frage>) -> Json<Seite> {
    f.aus(vec![taxonomie()])
}

/// One taxonomy.
#[utoipa::path(get, path = "/hsds/v3/taxonomies/{id}", tag = "hsds", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn taxonomy(Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    if id == taxonomie_id() {
        Ok(Json(taxonomie()))
    } else {
        Err(WebFehler::nicht_gefunden())
    }
}

/// The themes.
#[utoipa::path(get, path = "/hsds/v3/taxonomy_terms", tag = "hsds", params(Frage), responses((status = 200, body = Seite)))]
async fn taxonomy_terms(Query(f): Query<Frage>) -> Json<Seite> {
    if f.taxonomy_id.as_deref().is_some_and(|id| id != taxonomie_id()) {
        return f.aus(Vec::new());
    }
    let gesucht = base::suchform(&f.search);
    let passt = |t: &&Thema| base::suchform(t.text()).contains(&gesucht);
    f.aus(
        Thema::ALLE
            .iter()
            .filter(passt)
            .map(|t| thema_als_begriff(*t))
            .collect(),
    )
}

/// One theme.
#[utoipa::path(get, path = "/hsds/v3/taxonomy_terms/{id}", tag = "hsds", params(("id" = String, Path)), responses((status = 200, body = Object), (status = 404)))]
async fn taxonomy_term(Path(id): Path<String>) -> Ergebnis<Json<Value>> {
    let thema = Thema::ALLE.iter().copied().find(|t| thema_id(*t) == id);
    thema
        .map(|t| Json(thema_als_begriff(t)))
        .ok_or_else(WebFehler::nicht_gefunden)
}
