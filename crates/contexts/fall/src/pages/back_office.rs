//! `/bescheide/versandt`: what the Back-Office sent, to be found by its Aktenzeichen. `/faelle/{id}/versand/…`: a
//! Widerspruch that came in (H22), and the beginning of a granted benefit (EG12).

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use serde::Deserialize;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell};

use super::versand::{LISTE, pfad, rendern};
use crate::{
    model::{Angabe, Fall, RECHTSBEHELF_MAX, Rechtsbehelfsform, Versandzeile},
    service::fall::{
        back_office::{self as dienst, VERSANDTE, Widerspruch},
        eintragen::{Angabedaten, WORTE_MAX},
    },
};

/// What the list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Frage {
    /// A beginning of an Aktenzeichen.
    #[serde(default)]
    aktenzeichen: String,
}

#[derive(Template)]
#[template(path = "fall/versandte.html")]
struct Versandte {
    shell: Shell,
    aktenzeichen: String,
    zeilen: Vec<Versandzeile>,
    /// There are older ones.
    mehr: bool,
    ich: Uuid,
}

/// The last ones sent, or those of an Aktenzeichen.
pub(crate) async fn versandte(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    // an Aktenzeichen is short and in capitals
    let aktenzeichen: String = frage
        .aktenzeichen
        .trim()
        .chars()
        .take(40)
        .collect::<String>()
        .to_uppercase();
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (zeilen, mehr) = dienst::versandte(&mut tx, &kontext, &aktenzeichen).await?;
    drop(tx);
    let seite = Versandte {
        shell: huelle.titel("Versandte Bescheide").ueber("Bescheide", LISTE),
        aktenzeichen,
        zeilen,
        mehr,
        ich: kontext.benutzer().uuid(),
    };
    Ok(Seite::neu(seite).into_response())
}

impl Versandte {
    const HOECHSTENS: usize = VERSANDTE;
}

pub(crate) async fn nachtragen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    dienst::nachtragen(&app, &mut tx, &kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(weiter(
        pfad(id),
        MeldungArt::Erfolg,
        "Dieser Bescheid ist jetzt bei Ihnen.",
    ))
}

/// Saved whole, or the form again with what is wrong.
async fn antworten(
    app: &App,
    (kontext, huelle, id): (&Kontext, Huelle, Id<Fall>),
    e: Eingaben,
    ergebnis: amt::Result<()>,
    erfolg: &str,
) -> Ergebnis<Response> {
    match ergebnis {
        Ok(()) => Ok(weiter(pfad(id), MeldungArt::Erfolg, erfolg)),
        Err(Error::Regel(b)) => rendern(app, kontext, huelle, id, Some(e.formular()), b).await,
        Err(andere) => Err(andere.into()),
    }
}

pub(crate) async fn widerspruch(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let form = e.pflichtauswahl::<Rechtsbehelfsform>("form");
    let tag = e.pflichtdatum("eingelegt_am").map(Datum);
    let worte = e.text("worte", RECHTSBEHELF_MAX);
    let (Some(form), Some(eingelegt_am), false) = (form, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Widerspruch {
        form,
        eingelegt_am,
        worte,
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let mut ergebnis = dienst::widerspruch(&app, &mut tx, &kontext, id, cmd).await;
    if ergebnis.is_ok() {
        ergebnis = tx.commit().await.map_err(Error::from);
    } else {
        drop(tx);
    }
    let erfolg = "Der Widerspruch ist eingetragen. Die Fachkraft sieht ihn im Fall.";
    antworten(&app, (&kontext, huelle, id), e, ergebnis, erfolg).await
}

pub(crate) async fn leistung(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let angabe = e.pflichtauswahl::<Angabe>("angabe");
    let tag = e.pflichtdatum("tag").map(Datum);
    let worte = e.text("vereinbart", WORTE_MAX);
    let (Some(angabe), Some(tag), false) = (angabe, tag, e.hat_fehler()) else {
        return rendern(&app, &kontext, huelle, id, Some(e.formular()), vec![]).await;
    };
    let cmd = Angabedaten {
        angabe,
        tag: Some(tag),
        worte,
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let mut ergebnis = dienst::beginnen(&app, &mut tx, &kontext, id, cmd).await;
    if ergebnis.is_ok() {
        ergebnis = tx.commit().await.map_err(Error::from);
    } else {
        drop(tx);
    }
    if let Err(Error::Regel(befunde)) = &mut ergebnis {
        for b in befunde {
            b.ort = feld(b, angabe).to_owned();
        }
    }
    antworten(
        &app,
        (&kontext, huelle, id),
        e,
        ergebnis,
        "Die Leistung hat begonnen.",
    )
    .await
}

/// The field of this form a finding about the Angabe belongs to.
fn feld(b: &Befund, angabe: Angabe) -> &'static str {
    match b.ort.strip_prefix(angabe.code()) {
        Some("-tag") => "tag",
        Some("-worte") => "vereinbart",
        _ => "angabe",
    }
}
