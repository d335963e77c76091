//! Pages of this room: one file per page with its form, handler and template struct.

mod agenda;
mod akte;
mod auftraege;
mod back_office;
mod faelle;
mod fall;
mod fristen;
mod koordination;
mod kurz;
mod kurz_akte;
mod kurz_lesen;
mod liste;
mod mehrfach;
pub(crate) mod neu;
mod neu_lesen;
mod person;
mod service;
mod start;
mod taten;
mod textbaustein;
mod uebergabe;
mod umsteuerung;
mod versand;
mod verweigert;
mod vorlage;
mod wahlen;
mod weg;
mod worte;

use amt::{
    App,
    navigation::{Eintrag, Gruppe},
    recht::{Bereich, Recht},
};
use axum::{
    Router,
    routing::{get, post},
};

/// The routes of the pages.
pub fn routen() -> Router<App> {
    Router::new()
        .route("/", get(start::zeigen))
        .route("/kurzberatung", get(kurz::liste).post(kurz::suchen))
        .route("/kurzberatung/neu", get(kurz::neu).post(kurz::speichern))
        .route("/kurzberatung/{id}", get(kurz_akte::zeigen))
        .route("/kurzberatung/{id}/schritt/{schritt}", post(kurz_akte::gehen))
        .route("/kurzberatung/{id}/antwort", post(kurz::antworten))
        .route("/umsteuerung", get(umsteuerung::zeigen))
        .route("/umsteuerung.csv", get(umsteuerung::csv))
        .merge(vorlagen())
        .merge(textbausteine())
        .route("/faelle", get(faelle::zeigen))
        .route("/faelle.csv", get(faelle::csv))
        .route("/faelle/suche", post(faelle::suchen))
        .route("/faelle/worte", get(worte::zeigen).post(worte::suchen))
        .route("/faelle/{id}", get(fall::uebersicht::zeigen))
        .route("/faelle/{id}/schritt/{schritt}", post(fall::uebersicht::gehen))
        .route("/faelle/{id}/klaerung", get(fall::klaerung::zeigen))
        .route("/faelle/{id}/angabe/{angabe}", post(fall::klaerung::speichern))
        .route(
            "/faelle/{id}/wille",
            get(fall::wille::zeigen).post(fall::wille::speichern),
        )
        .route("/faelle/{id}/person", post(fall::wille::person))
        .route("/faelle/{id}/person/bekannt", post(fall::wille::bekannt))
        .merge(personen())
        .merge(runden())
        .merge(beziehungen())
        .merge(karten())
        .route(
            "/faelle/{id}/ressourcen",
            get(fall::ressourcen::zeigen).post(fall::ressourcen::speichern),
        )
        .route(
            "/faelle/{id}/sozialraum",
            get(fall::sozialraum::zeigen).post(fall::sozialraum::fertig),
        )
        .route("/faelle/{id}/sozialraum/suche", post(fall::sozialraum::suche))
        .route("/faelle/{id}/sozialraum/besuch", post(fall::sozialraum::besuch))
        .route("/faelle/{id}/sozialraum/blick", post(fall::sozialraum::blick))
        .route(
            "/faelle/{id}/konferenz",
            get(fall::konferenz::zeigen).post(fall::konferenz::speichern),
        )
        .route(
            "/faelle/{id}/hilfeplan",
            get(fall::hilfeplan::zeigen).post(fall::hilfeplan::fassung),
        )
        .route(
            "/faelle/{id}/bedarf",
            get(fall::bedarf::zeigen).post(fall::bedarf::bereiche),
        )
        .route("/faelle/{id}/nebenpruefung", post(fall::bedarf::nebenpruefungen))
        .route(
            "/faelle/{id}/gesamtplankonferenz",
            post(fall::konferenz::gesamtplankonferenz),
        )
        .route(
            "/faelle/{id}/gesamtplan",
            get(fall::gesamtplan::zeigen).post(fall::gesamtplan::fassung),
        )
        .route(
            "/faelle/{id}/gesamtplan/baustein",
            post(fall::gesamtplan::baustein),
        )
        .route(
            "/faelle/{id}/gesamtplan/baustein/{baustein}/streichen",
            post(fall::gesamtplan::streichen),
        )
        .route(
            "/faelle/{id}/gesamtplan/baustein/{baustein}/gemeinsam",
            post(fall::gesamtplan::gemeinsam),
        )
        .route("/faelle/{id}/baustein", post(fall::hilfeplan::baustein))
        .route(
            "/faelle/{id}/baustein/{baustein}/streichen",
            post(fall::hilfeplan::streichen),
        )
        .route(
            "/faelle/{id}/rechtsbehelf",
            get(fall::rechtsbehelf::zeigen).post(fall::rechtsbehelf::einlegen),
        )
        .route(
            "/faelle/{id}/rechtsbehelf/{rechtsbehelf}",
            post(fall::rechtsbehelf::weiter),
        )
        .route(
            "/faelle/{id}/entscheidung",
            get(fall::entscheidung::zeigen).post(fall::entscheidung::vorbereiten),
        )
        .route("/faelle/{id}/mitzeichnen", post(fall::entscheidung::mitzeichnen))
        .route("/faelle/{id}/bekanntgabe", post(fall::entscheidung::bekanntgeben))
        .route("/faelle/{id}/bescheid", get(fall::entscheidung::bescheid))
        .route(
            "/faelle/{id}/auftrag",
            get(fall::auftrag::zeigen).post(fall::auftrag::anfragen),
        )
        .route("/faelle/{id}/ueberpruefung", get(fall::ueberpruefung::zeigen))
        .route(
            "/faelle/{id}/bewertung/{bewerter}",
            post(fall::ueberpruefung::bewerten),
        )
        .route(
            "/faelle/{id}/notizen",
            get(fall::notizen::zeigen).post(fall::notizen::schreiben),
        )
        .route("/faelle/{id}/notizen/freigabe", post(fall::notizen::freigeben))
        .route("/faelle/{id}/notizen/schwaerzen", post(fall::notizen::schwaerzen))
        .merge(wiedervorlagen())
        .route("/bescheide", get(versand::liste))
        .route("/bescheide/versandt", get(back_office::versandte))
        .route(
            "/faelle/{id}/versand",
            get(versand::zeigen).post(versand::versenden),
        )
        .route("/faelle/{id}/versand/uebernehmen", post(versand::uebernehmen))
        .route("/faelle/{id}/versand/nachtrag", post(back_office::nachtragen))
        .route("/faelle/{id}/versand/widerspruch", post(back_office::widerspruch))
        .route("/faelle/{id}/versand/leistung", post(back_office::leistung))
        .route(
            "/faelle/{id}/uebergabe",
            get(fall::uebergabe::zeigen).post(fall::uebergabe::planen),
        )
        .route("/uebergaben", get(uebergabe::liste))
        .route("/uebergaben/{id}", get(uebergabe::zeigen))
        .route("/uebergaben/{id}/schritt/{schritt}", post(uebergabe::gehen))
        .route("/uebergaben/{id}/brief.pdf", get(uebergabe::brief))
        .route("/uebergaben/{id}/brief.docx", get(uebergabe::brief))
        .route(
            "/faelle/{id}/abschluss",
            get(fall::abschluss::zeigen).post(fall::abschluss::speichern),
        )
        .route("/auftraege/{id}/bewertung", post(auftraege::bewerten))
        .route("/faelle/{id}/kontakte", post(fall::auftrag::bestaetigen))
        .route("/faelle/{id}/auftrag/ende", post(fall::auftrag::beenden))
        .route("/auftraege", get(auftraege::liste))
        .route("/auftraege/{id}", get(auftraege::zeigen))
        .route("/auftraege/{id}/antwort", post(auftraege::antworten))
        .route("/auftraege/{id}/kontakt", post(auftraege::kontakt))
        .route("/auftraege/{id}/umfang", post(auftraege::umfang))
        .route("/faelle/{id}/ziele", get(fall::ziele::zeigen))
        .route("/faelle/{id}/grobziel", post(fall::ziele::grob))
        .route("/faelle/{id}/handlungsziel", post(fall::ziele::klein))
        .merge(papiere())
        .route("/fristen", get(fristen::zeigen))
        .route("/fristen/kalender", post(fristen::anlegen))
        .route("/fristen/kalender/ende", post(fristen::beenden))
        .route("/kalender/{geheim}/fristen.ics", get(fristen::kalender))
        .route("/servicebereich", get(service::zeigen).post(service::notieren))
        .route("/servicebereich/{id}", post(service::erledigen))
        .route("/weg-weisung", post(weg::zeigen))
        .route("/weg-weisung/senden", post(weg::senden))
        .route("/weg-weisung/pdf", post(weg::als_pdf))
        .route("/anliegen", get(liste::zeigen))
        .route("/anliegen.csv", get(liste::csv))
        .route("/anliegen/suche", post(liste::suchen))
        .route("/anliegen/neu", get(neu::anfang))
        .route("/anliegen/neu/{einmal}", get(neu::zeigen).post(neu::speichern))
        .route("/anliegen/neu/{einmal}/adressen", post(neu::adressen))
        .route("/anliegen/neu/{einmal}/seite", post(neu::nur_seite))
        .route("/anliegen/neu/{einmal}/bekannt", post(neu::bekannt))
        .route("/anliegen/{id}", get(akte::zeigen))
        .route("/anliegen/{id}/schritt/{schritt}", post(taten::gehen))
        .route("/anliegen/{id}/konsultation", post(taten::konsultation))
        .route("/anliegen/{id}/rueckruf", post(taten::rueckruf))
        .route("/anliegen/{id}/zuordnen", post(taten::zuordnen))
        .route("/anliegen/{id}/zuordnung-zurueck", post(taten::zuordnung_zurueck))
        .route(
            "/anliegen/{id}/bearbeiten",
            get(taten::formular).post(taten::aendern),
        )
}

