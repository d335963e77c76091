//! The fixed pages everybody may read.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use web::{Seite, Shell};

use crate::{App, Huelle};

/// The texts the authority itself is responsible for, paragraph by paragraph; a part of [`App`] from the settings.
#[derive(Debug, Clone, Default)]
pub struct Seitentexte {
    /// Impressum (§ 5 DDG).
    pub impressum: String,
    /// Information under Art. 13 DSGVO.
    pub datenschutz: String,
    /// Statement under BITV 2.0: feedback and enforcement body.
    pub barrierefreiheit: String,
    /// Whom to ask for help.
    pub hilfe: String,
}

#[derive(Template)]
#[template(path = "amt/text.html")]
struct Text {
    shell: Shell,
    fest: web::Fertig,
    eigen: Vec<String>,
    fehlt: &'static str,
}

fn seite(huelle: Huelle, titel: &str, fest: &'static str, eigen: &str, fehlt: &'static str) -> Seite<Text> {
    Seite::neu(Text {
        shell: huelle.titel(titel),
        fest: web::Fertig::neu(fest.to_owned()),
        eigen: eigen
            .split("\n\n")
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_owned)
            .collect(),
        fehlt,
    })
}

fn texte(app: &App) -> Seitentexte {
    app.teil::<Seitentexte>()
        .map(|t| (*t).clone())
        .unwrap_or_default()
}

async fn hilfe(State(app): State<App>, huelle: Huelle) -> Seite<Text> {
    seite(
        huelle,
        "Hilfe",
        include_str!("texte/hilfe.html"),
        &texte(&app).hilfe,
        "",
    )
}

async fn barrierefreiheit(State(app): State<App>, huelle: Huelle) -> Seite<Text> {
    seite(
        huelle,
        "Barrierefreiheit",
        include_str!("texte/barrierefreiheit.html"),
        &texte(&app).barrierefreiheit,
        "Die Behörde hat hier noch nicht eingetragen, wohin Sie Barrieren melden können.",
    )
}

async fn datenschutz(State(app): State<App>, huelle: Huelle) -> Seite<Text> {
    seite(
        huelle,
        "Datenschutz",
        include_str!("texte/datenschutz.html"),
        &texte(&app).datenschutz,
        "Die Behörde hat hier noch nicht eingetragen, wer verantwortlich ist.",
    )
}

async fn impressum(State(app): State<App>, huelle: Huelle) -> Seite<Text> {
    seite(
        huelle,
        "Impressum",
        "",
        &texte(&app).impressum,
        "Die Behörde hat ihr Impressum noch nicht eingetragen.",
    )
}

async fn lizenzen(huelle: Huelle) -> Seite<Text> {
    seite(
        huelle,
        "Lizenzen und Quelltext",
        include_str!("texte/lizenzen.html"),
        "",
        "",
    )
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/hilfe", get(hilfe))
        .route("/barrierefreiheit", get(barrierefreiheit))
        .route("/datenschutz", get(datenschutz))
        .route("/impressum", get(impressum))
        .route("/lizenzen", get(lizenzen))
}
