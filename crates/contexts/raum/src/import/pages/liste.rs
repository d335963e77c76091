use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, Seite, Shell, Status};

use super::zustand;
use crate::import::lauf;

struct Zeile {
    id: String,
    art: &'static str,
    dateiname: String,
    wann: String,
    status: Status,
}

#[derive(Template)]
#[template(path = "import/liste.html")]
struct Liste {
    shell: Shell,
    zeilen: Vec<Zeile>,
}

pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf(&app, &kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut zeilen = Vec::new();
    for l in lauf::liste(&mut tx).await? {
        let art = l.einleser(&app)?;
        // what somebody may not read in is no business of theirs
        if art.darf(&kontext).is_err() {
            continue;
        }
        let auftrag = match l.auftrag {
            Some(a) => store::auftrag::laden(&mut tx, Id::von(a))
                .await
                .map_err(Error::from)?,
            None => None,
        };
        zeilen.push(Zeile {
            id: l.id.to_string(),
            art: art.titel(),
            wann: l.angelegt_am.datum().to_string(),
            status: zustand(auftrag.as_ref()),
            dateiname: l.dateiname,
        });
    }
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Daten einlesen"),
        zeilen,
    })
    .into_response())
}