/// Days on which a case is to be looked at again.
fn wiedervorlagen() -> Router<App> {
    use fall::wiedervorlage as seite;
    Router::new()
        .route(
            "/faelle/{id}/wiedervorlage",
            get(seite::zeigen).post(seite::vormerken),
        )
        .route(
            "/faelle/{id}/wiedervorlage/{eintrag}/erledigt",
            post(seite::erledigen),
        )
        .route(
            "/faelle/{id}/wiedervorlage/{eintrag}/verschieben",
            post(seite::verschieben),
        )
}

/// What a case hands out as a file; what an office writes on also as DOCX, by the same ways.
fn papiere() -> Router<App> {
    use fall::{bescheid_druck, druck, gesamtplan_druck};
    Router::new()
        .route("/faelle/{id}/bescheid.pdf", get(bescheid_druck::zeigen))
        .route("/faelle/{id}/bescheid.docx", get(bescheid_druck::zeigen))
        .route("/faelle/{id}/hilfeplan.pdf", get(druck::hilfeplan))
        .route("/faelle/{id}/hilfeplan.docx", get(druck::hilfeplan))
        .route("/faelle/{id}/gesamtplan.pdf", get(gesamtplan_druck::zeigen))
        .route("/faelle/{id}/gesamtplan.docx", get(gesamtplan_druck::zeigen))
        .route("/faelle/{id}/ressourcenkarte.pdf", get(druck::ressourcenkarte))
        .route("/faelle/{id}/konferenz/blatt.pdf", get(druck::konferenz_blatt))
        .route("/faelle/{id}/konferenz/blatt.docx", get(druck::konferenz_blatt))
        .route(
            "/faelle/{id}/konferenz/{konferenz}/protokoll.pdf",
            get(druck::protokoll),
        )
        .route(
            "/faelle/{id}/konferenz/{konferenz}/protokoll.docx",
            get(druck::protokoll),
        )
}

