//! `/mehrfachhilfen`: people with many helps at once, office by office, and what a round made of them.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell};

use super::{agenda::melden, fall::mit_befunden};
use crate::{
    model::{Agendagrund, Anmeldung, Fall, Stelle},
    rules::fall::mehrfach::Mehrfach,
    service::fall::{
        mehrfach::{self as dienst, Einer, Uebersicht},
        zugang::befugt,
    },
};

const NAMEN: &[(&str, &str)] = &[("nachher", "Hilfen danach"), ("worte", "Was wurde vereinbart?")];

#[derive(Template)]
#[template(path = "fall/mehrfachhilfen.html")]
struct Liste {
    shell: Shell,
    u: Uebersicht,
}

/// The office the helps belong to; they are never those of two.
fn stelle(m: &Mehrfach) -> &'static str {
    m.hilfen
        .first()
        .map_or("", |h| Stelle::von_sektor(&h.sektor).wort())
}

fn gebuendelt(offen: &[Anmeldung]) -> bool {
    offen.iter().any(|a| a.grund == Agendagrund::Mehrfachhilfen)
}

impl Liste {
    fn stelle(&self, m: &Mehrfach) -> &'static str {
        stelle(m)
    }

    fn auf_agenda(&self, offen: &[Anmeldung]) -> bool {
        gebuendelt(offen)
    }
}

#[derive(Template)]
#[template(path = "fall/mehrfachhilfe.html")]
struct Eine {
    shell: Shell,
    e: Einer,
    f: Formular,
}

impl Eine {
    fn stelle(&self) -> &'static str {
        stelle(&self.e.viele)
    }

    fn auf_agenda(&self) -> bool {
        gebuendelt(&self.e.offen)
    }
}

pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let u = dienst::uebersicht(&app, &mut tx, &kontext).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Mehrfachhilfen"),
        u,
    })
    .into_response())
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    (f, befunde): (Formular, Vec<Befund>),
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let e = dienst::einer(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = Eine {
        shell: huelle
            .titel(format!("Hilfen zugleich, Fall {}", e.fall.aktenzeichen))
            .ueber("Mehrfachhilfen", "/mehrfachhilfen"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        e,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    rendern(&app, &kontext, huelle, id, (Formular::leer(), vec![])).await
}

/// What the round made of them.
pub(crate) async fn festhalten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (nachher, worte) = (e.text("nachher", 500), e.text("worte", 1000));
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (may, fall) = befugt(&app, &mut tx, &kontext, id).await?;
    let befunde = if e.hat_fehler() {
        vec![]
    } else {
        match dienst::festhalten(&app, &mut tx, &may, &fall, (&nachher, &worte)).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(amt::meldung::weiter(
                    format!("/mehrfachhilfen/{id}"),
                    web::MeldungArt::Erfolg,
                    "Das Ergebnis ist festgehalten.",
                ));
            }
            Err(Error::Regel(b)) => b,
            Err(andere) => return Err(andere.into()),
        }
    };
    drop(tx);
    rendern(&app, &kontext, huelle, id, (e.formular(), befunde)).await
}

/// "Fallkonferenz: bündeln" comes to the agenda of the team.
pub(crate) async fn auf_die_agenda(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let zurueck = format!("/mehrfachhilfen/{id}");
    melden(&app, &kontext, id, (Agendagrund::Mehrfachhilfen, ""), &zurueck).await
}
