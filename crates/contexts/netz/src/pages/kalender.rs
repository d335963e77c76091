//! `/veranstaltungen/kalender`: calendars of others that became meetings, and the way back.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, MeldungArt, Seite, Shell};

use crate::{
    Veranstaltung,
    kalender::Stapel,
    service::{self, KALENDER_TAGE, KalenderStapel},
};

#[derive(Template)]
#[template(path = "netz/kalender.html")]
struct Kalender {
    shell: Shell,
    stapel: Vec<KalenderStapel>,
    tage: i64,
}

/// `GET /veranstaltungen/kalender`
pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Veranstaltung>::pruefen(&kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Veranstaltung>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let vorlage = Kalender {
        shell: huelle
            .titel("Kalender einlesen")
            .ueber("Veranstaltungen", "/veranstaltungen"),
        stapel: service::kalender_stapel(&app, &mut tx, &sicht).await?,
        tage: KALENDER_TAGE,
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /veranstaltungen/kalender/{id}/zurueck`
pub(super) async fn zurueck(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Stapel>>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Veranstaltung>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ziel = "/veranstaltungen/kalender";
    match service::kalender_zuruecknehmen(&app, &mut tx, &kontext, id).await {
        Ok((zurueck, geblieben)) => {
            tx.commit().await.map_err(Error::from)?;
            let text = match geblieben {
                0 => format!("{zurueck} Veranstaltungen sind wieder wie vorher."),
                n => format!(
                    "{zurueck} Veranstaltungen sind wieder wie vorher. {n} wurden inzwischen bearbeitet und bleiben."
                ),
            };
            Ok(meldung::weiter(ziel, MeldungArt::Erfolg, &text))
        }
        Err(Error::Konflikt) => Ok(meldung::weiter(
            ziel,
            MeldungArt::Hinweis,
            "Das wurde schon zurückgenommen.",
        )),
        Err(fehler) => Err(fehler.into()),
    }
}
