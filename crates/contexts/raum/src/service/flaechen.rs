//! Areas for maps of other rooms.

use amt::{App, Result};
use base::Id;
use store::{Tx, werte};
use uuid::Uuid;

use crate::{RaumKurz, Raumeinheit, geometrie, halter::halter, karte::Flaeche};

/// The areas of these units, without those that have none. For maps that show a few: each costs a question.
///
/// # Errors
/// When the database cannot be read.
pub async fn flaechen_von(tx: &mut Tx, ids: &[Id<Raumeinheit>]) -> Result<Vec<Flaeche>> {
    let mut aus = Vec::new();
    let mut gesehen: Vec<Uuid> = ids.iter().map(|i| i.uuid()).collect();
    gesehen.sort_unstable();
    gesehen.dedup();
    for id in gesehen {
        let zeile: Option<(String, String, String)> = tx
            .fetch_optional(
                "SELECT name, code, geometrie FROM raumeinheit WHERE id = $1 AND geometrie IS NOT NULL",
                werte![id],
            )
            .await?;
        let Some((name, code, text)) = zeile else { continue };
        let Some(form) = geometrie::lesen_gespeichert(&text) else {
            continue;
        };
        aus.push(Flaeche {
            name,
            code,
            url: Some(format!("/raeume/{id}")),
            gruppe: 0,
            betont: false,
            form,
        });
    }
    Ok(aus)
}

/// The units without units below them of the version that holds today, by name: for choices in other rooms.
///
/// # Errors
/// When the register has to be read from the database and cannot.
pub async fn unterste_raeume(app: &App) -> Result<Vec<RaumKurz>> {
    let Some(zuschnitt) = halter(app).heute(app).await? else {
        return Ok(Vec::new());
    };
    let mut alle: Vec<RaumKurz> = zuschnitt
        .ketten()
        .into_iter()
        .filter_map(|k| k.into_iter().next())
        .collect();
    alle.sort_by_cached_key(|r| base::suchform(&r.name));
    Ok(alle)
}
