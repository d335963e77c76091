//! The use cases of this room. Each works inside the transaction of its caller.

mod akteur;
mod angebot;
mod ausgabe;
mod bestaetigen;
mod besuch;
mod doppelt;
mod ehrenamt;
mod ehrenamt_loeschen;
mod einladung;
mod einspielen;
mod erfassung;
mod erinnern;
mod faq;
mod foto;
mod gericht;
mod hsds;
mod idee;
mod kalender;
mod kooperation;
mod kurzskizze;
mod lauf;
mod leser;
mod links;
mod luecke;
pub mod oeffentlich;
mod oeffentlich_hsds;
mod oeffentlich_kurz;
mod projekt;
mod raum;
pub mod selbstpruefung;
mod suchen;
mod training;
mod unterwegs;
mod unzustellbar;
mod veranstaltung;
mod vereinbarung;
mod verlauf;
mod vermittlung;
mod von_selbst;
mod vorschlag;
mod weg_weisung;
mod zusammen;

pub use akteur::{akteur_aendern, akteur_anlegen, akteur_laden, akteure, oeffentliche_akteure};
pub use angebot::{
    angebot_aendern, angebot_anlegen, angebot_laden, angebot_pruefen, beenden, pausieren, wieder_aufnehmen,
};
pub use ausgabe::{Ausgabe, ausgaben, verzeichnis};
pub use bestaetigen::{BestaetigenFilter, ZuBestaetigen, zu_bestaetigen};
pub use besuch::{OffenerBesuch, besuch_bitten, besuche_offen};
pub use doppelt::{Doppelt, doppelte, sind_verschieden, zusammenlegen};
pub use ehrenamt::{
    Moeglich, ehrenamt_anfrage, ehrenamt_anfragen, ehrenamt_anfragen_neu, einsatz_schritt, freiwillige,
    freiwillige_aendern, freiwillige_anlegen, freiwillige_beenden, freiwillige_laden, koordination,
    nur_drei_angaben, stunde_streichen, stunden, stunden_eintragen, vorschlagen, wieder_dabei,
    zeugnis_faellig, zeugnisse_loeschen,
};
pub use ehrenamt_loeschen::{Geloescht, freiwillige_loeschen, freiwillige_vergessen};
pub use einladung::{
    Eingeladen, Einladungsblatt, einladen, einladung_beantworten, einladung_oeffnen, einladung_rueckmelden,
    einladungen, einladungen_vergessen,
};
pub use einspielen::{
    AkteurEintrag, Bericht, Einspielung, Weiter, angebote_einspielen, verzeichnis_einspielen,
    verzeichnis_mit_fortschritt,
};
pub use erfassung::{
    ErfassungSchritt, erfassung_aendern, erfassung_beginnen, erfassung_bestand, erfassung_eintragen,
    erfassung_entfernen, erfassung_laden, erfassung_weiter, erfassungen, erfassungen_von, gibt_frei,
};
pub use erinnern::{ERINNERUNG_PAUSE_TAGE, LINK_TAGE, briefe_vergessen, erinnern, link};
pub use faq::{faq_aendern, faq_anlegen, faq_laden, faq_liste};
pub(crate) use foto::fotos_fuer_papier;
pub use foto::{FotoTat, foto, foto_dazu, foto_tun, fotos, offenes_foto};
pub use gericht::{
    Auskunft, Gerichtsfrage, gericht_jahre, gericht_nachsehen, gericht_plan_aendern, gericht_plan_anlegen,
    gericht_plan_laden, gerichte,
};
pub use hsds::{HsdsFrage, HsdsSeite, hsds_liste, hsds_organisation, hsds_schluessel, hsds_service};
pub use idee::{
    idee_beantworten, idee_einreichen, idee_entscheidet, idee_laden, idee_veroeffentlichen,
    idee_zurueckweisen, ideen,
};
pub use kalender::{
    KALENDER_TAGE, KalenderBericht, KalenderStapel, KalenderVorgabe, kalender_einspielen, kalender_stapel,
    kalender_zuruecknehmen,
};
pub use kooperation::{
    NETZ_HOECHSTENS, Netzstelle, Netzwerk, Verbindung, kooperation_loesen, kooperation_setzen, netzwerk,
};
pub use lauf::{
    LaufAkte, Zertifikat, abmelden, anmelden, lauf_absagen, lauf_abschliessen, lauf_laden, sich_abmelden,
    sich_anmelden, teilnahme, termin_dazu, trainingslisten_loeschen, zertifikat,
};
pub use leser::nur_oeffentlich;
pub use links::{LinkStelle, ToterLink, link_erneut, link_merken, links_faellig, tote_links};
pub use luecke::{Luecke, LueckenFilter, angebote_zum_thema, luecke_einordnen, luecken};
pub use projekt::{
    SchrittAngaben, entscheidet, oeffentliche_projekte, oeffentliches_projekt, projekt_aendern,
    projekt_anlegen, projekt_grenze, projekt_laden, projekt_schritt, projekte,
};
pub use suchen::{kurz, suche, suchen};
pub use training::{
    Planung, TrainingAkte, darf_nachweis, lauf_anlegen, trainer_dazu, trainer_ende, training_aendern,
    training_anlegen, training_laden, trainings,
};
pub use unterwegs::{
    Doppelt as UnterwegsDoppelt, Folge, Mitgebracht, Mitgenommen, erfassung_mitnehmen, erfassung_nachtragen,
    unterwegs_schluessel, unterwegs_vergessen,
};
pub use unzustellbar::{abgewiesen, post_abgewiesen, post_angenommen};
pub use veranstaltung::{
    anwesenheit, veranstaltung_aendern, veranstaltung_anlegen, veranstaltung_laden, veranstaltungen,
    veranstaltungen_je_status,
};
pub use vereinbarung::{
    DarfVereinbarung, meine_vereinbarungen, offene_der_reihe, selbst as fachkraft_selbst, vereinbaren,
    vereinbarung_aendern, vereinbarung_erledigen, vereinbarung_laden, vereinbarung_wer, vereinbarungen,
    vereinbarungen_liste,
};
pub use verlauf::{Schritt, ruecknehmbar, verlauf, verlauf_mit_unterschieden, zuruecknehmen};
pub use vermittlung::{
    VermittlungNeu, vermitteln, vermittlung_beantworten, vermittlung_eintragen, vermittlung_gesehen,
    vermittlung_laden, vermittlung_oeffnen, vermittlungen, vermittlungen_aufraeumen, vermittlungen_erinnern,
    vermittlungen_ungesehen,
};
pub use von_selbst::{BRIEFE_JE_LAUF, von_selbst_erinnern};
pub use vorschlag::{ablehnen, annehmen, vorschlaege, vorschlag_laden};
pub use weg_weisung::{WegWeisungNeu, rueckmelden, weg_weisung, weg_weisungen_seit};
pub use zusammen::{
    TRENNEN_TAGE, Zusammengelegt, akteur_verweise, trennen, zusammen_vergessen, zusammengelegte,
};

pub use crate::ablage::{
    akteur::{AkteurGespeichert, AkteurZeile},
    angebot::Gespeichert,
    ehrenamt::{AnfrageGespeichert, EinsatzGespeichert, FreiwilligeGespeichert, StundeGespeichert},
    faq::FaqGespeichert,
    gericht::{Gerichtsplan, PlanDaten, PlanGespeichert},
    idee::IdeeGespeichert,
    pflege::VorschlagGespeichert,
    projekt::{ProjektGespeichert, ProjektSchritt},
    veranstaltung::VeranstaltungGespeichert,
    verlauf::VerlaufZeile,
    zusammen::Zusammen,
};
