//! The Geschaeftsordnung: the local rule book a municipality configures Gewebe with, and the models that ship
//! with it (Fachkonzept chapters 2 and 12.2).
//!
//! A file is read with [`lesen`], which reports every error at once with its line and what is allowed.
//! [`darstellen`] turns it into a document for terminal and page. [`modell`] reads a whole municipality: rule book,
//! spaces, organisation. Nothing here touches a database or the clock.

mod bauen;
mod dokument;
mod fehler;
pub mod katalog;
mod lesen;
pub mod modell;
mod ordnung;
mod pruefen;
mod quelle;
mod typen;
mod versionen;
mod wert;

pub use dokument::{Dokument, Kapitel, Zeile, darstellen};
pub use fehler::{GoFehler, bericht};
pub use katalog::bereich_wort;
pub use lesen::lesen;
pub use ordnung::{
    AbcRegeln, Beschluss, FallRegeln, Geschaeftsordnung, Mandant, Nachweispflicht, Radien, RaumRegeln,
    SchutzRegeln, Service, TeamRegeln, Zuweisung,
};
pub use quelle::Stelle;
pub use typen::{
    Altersband, Land, MandantTyp, Mobilitaet, Regel, Sektor, Status, Traegermodell, Traegerschaft,
};
pub use versionen::{in_kraft_am, pruefe_versionen};
pub use wert::Wert;

#[cfg(test)]
mod tests;
