//! `/faelle/{id}/klaerung`: what is noted once, each with its own small form. The box "was fehlt" leads here.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Angabe, Angabeform, Eintrag, Fall},
    service::fall::{
        eintragen::{Angabedaten, WORTE_MAX, eintragen},
        lesen::{self, Akte},
    },
};

/// One form.
struct Feld {
    code: &'static str,
    titel: &'static str,
    form: Angabeform,
    name_tag: String,
    name_worte: String,
    letzter: Option<Eintrag>,
}

#[derive(Template)]
#[template(path = "fall/fall/klaerung.html")]
struct Klaerung {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    felder: Vec<Feld>,
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
    let felder: Vec<Feld> = Angabe::ALLE
        .iter()
        .filter(|a| !a.in_ressourcenkarte() && a.form_in(akte.fall.stand).wann.contains(&akte.fall.stand))
        .map(|a| Feld {
            code: a.code(),
            titel: a.wort(),
            form: a.form_in(akte.fall.stand),
            name_tag: format!("{}-tag", a.code()),
            name_worte: format!("{}-worte", a.code()),
            letzter: akte.angabe(*a).cloned(),
        })
        .collect();
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let namen: Vec<(&str, &str)> = felder
        .iter()
        .flat_map(|x| [(x.name_tag.as_str(), x.titel), (x.name_worte.as_str(), x.titel)])
        .collect();
    let f = mit_befunden(f, befunde).benannt(&namen);
    let seite = Klaerung {
        shell: shell(huelle, &akte, "Klärung"),
        kopf: kopf(kontext, &akte, "klaerung"),
        f,
        felder,
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

/// One Angabe, from this page or from the Ressourcenkarte.
pub(crate) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((id, angabe)): Path<(Id<Fall>, String)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let angabe: Angabe = angabe.parse().map_err(|_| Error::NichtGefunden)?;
    let tag = e.datum(&format!("{}-tag", angabe.code())).map(Datum);
    let worte = e.text(&format!("{}-worte", angabe.code()), WORTE_MAX);
    let tag = if angabe.in_ressourcenkarte() {
        tag.or_else(|| Some(app.uhr.heute()))
    } else {
        tag
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    }
    let ziel = if angabe.in_ressourcenkarte() {
        pfad(id, "ressourcen")
    } else {
        format!("{}#{}", pfad(id, "klaerung"), angabe.code())
    };
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        let cmd = Angabedaten { angabe, tag, worte };
        eintragen(&app, tx, may, &fall, cmd).await
    };
    match super::speichern(&app, &kontext, id, &e, ziel, tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
