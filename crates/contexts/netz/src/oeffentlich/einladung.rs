//! `/einladung-beantworten?k=…`: the page behind the link of an invitation: how many come, and afterwards how it was. Opening
//! it changes nothing. The secret stands behind the question mark, where no log of this program looks.

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
use crate::{
    codes::{EinladungAntwort, VeranstaltungStatus},
    rules::zeiten::uhrzeit,
    service::{self, Einladungsblatt},
};

/// What the page has to say.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Lage {
    Offen,
    /// Long over, or never sent.
    Ungueltig,
    ZuViel,
    Gesagt,
    Gemeldet,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/einladung.html")]
struct Blatt {
    r: Rahmen,
    csrf: String,
    k: String,
    lage: Lage,
    f: Formular,
    titel: String,
    wann: String,
    ort: String,
    worum: String,
    bisher: String,
    abgesagt: bool,
    anmelden: bool,
    rueckmelden: bool,
    noten: Vec<Wahl>,
}

fn vorlage(
    app: &App,
    huelle: Huelle,
    k: &str,
    lage: Lage,
    b: Option<&Einladungsblatt>,
    f: Formular,
) -> Blatt {
    let mut r = Rahmen::mit_adresse(app, Sprache::De, "Einladung", "", |_| String::new()).nicht_finden();
    // it is written for the institutions; there is one language of it
    r.fassungen.clear();
    let d = b.map(|b| &b.veranstaltung.daten);
    let wort = |w: fn(&crate::VeranstaltungDaten) -> &String| d.map(w).cloned().unwrap_or_default();
    let wann = b.map_or_else(String::new, |b| {
        let d = &b.veranstaltung.daten;
        let tag = b.naechster.unwrap_or(d.tag);
        format!("{}, {} bis {} Uhr", datum(tag), uhrzeit(d.von), uhrzeit(d.bis))
    });
    let bisher = match b.map(|b| (b.einladung.antwort, b.einladung.personen)) {
        Some((EinladungAntwort::Kommt, n)) => format!("Sie kommen mit {n} Menschen."),
        Some((EinladungAntwort::KommtNicht, _)) => "Sie kommen nicht.".to_owned(),
        _ => String::new(),
    };
    let noten = ["1 (schlecht)", "2", "3", "4", "5 (sehr gut)"];
    Blatt {
        r,
        csrf: huelle.0.csrf,
        k: k.to_owned(),
        lage,
        f: f.benannt(&[("personen", "Anzahl"), ("skala", "Ihre Note"), ("text", "Text")]),
        titel: wort(|d| &d.titel),
        wann,
        ort: wort(|d| &d.ort),
        worum: wort(|d| &d.beschreibung),
        bisher,
        abgesagt: d.is_some_and(|d| d.status == VeranstaltungStatus::Abgesagt),
        anmelden: b.is_some_and(|b| b.naechster.is_some()),
        rueckmelden: b.is_some_and(|b| b.rueckmeldung),
        noten: (1..).zip(noten).map(|(n, w)| Wahl::neu(n, w)).collect(),
    }
}

/// A link nobody knows, or not any more. Only these are counted.
fn unbekannt(app: &App, huelle: Huelle, quelle: Option<Extension<amt::sitzung::Quelle>>) -> Response {
    if zu_viel(app, quelle) {
        let warten = [(axum::http::header::RETRY_AFTER, FENSTER_S.to_string())];
        let v = vorlage(app, huelle, "", Lage::ZuViel, None, Formular::leer());
        return (warten, Seite::neu(v).status(StatusCode::TOO_MANY_REQUESTS)).into_response();
    }
    vorbei(app, huelle)
}

fn vorbei(app: &App, huelle: Huelle) -> Response {
    Seite::neu(vorlage(app, huelle, "", Lage::Ungueltig, None, Formular::leer()))
        .status(StatusCode::GONE)
        .into_response()
}

/// `GET /einladung-beantworten`
pub(super) async fn zeigen(
    State(app): State<App>,
    huelle: Huelle,
    Query(frage): Query<Frage>,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    match service::einladung_oeffnen(&app, &mut tx, &frage.k).await? {
        Some(b) => {
            let v = vorlage(&app, huelle, &frage.k, Lage::Offen, Some(&b), Formular::leer());
            Ok(Seite::neu(v).into_response())
        }
        None => Ok(unbekannt(&app, huelle, quelle)),
    }
}

/// `POST /einladung-beantworten`
pub(super) async fn antworten(
    State(app): State<App>,
    huelle: Huelle,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let k = e.roh("k").to_owned();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let Some(b) = service::einladung_oeffnen(&app, &mut tx, &k).await? else {
        return Ok(unbekannt(&app, huelle, quelle));
    };
    let (ergebnis, lage) = match e.roh("tat") {
        "war" => {
            let skala = e.roh("skala").parse().unwrap_or(0);
            let text = e.text("text", 1000);
            let r = if e.hat_fehler() {
                Err(Error::Regel(Vec::new()))
            } else {
                service::einladung_rueckmelden(&app, &mut tx, &b, skala, text).await
            };
            (r, Lage::Gemeldet)
        }
        "kommt_nicht" => {
            let r = service::einladung_beantworten(&app, &mut tx, &b, 0).await;
            (r, Lage::Gesagt)
        }
        _ => {
            let personen = e.zahl("personen", 1, 500);
            if personen.is_none() && !e.hat_fehler() {
                e.melde(
                    "personen",
                    "NETZ-E169",
                    "Bitte tragen Sie ein, mit wie vielen Menschen Sie kommen.",
                );
            }
            let r = match personen {
                Some(n) if !e.hat_fehler() => service::einladung_beantworten(&app, &mut tx, &b, n).await,
                _ => Err(Error::Regel(Vec::new())),
            };
            (r, Lage::Gesagt)
        }
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let v = vorlage(&app, huelle, "", lage, Some(&b), Formular::leer());
            Ok(Seite::neu(v).into_response())
        }
        Err(Error::Konflikt) => Ok(vorbei(&app, huelle)),
        Err(fehler @ Error::Regel(_)) => {
            for f in fehler.befunde() {
                e.melde(&f.ort, f.code, f.text.clone());
            }
            let v = vorlage(&app, huelle, &k, Lage::Offen, Some(&b), e.formular());
            Ok(Seite::ungueltig(v).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
