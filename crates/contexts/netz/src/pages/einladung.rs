//! `/veranstaltungen/{id}/einladen`: whom to invite to a meeting.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::noch_einmal;
use crate::{Akteur, Veranstaltung, codes::AkteurArt, oeffentlich::basis, service};

/// So many stand on the page; the search narrows them down.
const HOECHSTENS: i64 = 50;

#[derive(Template)]
#[template(path = "netz/einladen.html")]
struct Einladen {
    shell: Shell,
    f: Formular,
    id: Id<Veranstaltung>,
    arten: Vec<Wahl>,
    /// Those that are not invited yet.
    akteure: Vec<Wahl>,
    gezeigt: usize,
    gesamt: i64,
    schon: usize,
    zurueck: String,
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Veranstaltung>,
    f: Formular,
) -> Ergebnis<Einladen> {
    let liest = Befugnis::pruefen(kontext, Some(id), Bezug::default())?;
    let sicht = Sicht::auf::<Akteur>(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, ..) = service::veranstaltung_laden(&mut tx, &liest).await?;
    let (schon, _) = service::einladungen(&mut tx, &liest).await?;
    let art = f.wert("art").parse::<AkteurArt>().map_or("", AkteurArt::code);
    let (alle, gesamt) = service::akteure(&mut tx, &sicht, f.wert("name"), art, 0, HOECHSTENS).await?;
    let akteure: Vec<Wahl> = alle
        .into_iter()
        .filter(|a| schon.iter().all(|s| s.akteur != Some(a.id)))
        .map(|a| Wahl::neu(a.id, a.name))
        .collect();
    let zurueck = format!("/veranstaltungen/{id}");
    Ok(Einladen {
        shell: huelle.titel("Einladen").ueber(g.daten.titel, zurueck.clone()),
        f: f.benannt(&[("akteur", "Wen einladen?")]),
        id,
        arten: wahlen!(AkteurArt),
        gezeigt: akteure.len(),
        akteure,
        gesamt,
        schon: schon.len(),
        zurueck,
    })
}

/// `GET /veranstaltungen/{id}/einladen`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Veranstaltung>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Veranstaltung>::pruefen(&kontext, Some(id), Bezug::default())?;
    Ok(Seite::neu(seite(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

/// `POST /veranstaltungen/{id}/einladen`: search among the Akteure, or invite the chosen ones.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    kopf: HeaderMap,
    Path(id): Path<Id<Veranstaltung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Veranstaltung>::pruefen(&kontext, Some(id), Bezug::default())?;
    if e.roh("tat") != "einladen" {
        return Ok(Seite::neu(seite(&app, &kontext, huelle, id, e.formular()).await?).into_response());
    }
    let gewaehlt: Vec<Id<Akteur>> = e
        .liste("akteur")
        .iter()
        .filter_map(|a| a.parse::<uuid::Uuid>().ok())
        .map(Id::von)
        .take(usize::try_from(HOECHSTENS).unwrap_or(0))
        .collect();
    if gewaehlt.is_empty() {
        e.melde(
            "akteur",
            "NETZ-E171",
            "Bitte wählen Sie mindestens einen Akteur aus.",
        );
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = if e.hat_fehler() {
        Err(Error::Regel(Vec::new()))
    } else {
        service::einladen(&app, &mut tx, &may, &gewaehlt, &basis(&app, &kopf)).await
    };
    match ergebnis {
        Ok(b) => {
            tx.commit().await.map_err(Error::from)?;
            let mut text = format!("{} Einladungen sind auf dem Weg.", b.neu);
            if !b.ohne_adresse.is_empty() {
                text += &format!(
                    " Ohne E-Mail-Adresse, bitte anrufen: {}.",
                    b.ohne_adresse.join(", ")
                );
            }
            let art = if b.ohne_adresse.is_empty() {
                MeldungArt::Erfolg
            } else {
                MeldungArt::Hinweis
            };
            Ok(meldung::weiter(format!("/veranstaltungen/{id}"), art, &text))
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "akteur", None)?;
            Ok(Seite::ungueltig(seite(&app, &kontext, huelle, id, f).await?).into_response())
        }
    }
}
