//! The Gesamtplan as PDF: the newest version as it was written down (§ 121 Abs. 2 SGB IX asks for it in writing).

use amt::{
    App, Error, Kontext,
    druck::{Dateiart, antwort_als},
    meldung::weiter,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use base::Id;
use web::{Ergebnis, MeldungArt};

use super::{
    druck::{blatt, gelesen, staerken_fehlen, unterschriften},
    pfad,
};
use crate::{
    model::{Fall, Gesamtplan, Hilfeplan, Planinhalt},
    service::fall::lesen::Akte,
};

#[derive(Template)]
#[template(path = "gesamtplan.xml")]
struct Plan<'a> {
    akte: &'a Akte,
    p: &'a Hilfeplan,
    g: Gesamtplan,
    i: Planinhalt,
    unterschriften: Vec<String>,
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
    art: Dateiart,
) -> Ergebnis<Response> {
    let dokument = format!("gesamtplan.{}", art.endung());
    let (akte, kopf, _) = gelesen(&app, &kontext, id, &dokument).await?;
    if akte.egh.is_none() {
        return Err(Error::NichtGefunden.into());
    }
    if let Some(zurueck) = staerken_fehlen(&akte) {
        return Ok(zurueck);
    }
    let Some((p, g)) = akte.plaene.first().and_then(|p| Some((p, p.als_gesamtplan()?))) else {
        return Ok(weiter(
            pfad(id, "gesamtplan"),
            MeldungArt::Warnung,
            "Es gibt noch keine Fassung des Gesamtplans. Bitte zuerst eine festhalten.",
        ));
    };
    // the day of the version, so that the file is the same whenever it is made
    let b = blatt(&akte, "Gesamtplan", p.zeit.datum());
    let vorlage = Plan {
        unterschriften: unterschriften(&akte),
        i: p.planinhalt(),
        akte: &akte,
        p,
        g,
    };
    Ok(antwort_als(art, kopf, &b, &vorlage).await?)
}
