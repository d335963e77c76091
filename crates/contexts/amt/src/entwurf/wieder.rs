//! A form that was sent off after its session had ended: kept as a draft, shown again after sign-in, sent once more
//! by the same person (GUETE R7).

use store::{Tx, werte};
use uuid::Uuid;

use super::{ABGEWIESEN, Entwurf, Ort};
use crate::{App, Kontext, Result, einmal};

/// Keeps the form and returns the path of the page that shows it. `ziel` is where it was posted to.
pub(crate) async fn aufbewahren(app: &App, kontext: &Kontext, ziel: &str, rumpf: &[u8]) -> Result<String> {
    let objekt = app.ids.uuid().to_string();
    let mut tx = app.db.write().await?;
    let ort = Ort {
        formular: ABGEWIESEN,
        objekt: &objekt,
        pfad: ziel,
    };
    super::speichern(&mut tx, app, kontext, ort, rumpf).await?;
    tx.commit().await?;
    Ok(format!("/entwurf/{ABGEWIESEN}/{objekt}"))
}

/// Whether this draft was sent a second time and arrived: its key is used up.
pub(super) async fn angekommen(tx: &mut Tx, kontext: &Kontext, entwurf: &Entwurf) -> Result<bool> {
    if entwurf.formular != ABGEWIESEN {
        return Ok(false);
    }
    let schluessel = entwurf
        .felder
        .iter()
        .find(|(name, _)| name == "einmal")
        .and_then(|(_, wert)| wert.parse::<Uuid>().ok());
    match schluessel {
        Some(s) => Ok(einmal::pfad(tx, s, kontext).await?.is_some()),
        None => Ok(false),
    }
}

/// Throws away the drafts of this user that arrived.
pub(super) async fn angekommene_verwerfen(tx: &mut Tx, kontext: &Kontext) -> Result<()> {
    let zeilen: Vec<super::Zeile> = tx
        .fetch_all(
            "SELECT id, formular, objekt, pfad, felder, geaendert FROM entwurf WHERE benutzer = $1 AND formular = $2",
            werte![kontext.benutzer(), ABGEWIESEN],
        )
        .await?;
    for entwurf in zeilen.into_iter().map(Entwurf::from) {
        if angekommen(tx, kontext, &entwurf).await? {
            super::verwerfen(tx, kontext, ABGEWIESEN, &entwurf.objekt).await?;
        }
    }
    Ok(())
}
