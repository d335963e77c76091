//! The Bescheid as PDF or DOCX: the same data as on its page.

use amt::{
    App, Error, Kontext,
    druck::{Blatt, Dateiart, antwort_als, geltender_kopf},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::Id;
use web::Ergebnis;

use crate::{
    model::{BescheidDaten, Fall},
    service::fall::entscheidung::bescheid,
};

#[derive(Template)]
#[template(path = "bescheid.xml")]
struct Bescheid<'a> {
    d: &'a BescheidDaten,
}

fn blatt(d: &BescheidDaten) -> Blatt {
    Blatt {
        titel: format!("Bescheid, Aktenzeichen {}", d.aktenzeichen),
        kennung: format!("Az. {}", d.aktenzeichen),
        vermerk: "Bescheid".to_owned(),
        datei: format!("bescheid {}", d.aktenzeichen),
        // the day of the decision, so that the file is the same whenever it is made
        tag: d.datum,
    }
}

/// Noted in the journal by the service that hands out the data.
pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let d = bescheid(&app, &mut tx, &kontext, id).await?;
    let kopf = geltender_kopf(&app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(antwort_als(art, kopf, &blatt(&d), &Bescheid { d: &d }).await?)
}
