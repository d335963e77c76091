//! The edge of the whole program: the two schemas, the headers, and who gets in without signing in.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::{SystemIds, SystemUhr};
use gewebe::{anwendung, schluesseldatei};
use http_body_util::BodyExt;
use store::Db;
use testkit::db::{Art, Frisch};
use tower::ServiceExt;
use web::{Rahmen, Schluessel};

fn routen(db: Db) -> Router {
    let rahmen = Rahmen::neu("Amt", Schluessel::neu([7; 32]), schluesseldatei::zufall());
    anwendung::routen(&anwendung::app(
        db,
        Arc::new(SystemUhr),
        Arc::new(SystemIds),
        rahmen,
    ))
}

async fn frage(routen: &Router, methode: &str, pfad: &str) -> axum::response::Response {
    let frage = Request::builder()
        .method(methode)
        .uri(pfad)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap();
    routen.clone().oneshot(frage).await.unwrap()
}

#[tokio::test]
async fn alle_tabellen_sind_auf_beiden_datenbanken_gleich() {
    let mut schemata = Vec::new();
    for art in [Art::Sqlite, Art::Postgres] {
        let frisch = Frisch::neu(art, &anwendung::RAEUME).await.unwrap();
        schemata.push(
            store::spalten(&mut frisch.db.read().await.unwrap())
                .await
                .unwrap(),
        );
        frisch.weg().await;
    }
    assert!(schemata[0].len() > 200, "{}", schemata[0].len());
    assert_eq!(schemata[0], schemata[1]);
}

/// GUETE S1, S6: every path of the interface, asked by nobody, is shut; every changing one needs its token as well.
#[tokio::test]
async fn ohne_anmeldung_ist_jeder_weg_der_schnittstelle_zu() {
    let frisch = Frisch::neu(Art::Sqlite, &anwendung::RAEUME).await.unwrap();
    let routen = routen(frisch.db.clone());
    let beschreibung = frage(&routen, "GET", "/api/openapi.json").await;
    let offen = beschreibung.status() == StatusCode::OK;
    let wege: Vec<(String, String)> = if offen {
        let roh = beschreibung.into_body().collect().await.unwrap().to_bytes();
        let json: serde_json::Value = serde_json::from_slice(&roh).unwrap();
        json["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(pfad, arten)| {
                arten
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(|a| (a.to_uppercase(), pfad.clone()))
                    .collect::<Vec<_>>()
            })
            .collect()
    } else {
        [
            "/api/v1/ich",
            "/api/v1/anliegen",
            "/api/v1/raeume",
            "/api/v1/teams",
            "/api/v1/angebote",
        ]
        .map(|p| ("GET".to_owned(), p.to_owned()))
        .to_vec()
    };
    assert!(wege.len() >= 5);
    for (methode, pfad) in wege {
        let pfad = pfad
            .split('/')
            .map(|t| {
                if t.starts_with('{') {
                    "0190c2a0-0000-7000-8000-000000000000"
                } else {
                    t
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        let status = frage(&routen, &methode, &pfad).await.status();
        let zu = matches!(
            status,
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::SEE_OTHER
        );
        assert!(zu, "{methode} {pfad}: {status}");
    }
    frisch.weg().await;
}

/// GUETE S5: the headers stand on every answer, errors and assets included.
#[tokio::test]
async fn jede_antwort_traegt_die_kopfzeilen() {
    let frisch = Frisch::neu(Art::Sqlite, &anwendung::RAEUME).await.unwrap();
    let routen = routen(frisch.db.clone());
    let wege = [
        "/",
        "/anmelden",
        "/gibt-es-nicht",
        "/assets/app.css",
        "/health",
        "/api/v1/gibt-es-nicht",
        "/impressum",
    ];
    for pfad in wege {
        let kopf = frage(&routen, "GET", pfad).await.headers().clone();
        let csp = kopf.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(
            csp.starts_with("default-src 'none'") && !csp.contains("unsafe"),
            "{pfad}: {csp}"
        );
        assert_eq!(kopf.get("x-content-type-options").unwrap(), "nosniff", "{pfad}");
        assert!(kopf.contains_key("cross-origin-opener-policy"), "{pfad}");
    }
    for pfad in [
        "/anmelden",
        "/abmelden",
        "/anliegen/neu/x",
        "/benutzer",
        "/raeume",
    ] {
        let status = frage(&routen, "POST", pfad).await.status();
        assert!(
            !status.is_success() && !status.is_server_error(),
            "POST {pfad} without token: {status}"
        );
    }
    frisch.weg().await;
}
