//! Who has which proof, and who is missing one: for leaders; entering one by hand: for the administration.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::felder;
use crate::{
    App, Benutzer, Error, Huelle, Kontext, benutzer,
    go::{Nachweispflicht, bereich_wort},
    meldung,
    nachweis::{self, Stand},
};

const JE_SEITE: usize = 50;

struct Zeile {
    id: Id<Benutzer>,
    name: String,
    rollen: String,
    titel: String,
    stand: Status,
    was: String,
}

#[derive(Template)]
#[template(path = "amt/nachweise.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    pflichten: Vec<Pflicht>,
    staende: Vec<Wahl>,
    zeilen: Vec<Zeile>,
    fehlen: usize,
    stand: String,
    zurueck: Option<u64>,
    weiter: Option<u64>,
    darf_eintragen: bool,
}

/// One demand in words.
pub(super) struct Pflicht {
    pub titel: String,
    pub satz: String,
    pub hilfe: String,
}

impl Pflicht {
    fn von(p: &Nachweispflicht) -> Self {
        Self {
            titel: p.titel.clone(),
            satz: ohne(p),
            hilfe: p.hilfe.clone(),
        }
    }
}

/// What rests without it, and from when.
pub(super) fn ohne(p: &Nachweispflicht) -> String {
    let was: Vec<_> = p.bereiche.iter().map(|b| bereich_wort(*b)).collect();
    let gilt = match p.monate {
        0 => "Der Nachweis gilt ohne Ende.".to_owned(),
        1 => "Der Nachweis gilt einen Monat.".to_owned(),
        n => format!("Der Nachweis gilt {n} Monate."),
    };
    format!("Ohne Nachweis ruht ab {}: {}. {gilt}", p.ab, was.join(", "))
}

/// A state as a mark and in words.
pub(super) fn in_worten(stand: Stand) -> (Status, String) {
    match stand {
        Stand::Gilt(None) => (Status::gut("gilt"), "ohne Ende".to_owned()),
        Stand::Gilt(Some(bis)) => (Status::gut("gilt"), format!("bis {bis}")),
        Stand::LaeuftAb(bis) => (Status::achtung("läuft ab"), format!("am {bis}")),
        Stand::FehltAb(ab) => (Status::achtung("fehlt noch"), format!("nötig ab {ab}")),
        Stand::Fehlt(None) => (Status::ernst("fehlt"), "der Zugang ruht".to_owned()),
        Stand::Fehlt(Some(bis)) => (Status::ernst("abgelaufen"), format!("am {bis}; der Zugang ruht")),
    }
}

fn passt(stand: Stand, wahl: &str) -> bool {
    match wahl {
        "ruht" => stand.ruht(),
        "alle" => true,
        _ => stand.offen(),
    }
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Ergebnis<Response> {
    let may = nachweis::darf_sehen(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = nachweis::liste(app, &mut tx, &may).await?;
    let pflichten = nachweis::pflichten(app, &mut tx).await?;
    let suche = base::suchform(f.wert("suche"));
    let fehlen = alle.iter().filter(|z| z.lage.stand.ruht()).count();
    let treffer: Vec<_> = alle
        .into_iter()
        .filter(|z| passt(z.lage.stand, f.wert("stand")))
        .filter(|z| suche.is_empty() || base::suchform(&z.name).contains(&suche))
        .collect();
    let seiten = treffer.len().div_ceil(JE_SEITE).max(1);
    let seite = f.wert("seite").parse().unwrap_or(1_usize).clamp(1, seiten);
    let zahl = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let blaettern = web::Blaettern::seiten("/nachweise", zahl(seite), zahl(JE_SEITE), zahl(treffer.len()));
    let zeilen = treffer
        .into_iter()
        .skip((seite - 1) * JE_SEITE)
        .take(JE_SEITE)
        .map(|z| {
            let (stand, was) = in_worten(z.lage.stand);
            Zeile {
                id: z.benutzer,
                name: z.name,
                rollen: z.rollen.iter().map(|r| r.name()).collect::<Vec<_>>().join(", "),
                titel: z.lage.pflicht.titel,
                stand,
                was,
            }
        })
        .collect();
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Nachweise"),
        f,
        pflichten: pflichten.iter().map(Pflicht::von).collect(),
        staende: vec![
            Wahl::neu("offen", "wo etwas zu tun ist"),
            Wahl::neu("ruht", "deren Zugang ruht"),
            Wahl::neu("alle", "alle"),
        ],
        zeilen,
        fehlen,
        stand: blaettern.stand.clone(),
        zurueck: blaettern.zurueck.map(|_| zahl(seite - 1)),
        weiter: blaettern.weiter.map(|_| zahl(seite + 1)),
        darf_eintragen: nachweis::darf_eintragen(kontext).is_ok(),
    })
    .into_response())
}

