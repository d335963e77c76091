use futures_util::TryStreamExt;
use sqlx::{
    FromRow, Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite, Transaction, pool::PoolConnection,
    postgres::PgRow, sqlite::SqliteRow,
};

use crate::{Error, Result, Wert, journal::Eintrag, wert};

/// A struct or tuple that can be read from a row of either engine; derive `sqlx::FromRow`.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// The text of a statement: a constant, or one put together from constants.
pub struct Sql(SqlStr);

impl Sql {
    /// A text put together at run time **from constants only**; values always travel as [`Wert`].
    #[must_use]
    pub fn aus_konstanten(text: String) -> Self {
        Self(sqlx::AssertSqlSafe(text).into_sql_str())
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self(text.into_sql_str())
    }
}

enum Verbindung {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// What a column of a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WertArt {
    Text,
    Zahl,
    Bruch,
    Ja,
    Uuid,
    Bytes,
}

/// One conversation with the database: a reading one, or a transaction that is lost unless it is committed.
pub struct Tx {
    an: Verbindung,
    journal: Vec<Eintrag>,
}

macro_rules! auf {
    ($tx:expr, $werte:expr, |$c:ident, $args:ident| $tun:expr) => {
        match &mut $tx.an {
            Verbindung::SqliteRead(c) => {
                let $c = &mut **c;
                let $args = wert::sqlite($werte)?;
                $tun
            }
            Verbindung::SqliteWrite(c) => {
                let $c = &mut **c;
                let $args = wert::sqlite($werte)?;
                $tun
            }
            Verbindung::PostgresRead(c) => {
                let $c = &mut **c;
                let $args = wert::postgres($werte)?;
                $tun
            }
            Verbindung::PostgresWrite(c) => {
                let $c = &mut **c;
                let $args = wert::postgres($werte)?;
                $tun
            }
        }
    };
}

impl Tx {
    pub(crate) fn sqlite_read(c: PoolConnection<Sqlite>) -> Self {
        Self {
            an: Verbindung::SqliteRead(c),
            journal: Vec::new(),
        }
    }
    pub(crate) fn sqlite_write(c: Transaction<'static, Sqlite>) -> Self {
        Self {
            an: Verbindung::SqliteWrite(c),
            journal: Vec::new(),
        }
    }
    pub(crate) fn postgres_read(c: PoolConnection<Postgres>) -> Self {
        Self {
            an: Verbindung::PostgresRead(c),
            journal: Vec::new(),
        }
    }
    pub(crate) fn postgres_write(c: Transaction<'static, Postgres>) -> Self {
        Self {
            an: Verbindung::PostgresWrite(c),
            journal: Vec::new(),
        }
    }

    /// Whether this runs on PostgreSQL. Only for the few named dialect helpers of this crate and of a room's `store`.
    #[must_use]
    pub const fn ist_postgres(&self) -> bool {
        matches!(
            self.an,
            Verbindung::PostgresRead(_) | Verbindung::PostgresWrite(_)
        )
    }

    /// All rows.
    ///
    /// # Errors
    /// When the statement fails or a row does not fit `T`.
    pub async fn fetch_all<T: Row>(&mut self, sql: impl Into<Sql>, werte: Vec<Wert>) -> Result<Vec<T>> {
        let sql = sql.into().0;
        auf!(self, werte, |c, args| Ok(sqlx::query_as_with(sql, args)
            .fetch_all(c)
            .await?))
    }

    /// The one row there may be.
    ///
    /// # Errors
    /// When the statement fails or the row does not fit `T`.
    pub async fn fetch_optional<T: Row>(
        &mut self,
        sql: impl Into<Sql>,
        werte: Vec<Wert>,
    ) -> Result<Option<T>> {
        let sql = sql.into().0;
        auf!(self, werte, |c, args| Ok(sqlx::query_as_with(sql, args)
            .fetch_optional(c)
            .await?))
    }

    /// The one row there must be.
    ///
    /// # Errors
    /// When the statement fails, there is no row, or it does not fit `T`.
    pub async fn fetch_one<T: Row>(&mut self, sql: impl Into<Sql>, werte: Vec<Wert>) -> Result<T> {
        let sql = sql.into().0;
        auf!(self, werte, |c, args| Ok(sqlx::query_as_with(sql, args)
            .fetch_one(c)
            .await?))
    }

