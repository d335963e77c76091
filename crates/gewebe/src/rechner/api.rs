//! The Rechner for programs: `GET /api/v1/rechner` names all with their schemas, `POST /api/v1/rechner/{name}` computes.
//! Nothing is stored and nothing is noted: the answer depends on the input alone.

use amt::{App, Kontext};
use axum::{
    Json,
    body::Bytes,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Antwort, Eintrag, Problem, finden, liste};

/// All rules with the JSON schemas of input and result and a worked example.
#[utoipa::path(get, path = "/api/v1/rechner", tag = "rechner", responses((status = 200, body = Vec<Eintrag>), (status = 401)))]
async fn alle(_: Kontext) -> Json<Vec<Eintrag>> {
    Json(liste())
}

/// Computes one rule; the input is an object after its schema.
#[utoipa::path(post, path = "/api/v1/rechner/{name}", tag = "rechner",
    params(("name" = String, Path, description = "Name, zum Beispiel frist")),
    request_body(content = Object, description = "Eingabe nach dem Schema des Rechners"),
    responses((status = 200, body = Antwort), (status = 400, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn rechnen(_: Kontext, Path(name): Path<String>, rumpf: Bytes) -> Response {
    match antwort(&name, &rumpf) {
        Ok(a) => Json(a).into_response(),
        Err(p) => {
            let status = StatusCode::from_u16(p.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            let art = [(header::CONTENT_TYPE, "application/problem+json")];
            (status, art, serde_json::to_string(&p).unwrap_or_default()).into_response()
        }
    }
}

/// From the text of an input to the answer: the way of the command line too.
///
/// # Errors
/// The [`Problem`].
pub fn antwort(name: &str, eingabe: &[u8]) -> Result<Antwort, Problem> {
    let rechner = finden(name).ok_or_else(|| Problem::unbekannt(name))?;
    let eingabe = eingabe.strip_prefix(b"\xef\xbb\xbf").unwrap_or(eingabe);
    let wert = serde_json::from_slice(eingabe).map_err(|f| Problem::kein_json(&f))?;
    rechner.rechnen(wert)
}

/// The routes with their description.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(alle))
        .routes(routes!(rechnen))
}
