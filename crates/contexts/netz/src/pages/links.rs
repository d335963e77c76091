//! `/angebote/links`: links of the directory that lead nowhere.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell};

use crate::{
    Angebot,
    service::{self, ToterLink},
};

/// Rows of the page.
const HOECHSTENS: usize = 200;

#[derive(Template)]
#[template(path = "netz/links.html")]
struct Liste {
    shell: Shell,
    links: Vec<ToterLink>,
    gesamt: usize,
}

/// `GET /angebote/links`
pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Angebot>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut links = service::tote_links(&mut tx, &sicht).await?;
    let gesamt = links.len();
    links.truncate(HOECHSTENS);
    let vorlage = Liste {
        shell: huelle
            .titel("Links, die ins Leere führen")
            .ueber("Angebote", "/angebote"),
        links,
        gesamt,
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /angebote/links`: ask one again.
pub(super) async fn erneut(State(app): State<App>, kontext: Kontext, e: Eingaben) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, None, Bezug::default())?;
    let url = e.roh("url");
    if url.is_empty() {
        return Ok(meldung::weiter(
            "/angebote/links",
            MeldungArt::Hinweis,
            "Bitte wählen Sie einen Link.",
        ));
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    service::link_erneut(&app, &mut tx, &may, url).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        "/angebote/links",
        MeldungArt::Erfolg,
        "Der Link wird beim nächsten Durchgang noch einmal geprüft.",
    ))
}
