//! `/faelle/{id}/koordination`: the contact cards of this case, and a new one.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{Kopf, kopf, leute, mit_befunden, shell};
use crate::{
    model::{Fall, Koordinationskarte},
    service::{
        fall::lesen::{self, Akte},
        koordination as dienst,
    },
};

const NAMEN: &[(&str, &str)] = &[("beteiligter", "Für wen ist die Karte?")];

#[derive(Template)]
#[template(path = "fall/fall/koordination.html")]
struct Koordination {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    karten: Vec<Koordinationskarte>,
    leute: Vec<Wahl>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    (f, befunde): (Formular, Vec<Befund>),
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let karten = dienst::von_fall(&mut tx, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = Koordination {
        shell: shell(huelle, &akte, "Koordinationskarte"),
        kopf: kopf(kontext, &akte, "koordination"),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        leute: leute(&akte),
        karten,
        akte,
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

pub(crate) async fn vorschlagen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let Some(beteiligter) = e.pflichtauswahl("beteiligter") else {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![])).await;
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::vorschlagen(&app, &mut tx, &kontext, id, beteiligter).await {
        Ok(neu) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Die Karte ist vorgeschlagen. Noch sieht sie niemand sonst.";
            Ok(weiter(
                format!("/koordinationskarten/{neu}"),
                MeldungArt::Erfolg,
                text,
            ))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, (e.formular(), b)).await
        }
        Err(andere) => Err(andere.into()),
    }
}
