//! Each room brings its own tables, twice: once for each engine, with the same meaning.

use sqlx::migrate::Migrator;

use crate::{Db, Result, Tx, werte};

/// The migrations of one room. Versions are unique over all rooms: `YYYYMMDD` and six digits, of which the first
/// two number the room (00 store, 01 web, 02 amt, 03 raum, 04 team, 05 netz, 06 budget, 09 fall).
#[derive(Clone, Copy)]
pub struct Migrationen {
    /// Name of the room.
    pub raum: &'static str,
    /// For SQLite.
    pub sqlite: &'static Migrator,
    /// For PostgreSQL.
    pub postgres: &'static Migrator,
}

fn zusammen(raeume: &[Migrationen], welche: impl Fn(&Migrationen) -> &'static Migrator) -> Migrator {
    Migrator::with_migrations(raeume.iter().flat_map(|r| welche(r).iter().cloned()).collect())
}

pub(crate) async fn ausfuehren(db: &Db, raeume: &[Migrationen]) -> Result<()> {
    db.migriere(zusammen(raeume, |r| r.sqlite), zusammen(raeume, |r| r.postgres))
        .await
}

/// Every column of every table as `(table, column, logical type, not null)`, in one spelling for both engines: for
/// the parity test and for the backup.
///
/// # Errors
/// When the catalogue of the database cannot be read.
pub async fn spalten(tx: &mut Tx) -> Result<Vec<(String, String, String, bool)>> {
    let sql = if tx.ist_postgres() {
        "SELECT c.table_name::text, c.column_name::text,
                CASE c.data_type WHEN 'bigint' THEN 'zahl' WHEN 'boolean' THEN 'zahl' WHEN 'text' THEN 'text'
                     WHEN 'uuid' THEN 'bytes' WHEN 'bytea' THEN 'bytes' WHEN 'double precision' THEN 'bruch'
                     ELSE c.data_type::text END,
                c.is_nullable = 'NO'
         FROM information_schema.columns c JOIN information_schema.tables t
           ON t.table_schema = c.table_schema AND t.table_name = c.table_name
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_sqlx_migrations'
         ORDER BY c.table_name, c.column_name"
    } else {
        "SELECT t.name, c.name,
                CASE c.type WHEN 'INTEGER' THEN 'zahl' WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes'
                     WHEN 'REAL' THEN 'bruch' ELSE c.type END,
                c.\"notnull\" = 1
         FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_sqlx_migrations'
         ORDER BY t.name, c.name"
    };
    tx.fetch_all(sql, werte![]).await
}

/// Brings an empty database to exactly the schema a backup was made with; a later start does the rest.
pub(crate) async fn bis_zu(
    db: &Db,
    raeume: &[Migrationen],
    schema: &[i64],
) -> Result<(), crate::sicherung::Fehler> {
    let bekannt = zusammen(raeume, |r| r.sqlite);
    if let Some(fremd) = schema.iter().find(|v| !bekannt.version_exists(**v)) {
        return Err(crate::sicherung::Fehler::ZuNeu(*fremd));
    }
    let nur = |m: Migrator| {
        Migrator::with_migrations(
            m.iter()
                .filter(|m| schema.contains(&m.version))
                .cloned()
                .collect(),
        )
    };
    db.migriere(nur(bekannt), nur(zusammen(raeume, |r| r.postgres)))
        .await?;
    Ok(())
}

/// Takes away the foreign keys for the length of a restore, whose rows come in no particular order; returns the
/// statements that bring them back.
pub(crate) async fn fremdschluessel_aussetzen(tx: &mut Tx) -> Result<Vec<String>> {
    if !tx.ist_postgres() {
        tx.execute("PRAGMA defer_foreign_keys = ON", werte![]).await?;
        return Ok(Vec::new());
    }
    let alle: Vec<(String, String, String)> = tx
        .fetch_all(
            "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint
             WHERE contype = 'f' AND connamespace = 'public'::regnamespace",
            werte![],
        )
        .await?;
    let mut zurueck = Vec::new();
    for (tabelle, name, inhalt) in alle {
        let weg = format!("ALTER TABLE {tabelle} DROP CONSTRAINT \"{name}\"");
        tx.execute(crate::Sql::aus_konstanten(weg), werte![]).await?;
        zurueck.push(format!(
            "ALTER TABLE {tabelle} ADD CONSTRAINT \"{name}\" {inhalt}"
        ));
    }
    Ok(zurueck)
}

pub(crate) async fn fremdschluessel_einsetzen(tx: &mut Tx, anweisungen: Vec<String>) -> Result<()> {
    for anweisung in anweisungen {
        tx.execute(crate::Sql::aus_konstanten(anweisung), werte![])
            .await?;
    }
    Ok(())
}