/// Persons: search, duplicates, merge and un-merge.
fn personen() -> Router<App> {
    Router::new()
        .route(
            "/personen",
            get(person::suche::zeigen).post(person::suche::suchen),
        )
        .route("/personen/schnell", post(person::schnell::treffer))
        .route("/personen/doppelt", get(person::doppelt::liste))
        .route("/personen/zusammengefuehrt", get(person::trennen::liste))
        .route(
            "/personen/zusammengefuehrt/{id}",
            get(person::trennen::zeigen).post(person::trennen::loesen),
        )
        .route(
            "/personen/{id}/zusammen/{andere}",
            get(person::doppelt::zeigen).post(person::doppelt::speichern),
        )
        .route(
            "/personen/{id}/verschieden/{andere}",
            post(person::doppelt::verschieden),
        )
}

/// The agenda of a team, many helps at once, and a round on one page.
fn runden() -> Router<App> {
    Router::new()
        .route("/agenda", get(agenda::liste))
        .route("/agenda/{id}", get(agenda::zeigen))
        .route("/agenda/{id}/folge", post(agenda::folge))
        .route("/mehrfachhilfen", get(mehrfach::liste))
        .route(
            "/mehrfachhilfen/{id}",
            get(mehrfach::zeigen).post(mehrfach::festhalten),
        )
        .route("/mehrfachhilfen/{id}/agenda", post(mehrfach::auf_die_agenda))
        .route("/faelle/{id}/agenda", post(agenda::anmelden))
        .route("/faelle/{id}/konferenz/tafel", get(fall::tafel::zeigen))
}

