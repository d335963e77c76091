//! Feedback for a Träger: what came of its orders (Fachkonzept 8.4, 9.3).

use std::collections::BTreeMap;

use amt::{App, Kontext, Result};
use base::Datum;
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Abschlussgrund, Bewerter, FallStand, Wertung},
    rules::rueckblick::{Ende, Note, Rueckblick, rueckblick},
    store::rueckblick as db,
};

/// Both days count; one day at least.
fn tage(von: Datum, bis: Datum) -> i64 {
    von.0
        .until(bis.0)
        .map_or(1, |s| i64::from(s.get_days()) + 1)
        .max(1)
}

/// Counts only: no case, no words.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] for whoever works for no Träger.
pub async fn fuer_traeger(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Rueckblick> {
    let (ich, _) = super::auftrag::traeger(app, tx, kontext).await?;
    let enden: Vec<Ende> = db::enden(tx)
        .await?
        .into_iter()
        .filter(|z| {
            z.2.parse::<FallStand>()
                .is_ok_and(|s| s.beendet() || s == FallStand::F12)
        })
        .map(|(traeger, fall, _, von, bis, grund, zeit)| Ende {
            traeger,
            fall,
            // who ended earlier did not stay until the planned day
            tage: tage(von, bis.min(zeit.datum())),
            wie_vereinbart: grund == Abschlussgrund::Ziele.code(),
        })
        .collect();
    // the last word of each rater on each goal
    let mut urteile: BTreeMap<(Uuid, Uuid, Uuid, Bewerter), Wertung> = BTreeMap::new();
    for (traeger, fall, ziel, bewerter, wertung) in db::noten(tx).await? {
        if let (Ok(b), Ok(w)) = (bewerter.parse(), wertung.parse()) {
            urteile.insert((traeger, fall, ziel, b), w);
        }
    }
    let noten: Vec<Note> = urteile
        .into_iter()
        .map(|((traeger, fall, _, bewerter), wertung)| Note {
            traeger,
            fall,
            bewerter,
            wertung,
        })
        .collect();
    Ok(rueckblick(&enden, &noten, ich))
}
