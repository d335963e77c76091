//! The pages of this room.

mod abschluss;
mod ausgabe;
mod bild;
mod buchen;
mod buchungen;
mod einlesen;
mod entgelte;
mod freigaben;
mod hilfen;
mod jahr;
mod jahre;
mod mappe;
mod prognose_druck;
mod raten;
mod rechnung;
mod rechnungen;
mod strom;
mod szenario_form;
mod topf;
mod traegerbudget;
mod umbuchen;
mod verteilung;
mod zahllauf;

use amt::{
    App,
    navigation::{Eintrag, Gruppe},
    recht::{Bereich, Recht},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    let eintrag = |text, url| Eintrag {
        text,
        url,
        gruppe: Gruppe::Geld,
        braucht: (Bereich::Budget, Recht::Lesen),
    };
    vec![eintrag("Budget", "/budget"), eintrag("Rechnungen", "/rechnungen")]
}

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/budget", get(jahre::zeigen).post(jahre::anlegen))
        .route("/budget/{jahr}", get(jahr::zeigen))
        .route("/budget/{jahr}/weiter", post(jahr::weiter))
        .route("/budget/{jahr}/topf/neu", get(topf::neu).post(topf::anlegen))
        .route("/budget/topf/{id}", get(topf::zeigen))
        .route("/budget/topf/{id}/prognose", post(topf::prognose))
        .route("/budget/{jahr}/buchungen", get(buchungen::liste))
        .route("/budget/{jahr}/buchungen.csv", get(buchungen::csv))
        .route("/budget/{jahr}/controlling.xlsx", get(mappe::xlsx))
        .route("/budget/{jahr}/prognose.pdf", get(prognose_druck::als_pdf))
        .route("/budget/buchung/{id}", get(buchungen::zeigen))
        .route("/budget/buchung/{id}/storno", post(buchungen::stornieren))
        .route("/budget/{jahr}/buchen", get(buchen::neu).post(buchen::buchen))
        .route(
            "/budget/{jahr}/umbuchen",
            get(umbuchen::neu).post(umbuchen::umbuchen),
        )
        .route("/budget/{jahr}/freigaben", get(freigaben::liste))
        .route("/budget/{jahr}/freigaben/{id}/ja", post(freigaben::freigeben))
        .route("/budget/{jahr}/freigaben/{id}/nein", post(freigaben::verwerfen))
        .route("/budget/{jahr}/verteilung", get(verteilung::liste))
        .route("/budget/{jahr}/verteilung/neu", post(verteilung::neu))
        .route(
            "/budget/verteilung/{id}",
            get(verteilung::zeigen).post(verteilung::speichern),
        )
        .route(
            "/budget/verteilung/{id}/beschliessen",
            post(verteilung::beschliessen),
        )
        .route("/budget/verteilung/{id}/loeschen", post(verteilung::loeschen))
        .route("/budget/verteilung/{id}/protokoll", get(verteilung::protokoll))
        .route("/budget/verteilung/{id}/protokoll.pdf", get(verteilung::als_pdf))
        .route(
            "/budget/{jahr}/abschluss",
            get(abschluss::zeigen).post(abschluss::beantragen),
        )
        .route(
            "/budget/{jahr}/einlesen",
            get(einlesen::zeigen).post(einlesen::vorschau),
        )
        .route("/budget/{jahr}/einspielen", post(einlesen::einspielen))
        .merge(rechnungswege())
}

/// Invoices, prices, payments.
fn rechnungswege() -> Router<App> {
    Router::new()
        .route(
            "/budget/{jahr}/traeger",
            get(traegerbudget::zeigen).post(traegerbudget::eintragen),
        )
        .route("/budget/{jahr}/traeger/raten", post(raten::buchen))
        .route(
            "/budget/{jahr}/traeger/{id}",
            get(raten::zeigen).post(raten::aufheben),
        )
        .route("/entgelte", get(entgelte::zeigen).post(entgelte::eintragen))
        .route("/rechnungen", get(rechnungen::liste))
        .route(
            "/rechnungen/neu",
            get(rechnungen::neu)
                .post(rechnungen::hochladen)
                .layer(DefaultBodyLimit::max(rechnungen::HOECHSTENS)),
        )
        .route(
            "/rechnungen/zahllauf",
            get(zahllauf::liste).post(zahllauf::erstellen),
        )
        .route("/rechnungen/zahllauf/{id}", get(zahllauf::datei_holen))
        .route("/rechnungen/{id}", get(rechnung::zeigen))
        .route("/rechnungen/{id}/einreichen", post(rechnung::einreichen))
        .route("/rechnungen/{id}/verwerfen", post(rechnung::verwerfen))
        .route("/rechnungen/{id}/entscheiden", post(rechnung::entscheiden))
        .route("/rechnungen/{id}/oeffnen", post(rechnung::oeffnen))
        .route("/rechnungen/{id}/heilen", post(rechnung::heilen))
        .route("/rechnungen/{id}/storno", post(rechnung::stornieren))
}
