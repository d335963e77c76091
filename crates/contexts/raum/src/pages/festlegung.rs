//! Lay down the Raum of one address, with a reason.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Id, Text};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl};

use super::feldfehler;
use crate::{
    Ausnahme, Ortsangabe, Zuordnung,
    ablage::liste,
    service::{self, NeueAusnahme},
};

#[derive(Template)]
#[template(path = "raum/festlegung.html")]
struct Ansicht {
    shell: Shell,
    id: Uuid,
    f: Formular,
    bisher: String,
    raeume: Vec<Wahl>,
}

async fn lage(app: &App, tx: &mut Tx, id: Uuid) -> amt::Result<(Zuordnung, Vec<Wahl>)> {
    let z = service::zuordnen(app, tx, &Ortsangabe::adresse(Id::von(id), app.uhr.heute())).await?;
    let g = z.gliederung.as_ref().ok_or(Error::NichtGefunden)?;
    let alle = liste::raeume(tx, g.id).await?;
    let raeume = alle
        .iter()
        .filter(|r| !alle.iter().any(|k| k.eltern == Some(r.id)))
        .map(|r| Wahl::neu(r.id, format!("{} ({})", r.name, r.code)))
        .collect();
    Ok((z, raeume))
}

fn ansicht(huelle: Huelle, id: Uuid, z: &Zuordnung, raeume: Vec<Wahl>, f: Formular) -> Ansicht {
    Ansicht {
        shell: huelle
            .titel(format!("Raum festlegen: {}", z.anschrift))
            .ueber("Adresse nachschlagen", "/adresse"),
        id,
        f: f.benannt(&[("raum", "Raum"), ("grund", "Grund")]),
        bisher: z.raumeinheit.as_ref().map_or("kein Raum", |r| &r.name).to_owned(),
        raeume,
    }
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Ausnahme>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (z, raeume) = lage(&app, &mut tx, id).await?;
    let f = Formular::leer().setze("einmal", app.ids.uuid());
    Ok(Seite::neu(ansicht(huelle, id, &z, raeume, f)).into_response())
}

pub async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Ausnahme>::pruefen(&kontext, None, Bezug::default())?;
    let raum = e.pflichtauswahl::<Uuid>("raum");
    let grund = e.pflichttext("grund", 400);
    let einmal = e.pflichtauswahl::<Uuid>("einmal").unwrap_or_default();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (z, raeume) = lage(&app, &mut tx, id).await?;
    let (Some(raum), Some(g), false) = (raum, &z.gliederung, e.hat_fehler()) else {
        return Ok(Seite::ungueltig(ansicht(huelle, id, &z, raeume, e.formular())).into_response());
    };
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        return Ok(Umleitung::nach("/adresse").into_response());
    }
    let neu = NeueAusnahme {
        gliederung: g.id,
        adresse: Id::von(id),
        raum: Id::von(raum),
        grund: Text::neu(&grund).unwrap_or_default(),
    };
    match service::ausnahme_festlegen(&app, &mut tx, &may, &neu).await {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                "/adresse",
                MeldungArt::Erfolg,
                "Der Raum ist für diese Adresse festgelegt.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            Ok(Seite::ungueltig(ansicht(huelle, id, &z, raeume, f)).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
