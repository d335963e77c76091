//! "Wer hat diese Akte gesehen?": looking into the journal, and the same as CSV.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base::Datum;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl, WebFehler};

use super::felder;
use crate::{
    App, Error, Huelle, Kontext, benutzer,
    protokoll::{self, Frage, Spur},
};

const JE_SEITE: u32 = 100;
const CSV_HOECHSTENS: u32 = 100_000;

#[derive(Template)]
#[template(path = "amt/journal.html")]
struct Journalseite {
    shell: Shell,
    f: Formular,
    konten: Vec<Wahl>,
    anlaesse: Vec<Wahl>,
    spuren: Option<Vec<Spur>>,
    vor: Option<i64>,
}

async fn seite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    f: Formular,
    spuren: Option<Vec<Spur>>,
) -> Result<Journalseite, Error> {
    let mut tx = app.db.read().await?;
    let mut namen: Vec<(Uuid, String)> = benutzer::namen(&mut tx).await?.into_iter().collect();
    namen.sort_by_cached_key(|(_, n)| base::suchform(n));
    let vor = spuren
        .as_ref()
        .filter(|s| s.len() == JE_SEITE as usize)
        .and_then(|s| s.last())
        .map(|s| s.seq);
    Ok(Journalseite {
        shell: huelle.titel("Wer hat was gesehen und geändert?"),
        f: f.benannt(&[
            ("objekt", "Kennung der Akte"),
            ("anlass", "Warum sehen Sie nach?"),
        ]),
        konten: namen.into_iter().map(|(id, n)| Wahl::neu(id, n)).collect(),
        anlaesse: protokoll::anlaesse(kontext)
            .into_iter()
            .map(|(code, text)| Wahl::neu(code, text))
            .collect(),
        spuren,
        vor,
    })
}

async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Seite<Journalseite>> {
    if !protokoll::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    Ok(Seite::neu(
        seite(&app, &kontext, huelle, Formular::leer(), None).await?,
    ))
}

fn frage(e: &mut Eingaben) -> (Frage, String) {
    let frage = Frage {
        benutzer: e.auswahl("benutzer"),
        objekt: e.auswahl("objekt"),
        von: e.datum("von").map(Datum),
        bis: e.datum("bis").map(Datum),
        nur_verweigert: e.haken("verweigert"),
        vor: e.zahl("vor", 1, i64::MAX),
    };
    (frage, e.roh("anlass").to_owned())
}

async fn suchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !protokoll::darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let (was, anlass) = frage(&mut e);
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match protokoll::suchen(&app, &mut tx, &kontext, &was, &anlass, JE_SEITE).await {
            Ok(spuren) => {
                tx.commit().await.map_err(Error::from)?;
                return Ok(
                    Seite::neu(seite(&app, &kontext, huelle, e.formular(), Some(spuren)).await?)
                        .into_response(),
                );
            }
            Err(f) => fehler = felder(f, "anlass")?,
        }
    }
    let f = e.formular().mit_fehlern(fehler);
    Ok(Seite::ungueltig(seite(&app, &kontext, huelle, f, None).await?).into_response())
}

/// A cell a spreadsheet will not run as a formula.
fn zelle(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn als_csv(spuren: &[Spur]) -> Result<Vec<u8>, csv::Error> {
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    aus.write_record([
        "Nummer", "Zeit", "Person", "Rolle", "Zweck", "Vorgang", "Art", "Kennung", "Klasse", "Ergebnis",
        "Angaben",
    ])?;
    for s in spuren {
        let kennung = s.objekt.map_or_else(String::new, |o| o.to_string());
        aus.write_record([
            s.seq.to_string(),
            s.zeit.lang(),
            zelle(s.name.as_deref().unwrap_or("")),
            s.rolle.clone(),
            s.zweck.clone(),
            zelle(&s.aktion),
            zelle(&s.objektart),
            kennung,
            s.klasse.clone(),
            s.ergebnis.clone(),
            zelle(&s.angaben),
        ])?;
    }
    aus.into_inner().map_err(|e| e.into_error().into())
}

async fn csv_datei(State(app): State<App>, kontext: Kontext, mut e: Eingaben) -> Ergebnis<Response> {
    let (mut was, anlass) = frage(&mut e);
    if e.hat_fehler() {
        return Err(WebFehler::ungueltig(e.fehler().to_vec()));
    }
    was.vor = None;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let spuren = protokoll::suchen(&app, &mut tx, &kontext, &was, &anlass, CSV_HOECHSTENS).await?;
    tx.commit().await.map_err(Error::from)?;
    let datei = als_csv(&spuren).map_err(WebFehler::intern)?;
    let mut antwort = datei.into_response();
    let kopf = antwort.headers_mut();
    for (name, wert) in [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"zugriffe.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        kopf.insert(name, HeaderValue::from_static(wert));
    }
    Ok(antwort)
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/journal", get(zeigen).post(suchen))
        .route("/journal/csv", post(csv_datei))
}

#[cfg(test)]
mod tests {
    use super::zelle;

    #[test]
    fn formeln_werden_zu_text() {
        for boese in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert!(zelle(boese).starts_with('\''));
        }
        assert_eq!(zelle("Sevgi"), "Sevgi");
    }
}
