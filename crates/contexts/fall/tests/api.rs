//! The interface for programs: its description is complete, and it answers as the pages do.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam::{ALLE, Frisch, aufnahme, nimm, seiten, service, stadt, wer};
use amt::{App, Kontext};
use axum::{Router, body::Body, http::Request};
use fall::model::{Hinweis, Kanal, Melderrolle, Ortsart, Stand, Thema};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;

async fn frage(app: &App, methode: &str, pfad: &str, k: Kontext, rumpf: Option<Value>) -> (u16, Value) {
    let (routen, _): (Router<App>, _) = fall::api().split_for_parts();
    let koerper = rumpf.map_or_else(Body::empty, |r| Body::from(r.to_string()));
    let mut req = Request::builder()
        .method(methode)
        .uri(pfad)
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .body(koerper)
        .unwrap();
    req.extensions_mut().insert(k);
    let a = routen.with_state(app.clone()).oneshot(req).await.unwrap();
    let status = a.status().as_u16();
    let bytes = a.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

fn neues() -> Value {
    json!({
        "einmal": Uuid::now_v7_test(),
        "kanal": "TELEFON",
        "worte": "Ich suche Hilfe.",
        "melderrolle": "SELBST",
        "gefaehrdungshinweis": "NEIN",
        "ortsart": "ADRESSE",
        "adresse": "Lindenstraße 5",
        "nachname": "Șerban",
        "themen": ["TRENNUNG_UMGANG", "BEHOERDENKONTAKT"]
    })
}

/// All values of one list in the description.
fn werte(api: &Value, name: &str) -> Vec<String> {
    api.pointer(&format!("/components/schemas/{name}/enum"))
        .and_then(Value::as_array)
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn die_beschreibung_nennt_jeden_weg_und_jede_liste() {
    let api = serde_json::to_value(fall::api().to_openapi()).unwrap();
    let wege: Vec<(&str, &str)> = api["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(p, v)| {
            v.as_object()
                .unwrap()
                .keys()
                .map(move |m| (p.as_str(), m.as_str()))
        })
        .collect();
    assert_eq!(
        wege,
        [
            ("/api/v1/anliegen", "get"),
            ("/api/v1/anliegen", "post"),
            ("/api/v1/anliegen/{id}", "get")
        ]
    );
    // every reference leads somewhere
    let text = api.to_string();
    for teil in text.split("\"$ref\":\"#").skip(1) {
        let ziel = teil.split('"').next().unwrap();
        assert!(api.pointer(ziel).is_some(), "{ziel}");
    }
    for (weg, methode) in wege {
        let m = &api["paths"][weg][methode];
        assert!(!m["responses"].as_object().unwrap().is_empty(), "{weg}");
        assert!(m["summary"].is_string() || m["description"].is_string(), "{weg}");
    }
    assert_eq!(
        werte(&api, "Kanal"),
        Kanal::ALLE.iter().map(|x| x.code()).collect::<Vec<_>>()
    );
    assert_eq!(
        werte(&api, "Melderrolle"),
        Melderrolle::ALLE.iter().map(|x| x.code()).collect::<Vec<_>>()
    );
    assert_eq!(
        werte(&api, "Ortsart"),
        Ortsart::ALLE.iter().map(|x| x.code()).collect::<Vec<_>>()
    );
    assert_eq!(
        werte(&api, "Stand"),
        Stand::ALLE.iter().map(|x| x.code()).collect::<Vec<_>>()
    );
    // one list of themes with the Netz (Annex B.2)
    assert_eq!(
        werte(&api, "Thema"),
        Thema::ALLE.iter().map(|x| x.code()).collect::<Vec<_>>()
    );
    assert!("TRENNUNG".parse::<Thema>().is_err() && "TRENNUNG_UMGANG".parse::<Thema>().is_ok());
}

testkit::auf_beiden!(aufnehmen_und_lesen, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let anfrage = neues();
    let (status, a) = frage(&app, "POST", "/api/v1/anliegen", service(), Some(anfrage.clone())).await;
    assert_eq!(
        (status, &a["neu"], &a["meldung"]),
        (201, &json!(true), &json!(false)),
        "{a}"
    );
    let (status, b) = frage(&app, "POST", "/api/v1/anliegen", service(), Some(anfrage)).await;
    assert_eq!((status, &b["id"], &b["neu"]), (200, &a["id"], &json!(false)));
    let pfad = format!("/api/v1/anliegen/{}", a["id"].as_str().unwrap());
    let (status, eines) = frage(&app, "GET", &pfad, service(), None).await;
    assert_eq!((status, &eines["raum"]), (200, &json!("Nord")));
    assert!(!eines.to_string().contains("erban"), "ohne Person");
    let (_, liste) = frage(&app, "GET", "/api/v1/anliegen", service(), None).await;
    assert_eq!(liste.as_array().unwrap().len(), 1);
    let (_, seite) = seiten::holen(&app, &format!("/anliegen/{}", a["id"].as_str().unwrap())).await;
    assert!(seite.contains("Trennung und Umgang") && seite.contains("Behördenkontakt"));
    // unseen answers 404, a wrong code is refused
    let fremd = wer(0x51, amt::recht::Rolle::R27, vec![]);
    assert_eq!(frage(&app, "GET", &pfad, fremd.clone(), None).await.0, 404);
    assert_eq!(
        frage(&app, "POST", "/api/v1/anliegen", fremd, Some(neues()))
            .await
            .0,
        404
    );
    let mut falsch = neues();
    falsch["themen"] = json!(["TRENNUNG"]);
    assert_eq!(
        frage(&app, "POST", "/api/v1/anliegen", service(), Some(falsch))
            .await
            .0,
        422
    );
    let mut lang = neues();
    lang["nachname"] = json!("x".repeat(81));
    let (status, _) = frage(&app, "POST", "/api/v1/anliegen", service(), Some(lang)).await;
    assert_eq!(status, 422);
});

testkit::auf_beiden!(alte_themen_werden_umbenannt, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    let mut tx = app.db.write().await.unwrap();
    tx.execute(
        "UPDATE anliegen SET themen = 'TRENNUNG SCHULE ALTER BEHOERDE' WHERE id = $1",
        store::werte![id],
    )
    .await
    .unwrap();
    // the statements of the migration, on a row of the time before
    for zeile in include_str!("../migrations/sqlite/20261121090007_themen.sql").lines() {
        if zeile.starts_with("UPDATE anliegen") {
            let sql = store::Sql::aus_konstanten(zeile.trim_end_matches(';').to_owned());
            tx.execute(sql, store::werte![]).await.unwrap();
        }
    }
    let (themen,): (String,) = tx
        .fetch_one("SELECT themen FROM anliegen", store::werte![])
        .await
        .unwrap();
    assert_eq!(themen, "TRENNUNG_UMGANG SCHULE ALTER_EINSAMKEIT BEHOERDENKONTAKT");
});
