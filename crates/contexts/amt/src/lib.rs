//! People, roles, purposes, authorisation, journal and Geschäftsordnung: who may do what, for what purpose, and who
//! did it.
//!
//! Other rooms ask here for a [`recht::Befugnis`] before they touch anything, note what they did with [`journal`],
//! and find in [`App`] and [`Kontext`] what a request works with.

pub mod anmeldung;
mod app;
pub mod benutzer;
pub mod einmal;
pub mod entwurf;
mod fehler;
pub mod go;
pub mod journal;
mod kontext;
pub mod meldung;
pub mod navigation;
pub mod ordnung;
mod pages;
pub mod recht;
pub mod sitzung;

pub use app::{App, Huelle};
pub use fehler::{Error, Result};
pub use kontext::{Benutzer, Kontext, RolleJetzt};

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "amt",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
