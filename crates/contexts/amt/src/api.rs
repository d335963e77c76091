//! The same facts for programs: `/api/v1/ich` and `/api/v1/ordnung`, errors as problem+json.

use axum::{Json, extract::State};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use web::Ergebnis;

use crate::{App, Error, Kontext, ordnung};

/// Who is signed in.
#[derive(Debug, serde::Serialize, ToSchema)]
struct Ich {
    /// Key of the account.
    #[schema(value_type = String)]
    id: Uuid,
    /// Display name.
    name: String,
    /// `OEFFENTLICH` or `ANDERE`.
    organisation_art: &'static str,
    /// Roles in force.
    rollen: Vec<IchRolle>,
}

/// One role in force.
#[derive(Debug, serde::Serialize, ToSchema)]
struct IchRolle {
    /// Code, such as `R02`.
    code: &'static str,
    /// What people call it.
    name: &'static str,
    /// For which Räume; empty means all.
    #[schema(value_type = Vec<String>)]
    raeume: Vec<Uuid>,
}

/// Who is signed in, and in which roles.
#[utoipa::path(get, path = "/api/v1/ich", tag = "amt", responses((status = 200, body = Ich), (status = 401)))]
async fn ich(kontext: Kontext) -> Json<Ich> {
    Json(Ich {
        id: kontext.benutzer().uuid(),
        name: kontext.name().to_owned(),
        organisation_art: kontext.organisation().code(),
        rollen: kontext
            .rollen()
            .iter()
            .map(|r| IchRolle {
                code: r.rolle.code(),
                name: r.rolle.name(),
                raeume: r.raeume.clone(),
            })
            .collect(),
    })
}

/// The Geschäftsordnung in force.
#[derive(Debug, serde::Serialize, ToSchema)]
struct Ordnung {
    /// What the office calls it.
    bezeichnung: String,
    /// Number of the version.
    version: u32,
    /// First day in force, `2026-11-21`.
    gueltig_ab: String,
    /// All settings by key, as a person reads them.
    werte: std::collections::BTreeMap<&'static str, String>,
}

/// The Geschäftsordnung in force today.
#[utoipa::path(get, path = "/api/v1/ordnung", tag = "amt",
    responses((status = 200, body = Ordnung), (status = 401), (status = 422, description = "none in force")))]
async fn go(State(app): State<App>, _: Kontext) -> Ergebnis<Json<Ordnung>> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let go = ordnung::geltende(&app, &mut tx).await?;
    let kapitel = crate::go::darstellen(&go).kapitel;
    Ok(Json(Ordnung {
        bezeichnung: go.bezeichnung.clone(),
        version: go.version,
        gueltig_ab: go.gueltigkeit.ab().0.to_string(),
        werte: kapitel
            .into_iter()
            .flat_map(|k| k.zeilen)
            .map(|z| (z.schluessel, z.wert))
            .collect(),
    }))
}

/// The routes of this room for programs, with their description.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(ich)).routes(routes!(go))
}
