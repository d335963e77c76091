//! Stellen, teams, people, and who is responsible for what: by space, by letter, by special service, with absence and
//! substitution resolved for a day.
//!
//! Other rooms ask [`service::zustaendig`] and [`service::gesichter`]; the rule itself is pure and lies in
//! [`rules::zustaendigkeit`]. What a person is away for is nobody's business and kept nowhere.

mod ablage;
mod api;
mod kalender;
mod korridore;
pub mod model;
mod pages;
pub mod rules;
pub mod service;

pub use model::{
    Abwesenheit, Anteil, Arbeitsart, Besetzung, Buchstabe, Fachkraft, FachkraftAmt, FachkraftKonto,
    FachkraftKurz, Frage, Gesicht, Haushalt, Inhalt, Mitglied, OffenerFall, Organisation, Posten, Postenart,
    Praesenz, Regelart, Schwerpunkt, Stelle, StelleKurz, Team, TeamKurz, Teilergebnis, Vereinbarung,
    Vereinbarungsart, Verfahren, Woche, Zeitbuchung, Zug, Zustaendigkeit, Zustaendigkeitsregel,
};

pub use api::api;
pub use kalender::{Kalender, Kalendereintrag, Kalenderquelle, Wessen};
pub use korridore::{Korridor, Korridore, Korridorquelle, Zukunft};
pub use pages::{FORMULARE, MenschenUndZustaendigkeit, navigation, routen};

/// The tables of this room.
pub const MIGRATIONEN: store::Migrationen = store::Migrationen {
    raum: "team",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
