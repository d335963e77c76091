//! Pages of this room: one file per page with its form, handler and template struct.

mod akte;
mod kurz_lesen;
mod liste;
pub(crate) mod neu;
mod neu_lesen;
mod taten;
mod wahlen;

use amt::App;
use axum::{
    Router,
    routing::{get, post},
};

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/anliegen", get(liste::zeigen))
        .route("/anliegen.csv", get(liste::csv))
        .route("/anliegen/suche", post(liste::suchen))
        .route("/anliegen/neu", get(neu::anfang))
        .route("/anliegen/neu/{einmal}", get(neu::zeigen).post(neu::speichern))
        .route("/anliegen/neu/{einmal}/adressen", post(neu::adressen))
        .route("/anliegen/neu/{einmal}/seite", post(neu::nur_seite))
        .route("/anliegen/{id}", get(akte::zeigen))
        .route("/anliegen/{id}/schritt/{schritt}", post(taten::gehen))
        .route("/anliegen/{id}/konsultation", post(taten::konsultation))
        .route("/anliegen/{id}/rueckruf", post(taten::rueckruf))
        .route("/anliegen/{id}/zuordnen", post(taten::zuordnen))
        .route("/anliegen/{id}/zuordnung-zurueck", post(taten::zuordnung_zurueck))
        .route(
            "/anliegen/{id}/bearbeiten",
            get(taten::formular).post(taten::aendern),
        )
}
