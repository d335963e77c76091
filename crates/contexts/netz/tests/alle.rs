//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod ausgaben;
mod besuche;
mod echte_daten;
mod ehrenamt;
mod einladung;
mod formulare;
mod fotos;
mod gemeinsam;
mod gerichte;
mod hsds;
mod hsds_offen;
mod ideen_projekte;
mod import_seiten;
mod kalender;
mod kalender_seiten;
mod kurzskizze;
mod kurzskizze_seiten;
mod links;
mod luecken;
mod nachweise;
mod netzwerk;
mod oeffentlich;
mod pflege;
#[path = "gemeinsam/quartier.rs"]
mod quartier;
#[path = "gemeinsam/schemata.rs"]
mod schemata;
mod seiten;
mod selbstpruefung;
mod suche;
mod trainings;
mod trennen;
mod unterwegs;
mod unzustellbar;
mod veranstaltungen;
mod verdeckt;
mod verderben;
mod vereinbarungen;
mod vermittlung;
mod von_selbst;
