//! Pages of this room.

/// The choices of a closed list.
macro_rules! wahlen {
    ($typ:ty) => {
        <$typ>::ALLE
            .iter()
            .map(|x| web::Wahl::neu(x.code(), x.text()))
            .collect::<Vec<_>>()
    };
}

mod akteure;
mod angebot;
mod ausgabe;
mod formular;
mod profil;
mod suche;

pub(crate) use suche::nur_oeffentlich;

use amt::App;
use axum::{
    Router,
    routing::{get, post},
};

/// All pages of this room.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/angebote", get(suche::zeigen).post(suche::suchen))
        .route("/angebote.csv", post(ausgabe::csv))
        .route("/angebote/treffer", post(suche::treffer))
        .route("/angebote/neu", get(formular::neu).post(formular::anlegen))
        .route("/angebote/{id}", get(angebot::zeigen))
        .route(
            "/angebote/{id}/bearbeiten",
            get(formular::bearbeiten).post(formular::speichern),
        )
        .route("/angebote/{id}/tat", post(angebot::tun))
        .route("/angebote/verlauf/{id}", post(angebot::zuruecknehmen))
        .route("/akteure", get(akteure::liste))
        .route("/akteure/{id}", get(akteure::zeigen))
}
