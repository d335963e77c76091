//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod beispiele;
mod eigenschaften;
mod feiertage;
mod katalog;
mod stunden;
mod tafel;
mod verderben;
