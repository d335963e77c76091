//! The version in force, read once and kept in memory until another one takes its place.

use std::sync::{Arc, Mutex, PoisonError};

use base::{Datum, Id};
use store::{Tx, werte};

use super::Fassung;
use crate::{App, Error, Result, go::Geschaeftsordnung};

type Stand = (Id<Fassung>, i64, Arc<Geschaeftsordnung>);

/// The version read last; a part of [`App`]. The database says on every use whether it still is the one.
#[derive(Debug, Default)]
pub struct Geladen(Mutex<Option<Stand>>);

/// This version, if it is the one in memory.
pub(crate) fn bekannt(app: &App, id: Id<Fassung>, version: i64) -> Option<Arc<Geschaeftsordnung>> {
    let geladen = app.teil::<Geladen>()?;
    let stand = geladen.0.lock().unwrap_or_else(PoisonError::into_inner);
    let (_, _, go) = stand.as_ref().filter(|(i, v, _)| *i == id && *v == version)?;
    Some(Arc::clone(go))
}

/// The version in force today.
///
/// # Errors
/// [`Error::Regel`] with `AMT-E20` when there is none yet.
pub async fn geltende(app: &App, tx: &mut Tx) -> Result<Arc<Geschaeftsordnung>> {
    gilt_am(app, tx, app.uhr.heute()).await
}

/// The version in force on a day: running matters keep the one under which they began.
///
/// # Errors
/// [`Error::Regel`] with `AMT-E20` when there is none.
pub async fn gilt_am(app: &App, tx: &mut Tx, tag: Datum) -> Result<Arc<Geschaeftsordnung>> {
    let zeile: Option<(Id<Fassung>, i64)> = tx
        .fetch_optional(
            "SELECT id, version FROM geschaeftsordnung WHERE status IN ('IN_KRAFT', 'ABGELOEST')
             AND gueltig_ab <= $1 AND (gueltig_bis IS NULL OR gueltig_bis > $1) ORDER BY gueltig_ab DESC LIMIT 1",
            werte![tag],
        )
        .await?;
    let Some((id, version)) = zeile else {
        let text = format!(
            "Am {tag} gilt keine Geschäftsordnung. Die Fachadministration muss eine in Kraft setzen."
        );
        return Err(Error::regel("AMT-E20", text));
    };
    if let Some(go) = bekannt(app, id, version) {
        return Ok(go);
    }
    let go = super::eine(tx, id)
        .await?
        .lesen()
        .map_err(|fehler| Error::Intern(crate::go::bericht(&fehler)))?;
    let go = Arc::new(go);
    if let Some(geladen) = app.teil::<Geladen>() {
        *geladen.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, version, Arc::clone(&go)));
    }
    Ok(go)
}