    /// Runs a statement; returns how many rows it touched.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn execute(&mut self, sql: impl Into<Sql>, werte: Vec<Wert>) -> Result<u64> {
        let sql = sql.into().0;
        auf!(self, werte, |c, args| Ok(sqlx::query_with(sql, args)
            .execute(c)
            .await?
            .rows_affected()))
    }

    /// Runs an update that must touch exactly one row, such as `… WHERE id = $1 AND version = $2`.
    ///
    /// # Errors
    /// [`Error::Konflikt`] when it touched none: somebody else saved in between.
    pub async fn execute_one(&mut self, sql: impl Into<Sql>, werte: Vec<Wert>) -> Result<()> {
        match self.execute(sql, werte).await? {
            1 => Ok(()),
            0 => Err(Error::Konflikt),
            n => Err(Error::Datenbank(sqlx::Error::Protocol(format!(
                "{n} rows touched instead of one"
            )))),
        }
    }

    /// Inserts many rows with few statements. `kopf` is `INSERT INTO t (a, b) VALUES`, `ende` for example
    /// `ON CONFLICT DO NOTHING`; each row must hold the same number of values.
    ///
    /// # Errors
    /// When a statement fails; the rows before it are lost with the transaction.
    pub async fn insert_many(
        &mut self,
        kopf: &'static str,
        zeilen: Vec<Vec<Wert>>,
        ende: &'static str,
    ) -> Result<u64> {
        // SQLite allows 32 766 values in a statement, PostgreSQL 65 535
        const WERTE_JE_ANWEISUNG: usize = 8_000;
        let breite = zeilen.first().map_or(1, Vec::len).max(1);
        let je = (WERTE_JE_ANWEISUNG / breite).max(1);
        // SQLite takes `$7` for a name and looks every name up from the start of the list: quadratic in the values of a
        // statement, 70 % of the time of filling a demo. A bare `?` has no name.
        let ohne_namen = matches!(self.an, Verbindung::SqliteRead(_) | Verbindung::SqliteWrite(_));
        let mut n = 0;
        let mut zeilen = zeilen.into_iter().peekable();
        while zeilen.peek().is_some() {
            let stueck: Vec<Vec<Wert>> = zeilen.by_ref().take(je).collect();
            let mut text = String::with_capacity(kopf.len() + stueck.len() * breite * 7);
            text.push_str(kopf);
            for i in 0..stueck.len() {
                text.push_str(if i == 0 { " (" } else { ", (" });
                for j in 0..breite {
                    if j > 0 {
                        text.push(',');
                    }
                    if ohne_namen {
                        text.push('?');
                    } else {
                        text.push('$');
                        text.push_str(&(i * breite + j + 1).to_string());
                    }
                }
                text.push(')');
            }
            text.push(' ');
            text.push_str(ende);
            // texts of this size differ with the number of rows: kept in the statement cache they would only fill memory
            let (sql, werte) = (
                Sql::aus_konstanten(text).0,
                stueck.into_iter().flatten().collect(),
            );
            n += auf!(self, werte, |c, args| {
                sqlx::query_with(sql, args)
                    .persistent(false)
                    .execute(c)
                    .await?
                    .rows_affected()
            });
        }
        Ok(n)
    }

    /// Hands every row to `tun`, without holding them all in memory; for the backup.
    pub(crate) async fn fuer_jede_zeile(
        &mut self,
        sql: Sql,
        arten: &[WertArt],
        tun: &mut (dyn FnMut(Vec<Wert>) + Send),
    ) -> Result<()> {
        macro_rules! lesen {
            ($c:expr) => {{
                let mut strom = sqlx::query(sql.0).fetch(&mut **$c);
                while let Some(zeile) = strom.try_next().await? {
                    let mut werte = Vec::with_capacity(arten.len());
                    for (i, art) in arten.iter().enumerate() {
                        werte.push(match art {
                            WertArt::Text => Wert::Text(zeile.try_get(i)?),
                            WertArt::Zahl => Wert::Zahl(zeile.try_get(i)?),
                            WertArt::Bruch => Wert::Bruch(zeile.try_get(i)?),
                            WertArt::Ja => Wert::Ja(zeile.try_get(i)?),
                            WertArt::Uuid => Wert::Uuid(zeile.try_get(i)?),
                            WertArt::Bytes => Wert::Bytes(zeile.try_get(i)?),
                        });
                    }
                    tun(werte);
                }
            }};
        }
        match &mut self.an {
            Verbindung::SqliteRead(c) => lesen!(c),
            Verbindung::SqliteWrite(c) => lesen!(c),
            Verbindung::PostgresRead(c) => lesen!(c),
            Verbindung::PostgresWrite(c) => lesen!(c),
        }
        Ok(())
    }

    /// Notes what happened; written with the hash chain when the transaction commits, and lost with it otherwise.
    pub fn journal(&mut self, eintrag: Eintrag) {
        self.journal.push(eintrag);
    }

    /// Makes everything since the beginning permanent, the journal included.
    ///
    /// # Errors
    /// When the database refuses; then nothing was saved.
    pub async fn commit(mut self) -> Result<()> {
        let eintraege = std::mem::take(&mut self.journal);
        if !eintraege.is_empty() {
            crate::journal::anhaengen(&mut self, &eintraege).await?;
        }
        match self.an {
            Verbindung::SqliteWrite(tx) => tx.commit().await?,
            Verbindung::PostgresWrite(tx) => tx.commit().await?,
            Verbindung::SqliteRead(_) | Verbindung::PostgresRead(_) => {}
        }
        Ok(())
    }
}
