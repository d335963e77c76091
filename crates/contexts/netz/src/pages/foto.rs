//! `/erfassungen/{id}/fotos`: pictures of a survey, from the form of its page or from the sheet of the walk.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Lesen},
};
use axum::{
    Json,
    extract::{Multipart, Path, State, multipart::MultipartError},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::Id;
use serde_json::json;
use web::{Eingaben, Ergebnis, MeldungArt, Seite, WebFehler};

use crate::{
    erfassung::{Erfassung, ErfassungFoto},
    rules::foto::neu_machen,
    service::{self, FotoTat},
};

fn unlesbar(fehler: &MultipartError) -> WebFehler {
    if fehler.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebFehler::zu_gross()
    } else {
        WebFehler::falsches_format()
    }
}

/// A picture as an answer. Other pages cannot use it, and nothing in it can run.
pub(crate) fn antwort(jpeg: Vec<u8>, dauer: &'static str) -> Response {
    let kopf = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static(dauer)),
    ];
    (kopf, jpeg).into_response()
}

/// `POST /erfassungen/{id}/fotos`
pub(super) async fn dazu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Erfassung>>,
    kopf: HeaderMap,
    mut teile: Multipart,
) -> Ergebnis<Response> {
    // who may not keep one need not send it first
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let (mut paare, mut roh) = (Vec::new(), axum::body::Bytes::new());
    while let Some(teil) = teile.next_field().await.map_err(|e| unlesbar(&e))? {
        match teil.name().unwrap_or_default().to_owned().as_str() {
            "foto" => roh = teil.bytes().await.map_err(|e| unlesbar(&e))?,
            feld @ ("foto_titel" | "marke") => {
                let text = teil.text().await.map_err(|e| unlesbar(&e))?;
                paare.push((feld.to_owned(), text));
            }
            _ => {}
        }
    }
    let mut e = Eingaben::aus_paaren(paare);
    let titel = e.pflichttext("foto_titel", 200);
    let foto = e.roh("marke").parse().unwrap_or_else(|_| app.ids.neu());
    let bild = tokio::task::spawn_blocking(move || neu_machen(&roh))
        .await
        .map_err(WebFehler::intern)?;
    if bild.is_none() {
        let text = "Bitte wählen Sie ein Bild als JPEG oder PNG, höchstens 12 Megabyte groß.";
        e.melde("foto", "NETZ-E142", text);
    }
    let mut neu = false;
    if let (Some(bild), false) = (bild, e.hat_fehler()) {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        match service::foto_dazu(&app, &mut tx, &may, foto, titel, &bild).await {
            Ok(ist_neu) => {
                tx.commit().await.map_err(Error::from)?;
                neu = ist_neu;
            }
            Err(Error::Regel(befunde)) => {
                for b in befunde {
                    e.melde(
                        if b.ort == "titel" { "foto_titel" } else { "foto" },
                        b.code,
                        b.text,
                    );
                }
            }
            Err(fehler) => return Err(fehler.into()),
        }
    }
    // the sheet of the walk is a script and reads words, not a page
    let skript = kopf
        .get(header::ACCEPT)
        .is_some_and(|a| a.as_bytes() == b"application/json");
    if skript {
        let texte: Vec<String> = e.fehler().iter().map(|f| f.text.clone()).collect();
        let (status, rumpf) = match (texte.is_empty(), neu) {
            (true, true) => (StatusCode::OK, json!({ "ergebnis": "EINGETRAGEN" })),
            (true, false) => (StatusCode::OK, json!({ "ergebnis": "SCHON_DA" })),
            (false, _) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                json!({ "ergebnis": "GEHT_NICHT", "text": texte.join(" ") }),
            ),
        };
        return Ok((status, Json(rumpf)).into_response());
    }
    if e.hat_fehler() {
        let vorlage = super::erfassung::eine(&app, &kontext, huelle, id, e.formular()).await?;
        return Ok(Seite::ungueltig(vorlage).into_response());
    }
    Ok(meldung::weiter(
        format!("/erfassungen/{id}"),
        MeldungArt::Erfolg,
        "Das Bild ist da.",
    ))
}

/// `GET /erfassungen/fotos/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<ErfassungFoto>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Erfassung>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    Ok(antwort(
        service::foto(&mut tx, &may, id).await?,
        "private, no-store",
    ))
}

/// `POST /erfassungen/fotos/{id}`: show it to everybody, hide it, take it out.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<ErfassungFoto>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let (tat, text) = match e.roh("tat") {
        "zeigen" => (FotoTat::Zeigen, "Das Bild kommt in die Kurzskizze."),
        "entfernen" => (FotoTat::Entfernen, "Das Bild ist gelöscht."),
        // with no word nothing is shown to anybody
        _ => (FotoTat::Verbergen, "Das Bild sieht nur noch das Team."),
    };
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let erfassung = service::foto_tun(&app, &mut tx, &kontext, id, tat).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(meldung::weiter(
        format!("/erfassungen/{erfassung}"),
        MeldungArt::Erfolg,
        text,
    ))
}
