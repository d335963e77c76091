//! Pages of this room: one file per page with its form, handler and template struct.

mod akte;
mod kurz;
mod kurz_lesen;
mod liste;
pub(crate) mod neu;
mod neu_lesen;
mod service;
mod start;
mod taten;
mod wahlen;
mod weg;

use amt::{
    App,
    navigation::Eintrag,
    recht::{Bereich, Recht},
};
use axum::{
    Router,
    routing::{get, post},
};

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/", get(start::zeigen))
        .route("/kurzberatung", get(kurz::liste).post(kurz::suchen))
        .route("/kurzberatung/neu", get(kurz::neu).post(kurz::speichern))
        .route("/kurzberatung/{id}/antwort", post(kurz::antworten))
        .route("/servicebereich", get(service::zeigen).post(service::notieren))
        .route("/servicebereich/{id}", post(service::erledigen))
        .route("/weg-weisung", post(weg::zeigen))
        .route("/weg-weisung/senden", post(weg::senden))
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

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    vec![
        Eintrag {
            text: "Anliegen",
            url: "/anliegen",
            braucht: (Bereich::Service, Recht::Lesen),
        },
        Eintrag {
            text: "Kurzberatung",
            url: "/kurzberatung",
            braucht: (Bereich::Kurzberatung, Recht::Lesen),
        },
        Eintrag {
            text: "Servicebereich",
            url: "/servicebereich",
            braucht: (Bereich::Service, Recht::Bearbeiten),
        },
    ]
}

/// Forms drafts are kept of, for [`amt::entwurf::Formulare`].
#[must_use]
pub fn entwuerfe() -> Vec<(&'static str, &'static str)> {
    vec![
        (neu::FORMULAR, "Anliegen aufnehmen"),
        ("anliegen-bearbeiten", "Angaben eines Anliegens"),
        ("kurzberatung", "Kurzberatung"),
        ("kontakt", "Anruf oder E-Mail"),
    ]
}
