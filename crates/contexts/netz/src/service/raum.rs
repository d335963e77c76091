//! In which Raum the places of an offer lie.

use ::raum::{Ortsangabe, RegisterHalter, ZuordnungsArt};
use amt::{App, Result};
use store::Tx;

use crate::AngebotDaten;

/// Sets the Raum of every place that has a point, by the boundaries of today. Without boundaries, or without a point,
/// what was said stays.
pub(super) async fn verorten(
    app: &App,
    tx: &mut Tx,
    angebote: impl Iterator<Item = &mut AngebotDaten>,
) -> Result<()> {
    let Some(halter) = app.teil::<RegisterHalter>() else {
        return Ok(());
    };
    let heute = app.uhr.heute();
    if halter.am(app, tx, heute).await?.is_none() {
        return Ok(());
    }
    for ort in angebote.flat_map(|d| d.orte.iter_mut()) {
        let Some(punkt) = ort.punkt else { continue };
        let z = ::raum::service::zuordnen(app, tx, &Ortsangabe::punkt(punkt, heute)).await?;
        ort.raumeinheit = z
            .raumeinheit
            .filter(|_| z.art == ZuordnungsArt::Eindeutig)
            .map(|r| r.id);
    }
    Ok(())
}
