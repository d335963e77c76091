//! `/angebote/{id}/verlauf`: who changed what, when, with the fields before and after.

use amt::{
    App, Error, Huelle, Kontext,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, Seite, Shell};

use crate::{
    Angebot,
    service::{self, Schritt},
};

#[derive(Template)]
#[template(path = "netz/verlauf.html")]
struct Verlaufsseite {
    shell: Shell,
    id: Id<Angebot>,
    titel: String,
    schritte: Vec<Schritt>,
}

/// `GET /angebote/{id}/verlauf`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Angebot>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let titel = service::angebot_laden(&mut tx, &liest).await?.daten.titel;
    let vorlage = Verlaufsseite {
        shell: huelle.titel("Verlauf").ueber(&titel, format!("/angebote/{id}")),
        id,
        schritte: service::verlauf_mit_unterschieden(&app, &mut tx, &may).await?,
        titel,
    };
    Ok(Seite::neu(vorlage).into_response())
}