async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    liste(&app, &kontext, huelle, Formular::leer()).await
}

async fn filtern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    liste(&app, &kontext, huelle, e.formular()).await
}

struct Zeigen {
    kennung: String,
    titel: String,
    stand: Status,
    was: String,
    da: bool,
}

#[derive(Template)]
#[template(path = "amt/nachweis.html")]
struct Einer {
    shell: Shell,
    f: Formular,
    id: Id<Benutzer>,
    lagen: Vec<Zeigen>,
    wahl: Vec<Wahl>,
    selbst: bool,
}

async fn einer(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Benutzer>,
    f: Formular,
) -> Ergebnis<Response> {
    nachweis::darf_eintragen(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let konto = benutzer::laden(&mut tx, id).await?;
    let lagen = nachweis::von(app, &mut tx, id).await?;
    let f = f.benannt(&[
        ("kennung", "Training"),
        ("am", "Abgeschlossen am"),
        ("quelle", "Woher"),
    ]);
    Ok(Seite::neu(Einer {
        shell: huelle
            .titel(format!("Nachweise von {}", konto.angaben.name))
            .ueber("Nachweise", "/nachweise"),
        wahl: lagen
            .iter()
            .map(|l| Wahl::neu(&*l.pflicht.kennung, &*l.pflicht.titel))
            .collect(),
        lagen: lagen
            .into_iter()
            .map(|l| {
                let (stand, was) = in_worten(l.stand);
                Zeigen {
                    da: l.am.is_some(),
                    kennung: l.pflicht.kennung,
                    titel: l.pflicht.titel,
                    stand,
                    was,
                }
            })
            .collect(),
        f,
        id,
        selbst: id == kontext.benutzer(),
    })
    .into_response())
}

async fn einer_zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Benutzer>>,
) -> Ergebnis<Response> {
    einer(&app, &kontext, huelle, id, Formular::leer()).await
}

async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Benutzer>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = nachweis::darf_eintragen(&kontext)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let weiter = |text| meldung::weiter(format!("/nachweise/{id}"), MeldungArt::Erfolg, text);
    if !e.roh("streichen").is_empty() {
        let kennung = e.roh("streichen").to_owned();
        nachweis::streichen(&app, &mut tx, &may, id, &kennung).await?;
        tx.commit().await.map_err(Error::from)?;
        return Ok(weiter("Der Nachweis ist gestrichen."));
    }
    let kennung = e.pflichttext("kennung", 20);
    let am = e.pflichtdatum("am").map(Datum);
    let quelle = e.pflichttext("quelle", 200);
    let mut fehler = Vec::new();
    if let Some(am) = am.filter(|_| !e.hat_fehler()) {
        match nachweis::von_hand(&app, &mut tx, &may, id, (&kennung, am, &quelle)).await {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(weiter("Der Nachweis ist eingetragen. Er gilt sofort."));
            }
            Err(f) => fehler = felder(f, "kennung")?,
        }
    }
    drop(tx);
    let f = e.formular().mit_fehlern(fehler);
    let mut antwort = einer(&app, &kontext, huelle, id, f).await?;
    *antwort.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(antwort)
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/nachweise", get(zeigen).post(filtern))
        .route("/nachweise/{id}", get(einer_zeigen).post(tun))
}
