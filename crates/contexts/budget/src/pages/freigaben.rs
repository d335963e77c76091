//! What waits for a second person.

use amt::{App, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Id};
use web::{Ergebnis, MeldungArt, Seite, Shell};

use super::hilfen::{darf_bearbeiten, fertig, lesen, schreiben};
use crate::{
    ablage,
    model::{Antrag, Vorlage},
    service,
};

struct Zeile {
    v: Vorlage,
    was: String,
    betrag: Cent,
    eigene: bool,
}

#[derive(Template)]
#[template(path = "budget/freigaben.html")]
struct Liste {
    shell: Shell,
    jahr: i64,
    zeilen: Vec<Zeile>,
}

/// The list.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    if !darf_bearbeiten(&kontext) {
        Err(amt::Error::NichtGefunden)?;
    }
    let mut tx = lesen(&app).await?;
    ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(&app, &mut tx, &kontext, jahr).await?;
    let ich = kontext.benutzer().uuid();
    let mut zeilen = Vec::new();
    for v in ablage::vorlage::offene(&mut tx, jahr).await? {
        let (was, betrag) = match &v.antrag {
            Antrag::Buchen { posten } => {
                let sichtbar: Vec<_> = posten
                    .iter()
                    .filter_map(|p| Some((p, blick.topf(p.topf).ok()?)))
                    .collect();
                let Some((erster, _)) = sichtbar.last() else {
                    continue;
                };
                let teile: Vec<String> = sichtbar
                    .iter()
                    .map(|(p, t)| format!("{} {}: {}", p.art, t.bezeichnung, p.betrag))
                    .collect();
                (format!("{} ({})", teile.join("; "), erster.text), erster.betrag)
            }
            Antrag::Storno { buchung, grund } => {
                let b = ablage::buchung::laden(&mut tx, *buchung).await?;
                if blick.topf(b.topf).is_err() {
                    continue;
                }
                (format!("Storno von Nr. {}: {grund}", b.nr), b.betrag)
            }
            Antrag::Abschluss { ermaechtigung, .. } => {
                let wie = if *ermaechtigung { "mit" } else { "ohne" };
                (format!("Jahresabschluss {jahr}, {wie} Übertragung"), Cent(0))
            }
        };
        zeilen.push(Zeile {
            eigene: v.gebucht_von == ich,
            v,
            was,
            betrag,
        });
    }
    Ok(Seite::neu(Liste {
        shell: huelle
            .titel(format!("Freigaben {jahr}"))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        jahr,
        zeilen,
    })
    .into_response())
}

fn ziel(jahr: i64) -> String {
    format!("/budget/{jahr}/freigaben")
}

/// Releases.
pub async fn freigeben(
    State(app): State<App>,
    kontext: Kontext,
    Path((jahr, id)): Path<(i64, Id<Vorlage>)>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    match service::freigeben(&app, &mut tx, &kontext, id).await {
        Ok(_) => {
            fertig(tx).await?;
            Ok(meldung::weiter(
                ziel(jahr),
                MeldungArt::Erfolg,
                "Freigegeben und gebucht.",
            ))
        }
        Err(amt::Error::Regel(b)) => {
            let text = b.first().map_or("Das geht so nicht.", |b| b.text.as_str());
            Ok(meldung::weiter(ziel(jahr), MeldungArt::Warnung, text))
        }
        Err(anders) => Err(anders)?,
    }
}

/// Refuses, or takes back.
pub async fn verwerfen(
    State(app): State<App>,
    kontext: Kontext,
    Path((jahr, id)): Path<(i64, Id<Vorlage>)>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    service::verwerfen(&app, &mut tx, &kontext, id).await?;
    fertig(tx).await?;
    Ok(meldung::weiter(
        ziel(jahr),
        MeldungArt::Erfolg,
        "Verworfen. Es wurde nichts gebucht.",
    ))
}
