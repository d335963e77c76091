//! A fresh database for one test.

use std::{
    collections::HashMap,
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::Context;
use store::{Db, Einstellungen, Migrationen};
use tokio::sync::Mutex;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Art {
    /// Embedded, in a folder of its own.
    Sqlite,
    /// In the cluster of [`crate::pg`].
    Postgres,
}

/// A database that disappears with this value.
#[derive(Debug)]
pub struct Frisch {
    /// Connections to it.
    pub db: Db,
    /// Its address, for a second process.
    pub url: String,
    ordner: Option<tempfile::TempDir>,
    name: Option<String>,
}

static NUMMER: AtomicU32 = AtomicU32::new(0);
static VORLAGEN: Mutex<Option<HashMap<String, String>>> = Mutex::const_new(None);

impl Frisch {
    /// Creates and migrates it.
    ///
    /// # Errors
    /// When the engine is missing or refuses.
    pub async fn neu(art: Art, migrationen: &[Migrationen]) -> anyhow::Result<Self> {
        match art {
            Art::Sqlite => {
                let ordner = tempfile::tempdir()?;
                let url = format!("sqlite:{}", ordner.path().join("test.db").display());
                let db = Db::oeffnen(&Einstellungen::fuer(&url), migrationen).await?;
                Ok(Self {
                    db,
                    url,
                    ordner: Some(ordner),
                    name: None,
                })
            }
            Art::Postgres => {
                let vorlage = vorlage(migrationen).await?;
                let name = neuer_name();
                crate::pg::verwalten(&format!("CREATE DATABASE {name} TEMPLATE {vorlage}"))?;
                let url = crate::pg::url(&name)?;
                let db = Db::verbinden(&Einstellungen::fuer(&url)).await?;
                Ok(Self {
                    db,
                    url,
                    ordner: None,
                    name: Some(name),
                })
            }
        }
    }

    /// Throws it away.
    pub async fn weg(self) {
        self.db.schliessen().await;
        drop(self.ordner);
        if let Some(name) = self.name {
            // a test that leaves a connection open must not fail on cleaning up
            let _ = crate::pg::verwalten(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn neuer_name() -> String {
    format!(
        "t_{}_{}",
        std::process::id(),
        NUMMER.fetch_add(1, Ordering::Relaxed)
    )
}

/// One migrated database per set of rooms and process; the tests copy it, which is much faster than migrating.
async fn vorlage(migrationen: &[Migrationen]) -> anyhow::Result<String> {
    let mut alle = VORLAGEN.lock().await;
    let alle = alle.get_or_insert_default();
    let key: String = migrationen.iter().map(|m| format!("{}/", m.raum)).collect();
    if let Some(name) = alle.get(&key) {
        return Ok(name.clone());
    }
    let name = neuer_name();
    crate::pg::verwalten(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    crate::pg::verwalten(&format!("CREATE DATABASE {name}"))?;
    let db = Db::oeffnen(&Einstellungen::fuer(crate::pg::url(&name)?), migrationen).await?;
    db.schliessen().await;
    alle.insert(key, name.clone());
    Ok(name)
}

/// Runs a test body on a fresh database; for the [`crate::auf_beiden!`] macro.
///
/// # Panics
/// When the database cannot be made, or the body fails.
#[expect(
    clippy::panic,
    reason = "a test without its database must fail, not pass silently"
)]
pub fn laufen<F, Fut>(art: Art, migrationen: &[Migrationen], koerper: F)
where
    F: FnOnce(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    let lauf = async {
        let frisch = Frisch::neu(art, migrationen)
            .await
            .with_context(|| format!("Testdatenbank {art:?}"))?;
        koerper(frisch.db.clone()).await;
        frisch.weg().await;
        anyhow::Ok(())
    };
    let ergebnis = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|rt| rt.block_on(lauf));
    if let Err(fehler) = ergebnis {
        panic!("{fehler:?}");
    }
}
