//! The public site: what everybody may read without signing in. No cookie, no script, no person.
//!
//! Everything here asks [`crate::service::oeffentlich`], which knows nothing but what is public and active.

mod adresse;
mod angebot;
mod bremse;
mod einladung;
mod fragen;
mod hsds;
mod idee;
mod kurzskizze;
mod projekt;
mod rahmen;
mod schema_org;
mod selbst;
mod sprache;
mod start;
mod suche;
mod technik;
mod termine;
mod unterwegs;
mod vermittlung;

use amt::App;
use axum::{Json, Router, routing::get};

pub use bremse::Adressbremse;
pub use technik::basis;

/// Pages that need neither session nor protection of forms: they only read, and set no cookie.
pub fn oeffentliche_routen() -> Router<App> {
    let (hsds, beschreibung) = hsds::api().split_for_parts();
    Router::new()
        .merge(hsds)
        .route(
            "/hsds/v3/openapi.json",
            get(move || std::future::ready(Json(beschreibung.clone()))),
        )
        .route("/quartier", get(start::sprache_waehlen))
        .route("/quartier/{sprache}", get(start::zeigen))
        .route("/quartier/{sprache}/angebote", get(suche::zeigen))
        .route("/quartier/{sprache}/angebote/{id}", get(angebot::zeigen))
        .route("/einbetten/{sprache}/angebote", get(suche::zeigen))
        .route("/einbetten/{sprache}/angebote/{id}", get(angebot::zeigen))
        .route("/einbetten/{sprache}/termine", get(termine::zeigen))
        .route("/quartier/termine.ics", get(termine::kalender))
        .route("/quartier/termine.atom", get(termine::neuigkeiten))
        .route("/quartier/{sprache}/termine", get(termine::zeigen))
        .route("/quartier/{sprache}/fragen", get(fragen::zeigen))
        .route("/quartier/{sprache}/ideen", get(idee::liste))
        .route("/quartier/{sprache}/projekte", get(projekt::liste))
        .route("/quartier/{sprache}/projekte/{id}", get(projekt::zeigen))
        .route("/quartier/kurzskizzen/fotos/{id}", get(kurzskizze::foto))
        .route("/quartier/{sprache}/kurzskizzen", get(kurzskizze::liste))
        .route("/quartier/{sprache}/kurzskizzen/{id}", get(kurzskizze::zeigen))
        .route("/quartier/{sprache}/kurzskizzen/{id}/pdf", get(kurzskizze::pdf))
        .route("/unterwegs/blatt", get(unterwegs::blatt))
        .route("/unterwegs/dienst.js", get(unterwegs::dienst))
        .route("/unterwegs/app.webmanifest", get(unterwegs::manifest))
        .route("/sitemap.xml", get(technik::sitemap))
        .route("/robots.txt", get(technik::robots))
}

/// The public pages with a form that is posted: an address does not belong into an address line, and a link of an
/// Akteur is used up. They lie inside the protection of forms; see [`OFFEN`].
pub(crate) fn mit_formular() -> Router<App> {
    Router::new()
        .route(
            "/wer-hilft-mir/{sprache}",
            get(adresse::zeigen).post(adresse::antworten),
        )
        .route("/idee/{sprache}", get(idee::zeigen).post(idee::einreichen))
        .route("/angebot-pruefen", get(selbst::zeigen).post(selbst::antworten))
        .route(
            "/einladung-beantworten",
            get(einladung::zeigen).post(einladung::antworten),
        )
        .route(
            "/vermittlung-beantworten",
            get(vermittlung::zeigen).post(vermittlung::antworten),
        )
}

/// Paths of this room that everybody may open, for [`amt::sitzung::AuchOeffentlich`].
pub const OFFEN: &[&str] = &[
    "/wer-hilft-mir/",
    "/angebot-pruefen",
    "/vermittlung-beantworten",
    "/einladung-beantworten",
    "/idee/",
];
