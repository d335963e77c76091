//! Files beside the units: further values, institutions, barriers.

use amt::{App, Error, Kontext, meldung};
use axum::{
    extract::{Multipart, Path, State},
    response::Response,
};
use base::Id;
use uuid::Uuid;
use web::{Ergebnis, MeldungArt};

use crate::{
    hochladen::{abgelehnt, bytes, dateiname, kurz},
    zuschneiden::ablage::{self, Dateiart},
};

pub async fn hochladen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
    mut teile: Multipart,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let (mut art, mut tat, mut name, mut daten) = (String::new(), String::new(), String::new(), Vec::new());
    while let Some(mut teil) = teile.next_field().await.map_err(abgelehnt)? {
        match teil.name() {
            Some("art") => art = kurz(&mut teil, 100).await?,
            Some("tat") => tat = kurz(&mut teil, 100).await?,
            Some("datei") => {
                name = dateiname(&teil);
                daten = bytes(&mut teil, super::HOECHSTENS).await?;
            }
            _ => {}
        }
    }
    let (pfad, vid) = (super::pfad(id), Id::von(id));
    let mut tx = app.db.write().await.map_err(Error::from)?;
    ablage::laden(&mut tx, vid).await?;
    let Ok(art) = art.parse::<Dateiart>() else {
        let text = "Bitte wählen Sie, was die Datei enthält.";
        return Ok(meldung::weiter(pfad, MeldungArt::Fehler, text));
    };
    let text = if tat == "entfernen" {
        ablage::datei_entfernen(&mut tx, vid, art).await?;
        "Die Datei ist entfernt."
    } else if daten.is_empty() {
        let text = "Bitte wählen Sie eine Datei, die nicht leer ist.";
        return Ok(meldung::weiter(pfad, MeldungArt::Fehler, text));
    } else {
        ablage::datei_setzen(&mut tx, vid, art, &name, &daten).await?;
        "Die Datei liegt beim Vorschlag. Sie zählt bei der nächsten Rechnung."
    };
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(pfad, MeldungArt::Erfolg, text))
}
