//! Links of the directory: what is due, what came of it, and the page that lists what leads nowhere.

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, wer};
use amt::recht::{Befugnis, Bezug, Rolle, Sicht};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use base::Zeitpunkt;
use http_body_util::BodyExt as _;
use netz::{Angebot, codes::LinkBefund, service};
use store::Tx;
use tower::ServiceExt as _;

testkit::auf_beiden!(tote_links_mit_tag_und_stand, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = akteur(&app, &mut tx, "anna").await;
    for (titel, web) in [
        ("Café", "https://tot.example/cafe"),
        ("Chor", "https://gut.example"),
        ("Yoga", "https://tot.example/cafe#yoga"),
        ("1", "https://viele.example/1"),
        ("2", "https://viele.example/2"),
        ("3", "https://viele.example/3"),
        ("4", "https://viele.example/4"),
    ] {
        let mut d = angebot(a, titel, None);
        web.clone_into(&mut d.web);
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
    }
    // the form refuses it, an old directory may still hold it
    let mut d = angebot(a, "Unsinn", None);
    "https://unsinn.example".clone_into(&mut d.web);
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    tx.execute(
        "UPDATE angebot SET web = 'siehe Aushang' WHERE titel = 'Unsinn'",
        store::werte![],
    )
    .await
    .unwrap();
    let faellig = async |tx: &mut Tx, n| service::links_faellig(&app, tx, n).await.unwrap();
    // each address once, and no more than three of one server
    let alle = faellig(&mut tx, 40).await;
    assert_eq!(alle.len(), 5, "{alle:?}");
    assert!(
        alle.contains(&"https://gut.example".to_owned())
            && !alle.contains(&"https://viele.example/4".to_owned())
    );
    assert_eq!(faellig(&mut tx, 2).await.len(), 2);
    for url in &alle {
        let (befund, http) = if url.contains("tot.") {
            (LinkBefund::Weg, Some(404))
        } else {
            (LinkBefund::Gut, Some(200))
        };
        service::link_merken(&app, &mut tx, url, befund, http)
            .await
            .unwrap();
    }
    assert_eq!(faellig(&mut tx, 40).await, ["https://viele.example/4"]);
    service::link_merken(
        &app,
        &mut tx,
        "https://viele.example/4",
        LinkBefund::NichtGefragt,
        Some(403),
    )
    .await
    .unwrap();

    let sicht = Sicht::auf::<Angebot>(&wer(Rolle::R19)).unwrap();
    let tote = service::tote_links(&mut tx, &sicht).await.unwrap();
    let kurz: Vec<(&str, LinkBefund, usize)> = tote
        .iter()
        .map(|t| (t.url.as_str(), t.befund, t.stellen.len()))
        .collect();
    assert_eq!(
        kurz,
        [
            ("siehe Aushang", LinkBefund::KeinLink, 1),
            ("https://tot.example/cafe", LinkBefund::Weg, 2),
        ]
    );
    let seit = tote[1].seit.unwrap();

    // the dead one the next day, the others after a week; how long it is dead counts from the first time
    let zeit = |t: &str| Zeitpunkt(format!("{t}T09:00:01Z").parse().unwrap());
    uhr.stelle(zeit("2026-11-22"));
    assert_eq!(faellig(&mut tx, 40).await, ["https://tot.example/cafe"]);
    service::link_merken(
        &app,
        &mut tx,
        "https://tot.example/cafe",
        LinkBefund::KeinServer,
        None,
    )
    .await
    .unwrap();
    let tote = service::tote_links(&mut tx, &sicht).await.unwrap();
    assert_eq!(
        (tote[1].befund, tote[1].seit, tote[1].http),
        (LinkBefund::KeinServer, Some(seit), None)
    );
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    service::link_erneut(&app, &mut tx, &may, "https://gut.example")
        .await
        .unwrap();
    assert_eq!(faellig(&mut tx, 40).await, ["https://gut.example"]);
    service::link_merken(
        &app,
        &mut tx,
        "https://tot.example/cafe",
        LinkBefund::Gut,
        Some(200),
    )
    .await
    .unwrap();
    assert_eq!(service::tote_links(&mut tx, &sicht).await.unwrap().len(), 1);
    uhr.stelle(zeit("2026-11-29"));
    assert_eq!(faellig(&mut tx, 40).await.len(), 5);

    service::link_merken(
        &app,
        &mut tx,
        "https://tot.example/cafe",
        LinkBefund::Fehler,
        Some(500),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let seite = async |rolle| {
        let innen = netz::routen()
            .layer(axum::Extension(wer(rolle)))
            .with_state(app.clone());
        let f = Request::get("/angebote/links")
            .header("accept", "text/html")
            .body(Body::empty())
            .unwrap();
        let antwort = app.rahmen.aussen(innen).oneshot(f).await.unwrap();
        let status = antwort.status();
        let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    };
    let (status, html) = seite(Rolle::R19).await;
    assert_eq!(status, StatusCode::OK);
    for da in [
        "https://tot.example/cafe",
        "(500)",
        "29.11.2026",
        "Café",
        "siehe Aushang",
        "noreferrer",
    ] {
        assert!(html.contains(da), "{da}: {html}");
    }
    assert!(!html.contains("gut.example"), "{html}");
    assert_eq!(seite(Rolle::R01).await.0, StatusCode::NOT_FOUND);
});
