//! Connections, transactions, migrations, the journal and jobs, on embedded SQLite and on PostgreSQL.
//!
//! The address of the database chooses the engine; no room ever asks which one it is. A room writes one SQL text
//! with `$1 … $n` placeholders for both, and hands over its values with [`werte!`]:
//!
//! ```
//! # async fn beispiel(db: &store::Db, id: uuid::Uuid) -> store::Result<()> {
//! let mut tx = db.write().await?;
//! let name: Option<(String,)> = tx.fetch_optional("SELECT name FROM akteur WHERE id = $1", store::werte![id]).await?;
//! tx.execute("UPDATE akteur SET name = $2 WHERE id = $1", store::werte![id, "Café Paletti"]).await?;
//! tx.commit().await
//! # }
//! ```

pub mod auftrag;
mod db;
mod fehler;
pub mod journal;
mod migration;
pub mod sicherung;
mod tx;
mod wert;

pub use db::{Beobachter, Db, Einstellungen};
pub use fehler::{Error, Result};
pub use migration::{Migrationen, spalten};
pub use tx::{Row, Sql, Tx};
pub use wert::Wert;

/// The tables this crate itself owns.
pub const MIGRATIONEN: Migrationen = Migrationen {
    raum: "store",
    sqlite: &SQLITE,
    postgres: &POSTGRES,
};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");