/// Genogramm and Netzwerkkarte of a case.
fn beziehungen() -> Router<App> {
    Router::new()
        .route(
            "/faelle/{id}/beziehungen",
            get(fall::beziehungen::zeigen).post(fall::beziehungen::verbinden),
        )
        .route(
            "/faelle/{id}/beziehungen/{zeile}/ende",
            post(fall::beziehungen::beenden),
        )
        .route("/faelle/{id}/merkmal", post(fall::beziehungen::merkmal))
        .route("/faelle/{id}/umfeld", post(fall::beziehungen::umfeld))
        .route(
            "/faelle/{id}/genogramm.pdf",
            get(fall::beziehungen::genogramm_pdf),
        )
        .route(
            "/faelle/{id}/netzwerkkarte.pdf",
            get(fall::beziehungen::netzwerkkarte_pdf),
        )
}

/// Contact cards across Ämter.
fn karten() -> Router<App> {
    use koordination::{druck, taten};
    Router::new()
        .route(
            "/faelle/{id}/koordination",
            get(fall::koordination::zeigen).post(fall::koordination::vorschlagen),
        )
        .route("/koordinationskarten", get(koordination::liste))
        .route("/koordinationskarten/{id}", get(koordination::zeigen))
        .route("/koordinationskarten/{id}/karte.pdf", get(druck::papier))
        .route("/koordinationskarten/{id}/stelle", post(taten::stelle))
        .route(
            "/koordinationskarten/{id}/einwilligung",
            post(taten::einwilligung),
        )
        .route(
            "/koordinationskarten/{id}/einwilligung/{einwilligung}/widerruf",
            post(taten::widerrufen),
        )
        .route("/koordinationskarten/{id}/eintrag", post(taten::eintrag))
        .route(
            "/koordinationskarten/{id}/eintrag/{eintrag}/zeigen/{stelle}",
            post(taten::zeigen),
        )
        .route("/koordinationskarten/{id}/entscheidung", post(taten::anmelden))
        .route(
            "/koordinationskarten/{id}/entscheidung/{entscheidung}/entschieden",
            post(taten::entschieden),
        )
        .route("/koordinationskarten/{id}/abgestimmt", post(taten::abgestimmt))
        .route("/koordinationskarten/{id}/schritt/{schritt}", post(taten::gehen))
}

/// The routes with a layer that notes who asked for a case or an order that is not theirs.
pub fn mit_verweigertem(router: Router<App>, app: &App) -> Router<App> {
    router.route_layer(axum::middleware::from_fn_with_state(
        app.clone(),
        verweigert::notieren,
    ))
}

/// Cases of one statute; the page is the same for all of them.
const fn faelle_mit(bereich: Bereich) -> Eintrag {
    Eintrag {
        text: "Fälle",
        url: "/faelle",
        gruppe: Gruppe::Taeglich,
        braucht: (bereich, Recht::Lesen),
    }
}

/// What the team of a Fachkraft talks about; the list of many helps lies one click behind it.
const fn agenda_mit(bereich: Bereich) -> Eintrag {
    Eintrag {
        text: "Agenda",
        url: "/agenda",
        gruppe: Gruppe::Team,
        braucht: (bereich, Recht::Lesen),
    }
}

const fn texte_mit(bereich: Bereich) -> Eintrag {
    Eintrag {
        text: "Textbausteine",
        url: "/textbausteine",
        gruppe: Gruppe::Team,
        braucht: (bereich, Recht::Lesen),
    }
}

/// Paths everybody may open who knows a secret, for [`amt::sitzung::AuchOeffentlich`].
pub const OFFEN: &[&str] = &[fristen::KALENDER];

/// The search for persons: its page, and where the search of the header is sent.
pub const PERSONENSUCHE: &str = "/personen";

const fn personen_mit(bereich: Bereich) -> Eintrag {
    Eintrag {
        text: "Personen",
        url: PERSONENSUCHE,
        gruppe: Gruppe::Taeglich,
        braucht: (bereich, Recht::Lesen),
    }
}

