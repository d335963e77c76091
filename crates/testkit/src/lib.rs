//! What tests stand on: a fresh database of either kind, real and thrown away afterwards.

pub mod browser;
pub mod db;
pub mod mensch;
pub mod pdf;
pub mod pg;
pub mod server;
pub mod smtp;

#[doc(hidden)]
pub use tokio;

/// Runs one test body on a fresh SQLite database and on a fresh PostgreSQL database.
///
/// ```ignore
/// testkit::auf_beiden!(akte_bleibt, [store::MIGRATIONEN], |db| async move {
///     let mut tx = db.write().await.unwrap();
///     tx.commit().await.unwrap();
/// });
/// ```
#[macro_export]
macro_rules! auf_beiden {
    ($(#[$meta:meta])* $name:ident, $migrationen:expr, $koerper:expr) => {
        $(#[$meta])*
        mod $name {
            #[expect(clippy::allow_attributes, reason = "not every body uses its neighbours")]
            #[allow(unused_imports)]
            use super::*;

            #[test]
            fn sqlite() {
                $crate::db::laufen($crate::db::Art::Sqlite, &$migrationen, $koerper);
            }

            #[test]
            fn postgres() {
                $crate::db::laufen($crate::db::Art::Postgres, &$migrationen, $koerper);
            }
        }
    };
}
