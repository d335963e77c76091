//! Somebody acting without a session: at the command line of the machine the database is on.

use base::{Datum, suchform};
use store::{Tx, werte};

use super::{laden, rollen};
use crate::{Benutzer, Kontext, Result, RolleJetzt};

/// The account of this name with the roles it holds on this day; `None` when there is none or it is locked.
///
/// # Errors
/// When the database refuses.
pub async fn kontext(tx: &mut Tx, kennung: &str, tag: Datum) -> Result<Option<Kontext>> {
    let gefunden: Option<(base::Id<Benutzer>,)> = tx
        .fetch_optional(
            "SELECT id FROM benutzer WHERE kennung_such = $1 AND status = 'AKTIV'",
            werte![suchform(kennung)],
        )
        .await?;
    match gefunden {
        Some((id,)) => kontext_von(tx, id, tag).await,
        None => Ok(None),
    }
}

/// The account with this key, as [`kontext`]: for what acts for its user without a session.
///
/// # Errors
/// When the database refuses.
pub async fn kontext_von(tx: &mut Tx, id: base::Id<Benutzer>, tag: Datum) -> Result<Option<Kontext>> {
    let da: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT COUNT(*) FROM benutzer WHERE id = $1 AND status = 'AKTIV'",
            werte![id],
        )
        .await?;
    if da.is_none_or(|(n,)| n == 0) {
        return Ok(None);
    }
    let konto = laden(tx, id).await?;
    let jetzt = rollen(tx, id)
        .await?
        .into_iter()
        .filter(|r| r.ab <= tag && r.bis.is_none_or(|b| tag < b))
        .map(|r| RolleJetzt {
            rolle: r.rolle,
            raeume: r.raeume,
        })
        .collect();
    Ok(Some(Kontext::neu(
        id,
        konto.angaben.name,
        konto.angaben.organisation_art,
        jetzt,
    )))
}
