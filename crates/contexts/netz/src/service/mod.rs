//! The use cases of this room. Each works inside the transaction of its caller.

mod akteur;
mod angebot;
mod bestaetigen;
mod doppelt;
mod ehrenamt;
mod einspielen;
mod erinnern;
mod faq;
mod hsds;
mod idee;
mod luecke;
pub mod oeffentlich;
mod oeffentlich_hsds;
mod projekt;
mod raum;
pub mod selbstpruefung;
mod suchen;
mod veranstaltung;
mod verlauf;
mod von_selbst;
mod vorschlag;
mod weg_weisung;

pub use akteur::{akteur_aendern, akteur_anlegen, akteur_laden, akteure};
pub use angebot::{
    angebot_aendern, angebot_anlegen, angebot_laden, angebot_pruefen, beenden, pausieren, wieder_aufnehmen,
};
pub use bestaetigen::{BestaetigenFilter, ZuBestaetigen, zu_bestaetigen};
pub use doppelt::{Doppelt, doppelte, sind_verschieden, zusammenlegen};
pub use ehrenamt::{
    Moeglich, ehrenamt_anfrage, ehrenamt_anfragen, ehrenamt_anfragen_neu, einsatz_schritt, freiwillige,
    freiwillige_aendern, freiwillige_anlegen, freiwillige_beenden, freiwillige_laden, koordination,
    nur_drei_angaben, stunden_eintragen, vorschlagen, zeugnis_faellig, zeugnisse_loeschen,
};
pub use einspielen::{AkteurEintrag, Bericht, Einspielung, angebote_einspielen, verzeichnis_einspielen};
pub use erinnern::{ERINNERUNG_PAUSE_TAGE, LINK_TAGE, erinnern, link};
pub use faq::{faq_aendern, faq_anlegen, faq_laden, faq_liste};
pub use hsds::{HsdsFrage, HsdsSeite, hsds_liste, hsds_organisation, hsds_schluessel, hsds_service};
pub use idee::{
    idee_beantworten, idee_einreichen, idee_laden, idee_veroeffentlichen, idee_zurueckweisen, ideen,
};
pub use luecke::{Luecke, LueckenFilter, luecke_einordnen, luecken};
pub use projekt::{
    SchrittAngaben, entscheidet, oeffentliche_projekte, oeffentliches_projekt, projekt_aendern,
    projekt_anlegen, projekt_grenze, projekt_laden, projekt_schritt, projekte,
};
pub use suchen::{kurz, suche, suchen};
pub use veranstaltung::{
    anwesenheit, veranstaltung_aendern, veranstaltung_anlegen, veranstaltung_laden, veranstaltungen,
    veranstaltungen_je_status, vereinbaren, vereinbarung_erledigen, vereinbarungen,
};
pub use verlauf::{Schritt, verlauf, verlauf_mit_unterschieden, zuruecknehmen};
pub use von_selbst::{BRIEFE_JE_LAUF, von_selbst_erinnern};
pub use vorschlag::{ablehnen, annehmen, vorschlaege, vorschlag_laden};
pub use weg_weisung::{WegWeisungNeu, rueckmelden, weg_weisung, weg_weisungen_seit};

pub use crate::ablage::{
    akteur::{AkteurGespeichert, AkteurZeile},
    angebot::Gespeichert,
    ehrenamt::{AnfrageGespeichert, EinsatzGespeichert, FreiwilligeGespeichert},
    faq::FaqGespeichert,
    idee::IdeeGespeichert,
    pflege::VorschlagGespeichert,
    projekt::{ProjektGespeichert, ProjektSchritt},
    veranstaltung::VeranstaltungGespeichert,
    verlauf::VerlaufZeile,
};
