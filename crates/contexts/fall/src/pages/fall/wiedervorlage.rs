//! `/faelle/{id}/wiedervorlage`: when a case is to be looked at again, and whether it rests until then.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status};

use super::{Kopf, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Fall, VORLAUF_MAX, WIEDERVORLAGE_MAX, Wiedervorlage},
    rules::fall::wiedervorlage as regel,
    service::fall::{
        lesen::{self, Akte},
        wiedervorlage::{self as dienst, Vormerkdaten},
    },
};

/// Shown as already dealt with; the older ones stay in the records.
const ERLEDIGTE: usize = 10;
/// Days before, unless somebody says otherwise.
const VORLAUF: i64 = 7;

/// One as the page shows it.
struct Zeile {
    w: Wiedervorlage,
    stand: Option<Status>,
    /// Name of the field with the new day.
    feld: String,
    /// The form was sent and comes back.
    offen: bool,
}

#[derive(Template)]
#[template(path = "fall/fall/wiedervorlage.html")]
struct WiedervorlageSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offene: Vec<Zeile>,
    erledigte: Vec<Wiedervorlage>,
    schreiben: bool,
    ruht: bool,
}

fn feld(id: Id<Wiedervorlage>) -> String {
    format!("tag-{id}")
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let f = f.unwrap_or_else(|| Formular::leer().setze("vorlauf", VORLAUF));
    let f = if f.wert("einmal").is_empty() {
        f.setze("einmal", app.ids.uuid())
    } else {
        f
    };
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let f = mit_befunden(f, befunde);
    let offene: Vec<Zeile> = akte
        .wiedervorlagen
        .iter()
        .filter(|w| w.offen())
        .map(|w| {
            let stand = if w.tag < akte.heute {
                Some(Status::ernst("überschritten"))
            } else if w.tag == akte.heute {
                Some(Status::achtung("heute"))
            } else {
                None
            };
            let feld = feld(w.id);
            Zeile {
                stand,
                offen: f.fehler(&feld).is_some(),
                feld,
                w: w.clone(),
            }
        })
        .collect();
    let mut erledigte: Vec<_> = akte
        .wiedervorlagen
        .iter()
        .filter(|w| !w.offen())
        .cloned()
        .collect();
    erledigte.sort_by_key(|w| std::cmp::Reverse(w.erledigt_am));
    erledigte.truncate(ERLEDIGTE);
    let namen: Vec<(&str, &str)> = offene
        .iter()
        .map(|z| (z.feld.as_str(), "Neuer Tag"))
        .chain([
            ("tag", "Tag"),
            ("grund", "Was ist dann zu tun?"),
            ("vorlauf", "Tage vorher zeigen"),
            ("ruht", "Der Fall ruht"),
        ])
        .collect();
    let seite = WiedervorlageSeite {
        shell: shell(huelle, &akte, "Wiedervorlage"),
        kopf: kopf(kontext, &akte, "wiedervorlage"),
        f: f.benannt(&namen),
        schreiben: akte.bearbeiten && !akte.fall.stand.beendet(),
        ruht: regel::ruht_bis(&akte.wiedervorlagen).is_some(),
        offene,
        erledigte,
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
    rendern(&app, &kontext, huelle, id, None, vec![]).await
}

pub(crate) async fn vormerken(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let tag = e.pflichtdatum("tag").map(Datum);
    let grund = e.pflichttext("grund", WIEDERVORLAGE_MAX);
    let vorlauf = e.pflichtzahl("vorlauf", 0, VORLAUF_MAX);
    let (Some(tag), Some(vorlauf), false) = (tag, vorlauf, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Vormerkdaten {
        id: e.roh("einmal").parse().unwrap_or_else(|_| app.ids.neu()),
        tag,
        grund,
        vorlauf,
        ruht: e.haken("ruht"),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::vormerken(&app, &mut tx, &kontext, id, cmd).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = format!("Vorgemerkt für den {tag}.");
            Ok(weiter(pfad(id, "wiedervorlage"), MeldungArt::Erfolg, &text))
        }
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(&app, &kontext, huelle, id, Some(e.formular()), b).await
        }
        Err(andere) => Err(andere.into()),
    }
}

/// Back to the page, with what somebody else did in between.
fn inzwischen(id: Id<Fall>) -> Response {
    weiter(
        pfad(id, "wiedervorlage"),
        MeldungArt::Warnung,
        "Jemand anderes hat diese Wiedervorlage inzwischen verschoben oder erledigt. Bitte sehen Sie den neuen Stand an.",
    )
}

pub(crate) async fn erledigen(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, welche)): Path<(Id<Fall>, Id<Wiedervorlage>)>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::erledigen(&app, &mut tx, &kontext, (id, welche)).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(pfad(id, "wiedervorlage"), MeldungArt::Erfolg, "Erledigt."))
        }
        Err(Error::Konflikt) => Ok(inzwischen(id)),
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn verschieben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, welche)): Path<(Id<Fall>, Id<Wiedervorlage>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let name = feld(welche);
    let neu = e.pflichtdatum(&name).map(Datum);
    let bisher: Option<Datum> = e.roh("bisher").parse().ok();
    let (Some(neu), false) = (neu, e.hat_fehler()) else {
        let f = e.formular().ersetze("vorlauf", VORLAUF);
        return rendern(&app, &kontext, huelle, id, Some(f), vec![]).await;
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    // without the day it stood on nobody knows what was seen
    let tage = (bisher.unwrap_or(neu), neu);
    match dienst::verschieben(&app, &mut tx, &kontext, (id, welche), tage).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = format!("Verschoben auf den {neu}.");
            Ok(weiter(pfad(id, "wiedervorlage"), MeldungArt::Erfolg, &text))
        }
        Err(Error::Konflikt) => Ok(inzwischen(id)),
        Err(Error::Regel(mut b)) => {
            drop(tx);
            for x in &mut b {
                x.ort.clone_from(&name);
            }
            let f = e.formular().ersetze("vorlauf", VORLAUF);
            rendern(&app, &kontext, huelle, id, Some(f), b).await
        }
        Err(andere) => Err(andere.into()),
    }
}
