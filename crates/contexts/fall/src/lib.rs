//! Servicebereich, Anliegen, Kurzberatung and the first state of a case: somebody comes, is heard, finds the right
//! team and what the quarter already offers.
//!
//! The two state machines are tables ([`rules::sm1`], [`rules::sm2`]); what this room needs from the rooms below
//! comes through [`Umgebung`].

mod api;
mod halter;
pub mod model;
mod nachbarn;
mod pages;
pub mod rules;
pub mod service;
mod store;

pub use api::api;
pub use halter::{PersonenHalter, vorwaermen};
pub use model::BescheidDaten;
pub use nachbarn::{
    AuftraegeDesFalls, ImTeam, KalenderDesFalls, KorridoreDesFalls, Nachbarn, Raeume, Umgebung, Zukunft,
};
pub use pages::{OFFEN, PERSONENSUCHE, entwuerfe, mit_verweigertem, navigation, routen};
pub use service::fall::entscheidung::bescheid;
pub use store::{
    FallFilter, FallSpalte, FallZeile, Fallsicht, Filter, Spalte, Zeile, Zusammenfuehrung, zusammen_verweise,
};

/// The tables of this room.
pub const MIGRATIONEN: ::store::Migrationen = ::store::Migrationen {
    raum: "fall",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
