//! The quality checks of the whole program (GUETE): rights, foreign requests, hostile text, killed processes.
//!
//! Everything here goes through the real router or the real process, over the demo town.

#![expect(clippy::unwrap_used, reason = "tests")]

mod absturz;
mod anmeldung;
mod besucher;
mod boeses;
mod dinge;
mod einlesen;
mod herkunft;
mod leseprotokoll;
mod platte_voll;
mod post;
mod rechte;
mod schrift;
mod seite;
mod stadt;
mod stoerung;
mod tabelle;
mod wege;
mod wettlauf;
mod zuschnittsvorschlag;
