//! `/angebot-pruefen?k=…`: the page behind the link an Akteur got. Opening it changes nothing, since programs that look
//! at mail open links too; only pressing a button uses the link up. The secret stands behind the question mark, where no
//! log of this program looks.

use amt::{App, Error, Huelle};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, Seite};

use super::{
    Adressbremse,
    bremse::FENSTER_S,
    rahmen::{Rahmen, datum},
    sprache::Sprache,
};
use crate::{
    codes::Vorschlagsfeld,
    rules::{aenderung::plaetze, vorschlag::wert},
    service::selbstpruefung::{self, Gefragt},
};

/// What the page has to say.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Lage {
    /// The offer and the two forms.
    Offen,
    /// Used, ended, or never sent.
    Ungueltig,
    ZuViel,
    Bestaetigt,
    Vorgeschlagen,
}

#[derive(Template)]
#[template(path = "netz/oeffentlich/selbst.html")]
struct Selbst {
    r: Rahmen,
    csrf: String,
    k: String,
    lage: Lage,
    f: Formular,
    /// Short fields of the form, with their words and how they are typed.
    felder: Vec<(Vorschlagsfeld, &'static str)>,
    geprueft: String,
    akteur: String,
    titel: String,
    plaetze: Option<String>,
}

const KURZE: [(Vorschlagsfeld, &str); 9] = [
    (Vorschlagsfeld::Titel, "text"),
    (Vorschlagsfeld::Zielgruppen, "text"),
    (Vorschlagsfeld::Zeiten, "text"),
    (Vorschlagsfeld::Telefon, "tel"),
    (Vorschlagsfeld::Email, "email"),
    (Vorschlagsfeld::Web, "text"),
    (Vorschlagsfeld::Plaetze, "zahl"),
    (Vorschlagsfeld::Frei, "zahl"),
    (Vorschlagsfeld::Warteliste, "zahl"),
];

fn vorlage(
    app: &App,
    huelle: Huelle,
    k: &str,
    lage: Lage,
    g: Option<&Gefragt>,
    f: Option<Formular>,
) -> Selbst {
    let mut r = Rahmen::mit_adresse(app, Sprache::De, "Stimmt Ihr Eintrag noch?", "", |_| {
        String::new()
    })
    .nicht_finden();
    // it is written for the institutions; there is one language of it
    r.fassungen.clear();
    let vorbelegt = || {
        let leer = Formular::leer();
        g.map_or(leer.clone(), |g| {
            Vorschlagsfeld::ALLE
                .iter()
                .fold(leer, |f, feld| f.setze(feld.code(), wert(&g.daten, *feld)))
        })
    };
    let namen: Vec<(&str, &str)> = Vorschlagsfeld::ALLE
        .iter()
        .map(|v| (v.code(), v.text()))
        .collect();
    Selbst {
        r,
        csrf: huelle.0.csrf,
        k: k.to_owned(),
        lage,
        f: f.unwrap_or_else(vorbelegt).benannt(&namen),
        felder: KURZE.to_vec(),
        geprueft: g.map_or_else(String::new, |g| datum(g.daten.geprueft_am)),
        akteur: g.map_or_else(String::new, |g| g.akteur.clone()),
        titel: g.map_or_else(String::new, |g| g.daten.titel.clone()),
        plaetze: g.and_then(|g| plaetze(&g.daten, app.uhr.heute())),
    }
}

/// A link nobody knows, or not any more. Only these are counted: whoever has twenty offers to confirm opens twenty good
/// links one after the other, and what they typed must not be lost over it.
fn unbekannt(app: &App, huelle: Huelle, quelle: Option<Extension<amt::sitzung::Quelle>>) -> Response {
    if zu_viel(app, quelle) {
        gebremst(app, huelle)
    } else {
        abgelaufen(app, huelle)
    }
}

/// Counts a miss of this source; whether there were too many.
pub(super) fn zu_viel(app: &App, quelle: Option<Extension<amt::sitzung::Quelle>>) -> bool {
    let quelle = quelle.map_or_else(String::new, |Extension(q)| q.0);
    let bremse = app.teil::<Adressbremse>().unwrap_or_default();
    // counted apart from the questions about addresses
    !bremse.darf(&format!("pruefen {quelle}"), app.uhr.jetzt())
}

fn gebremst(app: &App, huelle: Huelle) -> Response {
    let warten = [(axum::http::header::RETRY_AFTER, FENSTER_S.to_string())];
    let seite =
        Seite::neu(vorlage(app, huelle, "", Lage::ZuViel, None, None)).status(StatusCode::TOO_MANY_REQUESTS);
    (warten, seite).into_response()
}

fn abgelaufen(app: &App, huelle: Huelle) -> Response {
    Seite::neu(vorlage(app, huelle, "", Lage::Ungueltig, None, None))
        .status(StatusCode::GONE)
        .into_response()
}

#[derive(serde::Deserialize)]
pub(super) struct Frage {
    #[serde(default)]
    pub(super) k: String,
}

/// `GET /angebot-pruefen`
pub(super) async fn zeigen(
    State(app): State<App>,
    huelle: Huelle,
    Query(frage): Query<Frage>,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    match selbstpruefung::oeffnen(&app, &mut tx, &frage.k).await? {
        Some(g) => {
            let v = vorlage(&app, huelle, &frage.k, Lage::Offen, Some(&g), None);
            Ok(Seite::neu(v).into_response())
        }
        None => Ok(unbekannt(&app, huelle, quelle)),
    }
}

/// `POST /angebot-pruefen`
pub(super) async fn antworten(
    State(app): State<App>,
    huelle: Huelle,
    quelle: Option<Extension<amt::sitzung::Quelle>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let k = e.roh("k").to_owned();
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let Some(g) = selbstpruefung::oeffnen(&app, &mut tx, &k).await? else {
        return Ok(unbekannt(&app, huelle, quelle));
    };
    let (ergebnis, lage) = if e.roh("tat") == "stimmt" {
        let r = selbstpruefung::bestaetigen(&app, &mut tx, &g).await;
        (r, Lage::Bestaetigt)
    } else {
        for feld in [Vorschlagsfeld::Kurzbeschreibung, Vorschlagsfeld::Zeiten] {
            e.text(feld.code(), 500);
        }
        let bemerkung = e.text("bemerkung", 1000);
        let r = if e.hat_fehler() {
            Err(Error::Regel(Vec::new()))
        } else {
            let neu = |f: Vorschlagsfeld| e.roh(f.code()).to_owned();
            selbstpruefung::vorschlagen(&app, &mut tx, &g, neu, &bemerkung)
                .await
                .map(drop)
        };
        (r, Lage::Vorgeschlagen)
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let v = vorlage(&app, huelle, "", lage, Some(&g), None);
            Ok(Seite::neu(v).into_response())
        }
        Err(Error::Konflikt) => Ok(abgelaufen(&app, huelle)),
        Err(fehler @ Error::Regel(_)) => {
            for b in fehler.befunde() {
                e.melde(&b.ort, b.code, b.text.clone());
            }
            let v = vorlage(&app, huelle, &k, Lage::Offen, Some(&g), Some(e.formular()));
            Ok(Seite::ungueltig(v).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
