//! The pages of this room.

mod abschnitt;
mod abwesenheiten;
mod auslastung;
mod formulare;
mod hilfen;
mod matrix;
mod person;
mod pruefung;
mod regel;
mod schwerpunkt;
mod stelle;
mod team;
mod traeger;
mod woche;
mod zeit;

use amt::{
    App,
    navigation::{Eintrag, Gruppe},
    recht::{Bereich, Recht},
};
use axum::{
    Router,
    routing::{get, post},
};

pub use abschnitt::MenschenUndZustaendigkeit;

/// The forms drafts are kept of, for [`amt::entwurf::Formulare`].
pub const FORMULARE: [(&str, &str); 5] = [
    ("team", "Team"),
    ("fachkraft", "Fachkraft"),
    ("stelle", "Stelle"),
    ("zustaendigkeitsregel", "Zuständigkeitsregel"),
    ("abwesenheit", "Abwesenheit"),
];

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    let eintrag = |text, url| Eintrag {
        text,
        url,
        gruppe: Gruppe::Team,
        braucht: (Bereich::Team, Recht::Lesen),
    };
    vec![
        eintrag("Zuständigkeit", "/zustaendigkeit"),
        eintrag("Teams", "/team"),
        eintrag("Meine Zeit", "/zeit"),
        eintrag("Träger", "/traeger"),
        eintrag("Abwesenheiten", "/abwesenheiten"),
    ]
}

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/team", get(team::liste))
        .route(
            "/team/neu",
            get(formulare::team::neu).post(formulare::team::anlegen),
        )
        .route("/team/personen", get(person::liste).post(person::suchen))
        .route(
            "/team/person/neu",
            get(formulare::person::neu).post(formulare::person::anlegen),
        )
        .route("/team/person/{id}", get(person::zeigen))
        .route(
            "/team/person/{id}/bearbeiten",
            get(formulare::person::bearbeiten).post(formulare::person::aendern),
        )
        .route("/team/stelle/neu", get(stelle::neu).post(stelle::anlegen))
        .route("/team/stelle/{id}", get(stelle::zeigen).post(stelle::aendern))
        .route("/team/stelle/{id}/besetzen", post(stelle::besetzen))
        .route("/team/{id}", get(team::zeigen))
        .route(
            "/team/{id}/bearbeiten",
            get(formulare::team::bearbeiten).post(formulare::team::aendern),
        )
        .route("/team/{id}/mitglied", post(team::aufnehmen))
        .route(
            "/team/{id}/mitglied/{mitglied}/beenden",
            post(team::verabschieden),
        )
        .route(
            "/zustaendigkeit",
            get(matrix::zeigen).post(matrix::zeigen_mit_namen),
        )
        .route("/zustaendigkeit.csv", get(matrix::csv))
        .route("/zustaendigkeit/pruefung", get(pruefung::zeigen))
        .route("/zustaendigkeit/regel/neu", get(regel::neu).post(regel::anlegen))
        .route(
            "/zustaendigkeit/regel/{id}",
            get(regel::zeigen).post(regel::aendern),
        )
        .route("/zustaendigkeit/regel/{id}/beenden", post(regel::beenden))
        .route(
            "/abwesenheiten",
            get(abwesenheiten::zeigen).post(abwesenheiten::melden),
        )
        .route("/abwesenheiten/{id}/zurueck", post(abwesenheiten::zurueck))
        .route("/team/{id}/woche", get(woche::zeigen).post(woche::aendern))
        .route("/team/{id}/auslastung", get(auslastung::zeigen))
        .route("/zeit", get(zeit::zeigen).post(zeit::buchen))
        .route("/traeger", get(traeger::liste))
        .route("/traeger/neu", get(traeger::neu).post(traeger::anlegen))
        .route("/traeger/{id}", get(traeger::zeigen).post(traeger::eintragen))
        .route(
            "/traeger/vereinbarung/{id}",
            get(traeger::ende).post(traeger::beenden),
        )
        .route(
            "/traeger/schwerpunkt",
            get(schwerpunkt::zeigen).post(schwerpunkt::eintragen),
        )
        .route(
            "/traeger/schwerpunkt/{id}",
            get(schwerpunkt::ende).post(schwerpunkt::beenden),
        )
}
