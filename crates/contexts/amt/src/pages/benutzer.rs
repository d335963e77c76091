//! The list of accounts, and the single steps: lock, unlock, start a reset. Names travel by post only.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status};

use crate::{
    App, Benutzer, Error, Huelle, Kontext,
    benutzer::{self, Suche},
    meldung,
    recht::{Befugnis, Bezug, Rolle, Verwalten},
};

const JE_SEITE: u64 = 50;

struct Zeile {
    id: Id<Benutzer>,
    kennung: String,
    name: String,
    organisation: String,
    rollen: String,
    status: Status,
}

#[derive(Template)]
#[template(path = "amt/benutzer_liste.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    zeilen: Vec<Zeile>,
    stand: String,
    zurueck: Option<u64>,
    weiter: Option<u64>,
}

pub(super) fn darf(
    kontext: &Kontext,
    id: Option<Id<Benutzer>>,
) -> Result<Befugnis<Verwalten, Benutzer>, Error> {
    Befugnis::pruefen(kontext, id, Bezug::default())
}

async fn suchen(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Ergebnis<Response> {
    darf(kontext, None)?;
    let seite = f.wert("seite").parse().unwrap_or(1).max(1);
    let was = Suche {
        text: f.wert("suche").to_owned(),
        spalte: f.wert("sort").to_owned(),
        absteigend: f.hat("absteigend", "ja"),
        seite,
        je_seite: JE_SEITE,
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (treffer, gesamt) = benutzer::suchen(app, &mut tx, &was).await?;
    let blaettern = web::Blaettern::seiten("/benutzer", seite, JE_SEITE, gesamt);
    let name = |c: &str| {
        c.parse::<Rolle>()
            .map_or_else(|_| c.to_owned(), |r| r.name().to_owned())
    };
    let zeilen = treffer
        .into_iter()
        .map(|t| Zeile {
            id: t.id,
            kennung: t.kennung,
            name: t.name,
            organisation: t.organisation,
            rollen: t
                .rollen
                .split(',')
                .filter(|c| !c.is_empty())
                .map(name)
                .collect::<Vec<_>>()
                .join(", "),
            status: if t.status == "AKTIV" {
                Status::gut("offen")
            } else {
                Status::ernst("gesperrt")
            },
        })
        .collect();
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Konten"),
        f,
        zeilen,
        stand: blaettern.stand.clone(),
        zurueck: blaettern.zurueck.map(|_| seite - 1),
        weiter: blaettern.weiter.map(|_| seite + 1),
    })
    .into_response())
}

async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    suchen(&app, &kontext, huelle, Formular::leer()).await
}

async fn filtern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    e: Eingaben,
) -> Ergebnis<Response> {
    suchen(&app, &kontext, huelle, e.formular()).await
}

async fn sperren(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, version)): Path<(Id<Benutzer>, i64)>,
) -> Ergebnis<Response> {
    let may = darf(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    benutzer::sperren(&app, &mut tx, &may, id, version).await?;
    tx.commit().await.map_err(Error::from)?;
    let text = "Das Konto ist gesperrt. Alle Anmeldungen sind beendet.";
    Ok(meldung::weiter(
        format!("/benutzer/{id}"),
        MeldungArt::Erfolg,
        text,
    ))
}

async fn entsperren(
    State(app): State<App>,
    kontext: Kontext,
    Path((id, version)): Path<(Id<Benutzer>, i64)>,
) -> Ergebnis<Response> {
    let may = darf(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    benutzer::entsperren(&app, &mut tx, &may, id, version).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        format!("/benutzer/{id}"),
        MeldungArt::Erfolg,
        "Das Konto ist wieder offen.",
    ))
}

/// Shown in the answer to the post itself, not stored and not repeated.
#[derive(Template)]
#[template(path = "amt/startkennwort.html")]
pub(super) struct Startseite {
    pub shell: Shell,
    pub kennwort: String,
    pub konto: String,
}

async fn zuruecksetzen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, version)): Path<(Id<Benutzer>, i64)>,
) -> Ergebnis<Response> {
    let may = darf(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let neu = benutzer::kennwort_zuruecksetzen(&app, &mut tx, &may, id, version).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(Startseite {
        shell: huelle.titel("Neues Startkennwort").ueber("Konten", "/benutzer"),
        kennwort: neu.zeigen().to_owned(),
        konto: format!("/benutzer/{id}"),
    })
    .into_response())
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/benutzer", get(zeigen).post(filtern))
        .route("/benutzer/{id}/{version}/sperren", post(sperren))
        .route("/benutzer/{id}/{version}/entsperren", post(entsperren))
        .route("/benutzer/{id}/{version}/kennwort", post(zuruecksetzen))
}
