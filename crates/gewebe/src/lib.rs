//! The gewebe program as a library, so that tests can run it whole: configuration, composition of the rooms, the
//! server, its background work, and the commands.

pub mod anwendung;
pub mod arbeiter;
pub mod befehl;
mod beschreibung;
pub mod demo;
pub mod dienst;
pub mod konfig;
pub mod links;
mod luecken;
pub mod messwerte;
pub mod post;
mod raumnamen;
pub mod rechner;
pub mod schluesseldatei;
