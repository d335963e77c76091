//! Pages of this room.

/// The choices of a closed list.
macro_rules! wahlen {
    ($typ:ty) => {
        <$typ>::ALLE
            .iter()
            .map(|x| web::Wahl::neu(x.code(), x.text()))
            .collect::<Vec<_>>()
    };
}

mod akteur_form;
mod akteure;
mod angebot;
mod ausgabe;
mod doppelt;
mod ehrenamt;
mod ehrenamt_form;
mod einladung;
mod erfassung;
mod erfassung_form;
mod faq;
mod formular;
pub(crate) mod foto;
mod gericht;
mod getippt;
mod idee;
mod kalender;
mod lauf;
mod links;
mod luecke;
mod netzbild;
mod pflege;
mod profil;
mod projekt;
mod projekt_form;
mod suche;
mod tabelle;
mod training;
mod unterwegs;
mod veranstaltung;
mod vereinbarung;
mod verlauf;
mod vermittlung;
mod verzeichnis;
mod vorschlag;

pub(crate) mod kurzskizze;

pub(crate) use crate::service::nur_oeffentlich;
use getippt::{KONFLIKT, aus_entwurf, gefuehrt, noch_einmal, schon_da, verloren};

use crate::rules::foto::HOECHSTENS;
use amt::App;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// The forms of this room drafts are kept of, for [`amt::entwurf::Formulare`].
pub const FORMULARE: [(&str, &str); 2] = [(formular::FORMULAR, "Angebot"), (akteur_form::FORMULAR, "Akteur")];

