//! The tests of this crate from outside, in one program: linking each file by itself takes most of the time and
//! of the disk.

mod codes;
mod dienste;
mod einsatz;
mod gemeinsam;
mod reichweite;
mod seiten;
mod traeger;
mod zeit;
mod zuschnitt;
