use std::{future::Future, pin::Pin, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    Connection as _, PgPool, SqliteConnection, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{Error, Migrationen, Result, Tx};

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Einstellungen {
    /// `sqlite:/path/gewebe.db` or `postgres://user@host/name`.
    pub url: String,
    /// A read replica, if there is one; the same engine as `url`.
    pub read_url: Option<String>,
    /// Greatest number of connections for reading (SQLite) or altogether (PostgreSQL).
    pub verbindungen: u32,
    /// How long to wait for a free connection before saying that the database is busy.
    pub wartezeit: Duration,
}

impl Einstellungen {
    /// The usual settings for this address.
    #[must_use]
    pub fn fuer(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            read_url: None,
            verbindungen: 8,
            wartezeit: Duration::from_secs(5),
        }
    }
}

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres { read: PgPool, write: PgPool },
}

/// Is asked before every statement, `BEGIN` and `COMMIT` included, and may refuse it. Tests let each statement of a
/// use case fail once this way and look at what is left (GUETE R4).
pub trait Beobachter: std::fmt::Debug + Send + Sync {
    /// Called with the text of the statement.
    ///
    /// # Errors
    /// Whatever the statement shall fail with.
    fn vor(&self, sql: &str) -> Result<()>;
}

/// The database of one Mandant.
#[derive(Debug, Clone)]
pub struct Db {
    pools: Pools,
    beobachter: Option<Arc<dyn Beobachter>>,
}

/// What a retried block of writes returns.
pub type Arbeit<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

impl Db {
    /// Connects and brings the schema up to date.
    ///
    /// # Errors
    /// When the address is wrong, the database cannot be reached, or its schema is newer than this program.
    pub async fn oeffnen(wie: &Einstellungen, migrationen: &[Migrationen]) -> Result<Self> {
        let db = Self::verbinden(wie).await?;
        crate::migration::ausfuehren(&db, migrationen).await?;
        Ok(db)
    }

