//! The types of this room.

mod codes;
mod einschaetzung;
mod massnahmen;
mod meldung;
mod vielleicht;
mod zugriff;

pub use codes::*;
pub use einschaetzung::{Anhaltspunkt, Einschaetzung};
pub use massnahmen::{Bereichswechsel, Gericht, Konzept, Obhut, Rueckmeldung};
pub use meldung::{Kind, Melder, Meldung, Mitwirkung, TEXT_MAX, Verlaufszeile};
pub use vielleicht::Vielleicht;
pub use zugriff::{Dienst, Hinweis, IefBeratung, Notzugriff, Statistiksatz};
