//! Keys against double submits: the page draws one, the first post with it counts, every later one is told so
//! (GUETE R6).

use base::Zeitpunkt;
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Kontext, Result};

/// How long a key is remembered, in seconds: longer than anybody leaves a form open in a tab.
const MERKEN_S: i64 = 30 * 24 * 3600;

/// Uses the key up. `true` when this is the first time: go on. `false` when the same form came already: do nothing,
/// and lead to [`pfad`].
///
/// Two posts at the same instant wait for each other here, so that exactly one of them gets `true`.
///
/// # Errors
/// When the database refuses.
pub async fn verbrauchen(tx: &mut Tx, schluessel: Uuid, kontext: &Kontext) -> Result<bool> {
    let neu = tx
        .execute(
            "INSERT INTO einmal (benutzer, schluessel, pfad, angelegt) VALUES ($1, $2, '', $3)
             ON CONFLICT (benutzer, schluessel) DO NOTHING",
            werte![kontext.benutzer(), schluessel, gezogen(schluessel)],
        )
        .await?;
    Ok(neu == 1)
}

/// Notes where the first submit led, so that a second one leads there too.
///
/// # Errors
/// When the database refuses.
pub async fn ergebnis(tx: &mut Tx, schluessel: Uuid, kontext: &Kontext, pfad: &str) -> Result<()> {
    tx.execute(
        "UPDATE einmal SET pfad = $3 WHERE benutzer = $1 AND schluessel = $2",
        werte![kontext.benutzer(), schluessel, pfad],
    )
    .await?;
    Ok(())
}

/// Where the first submit with this key led; `None` when there was none.
///
/// # Errors
/// When the database refuses.
pub async fn pfad(tx: &mut Tx, schluessel: Uuid, kontext: &Kontext) -> Result<Option<String>> {
    let zeile: Option<(String,)> = tx
        .fetch_optional(
            "SELECT pfad FROM einmal WHERE benutzer = $1 AND schluessel = $2",
            werte![kontext.benutzer(), schluessel],
        )
        .await?;
    Ok(zeile.map(|(pfad,)| if pfad.is_empty() { "/".to_owned() } else { pfad }))
}

/// Forgets old keys; for the daily job.
///
/// # Errors
/// When the database refuses.
pub async fn aufraeumen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    let grenze = jetzt.plus_sekunden(-MERKEN_S);
    Ok(tx
        .execute("DELETE FROM einmal WHERE angelegt < $1", werte![grenze])
        .await?)
}

/// When the page drew the key: a UUIDv7 says so itself. It only decides when the key is forgotten.
fn gezogen(schluessel: Uuid) -> i64 {
    let (s, ns) = schluessel.get_timestamp().map_or((0, 0), |t| t.to_unix());
    i64::try_from(s)
        .ok()
        .and_then(|s| s.checked_mul(1_000_000))
        .map_or(0, |us| us.saturating_add(i64::from(ns / 1_000)))
}
