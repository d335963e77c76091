//! The same search and offers for other programs. Parameters say nothing about a person.

use amt::{
    App, Kontext,
    go::Mobilitaet,
    recht::{Befugnis, Bezug, Lesen, Sicht},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use base::{Cent, Id, Punkt};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::Ergebnis;

use crate::{Angebot, AngebotDaten, Suchergebnis, Suchprofil, codes::Thema, service};

/// The interface of this room.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(angebote))
        .routes(routes!(angebot))
        .merge(crate::api_hsds::api())
}

/// What is looked for.
#[derive(Debug, Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Frage {
    /// Words.
    text: String,
    /// Latitude of a place, such as the middle of a Raum.
    lat: Option<f64>,
    /// Longitude.
    lon: Option<f64>,
    /// Code of a theme.
    #[param(value_type = Option<String>)]
    thema: Option<Thema>,
    /// Greatest price in cents.
    kosten_hoechstens: Option<i64>,
    /// Page, from 1.
    seite: Option<usize>,
    /// Hits per page, at most 100.
    je_seite: Option<usize>,
}

/// Searches the directory.
#[utoipa::path(get, path = "/api/v1/angebote", tag = "netz", params(Frage), responses((status = 200, body = Suchergebnis)))]
async fn angebote(
    State(app): State<App>,
    kontext: Kontext,
    Query(f): Query<Frage>,
) -> Ergebnis<Json<Suchergebnis>> {
    Sicht::auf::<Angebot>(&kontext)?;
    let je = f.je_seite.unwrap_or(25).clamp(1, 100);
    let profil = Suchprofil {
        text: f.text,
        punkt: f
            .lat
            .zip(f.lon)
            .map(|(lat, lon)| Punkt { lat, lon })
            .filter(|p| crate::rules::pruefen::auf_der_erde(*p)),
        themen: f.thema.into_iter().collect(),
        kosten_hoechstens: f.kosten_hoechstens.map(Cent),
        mobilitaet: Mobilitaet::Unveraendert,
        nur_oeffentlich: crate::pages::nur_oeffentlich(&kontext),
        ueberspringen: f.seite.unwrap_or(1).saturating_sub(1).saturating_mul(je),
        limit: je,
        ..Suchprofil::default()
    };
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    Ok(Json(service::suche(&app, &mut tx, &profil).await?))
}

/// An offer with its key and version.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct Antwort {
    #[schema(value_type = String, format = "uuid")]
    id: Id<Angebot>,
    version: i64,
    akteur_name: String,
    #[schema(value_type = Object)]
    #[serde(flatten)]
    daten: AngebotDaten,
}

/// One offer.
#[utoipa::path(get, path = "/api/v1/angebote/{id}", tag = "netz", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = Antwort), (status = 404)))]
async fn angebot(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Angebot>>,
) -> Ergebnis<Json<Antwort>> {
    let may = Befugnis::<Lesen, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let g = service::angebot_laden(&mut tx, &may).await?;
    Ok(Json(Antwort {
        id,
        version: g.version,
        akteur_name: g.akteur_name,
        daten: g.daten,
    }))
}
