//! Letters that come back are shown beside the address they went to, and nobody else's address is kept.

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::recht::{Befugnis, Bezug, Rolle, Sicht};
use axum::{body::Body, http::Request};
use http_body_util::BodyExt as _;
use netz::{
    AkteurDaten, Angebot,
    codes::{AkteurArt, Faelligkeit},
    service::{self, BestaetigenFilter},
};
use tower::ServiceExt as _;

testkit::auf_beiden!(was_nicht_ankam_steht_beim_akteur, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = wer(Rolle::R19);
    let may = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
    let mut d = AkteurDaten::neu("Verein", AkteurArt::Verein);
    d.email = "Buero@Verein.example".to_owned();
    let verein = service::akteur_anlegen(&app, &mut tx, &may, d).await.unwrap();
    let anderer = akteur(&app, &mut tx, "Anderer").await;
    for (von, mail) in [(verein, ""), (anderer, "kurs@anderer.example")] {
        let mut d = angebot(von, "Treff", None);
        (d.email, d.geprueft_am) = (mail.to_owned(), tag("2026-01-01"));
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
    }
    let jetzt = app.uhr.jetzt();
    service::post_abgewiesen(
        &mut tx,
        "buero@verein.example",
        "550 5.1.1 <b>User</b> unknown",
        jetzt,
    )
    .await
    .unwrap();
    // somebody who got a slip by mail is not in the directory
    service::post_abgewiesen(&mut tx, "petra@privat.example", "550", jetzt)
        .await
        .unwrap();
    assert!(
        service::abgewiesen(&mut tx, "petra@privat.example")
            .await
            .unwrap()
            .is_none()
    );
    let filter = BestaetigenFilter {
        faellig: Some(Faelligkeit::Alle),
        ..BestaetigenFilter::default()
    };
    let sicht = Sicht::auf::<Angebot>(&k).unwrap();
    let (liste, _) = service::zu_bestaetigen(&app, &mut tx, &sicht, &filter, (0, 25))
        .await
        .unwrap();
    let von = |mail: &str| liste.iter().find(|z| z.email == mail).unwrap().abgewiesen;
    assert_eq!(von("Buero@Verein.example"), Some(tag("2026-11-21")));
    assert_eq!(von("kurs@anderer.example"), None);
    tx.commit().await.unwrap();
    let seite = async |rolle| {
        let r = app.rahmen.aussen(
            netz::routen()
                .layer(axum::Extension(wer(rolle)))
                .with_state(app.clone()),
        );
        let anfrage = Request::get(format!("/akteure/{verein}")).header("accept", "text/html");
        let a = r.oneshot(anfrage.body(Body::empty()).unwrap()).await.unwrap();
        String::from_utf8(a.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    };
    let html = seite(Rolle::R19).await;
    assert!(
        html.contains("am 21.11.2026 abgewiesen") && !html.contains("<b>User"),
        "{html}"
    );
    assert!(!seite(Rolle::R31).await.contains("abgewiesen"));
    // a letter that went through takes it away
    let mut tx = app.db.write().await.unwrap();
    service::post_angenommen(&mut tx, "Buero@Verein.example ")
        .await
        .unwrap();
    assert!(
        service::abgewiesen(&mut tx, "buero@verein.example")
            .await
            .unwrap()
            .is_none()
    );
});
