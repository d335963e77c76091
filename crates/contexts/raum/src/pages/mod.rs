//! The pages of this room, one file each.

mod adresse;
pub(crate) mod ausgabe;
mod ausnahmen;
mod bereich_form;
mod festlegung;
mod gliederungen;
mod karte;
mod pruefung;
mod raeume;
mod raum;
mod raum_form;
mod vergleich;
mod zuschnitt_form;

use amt::{App, Kontext, recht::Bezug};
use axum::{
    Router,
    routing::{get, post},
};
use base::{Befund, Id};
use store::Tx;
use web::{Feldfehler, Weg};

use crate::{Gliederung, ablage::gliederung as db, service::GliederungZeile};

/// Routes of this room.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/raeume", get(raeume::zeigen))
        .route("/raeume.csv", get(raeume::csv))
        .route("/raeume/karte.geojson", get(karte::alle))
        .route("/raeume/pruefung", get(pruefung::zeigen))
        .route("/raeume/pruefung.csv", get(pruefung::csv))
        .route("/raeume/gliederungen", get(gliederungen::zeigen))
        .route(
            "/raeume/gliederungen/neu",
            get(zuschnitt_form::zeigen).post(zuschnitt_form::speichern),
        )
        .route("/raeume/gliederungen/vergleich", get(vergleich::zeigen))
        .route(
            "/raeume/gliederungen/{id}/schritt",
            get(gliederungen::schritt_zeigen).post(gliederungen::schritt),
        )
        .route("/raeume/ausnahmen", get(ausnahmen::zeigen))
        .route("/raeume/ausnahmen/{id}/aufheben", post(ausnahmen::aufheben))
        .route(
            "/raeume/bereiche/{id}",
            get(bereich_form::bearbeiten).post(bereich_form::aendern),
        )
        .route("/raeume/bereiche/{id}/entfernen", post(bereich_form::entfernen))
        .route(
            "/raeume/{id}/bereiche",
            get(bereich_form::neu).post(bereich_form::anlegen),
        )
        .route("/raeume/{id}", get(raum::zeigen))
        .route("/raeume/{id}/karte.geojson", get(karte::einer))
        .route(
            "/raeume/{id}/bearbeiten",
            get(raum_form::zeigen).post(raum_form::speichern),
        )
        .route("/adresse", get(adresse::zeigen).post(adresse::suchen))
        .route("/adresse/vorschlaege", post(adresse::vorschlaege))
        .route(
            "/adresse/{id}/festlegen",
            get(festlegung::zeigen).post(festlegung::speichern),
        )
}

fn reiter() -> Vec<Weg> {
    vec![
        Weg::neu("Räume und Karte", "/raeume"),
        Weg::neu("Prüfung", "/raeume/pruefung"),
        Weg::neu("Zuschnitte", "/raeume/gliederungen"),
        Weg::neu("Festlegungen", "/raeume/ausnahmen"),
    ]
}

/// The version a page is about: the one asked for, else the one that holds today, else the newest.
async fn gewaehlte(
    app: &App,
    tx: &mut Tx,
    wunsch: Option<Id<Gliederung>>,
) -> amt::Result<Option<GliederungZeile>> {
    if let Some(id) = wunsch {
        return db::laden(tx, id)
            .await?
            .ok_or(amt::Error::NichtGefunden)
            .map(Some);
    }
    let heute = app.uhr.heute();
    let alle = db::alle(tx).await?;
    let mut gilt = None;
    for g in &alle {
        let entschieden = !matches!(
            g.status()?,
            crate::GliederungStatus::Entwurf | crate::GliederungStatus::Abstimmung
        );
        if entschieden && g.gueltig_ab <= heute && g.gueltig_bis.is_none_or(|b| heute < b) {
            gilt = Some(g.clone());
        }
    }
    Ok(gilt.or_else(|| alle.into_iter().next()))
}

pub(crate) fn feldfehler(befunde: &[Befund]) -> Vec<Feldfehler> {
    befunde
        .iter()
        .map(|b| Feldfehler {
            feld: b.ort.clone(),
            code: b.code.to_owned(),
            text: b.text.clone(),
        })
        .collect()
}

/// Whether the user may see this room at all.
fn darf_lesen(kontext: &Kontext) -> amt::Result<()> {
    amt::recht::Befugnis::<amt::recht::Lesen, crate::Raumeinheit>::pruefen(kontext, None, Bezug::default())
        .map(|_| ())
}

/// Whether to show what changes something.
fn darf_bearbeiten(kontext: &Kontext) -> bool {
    use amt::recht::{Bereich, Recht};
    amt::navigation::darf(kontext, Bereich::Raum, Recht::Bearbeiten)
}

/// Adds a value to a query string that is being put together.
fn frage(pfad: &str, werte: &[(&str, &str)]) -> String {
    let mut s = form_urlencoded::Serializer::new(String::new());
    for (k, v) in werte.iter().filter(|(_, v)| !v.is_empty()) {
        s.append_pair(k, v);
    }
    let q = s.finish();
    if q.is_empty() {
        pfad.to_owned()
    } else {
        format!("{pfad}?{q}")
    }
}
