//! A new draft: empty, or drawn from an existing version.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id, Text};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung};

use super::feldfehler;
use crate::{
    Gliederung,
    ablage::gliederung as db,
    service::{self, Begruendung, NeueGliederung},
};

#[derive(serde::Deserialize)]
pub struct Wunsch {
    von: Option<Uuid>,
}

#[derive(Template)]
#[template(path = "raum/zuschnitt_form.html")]
struct Ansicht {
    shell: Shell,
    f: Formular,
}

fn ansicht(huelle: Huelle, f: Formular) -> Ansicht {
    Ansicht {
        shell: huelle
            .titel("Neuer Zuschnitt")
            .ueber("Sozialräume", "/raeume")
            .ueber("Zuschnitte", "/raeume/gliederungen"),
        f: f.benannt(&[
            ("bezeichnung", "Bezeichnung"),
            ("gueltig_ab", "Gültig ab"),
            ("geografisch", "Begründung: Lage"),
            ("politisch", "Begründung: Grenzen von Ortsteilen und Kommunen"),
            ("infrastrukturell", "Begründung: Einrichtungen"),
            ("fallzahlen", "Begründung: Fallzahlen"),
            ("kritik", "Offene Kritik"),
        ]),
    }
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(w): Query<Wunsch>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Gliederung>::pruefen(&kontext, None, Bezug::default())?;
    let mut f = Formular::leer().setze("einmal", app.ids.uuid());
    if let Some(von) = w.von {
        let mut tx = app.db.read().await.map_err(Error::from)?;
        let g = db::laden(&mut tx, Id::von(von))
            .await?
            .ok_or(Error::NichtGefunden)?;
        f = f.setze("von", von).setze("von_name", g.bezeichnung);
    }
    Ok(Seite::neu(ansicht(huelle, f)).into_response())
}

pub async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Gliederung>::pruefen(&kontext, None, Bezug::default())?;
    let einmal = e.pflichtauswahl::<Uuid>("einmal").unwrap_or_default();
    let von = e.auswahl::<Uuid>("von");
    let neu = NeueGliederung {
        bezeichnung: Text::neu(&e.pflichttext("bezeichnung", 120)).unwrap_or_default(),
        gueltig_ab: e.pflichtdatum("gueltig_ab").map_or(app.uhr.heute(), Datum),
        gueltig_bis: None,
        begruendung: Begruendung {
            geografisch: e.text("geografisch", 4000),
            politisch: e.text("politisch", 4000),
            infrastrukturell: e.text("infrastrukturell", 4000),
            fallzahlen: e.text("fallzahlen", 4000),
        },
        kritik_offen: Text::neu(&e.text("kritik", 4000)).ok().filter(|t| !t.is_empty()),
    };
    if e.hat_fehler() {
        return Ok(Seite::ungueltig(ansicht(huelle, e.formular())).into_response());
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        return Ok(Umleitung::nach("/raeume/gliederungen").into_response());
    }
    let ergebnis = match von {
        Some(von) => service::gliederung_kopieren(&app, &mut tx, &may, Id::von(von), &neu).await,
        None => service::gliederung_anlegen(&app, &mut tx, &may, &neu).await,
    };
    match ergebnis {
        Ok(_) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Der Entwurf ist angelegt.";
            Ok(meldung::weiter("/raeume/gliederungen", MeldungArt::Erfolg, text))
        }
        Err(Error::Regel(befunde)) => {
            let f = e.formular().mit_fehlern(feldfehler(&befunde));
            Ok(Seite::ungueltig(ansicht(huelle, f)).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
