//! Money for the help in a region: budgets and how they are split, the ledger, what is promised and expected, and
//! the year end. A budget steers; it never caps a right (RL-01): other rooms find here signals and a place to book,
//! and nothing that could say no to a help.

mod ablage;
mod api;
mod auftraege;
pub mod model;
mod pages;
pub mod rules;
pub mod service;

pub use api::api;
pub use auftraege::{Auftraege, Auftragsquelle, Zukunft};
pub use pages::{navigation, routen};

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "budget",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
