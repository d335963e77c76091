//! The sample application through all layers, without a network.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

#[path = "../examples/muster/seiten.rs"]
mod seiten;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use tower::ServiceExt as _;

struct Antwort {
    status: StatusCode,
    kopf: axum::http::HeaderMap,
    text: String,
}

async fn senden(app: &Router, req: Request<Body>) -> Antwort {
    let r: Response<Body> = app.clone().oneshot(req).await.unwrap();
    let (teile, koerper) = r.into_parts();
    let bytes = to_bytes(koerper, usize::MAX).await.unwrap();
    Antwort {
        status: teile.status,
        kopf: teile.headers,
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn holen(app: &Router, pfad: &str) -> Antwort {
    senden(
        app,
        Request::get(pfad)
            .header("host", "a.example")
            .body(Body::empty())
            .unwrap(),
    )
    .await
}

/// Cookie and token as a browser has them after the first page.
async fn sitzung(app: &Router) -> (String, String) {
    let a = holen(app, "/").await;
    let cookie = a.kopf[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let token = a
        .text
        .split("name=\"_csrf\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    (cookie, token)
}

fn post(pfad: &str, cookie: &str) -> axum::http::request::Builder {
    Request::post(pfad)
        .header("host", "a.example")
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
}

async fn formular(app: &Router, cookie: &str, rumpf: String, mehr: &[(&str, &str)]) -> Antwort {
    let mut b = post("/", cookie);
    for (k, v) in mehr {
        b = b.header(*k, *v);
    }
    senden(app, b.body(Body::from(rumpf)).unwrap()).await
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = seiten::app(&seiten::rahmen());
    for pfad in [
        "/",
        "/gibt-es-nicht",
        "/kaputt",
        "/panik",
        "/assets/app.css",
        "/assets/fehlt.js",
        "/api/konflikt",
    ] {
        let a = holen(&app, pfad).await;
        let csp = a.kopf[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(csp.starts_with("default-src 'none'; script-src 'self'"), "{pfad}");
        for name in [
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
        ] {
            assert!(a.kopf.contains_key(name), "{pfad} {name}");
        }
        assert!(
            !a.kopf.contains_key("strict-transport-security"),
            "no HSTS without https"
        );
    }
    let mut rahmen = seiten::rahmen();
    rahmen.oeffentliche_adresse = Some("https://gewebe.example".into());
    let a = holen(&seiten::app(&rahmen), "/").await;
    assert!(
        a.kopf["strict-transport-security"]
            .to_str()
            .unwrap()
            .starts_with("max-age=63072000")
    );
    let cookie = a.kopf[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-vorab=") && cookie.contains("; Secure") && cookie.contains("; HttpOnly")
    );
}

#[tokio::test]
async fn changing_requests_need_token_and_origin() {
    let app = seiten::app(&seiten::rahmen());
    let (cookie, token) = sitzung(&app).await;
    let gut = format!("_csrf={token}&name=A&gueltig_ab=2026-01-01&art=s");
    let eigen = [("sec-fetch-site", "same-origin"), ("origin", "http://a.example")];
    assert_eq!(formular(&app, &cookie, gut.clone(), &eigen).await.status, 303);
    assert_eq!(
        formular(&app, &cookie, gut.clone(), &[]).await.status,
        303,
        "old browsers: the token decides"
    );
    let ohne = "name=A&gueltig_ab=2026-01-01&art=s".to_owned();
    assert_eq!(
        formular(&app, &cookie, ohne.clone(), &eigen).await.status,
        403,
        "no token"
    );
    assert_eq!(
        formular(&app, &cookie, ohne.clone(), &[("x-csrf-token", &token)])
            .await
            .status,
        303,
        "header"
    );
    assert_eq!(
        formular(&app, "vorab=00", gut.clone(), &eigen).await.status,
        403,
        "other session"
    );
    assert_eq!(
        formular(&app, &cookie, gut.clone(), &[("sec-fetch-site", "cross-site")])
            .await
            .status,
        403
    );
    assert_eq!(
        formular(&app, &cookie, gut, &[("origin", "https://evil.example")])
            .await
            .status,
        403
    );
    let gross = format!("_csrf={token}&notiz={}", "x".repeat(web::eingaben::MAX_BYTES));
    let a = formular(&app, &cookie, gross, &eigen).await;
    assert!(a.status == 413 && a.text.contains("Die Eingabe ist zu groß"));
    let bearer = [("authorization", "Bearer abc")];
    assert_eq!(
        formular(&app, "", ohne, &bearer).await.status,
        303,
        "a browser cannot be made to send it"
    );

    for methode in ["PUT", "DELETE", "PATCH", "FOO"] {
        let r = Request::builder()
            .method(methode)
            .uri("/")
            .header("host", "a.example")
            .header("cookie", &cookie);
        assert_eq!(
            senden(&app, r.body(Body::empty()).unwrap()).await.status,
            403,
            "{methode}"
        );
    }
    let upload = |pfad: String| {
        Request::post(pfad)
            .header("host", "a.example")
            .header("cookie", &cookie)
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::empty())
            .unwrap()
    };
    let (ohne, mit) = (
        upload("/hochladen".into()),
        upload(format!("/hochladen?_csrf={token}")),
    );
    assert_eq!(senden(&app, ohne).await.status, 403);
    assert_eq!(senden(&app, mit).await.text, "angekommen");
}

#[tokio::test]
async fn a_refused_form_of_ours_travels_on_for_the_login() {
    let app = seiten::app(&seiten::rahmen());
    let b = post("/?x=1", "vorab=00").header("sec-fetch-site", "same-origin");
    let r = app
        .clone()
        .oneshot(b.body(Body::from("text=viel+Arbeit")).unwrap())
        .await
        .unwrap();
    let e = r.extensions().get::<web::csrf::AbgewieseneEingabe>().unwrap();
    assert_eq!(
        (e.ziel.as_str(), &e.rumpf[..]),
        ("/?x=1", &b"text=viel+Arbeit"[..])
    );
    let b = post("/", "vorab=00").header("sec-fetch-site", "cross-site");
    let r = app.oneshot(b.body(Body::from("text=x")).unwrap()).await.unwrap();
    assert!(r.extensions().get::<web::csrf::AbgewieseneEingabe>().is_none());
}

#[tokio::test]
async fn a_form_with_errors_comes_back_with_input_and_linked_summary() {
    let app = seiten::app(&seiten::rahmen());
    let (cookie, token) = sitzung(&app).await;
    let rumpf = format!(
        "_csrf={token}&name=%3Cb%3EAltstadt&gueltig_ab=31.02.2026&anzahl=9000&wege=p&themen=s&themen=q&notiz=Zeile+1%0D%0AZeile+2"
    );
    let a = formular(&app, &cookie, rumpf, &[]).await;
    assert_eq!(a.status, 422);
    assert!(a.text.contains("Bitte prüfen Sie 3 Angaben"));
    for ziel in ["gueltig_ab", "anzahl", "art"] {
        assert!(
            a.text.contains(&format!("href=\"#feld-{ziel}\"")),
            "{ziel} is linked"
        );
        assert!(a.text.contains(&format!("id=\"feld-{ziel}\"")), "{ziel} is there");
    }
    assert!(a.text.contains("&#60;b&#62;Altstadt") && !a.text.contains("<b>Altstadt"));
    assert!(a.text.contains("Zeile 1\nZeile 2</textarea>"));
    assert!(
        a.text
            .contains("Gültig ab: Bitte ein Datum wie 01.03.2026 eingeben.")
    );
    assert_eq!(a.text.matches(" checked").count(), 3, "radio and both boxes");
    assert!(
        a.text
            .contains("aria-describedby=\"fehler-gueltig_ab\" aria-invalid=\"true\"")
    );
}

#[tokio::test]
async fn errors_are_pages_fragments_or_problems() {
    let app = seiten::app(&seiten::rahmen());
    let a = holen(&app, "/gibt-es-nicht").await;
    assert_eq!(a.status, 404);
    assert!(a.text.contains("<h1") && a.text.contains("Diese Seite gibt es nicht"));
    let a = holen(&app, "/kaputt").await;
    assert_eq!(a.status, 500);
    assert!(
        a.text.contains("Kennung <code>") && !a.text.contains("canary"),
        "the cause stays in the log"
    );
    let a = holen(&app, "/panik").await;
    assert!(a.status == 500 && a.text.contains("Es wurde nichts gespeichert"));
    let a = holen(&app, "/viel").await;
    assert_eq!(
        (a.status.as_u16(), &a.kopf["retry-after"]),
        (429, &"30".parse().unwrap())
    );

    let a = holen(&app, "/api/konflikt").await;
    assert_eq!(a.kopf[header::CONTENT_TYPE], "application/problem+json");
    let p: serde_json::Value = serde_json::from_str(&a.text).unwrap();
    assert_eq!(
        (p["status"].as_u64(), p["code"].as_str()),
        (Some(409), Some("WEB-E12"))
    );
    let r = Request::get("/gibt-es-nicht")
        .header("accept", "application/json")
        .body(Body::empty())
        .unwrap();
    assert_eq!(
        senden(&app, r).await.kopf[header::CONTENT_TYPE],
        "application/problem+json"
    );

    let r = Request::get("/kaputt")
        .header("hx-request", "true")
        .header("hx-target", "div#x")
        .body(Body::empty());
    let a = senden(&app, r.unwrap()).await;
    assert_eq!(a.kopf["hx-retarget"], "#meldungen");
    assert!(a.text.trim_start().starts_with("<div") && !a.text.contains("<html"));
}

#[tokio::test]
async fn partial_and_page_come_from_the_same_block() {
    let app = seiten::app(&seiten::rahmen());
    let (cookie, token) = sitzung(&app).await;
    let rumpf = format!("_csrf={token}&strasse-text=we&suche=strasse");
    let seite = formular(&app, &cookie, rumpf.clone(), &[]).await;
    assert!(seite.text.contains("Am Wehr") && seite.text.contains("type=\"radio\" name=\"strasse\""));
    let b = post("/suchen", &cookie)
        .header("hx-request", "true")
        .header("hx-target", "div#liste-strasse");
    let teil = senden(&app, b.body(Body::from(rumpf)).unwrap()).await;
    assert!(teil.text.contains("Am Wehr") && !teil.text.contains("<html"));
    assert_eq!(teil.kopf[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn assets_are_hashed_kept_and_small() {
    let app = seiten::app(&seiten::rahmen());
    let seite = holen(&app, "/").await.text;
    let mut summe = gzip(seite.as_bytes());
    let mut anfragen = 1;
    for teil in seite.split(['"', '\'']).filter(|t| t.starts_with("/assets/app.")) {
        let r = Request::get(teil)
            .header("accept-encoding", "gzip, br")
            .body(Body::empty())
            .unwrap();
        let r = app.clone().oneshot(r).await.unwrap();
        assert_eq!(r.status(), 200, "{teil}");
        assert_eq!(
            r.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(r.headers()[header::CONTENT_ENCODING], "gzip");
        let etag = r.headers()[header::ETAG].clone();
        summe += to_bytes(r.into_body(), usize::MAX).await.unwrap().len();
        anfragen += 1;
        let wieder = Request::get(teil)
            .header("if-none-match", etag)
            .body(Body::empty())
            .unwrap();
        assert_eq!(app.clone().oneshot(wieder).await.unwrap().status(), 304);
    }
    assert!(
        anfragen == 3 && summe <= 50_000,
        "{anfragen} requests, {summe} bytes"
    );
    assert_eq!(
        holen(&app, "/assets/app.css?v=falsch").await.kopf[header::CACHE_CONTROL],
        "public, max-age=60"
    );
    assert_eq!(holen(&app, "/assets/../Cargo.toml").await.status, 404);
    assert!(web::asset_url("karte.js").contains("?v=") && !web::asset_url("fehlt.js").contains("?v="));
}

fn gzip(b: &[u8]) -> usize {
    use std::io::Write as _;
    let mut g = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    g.write_all(b).unwrap();
    g.finish().unwrap().len()
}
