//! `/quartier/{sprache}/fragen`: questions others asked, the open ones too.

use amt::App;
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use web::Ergebnis;

use super::{
    rahmen::{Rahmen, datum, seite},
    sprache::Sprache,
};
use crate::{codes::FaqStatus, service};

struct Eintrag {
    id: String,
    frage: String,
    antwort: String,
    kapitel: String,
    status: String,
    stand: String,
    offen: bool,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/fragen.html")]
struct Fragen {
    r: Rahmen,
    gruppen: Vec<(&'static str, Vec<Eintrag>)>,
}

/// `GET /quartier/{sprache}/fragen`
pub(super) async fn zeigen(State(app): State<App>, Path(sprache): Path<String>) -> Ergebnis<Response> {
    let s: Sprache = sprache.parse()?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let mut gruppen: Vec<(&'static str, Vec<Eintrag>)> = Vec::new();
    for f in service::oeffentlich::fragen(&mut tx).await? {
        let d = f.daten;
        let leicht = s == Sprache::Leicht && !d.leichte_sprache.is_empty();
        let eintrag = Eintrag {
            id: f.id.to_string(),
            frage: d.frage,
            antwort: if leicht { d.leichte_sprache } else { d.antwort },
            kapitel: d.go_kapitel,
            status: match d.status {
                FaqStatus::Offen => s.t("fragen-offen"),
                FaqStatus::InBearbeitung => s.t("fragen-in-arbeit"),
                FaqStatus::Beantwortet => s.t("fragen-beantwortet"),
            },
            stand: datum(d.stand),
            offen: d.status != FaqStatus::Beantwortet,
        };
        let gruppe = d.zielgruppe.text();
        match gruppen.last_mut().filter(|(g, _)| *g == gruppe) {
            Some((_, liste)) => liste.push(eintrag),
            None => gruppen.push((gruppe, vec![eintrag])),
        }
    }
    let r = Rahmen::neu(&app, s, s.t("fragen"), "/fragen", "fragen");
    Ok(seite(Fragen { r, gruppen }))
}
