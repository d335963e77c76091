//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod ablaeufe;
mod api;
mod dokumente;
mod eingaben;
mod faelle;
mod folgen;
mod gemeinsam;
mod hilfe;
mod kurzberatung;
mod oeffentlich;
mod personen;
mod rote_linien;
mod suchwege;
mod umzug;
mod vorlage;
