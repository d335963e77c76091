//! People, roles, purposes, authorisation, journal and Geschäftsordnung: who may do what, for what purpose, and who
//! did it.
//!
//! Other rooms ask here for a [`recht::Befugnis`] before they touch anything, note what they did with [`journal`],
//! and find in [`App`] and [`Kontext`] what a request works with.

pub mod anmeldung;
mod api;
mod app;
pub mod benutzer;
pub mod druck;
pub mod einmal;
pub mod entwurf;
mod fehler;
pub mod go;
pub mod journal;
mod kontext;
pub mod meldung;
pub mod nachweis;
pub mod navigation;
pub mod ordnung;
mod pages;
pub mod protokoll;
pub mod recht;
pub mod sitzung;

pub use api::api;
pub use app::{App, Huelle};
pub use fehler::{Error, Result};
pub use kontext::{Benutzer, Kontext, RolleJetzt};
pub use pages::{Raumauswahl, Raumliste, Raumnamen, Seitentexte, routen};

/// The entries of this room in the main navigation.
#[must_use]
pub fn navigation() -> Vec<navigation::Eintrag> {
    use recht::{Bereich::Amt, Recht};
    let eintrag = |text, url, recht| navigation::Eintrag {
        text,
        url,
        gruppe: navigation::Gruppe::Verwaltung,
        braucht: (Amt, recht),
    };
    vec![
        eintrag("Geschäftsordnung", "/ordnung", Recht::Lesen),
        eintrag("Konten", "/benutzer", Recht::Verwalten),
        navigation::Eintrag {
            text: "Nachweise",
            url: "/nachweise",
            gruppe: navigation::Gruppe::Team,
            braucht: (recht::Bereich::Team, Recht::Bearbeiten),
        },
        eintrag("Zugriffe", "/journal", Recht::Lesen),
    ]
}

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "amt",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
