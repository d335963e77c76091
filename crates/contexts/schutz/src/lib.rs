//! Kinderschutz (§ 8a SGB VIII): Meldung, first look, assessment per child, Schutzkonzept, Familiengericht,
//! Inobhutnahme, feedback. A compartment of its own: readable in the protective circle, nowhere else.
//!
//! The procedure is one table ([`rules::sm::SM`]). Nothing here counts points, ranks or predicts (RL-05).

pub mod model;
mod nachbarn;
mod pages;
pub mod rules;
pub mod service;
mod store;

pub use nachbarn::{Empfaenger, Nachbarn, Raeume, Umgebung, Zukunft};
pub use pages::{entwuerfe, navigation, routen};

/// The tables of this room.
pub const MIGRATIONEN: ::store::Migrationen = ::store::Migrationen {
    raum: "schutz",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
