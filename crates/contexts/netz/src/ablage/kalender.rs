//! What came out of calendars, and what each reading changed.

use amt::Result;
use base::{Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Veranstaltung, kalender::Stapel};

/// Keys of the meetings that came from calendars, with the day of the series they stand for (ISO 8601, or empty).
pub(crate) async fn schluessel(tx: &mut Tx) -> Result<Vec<(String, String, Id<Veranstaltung>)>> {
    Ok(tx
        .fetch_all(
            "SELECT kalender_uid, kalender_instanz, id FROM veranstaltung WHERE kalender_uid <> '' ORDER BY id",
            werte![],
        )
        .await?)
}

/// Which of these keys are meetings written here.
pub(crate) async fn eigene(tx: &mut Tx, id: Id<Veranstaltung>) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM veranstaltung WHERE id = $1 AND kalender_uid = ''",
            werte![id],
        )
        .await?;
    Ok(n > 0)
}

/// Removes a meeting that nothing hangs on; whether it was removed.
pub(crate) async fn entfernen(tx: &mut Tx, id: Id<Veranstaltung>, version: i64) -> Result<bool> {
    let n = tx
        .execute(
            "DELETE FROM veranstaltung WHERE id = $1 AND version = $2
             AND NOT EXISTS (SELECT 1 FROM einladung e WHERE e.veranstaltung = $1)
             AND NOT EXISTS (SELECT 1 FROM vereinbarung v WHERE v.veranstaltung = $1)
             AND NOT EXISTS (SELECT 1 FROM veranstaltung_anwesend a WHERE a.veranstaltung = $1)",
            werte![id, version],
        )
        .await?;
    Ok(n == 1)
}

/// A reading with what it changed.
#[derive(sqlx::FromRow)]
pub(crate) struct StapelZeile {
    pub id: Id<Stapel>,
    pub angelegt_am: Zeitpunkt,
    pub neu: i64,
    pub geaendert: i64,
    pub zeilen: String,
    pub zurueck_am: Option<Zeitpunkt>,
}

pub(crate) async fn stapel_dazu(
    tx: &mut Tx,
    id: Id<Stapel>,
    (neu, geaendert): (i64, i64),
    zeilen: String,
    wer: Uuid,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO kalender_stapel (id, angelegt_am, angelegt_von, neu, geaendert, zeilen)
         VALUES ($1, $2, $3, $4, $5, $6)",
        werte![id, jetzt, wer, neu, geaendert, zeilen],
    )
    .await?;
    Ok(())
}

/// The readings since then, the latest first.
pub(crate) async fn stapel(tx: &mut Tx, seit: Zeitpunkt) -> Result<Vec<StapelZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT id, angelegt_am, neu, geaendert, zeilen, zurueck_am FROM kalender_stapel
             WHERE angelegt_am >= $1 ORDER BY angelegt_am DESC, id DESC LIMIT 50",
            werte![seit],
        )
        .await?)
}

/// Notes that a reading was taken back; whether nobody was faster.
pub(crate) async fn stapel_zurueck(tx: &mut Tx, id: Id<Stapel>, jetzt: Zeitpunkt) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE kalender_stapel SET zurueck_am = $2, zeilen = '[]' WHERE id = $1 AND zurueck_am IS NULL",
            werte![id, jetzt],
        )
        .await?;
    Ok(n == 1)
}

/// Forgets readings before then.
pub(crate) async fn stapel_vergessen(tx: &mut Tx, vor: Zeitpunkt) -> Result<()> {
    tx.execute("DELETE FROM kalender_stapel WHERE angelegt_am < $1", werte![vor])
        .await?;
    Ok(())
}

/// As a day of a series is kept.
pub(crate) fn instanz(tag: Option<Datum>) -> String {
    tag.map(|t| t.0.to_string()).unwrap_or_default()
}
