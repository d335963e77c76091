//! The interface: the same use cases as the pages, in JSON.

use amt::{
    App, Error, Kontext,
    recht::{Befugnis, Bezug, Lesen},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use base::{Datum, Id, Punkt};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use web::{Ergebnis, WebFehler};

use crate::{
    AdressVorschlag, Ortsangabe, RaumKurz, Raumeinheit, Zuordnung,
    ablage::{bestand, gliederung, liste, raum as db},
    halter::halter,
    service,
};

/// Routes with their description.
#[must_use]
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(adressen))
        .routes(routes!(zuordnung))
        .routes(routes!(raeume))
        .routes(routes!(raum))
}

fn darf(kontext: &Kontext) -> amt::Result<()> {
    Befugnis::<Lesen, Raumeinheit>::pruefen(kontext, None, Bezug::default()).map(|_| ())
}

#[derive(serde::Deserialize, utoipa::IntoParams)]
struct Suche {
    /// What has been typed so far, for example `buchenw 17`.
    q: String,
    /// At most so many, 1 to 50.
    anzahl: Option<usize>,
}

/// Addresses for what has been typed so far.
#[utoipa::path(get, path = "/api/v1/adressen", tag = "raum", params(Suche),
    responses((status = 200, body = Vec<AdressVorschlag>)))]
async fn adressen(
    State(app): State<App>,
    kontext: Kontext,
    Query(s): Query<Suche>,
) -> Ergebnis<Json<Vec<AdressVorschlag>>> {
    darf(&kontext)?;
    let n = s.anzahl.unwrap_or(8).clamp(1, 50);
    Ok(Json(service::vorschlaege_und_aehnliche(&app, &s.q, n).await?))
}

#[derive(serde::Deserialize, utoipa::ToSchema)]
struct Frage {
    /// One line, for example `Buchenweg 17, 22844 Norderstedt`.
    text: Option<String>,
    /// Key of an address from `/api/v1/adressen`.
    adresse: Option<Uuid>,
    /// Latitude, WGS 84.
    lat: Option<f64>,
    /// Longitude, WGS 84.
    lon: Option<f64>,
    /// Auskunftssperre (§ 51 BMG).
    #[serde(default)]
    geschuetzt: bool,
    /// Day that counts, `2026-11-21`; today when absent.
    #[schema(format = Date)]
    stichtag: Option<String>,
}

/// Finds the Raum of an address. Posted, so that no address lands in a log of URLs.
#[utoipa::path(post, path = "/api/v1/zuordnung", tag = "raum", request_body = Frage,
    responses((status = 200, body = Zuordnung), (status = 422, description = "problem+json")))]
async fn zuordnung(
    State(app): State<App>,
    kontext: Kontext,
    Json(f): Json<Frage>,
) -> Ergebnis<Json<Zuordnung>> {
    darf(&kontext)?;
    let stichtag = match f.stichtag.as_deref() {
        None => app.uhr.heute(),
        Some(s) => s
            .parse::<Datum>()
            .map_err(|e| WebFehler::regel("WEB-E04", e.to_string()))?,
    };
    let ort = Ortsangabe {
        text: f.text,
        adresse: f.adresse.map(Id::von),
        punkt: f.lat.zip(f.lon).map(|(lat, lon)| Punkt { lat, lon }),
        person_geschuetzt: f.geschuetzt,
        stichtag,
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    Ok(Json(service::zuordnen(&app, &mut tx, &ort).await?))
}

#[derive(serde::Deserialize, utoipa::IntoParams)]
struct Tag {
    /// Day, `2026-11-21`; today when absent.
    #[param(format = Date)]
    stichtag: Option<String>,
}

/// A unit in the interface.
#[derive(serde::Serialize, utoipa::ToSchema)]
struct RaumAus {
    #[serde(flatten)]
    kurz: RaumKurz,
    /// Key of the unit above.
    eltern: Option<Uuid>,
    /// Residents.
    einwohner: Option<i64>,
    /// State of development.
    ausbaustatus: &'static str,
}

/// The units of the version that holds on a day.
#[utoipa::path(get, path = "/api/v1/raeume", tag = "raum", params(Tag),
    responses((status = 200, body = Vec<RaumAus>)))]
async fn raeume(
    State(app): State<App>,
    kontext: Kontext,
    Query(t): Query<Tag>,
) -> Ergebnis<Json<Vec<RaumAus>>> {
    darf(&kontext)?;
    let tag = match t.stichtag.as_deref() {
        None => app.uhr.heute(),
        Some(s) => s
            .parse::<Datum>()
            .map_err(|e| WebFehler::regel("WEB-E04", e.to_string()))?,
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let geltende = bestand::geltende(&mut tx).await?;
    let Some(g) = geltende.into_iter().find(|g| g.gilt_am(tag)) else {
        return Ok(Json(Vec::new()));
    };
    let alle = liste::raeume(&mut tx, g.id).await?;
    let aus = alle
        .into_iter()
        .map(|r| {
            Ok(RaumAus {
                ausbaustatus: r.ausbaustatus()?.code(),
                eltern: r.eltern,
                einwohner: r.einwohner,
                kurz: RaumKurz {
                    id: Id::von(r.id),
                    code: r.code,
                    name: r.name,
                    ebene: r.ebene,
                },
            })
        })
        .collect::<amt::Result<Vec<_>>>()?;
    Ok(Json(aus))
}

/// One unit with its levels and version.
#[derive(serde::Serialize, utoipa::ToSchema)]
struct RaumGanz {
    #[serde(flatten)]
    raum: RaumAus,
    /// Version of the boundaries.
    gliederung: String,
    /// The unit and all above it, top first; only while its version holds.
    ebenen: Vec<RaumKurz>,
    /// Active addresses by the street directory.
    adressen: u64,
}

/// One unit.
#[utoipa::path(get, path = "/api/v1/raeume/{id}", tag = "raum", params(("id" = Uuid, Path)),
    responses((status = 200, body = RaumGanz), (status = 404, description = "problem+json")))]
async fn raum(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Json<RaumGanz>> {
    darf(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let r = db::laden(&mut tx, Id::von(id))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let g = gliederung::laden(&mut tx, Id::von(r.gliederung))
        .await?
        .ok_or(Error::NichtGefunden)?;
    let zuschnitt = halter(&app).am(&app, &mut tx, app.uhr.heute()).await?;
    let ebenen = zuschnitt
        .and_then(|z| Some(z.ebenen(z.nummer(Id::von(id))?)))
        .unwrap_or_default();
    let adressen = liste::adressen_in_bereichen(&mut tx, Id::von(id)).await?;
    Ok(Json(RaumGanz {
        raum: RaumAus {
            ausbaustatus: r.ausbaustatus()?.code(),
            eltern: r.eltern,
            einwohner: r.einwohner,
            kurz: RaumKurz {
                id: Id::von(r.id),
                code: r.code,
                name: r.name,
                ebene: r.ebene,
            },
        },
        gliederung: g.bezeichnung,
        ebenen,
        adressen,
    }))
}
