//! What phones bring back from a walk.

use amt::{Benutzer, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::erfassung::{Erfassung, ErfassungEintrag};

/// Whether what carries this mark has arrived.
pub(crate) async fn bekannt(tx: &mut Tx, marke: Uuid) -> Result<bool> {
    let da: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT COUNT(*) FROM erfassung_marke WHERE marke = $1",
            werte![marke],
        )
        .await?;
    Ok(da.is_some_and(|(n,)| n > 0))
}

/// Notes the mark; `false` when another request was first. It stays when the entry is taken out again: a phone that
/// did not hear the answer must not bring it back.
pub(crate) async fn merken(
    tx: &mut Tx,
    marke: Uuid,
    erfassung: Id<Erfassung>,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<bool> {
    let n = tx
        .execute(
            "INSERT INTO erfassung_marke (marke, erfassung, wer, am) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            werte![marke, erfassung, wer, jetzt],
        )
        .await?;
    Ok(n == 1)
}

/// New words for an entry, as long as it still says what the person saw; `false` otherwise.
pub(crate) async fn zusammenfuehren(
    tx: &mut Tx,
    erfassung: Id<Erfassung>,
    eintrag: Id<ErfassungEintrag>,
    gesehen: (&str, &str),
    neu: (&str, &str),
) -> Result<bool> {
    let n = tx
        .execute(
            "UPDATE erfassung_eintrag SET text = $5, zusatz = $6
             WHERE id = $1 AND erfassung = $2 AND text = $3 AND zusatz = $4",
            werte![eintrag, erfassung, gesehen.0, gesehen.1, neu.0, neu.1],
        )
        .await?;
    Ok(n == 1)
}

/// Forgets the marks from before.
pub(crate) async fn vergessen(tx: &mut Tx, vor: Zeitpunkt) -> Result<u64> {
    Ok(tx
        .execute("DELETE FROM erfassung_marke WHERE am < $1", werte![vor])
        .await?)
}
