//! `/faelle/{id}/uebergabe`: handovers of this case, and the plan of a new one for whoever leads the team.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{Kopf, kopf, mit_befunden, shell};
use crate::{
    model::{Fall, Uebergabe, Uebergabegrund},
    nachbarn::nachbarn,
    service::{
        fall::lesen::{self, Akte},
        uebergabe::{self as dienst, Plan},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("an", "Wer übernimmt?"),
    ("vertretung", "Wer vertritt danach?"),
    ("grund", "Grund"),
    ("geplant_zum", "Geplant zum"),
    ("raum", "Neuer Sozialraum"),
];

#[derive(Template)]
#[template(path = "fall/fall/uebergabe.html")]
struct UebergabeSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    uebergaben: Vec<Uebergabe>,
    darf_planen: bool,
    leute: Vec<Wahl>,
    gruende: Vec<Wahl>,
    raeume: Vec<Wahl>,
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
    let uebergaben = dienst::von_fall(&mut tx, id).await?;
    let darf_planen =
        dienst::darf_planen(app, &mut tx, kontext, id).await? && !uebergaben.iter().any(|u| u.stand.offen());
    let (mut leute, mut raeume) = (Vec::new(), Vec::new());
    if darf_planen {
        leute = dienst::auswahl(app, &mut tx).await?;
        raeume = nachbarn(app)?.raeume(app, &mut tx).await?;
    }
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let wahlen = |alle: Vec<(Uuid, String)>| alle.into_iter().map(|(i, n)| Wahl::neu(i, n)).collect();
    let seite = UebergabeSeite {
        shell: shell(huelle, &akte, "Übergabe"),
        kopf: kopf(kontext, &akte, "uebergabe"),
        leute: wahlen(leute),
        raeume: wahlen(raeume),
        gruende: Uebergabegrund::wahlen(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        uebergaben,
        darf_planen,
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

pub(crate) async fn planen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let (an, vertretung) = (e.pflichtauswahl("an"), e.pflichtauswahl("vertretung"));
    let grund = e.pflichtauswahl("grund");
    let zum = e.pflichtdatum("geplant_zum");
    let raum = e.auswahl("raum");
    let offene_punkte = e.text("offene_punkte", 2_000);
    let (Some(an), Some(vertretung), Some(grund), Some(zum), false) =
        (an, vertretung, grund, zum, e.hat_fehler())
    else {
        return rendern(&app, &kontext, huelle, id, (e.formular(), vec![])).await;
    };
    let cmd = Plan {
        an,
        vertretung,
        grund,
        zum: Datum(zum),
        raum,
        offene_punkte,
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::planen(&app, &mut tx, &kontext, id, cmd).await {
        Ok(neu) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Die Übergabe ist geplant. Beide Fachkräfte sehen sie auf ihrer Startseite.";
            Ok(weiter(format!("/uebergaben/{neu}"), MeldungArt::Erfolg, text))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, (e.formular(), b)).await
        }
        Err(andere) => Err(andere.into()),
    }
}
