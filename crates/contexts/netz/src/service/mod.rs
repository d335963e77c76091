//! The use cases of this room. Each works inside the transaction of its caller.

mod akteur;
mod angebot;
mod einspielen;
mod faq;
mod hsds;
pub mod oeffentlich;
mod oeffentlich_hsds;
mod raum;
mod suchen;
mod veranstaltung;
mod verlauf;
mod weg_weisung;

pub use akteur::{akteur_aendern, akteur_anlegen, akteur_laden, akteure};
pub use angebot::{
    angebot_aendern, angebot_anlegen, angebot_laden, angebot_pruefen, beenden, pausieren, wieder_aufnehmen,
};
pub use einspielen::{AkteurEintrag, Bericht, Einspielung, angebote_einspielen, verzeichnis_einspielen};
pub use faq::{faq_aendern, faq_anlegen, faq_laden, faq_liste};
pub use hsds::{HsdsFrage, HsdsSeite, hsds_liste, hsds_organisation, hsds_schluessel, hsds_service};
pub use suchen::{kurz, suche, suchen};
pub use veranstaltung::{
    anwesenheit, veranstaltung_aendern, veranstaltung_anlegen, veranstaltung_laden, veranstaltungen,
    veranstaltungen_je_status, vereinbaren, vereinbarung_erledigen, vereinbarungen,
};
pub use verlauf::{verlauf, zuruecknehmen};
pub use weg_weisung::{WegWeisungNeu, rueckmelden, weg_weisung, weg_weisungen_seit};

pub use crate::ablage::{
    akteur::{AkteurGespeichert, AkteurZeile},
    angebot::Gespeichert,
    faq::FaqGespeichert,
    veranstaltung::VeranstaltungGespeichert,
    verlauf::VerlaufZeile,
};
