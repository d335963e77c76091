//! `/bescheide/versandt`: what the Back-Office sent, to be found by its Aktenzeichen. `/faelle/{id}/versand/…`: a
//! Widerspruch that came in (H22), and the beginning of a granted benefit (EG12).

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use serde::Deserialize;
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, MeldungArt, Seite, Shell};

use super::versand::{LISTE, pfad, rendern, speichern};
use crate::{
    model::{Angabe, Fall, RECHTSBEHELF_MAX, Rechtsbehelfsform, Versandzeile},
    service::fall::{
        back_office::{self as dienst, Widerspruch},
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
    let aktenzeichen = frage.aktenzeichen.trim().to_uppercase();
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
    let erfolg = "Der Widerspruch ist eingetragen. Die Fachkraft sieht ihn im Fall.";
    let tun = async |tx: &mut Tx| dienst::widerspruch(&app, tx, &kontext, id, cmd).await;
    speichern(&app, (&kontext, huelle, id), e, erfolg, tun).await
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
    let tun = async |tx: &mut Tx| {
        let ergebnis = dienst::beginnen(&app, tx, &kontext, id, cmd).await;
        ergebnis.map_err(|fehler| in_felder(fehler, angabe))
    };
    let erfolg = "Die Leistung hat begonnen.";
    speichern(&app, (&kontext, huelle, id), e, erfolg, tun).await
}

/// Findings about the Angabe name the fields of this form.
fn in_felder(mut fehler: Error, angabe: Angabe) -> Error {
    if let Error::Regel(befunde) = &mut fehler {
        for b in befunde {
            b.ort = match b.ort.strip_prefix(angabe.code()) {
                Some("-tag") => "tag",
                Some("-worte") => "vereinbart",
                _ => "angabe",
            }
            .to_owned();
        }
    }
    fehler
}
