//! The SQL of this room, one text for both engines.

pub(crate) mod anliegen;
pub(crate) mod fall;
pub(crate) mod kontakt;
pub(crate) mod kurz;
pub(crate) mod liste;
pub(crate) mod meldung;

pub use liste::{Filter, Spalte, Zeile};
