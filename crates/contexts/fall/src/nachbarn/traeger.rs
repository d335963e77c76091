//! The Träger as the room `team` knows them.

use amt::Result;
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;

use crate::model::Traegerwahl;

pub(super) async fn traeger(
    app: &amt::App,
    tx: &mut Tx,
    zeitraum: (Datum, Datum),
    raum: Uuid,
) -> Result<Vec<Traegerwahl>> {
    let raeume = team::service::raeume(app, tx, zeitraum.0).await?;
    let mut kette = vec![Id::von(raum)];
    kette.extend(raeume.kette(Id::von(raum)).iter().map(|r| r.id));
    let alle = team::service::traeger_auswahl(tx, zeitraum, &kette).await?;
    Ok(alle
        .into_iter()
        .map(|t| Traegerwahl {
            id: t.id.uuid(),
            name: t.name,
            schwerpunkt: t.schwerpunkt,
            fehlt: t.fehlt.into_iter().map(|a| a.wort().to_owned()).collect(),
        })
        .collect())
}

pub(super) async fn arbeitgeber(tx: &mut Tx, benutzer: Uuid) -> Result<Option<(Uuid, String)>> {
    let o = team::service::arbeitgeber(tx, Id::von(benutzer)).await?;
    Ok(o.map(|(id, name)| (id.uuid(), name)))
}
