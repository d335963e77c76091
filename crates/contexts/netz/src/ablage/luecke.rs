//! What the planners decided about a gap. The counts themselves belong to another room.

use amt::{Benutzer, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

/// One decision.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Einordnung {
    pub raumeinheit: Uuid,
    pub thema: String,
    pub status: String,
    pub grund: String,
    pub geaendert_am: Zeitpunkt,
}

pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<Einordnung>> {
    Ok(tx
        .fetch_all(
            "SELECT raumeinheit, thema, status, grund, geaendert_am FROM bedarfsluecke_stand
             ORDER BY raumeinheit, thema",
            werte![],
        )
        .await?)
}

pub(crate) async fn setzen(
    tx: &mut Tx,
    (raum, thema): (Uuid, &str),
    (status, grund): (&str, &str),
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO bedarfsluecke_stand (raumeinheit, thema, status, grund, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (raumeinheit, thema) DO UPDATE SET status = $3, grund = $4, geaendert_am = $5, geaendert_von = $6",
        werte![raum, thema, status, grund, jetzt, wer],
    )
    .await?;
    Ok(())
}
