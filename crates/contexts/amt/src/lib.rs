//! People, roles, purposes, authorisation, journal and Geschäftsordnung: who may do what, for what purpose, and who
//! did it.
//!
//! Other rooms ask here for a [`recht::Befugnis`] before they touch anything, note what they did with [`journal`],
//! and find in [`App`] and [`Kontext`] what a request works with.

mod app;
mod fehler;
pub mod go;
pub mod journal;
mod kontext;
pub mod meldung;
pub mod navigation;
pub mod recht;

pub use app::{App, Huelle};
pub use fehler::{Error, Result};
pub use kontext::{Benutzer, Kontext, RolleJetzt};
