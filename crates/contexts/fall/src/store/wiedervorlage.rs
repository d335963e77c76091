//! Days on which a case is to be looked at again.

use base::{Datum, Id};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Fall, Wiedervorlage};

/// Keeps it; the same form sent twice is one.
pub(crate) async fn insert(tx: &mut Tx, fall: Id<Fall>, w: &Wiedervorlage, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_wiedervorlage (id, fall, tag, zuerst, grund, vorlauf, ruht, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT (id) DO NOTHING",
        werte![
            w.id,
            fall,
            w.tag,
            w.zuerst,
            &w.grund,
            w.vorlauf,
            w.ruht,
            w.zeit,
            von,
            &w.benutzer_name
        ],
    )
    .await?;
    Ok(())
}

/// All of a case: the open ones first, the next day first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Wiedervorlage>> {
    tx.fetch_all(
        "SELECT id, tag, zuerst, grund, vorlauf, ruht, zeit, benutzer_name, erledigt_am, erledigt_name
         FROM fall_wiedervorlage WHERE fall = $1
         ORDER BY CASE WHEN erledigt_am IS NULL THEN 0 ELSE 1 END, tag, id",
        werte![fall],
    )
    .await
}

/// Ticked off; a conflict when somebody was faster.
pub(crate) async fn erledigen(tx: &mut Tx, id: Id<Wiedervorlage>, w: Wann<'_>) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_wiedervorlage SET erledigt_am = $2, erledigt_von = $3, erledigt_name = $4
         WHERE id = $1 AND erledigt_am IS NULL",
        werte![id, w.zeit, w.von, w.name],
    )
    .await
}

/// Moved; a conflict when it was moved or ticked off in between.
pub(crate) async fn verschieben(tx: &mut Tx, id: Id<Wiedervorlage>, bisher: Datum, neu: Datum) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_wiedervorlage SET tag = $3 WHERE id = $1 AND tag = $2 AND erledigt_am IS NULL",
        werte![id, bisher, neu],
    )
    .await
}
