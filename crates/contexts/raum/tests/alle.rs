//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod gemeinsam;
mod gliederung;
mod import;
mod import_auftrag;
mod import_berlin;
mod import_seiten;
mod seiten;
mod zuordnung;
mod zuschneiden;
