//! `/vermittlung-beantworten?k=…`: the page behind the link an Akteur got when the office asked for a place. Opening it
//! changes nothing; only pressing a button answers, once. The secret stands behind the question mark, where no log of this
//! program looks.

use amt::{App, Error, Huelle};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, Seite, Wahl};

use super::{
    bremse::FENSTER_S,
    rahmen::{Rahmen, datum},
    selbst::{Frage, zu_viel},
    sprache::Sprache,
};
use crate::{VermittlungGespeichert, codes::Ablehnungsgrund, service};

/// What the page has to say.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Lage {
    Offen,
    /// Answered, ended, or never sent.
    Ungueltig,
    ZuViel,
    Zugesagt,
    Abgesagt,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/vermittlung.html")]
struct Antwort {
    r: Rahmen,
    csrf: String,
    k: String,
    lage: Lage,
    f: Formular,
    titel: String,
    akteur: String,
    anliegen: &'static str,
    kennzeichen: String,
    bis: String,
    gruende: Vec<Wahl>,
}

fn vorlage(
    app: &App,
    huelle: Huelle,
    k: &str,
    lage: Lage,
    g: Option<&VermittlungGespeichert>,
    f: Formular,
) -> Antwort {
    let mut r =
        Rahmen::mit_adresse(app, Sprache::De, "Anfrage an Ihr Angebot", "", |_| String::new()).nicht_finden();
    // it is written for the institutions; there is one language of it
    r.fassungen.clear();
    let wort = |w: fn(&VermittlungGespeichert) -> String| g.map(w).unwrap_or_default();
    Antwort {
        r,
        csrf: huelle.0.csrf,
        k: k.to_owned(),
        lage,
        f: f.benannt(&[("grund", "Warum geht es nicht?")]),
        titel: wort(|g| g.titel.clone()),
        akteur: wort(|g| g.akteur.clone()),
        anliegen: g.map_or("", |g| g.anliegen.text()),
        kennzeichen: wort(|g| g.kennzeichen.clone()),
        bis: wort(|g| datum(g.gilt_bis.datum())),
        gruende: Ablehnungsgrund::ALLE
            .iter()
            .map(|g| Wahl::neu(g.code(), g.text()))
            .collect(),
    }
}

/// A link nobody knows, or not any more. Only these are counted.
fn unbekannt(app: &App, huelle: Huelle, quelle: Option<Extension<amt::sitzung::Quelle>>) -> Response {
    if zu_viel(app, quelle) {
        let warten = [(axum::http::header::RETRY_AFTER, FENSTER_S.to_string())];
        let v = vorlage(app, huelle, "", Lage::ZuViel, None, Formular::leer());
        return (warten, Seite::neu(v).status(StatusCode::TOO_MANY_REQUESTS)).into_response();
    }
    abgelaufen(app, huelle)
}

fn abgelaufen(app: &App, huelle: Huelle) -> Response {
    Seite::neu(vorlage(app, huelle, "", Lage::Ungueltig, None, Formular::leer()))
        .status(StatusCode::GONE)
        .into_response()
}

/// `GET /vermittlung-beantworten`
pub(super) async fn zeigen(
    State(app): State<App>,
    huelle: Huelle,
    Query(frage): Query<Frage>,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    match service::vermittlung_oeffnen(&app, &mut tx, &frage.k).await? {
        Some(g) => {
            let v = vorlage(&app, huelle, &frage.k, Lage::Offen, Some(&g), Formular::leer());
            Ok(Seite::neu(v).into_response())
        }
        None => Ok(unbekannt(&app, huelle, quelle)),
    }
}

/// `POST /vermittlung-beantworten`
pub(super) async fn antworten(
    State(app): State<App>,
    huelle: Huelle,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let k = e.roh("k").to_owned();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let Some(g) = service::vermittlung_oeffnen(&app, &mut tx, &k).await? else {
        return Ok(unbekannt(&app, huelle, quelle));
    };
    let ja = e.roh("tat") == "ja";
    let grund: Option<Ablehnungsgrund> = e.auswahl("grund");
    let ergebnis = if e.hat_fehler() {
        Err(Error::Regel(Vec::new()))
    } else {
        service::vermittlung_beantworten(&app, &mut tx, &g, grund, ja).await
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let lage = if ja { Lage::Zugesagt } else { Lage::Abgesagt };
            let v = vorlage(&app, huelle, "", lage, Some(&g), Formular::leer());
            Ok(Seite::neu(v).into_response())
        }
        Err(Error::Konflikt) => Ok(abgelaufen(&app, huelle)),
        Err(fehler @ Error::Regel(_)) => {
            for b in fehler.befunde() {
                e.melde(&b.ort, b.code, b.text.clone());
            }
            let v = vorlage(&app, huelle, &k, Lage::Offen, Some(&g), e.formular());
            Ok(Seite::ungueltig(v).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
