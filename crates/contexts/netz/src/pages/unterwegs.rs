//! `/erfassungen/unterwegs`: what the sheet of the walk takes along, and what it brings back. Answers to a script.

use amt::{
    App, Error, Kontext,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base::Id;
use serde_json::{Value, json};
use uuid::Uuid;
use web::{CsrfToken, Eingaben, Ergebnis, schluessel::hex};

use super::erfassung::eintrag;
use crate::{
    codes::EintragArt,
    erfassung::{EintragGespeichert, Erfassung},
    service::{self, Folge, Mitgebracht, UnterwegsDoppelt},
};

/// The sheet locks itself after this when it cannot ask the server: as long as a session lasts at most.
const SPERRE_S: u32 = 12 * 3600;

#[derive(serde::Deserialize)]
pub(super) struct Geraet {
    #[serde(default)]
    geraet: Uuid,
}

fn als_json(e: &EintragGespeichert) -> Value {
    let d = &e.daten;
    json!({
        "id": e.id, "art": d.art.code(), "text": d.text, "zusatz": d.zusatz, "am": d.am,
        "punkt_art": d.punkt_art.map(|p| p.text()),
        "lat": d.punkt.map(|p| p.lat), "lon": d.punkt.map(|p| p.lon),
    })
}

/// `GET /erfassungen/unterwegs`: the drafts, the token for sending, and the key they are kept under on this device.
pub(super) async fn mitnehmen(
    State(app): State<App>,
    kontext: Kontext,
    CsrfToken(csrf): CsrfToken,
    Query(g): Query<Geraet>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Erfassung>::pruefen(&kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Erfassung>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut entwuerfe = Vec::new();
    for m in service::erfassung_mitnehmen(&mut tx, &sicht).await? {
        let e = m.erfassung;
        let texte: serde_json::Map<String, Value> = e
            .daten
            .texte
            .into_iter()
            .map(|(a, t)| (a.code().to_owned(), t.into()))
            .collect();
        entwuerfe.push(json!({
            "id": e.id, "raum": super::raumname(&app, Some(e.raumeinheit)).await?, "fassung": e.fassung,
            "texte": texte, "eintraege": m.eintraege.iter().map(als_json).collect::<Vec<_>>(),
        }));
    }
    let rumpf = json!({
        "wer": kontext.benutzer(), "csrf": csrf, "sperre_s": SPERRE_S,
        "schluessel": hex(&service::unterwegs_schluessel(&app, kontext.benutzer(), g.geraet)),
        "erfassungen": entwuerfe,
    });
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(rumpf)).into_response())
}

fn gelesen(e: &mut Eingaben, art: &str) -> Option<Mitgebracht> {
    if art == "TEXT" {
        return Some(Mitgebracht::Text {
            abschnitt: e.pflichtauswahl("abschnitt")?,
            vorher: e.text("vorher", 4000),
            neu: e.text("text", 4000),
        });
    }
    let art: EintragArt = art.parse().ok()?;
    let daten = eintrag(e, art);
    let doppelt = match (e.roh("zusammen").parse(), e.haken("beide")) {
        (Ok(mit), _) => UnterwegsDoppelt::Zusammen {
            mit,
            gesehen: (e.roh("gesehen").to_owned(), e.roh("gesehen_zusatz").to_owned()),
        },
        (Err(_), true) => UnterwegsDoppelt::Beide,
        (Err(_), false) => UnterwegsDoppelt::Fragen,
    };
    Some(Mitgebracht::Eintrag { daten, doppelt })
}

fn antwort(status: StatusCode, rumpf: Value) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(rumpf)).into_response()
}

/// What is wrong, in words: the entry stays on the phone.
fn geht_nicht(texte: &[String]) -> Response {
    let rumpf = json!({ "ergebnis": "GEHT_NICHT", "text": texte.join(" ") });
    antwort(StatusCode::UNPROCESSABLE_ENTITY, rumpf)
}

/// `POST /erfassungen/{id}/unterwegs`: one entry with its mark. Sent twice it is entered once.
pub(super) async fn mitbringen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Erfassung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let art = e.roh("dazu").to_owned();
    let (marke, was) = (e.roh("marke").parse::<Uuid>().ok(), gelesen(&mut e, &art));
    let (Some(marke), Some(was), false) = (marke, was, e.hat_fehler()) else {
        let mut texte: Vec<String> = e.fehler().iter().map(|f| f.text.clone()).collect();
        if texte.is_empty() {
            texte.push("Dieser Eintrag ist nicht zu lesen.".to_owned());
        }
        return Ok(geht_nicht(&texte));
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let folge = match service::erfassung_nachtragen(&app, &mut tx, &may, marke, was).await {
        Err(Error::Regel(befunde)) => {
            let texte: Vec<String> = befunde.into_iter().map(|b| b.text).collect();
            return Ok(geht_nicht(&texte));
        }
        Err(fehler) => return Err(fehler.into()),
        Ok(folge) => folge,
    };
    let rumpf = match folge {
        Folge::Eingetragen => {
            tx.commit().await.map_err(Error::from)?;
            json!({ "ergebnis": "EINGETRAGEN" })
        }
        Folge::SchonDa => json!({ "ergebnis": "SCHON_DA" }),
        // nothing of it is saved, not even the mark
        Folge::Aehnlich(da) => json!({ "ergebnis": "AEHNLICH", "dort": als_json(&da) }),
        Folge::Anders(jetzt) => json!({ "ergebnis": "ANDERS", "dort": jetzt }),
    };
    Ok(antwort(StatusCode::OK, rumpf))
}
