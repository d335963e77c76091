//! Who asks for a case or an order they may not see gets 404, and the journal says so.

use amt::{App, Kontext};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

use crate::model::{Beauftragung, Fall, Koordinationskarte, Uebergabe};

/// Layer around the routes of this room.
pub async fn notieren(State(app): State<App>, anfrage: Request, weiter: Next) -> Response {
    let kontext = anfrage.extensions().get::<Kontext>().cloned();
    let mut teile = anfrage.uri().path().split('/').skip(1);
    let raum = teile.next().unwrap_or_default().to_owned();
    let objekt: Option<Uuid> = teile.next().and_then(|t| t.parse().ok());
    let antwort = weiter.run(anfrage).await;
    if let (StatusCode::NOT_FOUND, Some(k), Some(id)) = (antwort.status(), kontext, objekt)
        && let Err(e) = schreiben(&app, &k, &raum, id).await
    {
        tracing::error!("a refused look was not noted: {e}");
    }
    antwort
}

async fn schreiben(app: &App, kontext: &Kontext, raum: &str, id: Uuid) -> amt::Result<()> {
    let mut tx = app.db.write().await?;
    match raum {
        "faelle" => amt::journal::verweigert::<Fall>(&mut tx, &*app.uhr, kontext, id),
        "uebergaben" => amt::journal::verweigert::<Uebergabe>(&mut tx, &*app.uhr, kontext, id),
        "auftraege" => amt::journal::verweigert::<Beauftragung>(&mut tx, &*app.uhr, kontext, id),
        "koordinationskarten" => {
            amt::journal::verweigert::<Koordinationskarte>(&mut tx, &*app.uhr, kontext, id);
        }
        _ => return Ok(()),
    }
    tx.commit().await?;
    Ok(())
}