/// The entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<Eintrag> {
    vec![
        Eintrag {
            text: "Anliegen",
            url: "/anliegen",
            gruppe: Gruppe::Taeglich,
            braucht: (Bereich::Service, Recht::Lesen),
        },
        faelle_mit(Bereich::FallViii),
        faelle_mit(Bereich::FallIx),
        faelle_mit(Bereich::PflegeXii),
        agenda_mit(Bereich::FallViii),
        agenda_mit(Bereich::FallIx),
        agenda_mit(Bereich::PflegeXii),
        texte_mit(Bereich::FallViii),
        texte_mit(Bereich::FallIx),
        texte_mit(Bereich::PflegeXii),
        personen_mit(Bereich::Service),
        personen_mit(Bereich::FallViii),
        personen_mit(Bereich::FallIx),
        personen_mit(Bereich::PflegeXii),
        Eintrag {
            text: "Kurzberatung",
            url: "/kurzberatung",
            gruppe: Gruppe::Taeglich,
            braucht: (Bereich::Kurzberatung, Recht::Lesen),
        },
        Eintrag {
            text: "Servicebereich",
            url: "/servicebereich",
            gruppe: Gruppe::Taeglich,
            braucht: (Bereich::Service, Recht::Bearbeiten),
        },
        // for those who plan; a Leitung and the committee reach it by its address
        Eintrag {
            text: "Umsteuerung",
            url: "/umsteuerung",
            gruppe: Gruppe::Geld,
            braucht: (Bereich::Wirkung, Recht::Bearbeiten),
        },
        Eintrag {
            text: "Vorlagen",
            url: "/vorlagen",
            gruppe: Gruppe::Geld,
            braucht: (Bereich::Wirkung, Recht::Lesen),
        },
    ]
}

/// Texts of the office.
fn textbausteine() -> Router<App> {
    use textbaustein as seite;
    Router::new()
        .route("/textbausteine", get(seite::liste).post(seite::anlegen))
        .route("/textbausteine/{id}", get(seite::zeigen).post(seite::speichern))
        .route("/textbausteine/{id}/fassung", post(seite::zurueck))
        .route("/textbausteine/{id}/angebot", post(seite::anbieten))
        .route(
            "/faelle/{id}/entscheidung/textbaustein",
            post(fall::entscheidung::mit_textbaustein),
        )
        .route(
            "/faelle/{id}/hilfeplan/textbaustein",
            post(fall::hilfeplan::mit_textbaustein),
        )
}

/// Papers for a committee.
fn vorlagen() -> Router<App> {
    Router::new()
        .route("/vorlagen", get(vorlage::liste).post(vorlage::anlegen))
        .route("/vorlagen/{id}", get(vorlage::zeigen).post(vorlage::speichern))
        .route("/vorlagen/{id}/zahl", post(vorlage::zahl))
        .route("/vorlagen/{id}/massnahme", post(vorlage::massnahme))
        .route(
            "/vorlagen/{id}/massnahme/{massnahme}/ordnung",
            post(vorlage::ordnung),
        )
        .route("/vorlagen/{id}/freigeben", post(vorlage::freigeben))
        .route("/vorlagen/{id}/pdf", get(vorlage::pdf))
}

/// Forms drafts are kept of, for [`amt::entwurf::Formulare`].
#[must_use]
pub fn entwuerfe() -> Vec<(&'static str, &'static str)> {
    vec![
        (neu::FORMULAR, "Anliegen aufnehmen"),
        ("anliegen-bearbeiten", "Angaben eines Anliegens"),
        ("kurzberatung", "Kurzberatung"),
        ("kontakt", "Anruf oder E-Mail"),
        ("fall-wille", "Wille und Wünsche eines Falls"),
        ("fall-ziel", "Handlungsziel eines Falls"),
        ("fall-konferenz", "Fallkonferenz"),
        ("fall-hilfeplan", "Hilfeplan eines Falls"),
        ("fall-bedarf", "Bedarfsermittlung eines Falls"),
        ("fall-gesamtplan", "Gesamtplan eines Falls"),
        ("fall-entscheidung", "Entwurf einer Entscheidung"),
        ("versand-post", "Post zu einem Bescheid"),
        ("person-zusammen", "Zwei Einträge einer Person"),
        ("fall-notiz", "Notiz zu einem Fall"),
    ]
}
