//! Spaces: their boundaries by version, the address register, and the answer to "which Raum does this address belong
//! to, and why?".
//!
//! Other rooms ask [`service::zuordnen`] and [`service::vorschlaege`], hang sections below the page of a space with
//! [`abschnitt`], and carry [`RaumKurz`]. The register lives in memory, in a [`RegisterHalter`] that the program adds to
//! its [`amt::App`]; everything in it can be rebuilt from the database.

pub mod abdeckung;
mod ablage;
pub mod abschnitt;
mod api;
mod auskunft;
mod codes;
mod dinge;
pub mod geometrie;
mod halter;
mod hochladen;
pub mod import;
pub mod karte;
mod pages;
mod puls;
pub mod rules;
pub mod service;
mod vorgaben;
pub mod worte;
pub mod zuschneiden;

pub use api::api;
pub use auskunft::{AdressVorschlag, GESCHUETZT, Ortsangabe, Schritt, Vorschlag, Zuordnung, ZuordnungsArt};
pub use codes::{AdressStatus, Ausbaustatus, GebietTyp, GliederungStatus, Paritaet, StandortStatus};
pub use dinge::{
    Adresse, Ausnahme, Gebietskoerperschaft, Gliederung, GliederungKurz, Hausnummernbereich, RaumKurz,
    Raumeinheit, Strasse,
};
pub use halter::{RegisterHalter, Zuschnitt};
pub use pages::routen;
pub use vorgaben::Vorgaben;

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "raum",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// Entries of the main navigation.
#[must_use]
pub fn navigation() -> Vec<amt::navigation::Eintrag> {
    use amt::recht::{Bereich, Recht};
    [("Sozialräume", "/raeume"), ("Adresse", "/adresse")]
        .map(|(text, url)| amt::navigation::Eintrag {
            text,
            url,
            gruppe: amt::navigation::Gruppe::Quartier,
            braucht: (Bereich::Raum, Recht::Lesen),
        })
        .to_vec()
}