    /// Connects without touching the schema: for tools that read a database as it is.
    ///
    /// # Errors
    /// When the address is wrong or the database cannot be reached.
    pub async fn verbinden(wie: &Einstellungen) -> Result<Self> {
        if wie.url.starts_with("postgres:") || wie.url.starts_with("postgresql:") {
            let pool = |url: &str| -> Result<PgPool> {
                let optionen = PgConnectOptions::from_str(url)?.application_name("gewebe");
                Ok(PgPoolOptions::new()
                    .max_connections(wie.verbindungen)
                    .acquire_timeout(wie.wartezeit)
                    .connect_lazy_with(optionen))
            };
            let write = pool(&wie.url)?;
            let read = wie.read_url.as_deref().map_or_else(|| Ok(write.clone()), pool)?;
            write.acquire().await?;
            return Ok(Self::ueber(Pools::Postgres { read, write }));
        }
        let optionen = SqliteConnectOptions::from_str(&wie.url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // a save that was acknowledged survives a power cut
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(wie.wartezeit)
            .foreign_keys(true)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
            .statement_cache_capacity(200)
            .optimize_on_close(true, 400);
        // one writer: the pool's queue is fair, SQLite's lock is not
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(wie.wartezeit)
            .after_release(|c, _| Box::pin(unversehrt(c)))
            .connect_with(optionen.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(wie.verbindungen)
            .acquire_timeout(wie.wartezeit)
            .after_release(|c, _| Box::pin(unversehrt(c)))
            .connect_lazy_with(optionen.read_only(true).pragma("query_only", "on"));
        Ok(Self::ueber(Pools::Sqlite { read, write }))
    }

    const fn ueber(pools: Pools) -> Self {
        Self {
            pools,
            beobachter: None,
        }
    }

    /// The same database, with somebody who is asked before every statement.
    #[must_use]
    pub fn beobachtet(mut self, beobachter: Arc<dyn Beobachter>) -> Self {
        self.beobachter = Some(beobachter);
        self
    }

    /// Asks before a conversation begins, and hands the same observer on to it.
    fn vor(&self, sql: &str) -> Result<Option<Arc<dyn Beobachter>>> {
        if let Some(b) = &self.beobachter {
            b.vor(sql)?;
        }
        Ok(self.beobachter.clone())
    }

    /// A conversation for reading only; each statement sees what is committed when it runs.
    ///
    /// # Errors
    /// When no connection becomes free in time.
    pub async fn read(&self) -> Result<Tx> {
        let beobachter = self.vor("READ")?;
        let tx = match &self.pools {
            Pools::Sqlite { read, .. } => Tx::sqlite_read(read.acquire().await?),
            Pools::Postgres { read, .. } => Tx::postgres_read(read.acquire().await?),
        };
        Ok(tx.beobachtet(beobachter))
    }

    /// A conversation for reading that sees one unchanging state from its first statement on.
    ///
    /// # Errors
    /// When no connection becomes free in time.
    pub async fn snapshot(&self) -> Result<Tx> {
        let beobachter = self.vor("BEGIN")?;
        let tx = match &self.pools {
            Pools::Sqlite { read, .. } => Tx::sqlite_write(read.begin_with("BEGIN").await?),
            Pools::Postgres { read, .. } => Tx::postgres_write(
                read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(tx.beobachtet(beobachter))
    }

    /// A transaction for writing. Dropped without [`Tx::commit`], it never happened.
    ///
    /// # Errors
    /// When no connection becomes free in time.
    pub async fn write(&self) -> Result<Tx> {
        let beobachter = self.vor("BEGIN")?;
        let tx = match &self.pools {
            Pools::Sqlite { write, .. } => Tx::sqlite_write(write.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres { write, .. } => {
                Tx::postgres_write(write.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?)
            }
        };
        Ok(tx.beobachtet(beobachter))
    }

    /// Runs `tun` in a transaction and commits it; runs it again when the database asks for that.
    ///
    /// # Errors
    /// What `tun` returns, or what the database says after the last try.
    pub async fn write_retry<T, E, F>(&self, tun: F) -> Result<T, E>
    where
        E: From<Error> + AsRef<Error>,
        F: for<'a> Fn(&'a mut Tx) -> Arbeit<'a, T, E>,
    {
        const VERSUCHE: u64 = 6;
        let mut versuch = 0;
        loop {
            versuch += 1;
            let ergebnis = async {
                let mut tx = self.write().await?;
                let wert = tun(&mut tx).await?;
                tx.commit().await?;
                Ok::<T, E>(wert)
            }
            .await;
            match ergebnis {
                Err(e) if versuch < VERSUCHE && matches!(e.as_ref(), Error::Wiederholbar(_)) => {
                    tokio::time::sleep(Duration::from_millis(5 << versuch)).await;
                }
                ende => return ende,
            }
        }
    }

    /// Whether this is PostgreSQL; for operation (backup, health), never for a room.
    #[must_use]
    pub const fn ist_postgres(&self) -> bool {
        matches!(self.pools, Pools::Postgres { .. })
    }

    /// Closes all connections; SQLite folds its log back into the file.
    pub async fn schliessen(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres { read, write } => {
                read.close().await;
                write.close().await;
            }
        }
    }

    pub(crate) async fn migriere(
        &self,
        sqlite: sqlx::migrate::Migrator,
        postgres: sqlx::migrate::Migrator,
    ) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlite.run(write).await?,
            Pools::Postgres { write, .. } => postgres.run(write).await?,
        }
        Ok(())
    }
}

/// Whether a connection may be used again. On a full disk or a failed write SQLite ends the transaction by itself, but
/// the driver goes on counting it as open and would begin no other on this connection: nobody could save until a
/// restart, even with room again. Such a connection is closed, and a new one takes its place.
async fn unversehrt(c: &mut SqliteConnection) -> sqlx::Result<bool> {
    // a rollback of a dropped transaction is on its way: the answer comes after it
    c.ping().await?;
    Ok(!c.is_in_transaction())
}

impl AsRef<Error> for Error {
    fn as_ref(&self) -> &Error {
        self
    }
}
