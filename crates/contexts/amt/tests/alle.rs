//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod anmeldung;
mod gemeinsam;
mod konten;
mod nachweis;
mod nichts_geht_verloren;
mod ordnung;
mod rechte;
mod verderben;
