//! Single addresses for which somebody laid down another unit, and the way to lift that.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Ergebnis, MeldungArt, Seite, Shell, Weg};

use crate::{Ausnahme, ablage::liste, service};

struct Zeile {
    anschrift: String,
    raum: Weg,
    grund: String,
    wann: String,
    wer: String,
    weg: String,
}

#[derive(Template)]
#[template(path = "raum/ausnahmen.html")]
struct Ansicht {
    shell: Shell,
    reiter: Vec<Weg>,
    zuschnitt: String,
    zeilen: Vec<Zeile>,
    darf_aufheben: bool,
}

/// `GET /raeume/ausnahmen`
pub async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    super::darf_lesen(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = super::gewaehlte(&app, &mut tx, None).await?;
    let mut zeilen = Vec::new();
    if let Some(g) = &g {
        let namen = amt::benutzer::namen(&mut tx).await?;
        for a in liste::ausnahmen(&mut tx, Id::von(g.id)).await? {
            let nummer = if a.nr == 0 {
                String::new()
            } else {
                format!(" {}{}", a.nr, a.zusatz)
            };
            zeilen.push(Zeile {
                anschrift: format!("{}{nummer}, {}", a.strasse, a.ort),
                raum: Weg::neu(a.raum, format!("/raeume/{}", a.raumeinheit)),
                grund: a.grund,
                wann: a.angelegt_am.datum().to_string(),
                wer: namen.get(&a.angelegt_von).cloned().unwrap_or_default(),
                weg: format!("/raeume/ausnahmen/{}/aufheben", a.id),
            });
        }
    }
    Ok(Seite::neu(Ansicht {
        shell: huelle
            .titel("Festlegungen für einzelne Adressen")
            .ueber("Sozialräume", "/raeume"),
        reiter: super::reiter(),
        zuschnitt: g.map(|g| g.bezeichnung).unwrap_or_default(),
        zeilen,
        darf_aufheben: super::darf_bearbeiten(&kontext),
    })
    .into_response())
}

/// `POST /raeume/ausnahmen/{id}/aufheben`
pub async fn aufheben(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    let id = Id::von(id);
    let may = Befugnis::<Bearbeiten, Ausnahme>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (art, text) = match service::ausnahme_aufheben(&app, &mut tx, &may, id).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Die Festlegung ist aufgehoben. Ab jetzt gilt wieder das Straßenverzeichnis.";
            (MeldungArt::Erfolg, text)
        }
        Err(Error::Konflikt) => (MeldungArt::Hinweis, "Diese Festlegung gilt nicht mehr."),
        Err(fehler) => return Err(fehler.into()),
    };
    Ok(meldung::weiter("/raeume/ausnahmen", art, text))
}
