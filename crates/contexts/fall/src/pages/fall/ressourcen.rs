//! `/faelle/{id}/ressourcen`: the Ressourcenkarte, four fields, to fill in together.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, karte, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Aktivierbarkeit, Angabe, Fall, Ressourcenfeld, Ressourcenquelle},
    service::fall::{
        lesen::{self, Akte},
        ressource::{Ressourcendaten, eintragen},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("bezeichnung", "Was hilft?"),
    ("dritter_einverstanden", "Einverständnis"),
];

/// One field of the map.
struct Kartenfeld {
    feld: Ressourcenfeld,
    angabe: &'static str,
    nichts: bool,
}

#[derive(Template)]
#[template(path = "fall/fall/ressourcen.html")]
struct Karte {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    bild: karte::Karte,
    karte: Vec<Kartenfeld>,
    felder: Vec<Wahl>,
    aktivierbarkeiten: Vec<Wahl>,
    quellen: Vec<Wahl>,
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
    let kartenfelder = Ressourcenfeld::ALLE
        .iter()
        .map(|feld| Kartenfeld {
            feld: *feld,
            angabe: Angabe::nichts(*feld).code(),
            nichts: akte.angabe(Angabe::nichts(*feld)).is_some(),
        })
        .collect();
    let seite = Karte {
        shell: shell(huelle, &akte, "Ressourcenkarte"),
        kopf: kopf(kontext, &akte, "ressourcen"),
        bild: karte::Karte::von(&akte),
        karte: kartenfelder,
        felder: Ressourcenfeld::wahlen(),
        aktivierbarkeiten: Aktivierbarkeit::wahlen(),
        quellen: Ressourcenquelle::wahlen(),
        f: mit_befunden(f, befunde).benannt(NAMEN),
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

pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let feld = e.pflichtauswahl("feld");
    let bezeichnung = e.text("bezeichnung", 120);
    let aktivierbarkeit = e.pflichtauswahl("aktivierbarkeit");
    let quelle = e.pflichtauswahl("quelle");
    let (Some(feld), Some(aktivierbarkeit), Some(quelle), false) =
        (feld, aktivierbarkeit, quelle, e.hat_fehler())
    else {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    };
    let cmd = Ressourcendaten {
        feld,
        bezeichnung,
        aktivierbarkeit,
        quelle,
        nennt_person: e.haken("nennt_person"),
        dritter_einverstanden: e.haken("dritter_einverstanden"),
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| eintragen(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "ressourcen"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
