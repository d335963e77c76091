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
    let Some((id,)) = gefunden else {
        return Ok(None);
    };
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
