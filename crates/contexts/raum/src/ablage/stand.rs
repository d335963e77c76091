//! The counter every change of the register bumps, so that the copies in memory know they are old.

use amt::{App, Result};
use store::{Tx, werte};
use uuid::Uuid;

use crate::RegisterHalter;

/// Where the register stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Stand {
    /// Number of changes so far, for people.
    pub version: i64,
    /// Drawn anew with every change. Two transactions of which one was rolled back may carry the same number, but
    /// never the same stamp.
    pub stempel: Uuid,
}

/// Reads it.
pub async fn lesen(tx: &mut Tx) -> Result<Stand> {
    Ok(tx
        .fetch_one(
            "SELECT version, stempel FROM register_stand WHERE id = 1",
            werte![],
        )
        .await?)
}

/// Notes that something the register is built from has changed in this transaction.
pub async fn erhoehen(app: &App, tx: &mut Tx) -> Result<()> {
    tx.execute(
        "UPDATE register_stand SET version = version + 1, stempel = $1 WHERE id = 1",
        werte![app.ids.uuid()],
    )
    .await?;
    if let Some(halter) = app.teil::<RegisterHalter>() {
        halter.bald_pruefen();
    }
    Ok(())
}