/// All pages of this room.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/angebote", get(suche::zeigen).post(suche::suchen))
        .route("/angebote.csv", post(ausgabe::csv))
        .route("/angebote.xlsx", post(ausgabe::xlsx))
        .route("/angebote.geojson", post(ausgabe::geojson))
        .route("/angebote/verzeichnis.csv", get(verzeichnis::csv))
        .route("/angebote/verzeichnis.xlsx", get(verzeichnis::xlsx))
        .route("/angebote/verzeichnis.geojson", get(verzeichnis::geojson))
        .route("/angebote/druck", post(ausgabe::druck))
        .route("/angebote/treffer", post(suche::treffer))
        .route("/angebote/neu", get(formular::neu).post(formular::anlegen))
        .route(
            "/angebote/zu-bestaetigen",
            get(pflege::zeigen).post(pflege::senden),
        )
        .route("/angebote/doppelt", get(doppelt::zeigen).post(doppelt::tun))
        .route("/angebote/links", get(links::zeigen).post(links::erneut))
        .route("/angebote/vorschlaege", get(vorschlag::liste))
        .route(
            "/angebote/vorschlaege/{id}",
            get(vorschlag::zeigen).post(vorschlag::entscheiden),
        )
        .route("/angebote/{id}/verlauf", get(verlauf::zeigen))
        .route("/angebote/{id}", get(angebot::zeigen))
        .route(
            "/angebote/{id}/bearbeiten",
            get(formular::bearbeiten).post(formular::speichern),
        )
        .route("/angebote/{id}/tat", post(angebot::tun))
        .route(
            "/angebote/{id}/vermitteln",
            get(vermittlung::neu).post(vermittlung::anlegen),
        )
        .route("/vermittlungen", get(vermittlung::liste))
        .route(
            "/vermittlungen/{id}",
            get(vermittlung::zeigen).post(vermittlung::tun),
        )
        .route("/angebote/verlauf/{id}", post(angebot::zuruecknehmen))
        .route("/bedarfsluecken", get(luecke::zeigen).post(luecke::einordnen))
        .route("/ehrenamt", get(ehrenamt::liste))
        .route(
            "/ehrenamt/neu",
            get(ehrenamt_form::neu).post(ehrenamt_form::anlegen),
        )
        .route(
            "/ehrenamt/anfragen/neu",
            get(ehrenamt_form::anfrage_neu).post(ehrenamt_form::anfrage_anlegen),
        )
        .route(
            "/ehrenamt/anfragen/{id}",
            get(ehrenamt_form::anfrage).post(ehrenamt_form::vorschlagen),
        )
        .route("/ehrenamt/{id}", get(ehrenamt::zeigen))
        .route(
            "/ehrenamt/{id}/bearbeiten",
            get(ehrenamt_form::bearbeiten).post(ehrenamt_form::speichern),
        )
        .route("/ehrenamt/{id}/tat", post(ehrenamt::tun))
        .route("/ehrenamt/{id}/nachweis.pdf", get(ehrenamt::nachweis))
        .route(
            "/erfassungen",
            get(erfassung::liste).post(erfassung_form::beginnen),
        )
        .route("/erfassungen/unterwegs", get(unterwegs::mitnehmen))
        .route("/erfassungen/{id}", get(erfassung::zeigen))
        .route("/erfassungen/{id}/unterwegs", post(unterwegs::mitbringen))
        .route(
            "/erfassungen/{id}/fotos",
            // the form around the picture needs a little more than the picture
            post(foto::dazu).layer(DefaultBodyLimit::max(HOECHSTENS + 64 * 1024)),
        )
        .route("/erfassungen/fotos/{id}", get(foto::zeigen).post(foto::tun))
        .route(
            "/erfassungen/{id}/bearbeiten",
            get(erfassung_form::bearbeiten).post(erfassung_form::speichern),
        )
        .route("/erfassungen/{id}/tat", post(erfassung::tun))
        .route("/erfassungen/{id}/kurzskizze.pdf", get(erfassung::pdf))
        .route("/ideen", get(idee::liste))
        .route("/ideen/{id}", get(idee::zeigen).post(idee::tun))
        .route("/projekte", get(projekt::liste))
        .route(
            "/projekte/neu",
            get(projekt_form::neu).post(projekt_form::anlegen),
        )
        .route("/projekte/{id}", get(projekt::zeigen))
        .route(
            "/projekte/{id}/bearbeiten",
            get(projekt_form::bearbeiten).post(projekt_form::speichern),
        )
        .route("/projekte/{id}/tat", post(projekt::tun))
        .route("/trainings", get(training::liste))
        .route("/trainings/neu", get(training::neu).post(training::anlegen))
        .route("/trainings/{id}", get(training::zeigen))
        .route(
            "/trainings/{id}/bearbeiten",
            get(training::bearbeiten).post(training::speichern),
        )
        .route("/trainings/{id}/tat", post(training::tun))
        .route("/trainings/laeufe/{id}", get(lauf::zeigen))
        .route("/trainings/laeufe/{id}/tat", post(lauf::tun))
        .route("/trainings/laeufe/{id}/platz", post(lauf::platz))
        .route("/trainings/zertifikate/{id}/pdf", get(lauf::zertifikat))
        .route("/veranstaltungen", get(veranstaltung::liste))
        .route(
            "/veranstaltungen/neu",
            get(veranstaltung::neu).post(veranstaltung::anlegen),
        )
        .route("/veranstaltungen/kalender", get(kalender::zeigen))
        .route("/veranstaltungen/kalender/{id}/zurueck", post(kalender::zurueck))
        .route("/veranstaltungen/{id}", get(veranstaltung::zeigen))
        .route(
            "/veranstaltungen/{id}/bearbeiten",
            get(veranstaltung::bearbeiten).post(veranstaltung::speichern),
        )
        .route("/veranstaltungen/{id}/tat", post(veranstaltung::tun))
        .route(
            "/veranstaltungen/{id}/einladen",
            get(einladung::zeigen).post(einladung::tun),
        )
        .route(
            "/vereinbarungen",
            get(vereinbarung::zeigen_alle).post(vereinbarung::suchen),
        )
        .route(
            "/vereinbarungen/{id}",
            get(vereinbarung::zeigen).post(vereinbarung::speichern),
        )
        .route("/fragen", get(faq::liste))
        .route("/fragen/neu", get(faq::neu).post(faq::anlegen))
        .route(
            "/fragen/{id}/bearbeiten",
            get(faq::bearbeiten).post(faq::speichern),
        )
        .merge(crate::oeffentlich::mit_formular())
        .route("/akteure", get(akteure::zeigen_alle).post(akteure::suchen))
        .route("/akteure/neu", get(akteur_form::neu).post(akteur_form::anlegen))
        .route("/gerichte", get(gericht::liste))
        .route("/gerichte/neu", get(gericht::neu).post(gericht::anlegen))
        .route(
            "/gerichte/{id}",
            get(gericht::bearbeiten).post(gericht::speichern),
        )
        .route("/akteure/netz", get(netzbild::zeigen).post(netzbild::tun))
        .route("/akteure/netz/pdf", get(netzbild::pdf))
        .route("/akteure/{id}", get(akteure::zeigen))
        .route(
            "/akteure/{id}/bearbeiten",
            get(akteur_form::bearbeiten).post(akteur_form::speichern),
        )
}

/// The name of a space; empty without one.
pub(crate) async fn raumname(app: &App, raum: Option<base::Id<raum::Raumeinheit>>) -> amt::Result<String> {
    let Some(id) = raum else {
        return Ok(String::new());
    };
    let alle = raum::service::unterste_raeume(app).await?;
    Ok(alle
        .into_iter()
        .find(|r| r.id == id)
        .map_or_else(|| "früherer Zuschnitt".to_owned(), |r| r.name))
}
