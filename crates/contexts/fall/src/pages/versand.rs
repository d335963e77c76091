//! `/bescheide`: what the Back-Office has to send. `/faelle/{id}/versand`: one Bescheid it took over, when it went out
//! and what came of it. Names stand only there.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::fall::{abgeschickt, entwurf, mit_befunden};
use crate::{
    model::{Bekanntgabeweg, Fall, Rechtsbehelfsform, Versandzeile},
    service::fall::versand::{self as dienst, LEISTUNGSFORMEN, Leistungsstand, Versandakte},
};

pub(super) const LISTE: &str = "/bescheide";
/// Drafts of what came in about a Bescheid.
const ENTWURF: &str = "versand-post";
const NAMEN: &[(&str, &str)] = &[
    ("weg", "Wie?"),
    ("versandt_am", "Tag"),
    ("form", "Wie ist er gekommen?"),
    ("eingelegt_am", "Eingegangen am"),
    ("worte", "Was sagt die Person?"),
    ("angabe", "Wie wird sie erbracht?"),
    ("tag", "Tag"),
    ("vereinbart", "Was ist vereinbart?"),
];

#[derive(Template)]
#[template(path = "fall/versand_liste.html")]
struct Liste {
    shell: Shell,
    meine: Vec<Versandzeile>,
    andere: Vec<Versandzeile>,
}

/// The list of the desk.
pub(crate) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = dienst::liste(&app, &mut tx, &kontext).await?;
    drop(tx);
    let ich: Uuid = kontext.benutzer().uuid();
    let (meine, andere) = alle.into_iter().partition(|z| z.bearbeiter == Some(ich));
    let seite = Liste {
        shell: huelle.titel("Bescheide versenden"),
        meine,
        andere,
    };
    Ok(Seite::neu(seite).into_response())
}

#[derive(Template)]
#[template(path = "fall/versand.html")]
struct Versandseite {
    shell: Shell,
    a: Versandakte,
    f: Formular,
    wege: Vec<Wahl>,
    formen: Vec<Wahl>,
    leistungsformen: Vec<Wahl>,
}

impl Versandseite {
    /// A Widerspruch can be noted, or somebody typed one that meets another by now: what was typed stays to be read.
    fn widerspruch(&self) -> bool {
        self.a.erledigt
            && (!self.a.rechtsbehelfe.iter().any(|r| r.stand.offen()) || !self.f.wert("form").is_empty())
    }

    /// The benefit can begin, or somebody typed how, while it began.
    fn leistung(&self) -> bool {
        matches!(
            self.a.leistung,
            Some(Leistungsstand::Bewilligt {
                plan_uebergeben: true
            })
        ) || !self.f.wert("angabe").is_empty()
    }
}

pub(super) fn pfad(id: Id<Fall>) -> String {
    format!("/faelle/{id}/versand")
}

pub(super) async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Option<Formular>,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let a = dienst::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let beginn = Formular::leer()
        .setze("weg", a.weg.code())
        .setze("versandt_am", a.heute.0)
        .setze("eingelegt_am", a.heute.0)
        .setze("tag", a.heute.0);
    let f = f.unwrap_or_else(Formular::leer).ergaenzt(&beginn);
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let seite = Versandseite {
        shell: huelle
            .titel(format!("Bescheid, Fall {}", a.bescheid.aktenzeichen))
            .ueber("Bescheide", LISTE),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        wege: Bekanntgabeweg::wahlen(),
        formen: Rechtsbehelfsform::wahlen(),
        leistungsformen: LEISTUNGSFORMEN
            .iter()
            .map(|a| Wahl::neu(a.code(), a.wort()))
            .collect(),
        a,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = entwurf(&app, &kontext, ENTWURF, id).await?;
    rendern(&app, &kontext, huelle, id, f, vec![]).await
}

/// Does one thing with a Bescheid in one transaction; refused by a rule, the page comes again with what was typed.
pub(super) async fn speichern<T>(
    app: &App,
    (kontext, huelle, id): (&Kontext, Huelle, Id<Fall>),
    e: Eingaben,
    erfolg: &str,
    tun: T,
) -> Ergebnis<Response>
where
    T: AsyncFnOnce(&mut Tx) -> amt::Result<()>,
{
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match tun(&mut tx).await {
        Ok(()) => {
            abgeschickt(&mut tx, kontext, id, &e).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(pfad(id), MeldungArt::Erfolg, erfolg))
        }
        Err(Error::Konflikt) => Ok(inzwischen()),
        Err(Error::Regel(b)) => {
            drop(tx);
            rendern(app, kontext, huelle, id, Some(e.formular()), b).await
        }
        Err(andere) => Err(andere.into()),
    }
}

/// Back to the list, with what a colleague did in between.
fn inzwischen() -> Response {
    weiter(
        LISTE,
        MeldungArt::Warnung,
        "Diesen Bescheid hat inzwischen jemand anderes übernommen oder versandt.",
    )
}

pub(crate) async fn uebernehmen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match dienst::uebernehmen(&app, &mut tx, &kontext, id).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(
                pfad(id),
                MeldungArt::Erfolg,
                "Sie versenden diesen Bescheid.",
            ))
        }
        Err(Error::Konflikt) => Ok(inzwischen()),
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn versenden(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let weg = e.pflichtauswahl::<Bekanntgabeweg>("weg");
    let tag = e.pflichtdatum("versandt_am").map(Datum);
    let (Some(weg), Some(tag), false) = (weg, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let erfolg = format!("Versandt am {tag}. Die Frist für den Widerspruch läuft ab der Bekanntgabe.");
    let tun = async |tx: &mut Tx| dienst::versenden(&app, tx, &kontext, id, (weg, tag)).await;
    speichern(&app, (&kontext, huelle, id), e, &erfolg, tun).await
}
