use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;
use web::{Ergebnis, Seite, Shell, Status};

use crate::{worte::zahl, zuschneiden::ablage};

struct Zeile {
    id: Uuid,
    bezeichnung: String,
    herkunft: String,
    einheiten: String,
    status: Status,
    wann: String,
}

#[derive(Template)]
#[template(path = "zuschneiden/liste.html")]
struct Liste {
    shell: Shell,
    zeilen: Vec<Zeile>,
}

pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let zeilen = ablage::liste(&mut tx)
        .await?
        .into_iter()
        .map(|v| Zeile {
            id: v.id,
            status: super::zustand(v.status.as_deref()),
            einheiten: zahl(v.einheiten),
            wann: v.angelegt_am.datum().to_string(),
            bezeichnung: v.bezeichnung,
            herkunft: v.herkunft,
        })
        .collect();
    Ok(Seite::neu(Liste {
        shell: super::shell(huelle, "Zuschnitt rechnen"),
        zeilen,
    })
    .into_response())
}
