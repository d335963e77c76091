//! The pages: list, new proposal, the proposal with its demands and plans, and the draft made of a plan.

mod ausgabe;
mod dateien;
mod entwurf;
mod felder;
mod liste;
mod neu;
mod plan;
mod vorschlag;

use amt::{
    App, Huelle, Kontext,
    recht::{Anlegen, Befugnis, Bezug},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use uuid::Uuid;
use web::{Shell, Status};

use crate::Gliederung;

/// Largest upload in bytes.
const HOECHSTENS: usize = 64 << 20;

/// Where the list stands.
const PFAD: &str = "/raeume/zuschneiden";

/// The routes of proposals.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/raeume/zuschneiden", get(liste::zeigen))
        .route(
            "/raeume/zuschneiden/neu",
            get(neu::zeigen)
                .post(neu::anlegen)
                .layer(DefaultBodyLimit::max(HOECHSTENS)),
        )
        .route(
            "/raeume/zuschneiden/{id}",
            get(vorschlag::zeigen).post(vorschlag::rechnen),
        )
        .route("/raeume/zuschneiden/{id}/anhalten", post(vorschlag::anhalten))
        .route("/raeume/zuschneiden/{id}/loeschen", post(vorschlag::loeschen))
        .route(
            "/raeume/zuschneiden/{id}/datei",
            post(dateien::hochladen).layer(DefaultBodyLimit::max(HOECHSTENS)),
        )
        .route("/raeume/zuschneiden/{id}/plan.csv", get(ausgabe::csv))
        .route("/raeume/zuschneiden/{id}/bericht.json", get(ausgabe::bericht))
        .route(
            "/raeume/zuschneiden/{id}/entwurf",
            get(entwurf::zeigen).post(entwurf::anlegen),
        )
}

/// Proposals are for those who may draw boundaries.
fn darf(kontext: &Kontext) -> amt::Result<Befugnis<Anlegen, Gliederung>> {
    Befugnis::pruefen(kontext, None, Bezug::default())
}

fn shell(huelle: Huelle, titel: impl Into<String>) -> Shell {
    huelle
        .titel(titel)
        .ueber("Sozialräume", "/raeume")
        .ueber("Zuschnitte", "/raeume/gliederungen")
}

/// What state the search is in, in words.
fn zustand(status: Option<&str>) -> Status {
    match status {
        None => Status::info("Noch nicht gerechnet"),
        Some("OFFEN") => Status::info("Wartet"),
        Some("LAEUFT") => Status::achtung("Rechnet"),
        Some("FERTIG") => Status::gut("Gerechnet"),
        Some("ABGEBROCHEN") => Status::achtung("Angehalten"),
        Some(_) => Status::ernst("Gescheitert"),
    }
}

/// Which plan of a proposal; the first is 1.
#[derive(serde::Deserialize)]
struct Wahl {
    #[serde(default)]
    plan: usize,
}

impl Wahl {
    /// Its place in the list.
    const fn stelle(&self) -> usize {
        self.plan.saturating_sub(1)
    }
}

fn pfad(id: Uuid) -> String {
    format!("{PFAD}/{id}")
}
