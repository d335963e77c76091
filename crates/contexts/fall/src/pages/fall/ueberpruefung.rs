//! `/faelle/{id}/ueberpruefung`: the last plan on the left, how it is now on the right; everybody rates for themselves.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Bewerter, Fall, FallStand, Handlungsziel, Hilfeplan, Wertung},
    rules::fall::bewertung,
    service::fall::{
        bewerten::{self as dienst, Bewertungsdaten},
        lesen::{self, Akte},
    },
};

/// One goal to rate.
pub(crate) struct Zielfeld {
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) gas: String,
}

/// The fields of a rating form.
pub(crate) fn felder(ziele: &[Handlungsziel], vor: &str) -> Vec<Zielfeld> {
    let feld = |h: &Handlungsziel| Zielfeld {
        text: h.text.clone(),
        name: format!("{vor}wertung-{}", h.id),
        gas: format!("{vor}gas-{}", h.id),
    };
    ziele.iter().map(feld).collect()
}

/// The levels of the GAS.
pub(crate) fn stufen() -> Vec<Wahl> {
    [
        ("-2", "−2: viel weniger als erwartet"),
        ("-1", "−1: weniger als erwartet"),
        ("0", "0: wie erwartet"),
        ("1", "+1: mehr als erwartet"),
        ("2", "+2: viel mehr als erwartet"),
    ]
    .map(|(w, t)| Wahl::neu(w, t))
    .into()
}

/// Reads a rating form.
pub(crate) fn daten(e: &mut Eingaben, vor: &str) -> Bewertungsdaten {
    let vorsatz = format!("{vor}wertung-");
    let ids: Vec<Uuid> = e
        .mit_vorsatz(&vorsatz)
        .filter_map(|(rest, _)| rest.parse().ok())
        .collect();
    let mut ziele = Vec::new();
    for id in ids {
        if let Some(w) = e.auswahl::<Wertung>(&format!("{vor}wertung-{id}")) {
            let gas = e.roh(&format!("{vor}gas-{id}")).parse().ok();
            ziele.push((id, w, gas));
        }
    }
    Bewertungsdaten {
        ziele,
        text: e.text(&format!("{vor}text"), 1000),
        fehlt: e.text(&format!("{vor}fehlt"), 300),
    }
}

/// One column of the ratings.
struct Spalte {
    wer: Bewerter,
    fertig: bool,
    fehlt: Option<String>,
    grad: Option<String>,
    gas: Option<String>,
    felder: Vec<Zielfeld>,
    name_text: String,
    name_fehlt: String,
}

#[derive(Template)]
#[template(path = "fall/fall/ueberpruefung.html")]
struct UeberpruefungSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    offen: bool,
    vorher: Option<Hilfeplan>,
    spalten: Vec<Spalte>,
    wertungen: Vec<Wahl>,
    stufen: Vec<Wahl>,
}

impl UeberpruefungSeite {
    fn wertung(&self, ziel: &Handlungsziel, wer: &Bewerter) -> String {
        let alle = self.akte.bewertungen_jetzt();
        bewertung::letzte(&alle, Some(ziel.id.uuid()), *wer).map_or_else(String::new, |b| {
            let wort = b.wert().map_or("", Wertung::wort);
            if b.text.is_empty() {
                wort.to_owned()
            } else {
                format!("{wort}: {}", b.text)
            }
        })
    }
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let (alle, ziele) = (akte.bewertungen_jetzt(), akte.bewertbar());
    let spalten = akte
        .bewerter()
        .into_iter()
        .map(|(wer, fertig)| {
            let vor = format!("{}-", wer.code());
            let (grad, gas) = bewertung::ergebnis(&alle, &ziele, wer);
            Spalte {
                fehlt: bewertung::letzte(&alle, None, wer).map(|b| b.text.clone()),
                felder: felder(&akte.handlungsziele, &vor),
                name_text: format!("{vor}text"),
                name_fehlt: format!("{vor}fehlt"),
                wer,
                fertig,
                grad,
                gas,
            }
        })
        .collect();
    let beginn = akte.ueberpruefungen.first().map(|u| u.zeit);
    let seite = UeberpruefungSeite {
        shell: shell(huelle, &akte, "Überprüfung"),
        kopf: kopf(kontext, &akte, "ueberpruefung"),
        offen: akte.bearbeiten && matches!(akte.fall.stand, FallStand::F9 | FallStand::F10),
        // the plan this review looks back on
        vorher: akte
            .plaene
            .iter()
            .find(|p| beginn.is_none_or(|b| p.zeit < b))
            .cloned(),
        spalten,
        wertungen: Wertung::wahlen(),
        stufen: stufen(),
        f: mit_befunden(f, befunde),
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
    rendern(&app, &kontext, huelle, id, Formular::leer(), vec![]).await
}

pub(crate) async fn bewerten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, wer)): Path<(Id<Fall>, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let wer: Bewerter = wer.parse().map_err(|_| Error::NichtGefunden)?;
    let vor = format!("{}-", wer.code());
    let cmd = daten(&mut e, &vor);
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let akte = lesen::laden(&app, tx, fall, true).await?;
        dienst::bewerten(&app, tx, may, &akte, wer, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "ueberpruefung#bewertung"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => {
            let an = |b: Befund| {
                let ort = format!("{vor}{}", b.ort);
                if b.ort.is_empty() { b } else { b.an(ort) }
            };
            let befunde = befunde.into_iter().map(an).collect();
            rendern(&app, &kontext, huelle, id, e.formular(), befunde).await
        }
    }
}
