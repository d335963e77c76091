//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod beispiele;
mod daten;
mod eigenschaften;
mod tippfehler;
mod verderben;
