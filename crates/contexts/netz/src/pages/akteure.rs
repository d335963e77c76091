//! `/akteure`: who there is, and what each of them offers.

use amt::{
    App, Huelle, Kontext,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Id, Zeitpunkt};
use web::{Blaettern, Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use crate::{
    Akteur,
    codes::AkteurArt,
    service::{self, AkteurGespeichert, AkteurZeile},
};

const JE_SEITE: i64 = 50;

#[derive(Template)]
#[template(path = "netz/akteure.html")]
struct Akteure {
    shell: Shell,
    darf_anlegen: bool,
    intern: bool,
    f: Formular,
    arten: Vec<Wahl>,
    zeilen: Vec<(AkteurZeile, &'static str)>,
    blaettern: Blaettern,
    zurueck: Option<i64>,
    weiter: Option<i64>,
}

struct Frage {
    name: String,
    art: String,
    seite: i64,
}

/// `GET /akteure`: all of them. An Akteur may be a private person, so no name ever stands in the address: the search is
/// sent in the body.
pub(super) async fn zeigen_alle(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
) -> Ergebnis<Response> {
    let alle = Frage {
        name: String::new(),
        art: String::new(),
        seite: 1,
    };
    liste(&app, &kontext, huelle, alle).await
}

/// `POST /akteure`: the search, and its pages.
pub(super) async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let frage = Frage {
        name: e.text("name", 200),
        art: e.roh("art").to_owned(),
        seite: e.roh("seite").parse().unwrap_or(1),
    };
    liste(&app, &kontext, huelle, frage).await
}

async fn liste(app: &App, kontext: &Kontext, huelle: Huelle, frage: Frage) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Akteur>(kontext)?;
    let seite = frage.seite.clamp(1, 10_000);
    let art = frage.art.parse::<AkteurArt>().map_or("", AkteurArt::code);
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let ab = (seite - 1) * JE_SEITE;
    let (zeilen, gesamt) = if service::nur_oeffentlich(kontext) {
        service::oeffentliche_akteure(&mut tx, &frage.name, art, ab, JE_SEITE).await?
    } else {
        service::akteure(&mut tx, &sicht, &frage.name, art, ab, JE_SEITE).await?
    };
    let zahl = |n: i64| u64::try_from(n).unwrap_or(0);
    let blaettern = Blaettern::seiten("/akteure", zahl(seite), zahl(JE_SEITE), zahl(gesamt));
    let vorlage = Akteure {
        shell: huelle.titel("Akteure").ueber("Angebote", "/angebote"),
        darf_anlegen: Befugnis::<Anlegen, Akteur>::pruefen(kontext, None, Bezug::default()).is_ok(),
        intern: !service::nur_oeffentlich(kontext),
        f: Formular::leer().setze("name", &frage.name).setze("art", art),
        arten: wahlen!(AkteurArt),
        zeilen: zeilen
            .into_iter()
            .map(|z| {
                let wort = z.art.parse::<AkteurArt>().map_or("", AkteurArt::text);
                (z, wort)
            })
            .collect(),
        zurueck: blaettern.zurueck.as_ref().map(|_| seite - 1),
        weiter: blaettern.weiter.as_ref().map(|_| seite + 1),
        blaettern,
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/akteur.html")]
struct AkteurSeite {
    shell: Shell,
    darf_bearbeiten: bool,
    nur_oeffentlich: bool,
    abgewiesen: Option<(String, Zeitpunkt)>,
    g: AkteurGespeichert,
}

/// `GET /akteure/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Akteur>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Akteur>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let g = service::akteur_laden(&mut tx, &may).await?;
    let nur_oeffentlich = service::nur_oeffentlich(&kontext);
    let abgewiesen = if nur_oeffentlich || g.daten.email.is_empty() {
        None
    } else {
        service::abgewiesen(&mut tx, &g.daten.email).await?
    };
    let shell = huelle.titel(&g.daten.name).ueber("Akteure", "/akteure");
    let darf_bearbeiten =
        Befugnis::<Bearbeiten, Akteur>::pruefen(&kontext, Some(id), Bezug::default()).is_ok();
    Ok(Seite::neu(AkteurSeite {
        shell,
        darf_bearbeiten,
        nur_oeffentlich,
        abgewiesen,
        g,
    })
    .into_response())
}
