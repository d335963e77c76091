//! The same use cases as JSON, documented with OpenAPI. No surname ever stands in an address: it comes by POST.
#![expect(unused_qualifications, reason = "written by the macro of utoipa")]

use amt::{
    App, Error, Kontext,
    go::Sektor,
    recht::{Befugnis, Bezug, Lesen},
};
use axum::{
    Json,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{Ergebnis, Feldfehler, WebFehler};

use crate::{
    ablage,
    model::{Frage, Team, Zustaendigkeitsregel},
    service,
};

/// Question by address: without a name.
#[derive(Debug, serde::Deserialize, IntoParams)]
struct Parameter {
    /// Key of the space.
    #[param(value_type = String, format = "uuid")]
    raum: Id<Raumeinheit>,
    /// Code of the Sektor, for example `JUGENDHILFE`.
    sektor: String,
    /// The day that counts (ISO 8601); today when left out.
    #[param(format = Date)]
    stichtag: Option<String>,
    /// Mark of a special service, such as `UMA`.
    spezial: Option<String>,
}

/// Question with a name, for the assignment by letters.
#[derive(Debug, serde::Deserialize, ToSchema)]
struct FrageRumpf {
    /// Key of the space.
    #[schema(value_type = String, format = "uuid")]
    raum: Id<Raumeinheit>,
    /// Code of the Sektor, for example `JUGENDHILFE`.
    sektor: String,
    /// The day that counts (ISO 8601); today when left out.
    #[schema(format = Date)]
    stichtag: Option<String>,
    /// Mark of a special service, such as `UMA`.
    spezial: Option<String>,
    /// Surname; not stored, not logged.
    nachname: Option<String>,
}

fn feldfehler(feld: &str, text: &str) -> WebFehler {
    WebFehler::ungueltig(vec![Feldfehler {
        feld: feld.into(),
        code: "WEB-E06".into(),
        text: text.into(),
    }])
}

fn frage(app: &App, p: FrageRumpf) -> Result<Frage, WebFehler> {
    let sektor =
        Sektor::von_code(&p.sektor).ok_or_else(|| feldfehler("sektor", "Diesen Sektor gibt es nicht."))?;
    let stichtag: Datum = match p.stichtag {
        Some(s) => s
            .parse()
            .map_err(|_| feldfehler("stichtag", "Bitte ein Datum wie 2026-11-21 angeben."))?,
        None => app.uhr.heute(),
    };
    Ok(Frage {
        nachname: p.nachname,
        spezial: p.spezial,
        ..Frage::neu(p.raum, sektor, stichtag)
    })
}

async fn antworten(app: &App, kontext: &Kontext, p: FrageRumpf) -> Ergebnis<Response> {
    Befugnis::<Lesen, Zustaendigkeitsregel>::pruefen(kontext, None, Bezug::default())?;
    let frage = frage(app, p)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let antwort = service::zustaendig(app, &mut tx, &frage).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(antwort)).into_response())
}

/// Who is responsible in a space for a Sektor.
#[utoipa::path(get, path = "/api/v1/zustaendigkeit", params(Parameter), tag = "team",
    responses((status = 200, description = "Team, Ansprechperson, Vertretung und Begründung", body = Object),
              (status = 422, description = "Falsche Angabe, mit Code (RFC 9457)")))]
async fn zustaendig(
    State(app): State<App>,
    kontext: Kontext,
    Query(p): Query<Parameter>,
) -> Ergebnis<Response> {
    let Parameter {
        raum,
        sektor,
        stichtag,
        spezial,
    } = p;
    antworten(
        &app,
        &kontext,
        FrageRumpf {
            raum,
            sektor,
            stichtag,
            spezial,
            nachname: None,
        },
    )
    .await
}

/// As above, with a surname where letters decide.
#[utoipa::path(post, path = "/api/v1/zustaendigkeit", request_body = FrageRumpf, tag = "team",
    responses((status = 200, description = "Team, Ansprechperson, Vertretung und Begründung", body = Object),
              (status = 422, description = "Falsche Angabe, mit Code (RFC 9457)")))]
async fn zustaendig_mit_namen(
    State(app): State<App>,
    kontext: Kontext,
    Json(p): Json<FrageRumpf>,
) -> Ergebnis<Response> {
    antworten(&app, &kontext, p).await
}

/// A team as other programs see it.
#[derive(Debug, serde::Serialize, ToSchema)]
struct TeamAntwort {
    #[schema(value_type = String, format = "uuid")]
    id: Id<Team>,
    name: String,
    typ: &'static str,
    standort: String,
    telefon: String,
    email: String,
    sektoren: Vec<&'static str>,
    #[schema(value_type = Vec<String>)]
    raeume: Vec<Id<Raumeinheit>>,
}

/// All teams.
#[utoipa::path(get, path = "/api/v1/teams", tag = "team",
    responses((status = 200, description = "Alle Teams, nach Namen", body = Vec<TeamAntwort>)))]
async fn teams(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    Befugnis::<Lesen, Team>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let antwort = |t: Team| TeamAntwort {
        id: t.id,
        name: t.name,
        typ: t.typ.code(),
        standort: t.standort,
        telefon: t.telefon,
        email: t.email,
        sektoren: t.sektoren.into_iter().map(Sektor::code).collect(),
        raeume: t.raeume,
    };
    let alle: Vec<TeamAntwort> = ablage::team::alle(&mut tx)
        .await?
        .into_iter()
        .map(antwort)
        .collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(alle)).into_response())
}

/// The routes with their documentation.
#[must_use]
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(zustaendig, zustaendig_mit_namen))
        .routes(routes!(teams))
}
