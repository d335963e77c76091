//! The public site: what everybody may read, and that nothing else comes through.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam;
use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::{
    App,
    recht::{Befugnis, Bezug, Rolle},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::{Id, Tri};
use http_body_util::BodyExt as _;
use netz::{
    AkteurDaten, Angebot, FaqDaten, Zeit,
    codes::{AkteurArt, AngebotStatus, FaqStatus, FaqZielgruppe, Sichtbarkeit},
    service,
};
use tower::ServiceExt as _;

const SPRACHEN: [&str; 6] = ["de", "ls", "en", "tr", "ar", "uk"];

fn routen(app: &App) -> Router {
    let app = app
        .clone()
        .mit(amt::sitzung::AuchOeffentlich(netz::OFFEN.to_vec()))
        .mit(netz::Adressbremse::default())
        .mit(raum::RegisterHalter::default());
    let innen = amt::sitzung::umgeben(&app, netz::routen()).with_state(app.clone());
    app.rahmen
        .aussen(innen.merge(netz::oeffentliche_routen().with_state(app.clone())))
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let a = r
        .clone()
        .oneshot(
            Request::get(pfad)
                .header(header::HOST, "stadt.example")
                .body(Body::empty())
                .unwrap(),
        )
        .await
        .unwrap();
    let (teile, rumpf) = a.into_parts();
    let text = String::from_utf8(rumpf.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    (teile.status, teile.headers, text)
}

struct Stadt {
    r: Router,
    app: App,
    offen: Id<Angebot>,
    verdeckt: Vec<Id<Angebot>>,
}

/// One offer for everybody, one for professionals, one of each other state, one of a private person.
async fn stadt(db: store::Db) -> Stadt {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "Familienzentrum").await;
    let mut d = angebot(k, "Elterncafé <b>", Some((54.32, 10.13)));
    d.kostenlos = Tri::Ja;
    d.telefon = "0431 1234".to_owned();
    d.zeiten = vec![Zeit {
        rrule: "FREQ=WEEKLY;BYDAY=TH".to_owned(),
        von: Some(1020),
        bis: Some(1200),
        ..Zeit::default()
    }];
    let offen = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    let mut verdeckt = Vec::new();
    for (titel, sicht, status) in [
        ("Geheimer Kreis", Sichtbarkeit::Fachkraefte, AngebotStatus::Aktiv),
        (
            "Geheimer Entwurf",
            Sichtbarkeit::Oeffentlich,
            AngebotStatus::Entwurf,
        ),
        (
            "Geheime Pause",
            Sichtbarkeit::Oeffentlich,
            AngebotStatus::Pausiert,
        ),
        ("Geheimes Ende", Sichtbarkeit::Oeffentlich, AngebotStatus::Beendet),
    ] {
        let mut d = angebot(k, titel, None);
        (d.sichtbarkeit, d.status) = (sicht, status);
        verdeckt.push(
            service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
                .await
                .unwrap(),
        );
    }
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let privat = AkteurDaten::neu("Frau Geheim", AkteurArt::Einzelperson);
    let privat = service::akteur_anlegen(&app, &mut tx, &may, privat)
        .await
        .unwrap();
    let mut d = angebot(privat, "Nachhilfe", None);
    d.telefon = "0171 geheim".to_owned();
    // such a number is refused today; one of former times may still stand there
    let r = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d.clone()).await;
    assert_eq!(r.unwrap_err().befunde()[0].code, "NETZ-E04");
    d.telefon.clear();
    let alt = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    gemeinsam::telefon_von_frueher(&mut tx, alt).await;
    tx.commit().await.unwrap();
    Stadt {
        r: routen(&app),
        app,
        offen,
        verdeckt,
    }
}

testkit::auf_beiden!(
    nur_was_oeffentlich_und_aktiv_ist_erscheint,
    RAEUME,
    |db| async move {
        let s = stadt(db).await;
        let mut pfade: Vec<String> = vec!["/sitemap.xml".to_owned()];
        for sprache in SPRACHEN {
            for hinten in [
                "",
                "/angebote",
                "/angebote?q=Geheim",
                "/angebote?q=Kreis&seite=1",
                "/fragen",
            ] {
                pfade.push(format!("/quartier/{sprache}{hinten}"));
            }
            pfade.push(format!("/quartier/{sprache}/angebote/{}", s.offen));
            pfade.push(format!("/wer-hilft-mir/{sprache}"));
        }
        for pfad in &pfade {
            let (status, kopf, text) = holen(&s.r, pfad).await;
            assert_eq!(status, 200, "{pfad}");
            let gelesen = text.replace("q=Geheim", "").replace("value=\"Geheim\"", "");
            assert!(
                !gelesen.contains("Geheim") && !gelesen.contains("enthält") && !text.contains("0171"),
                "{pfad}: {text}"
            );
            assert!(
                s.verdeckt.iter().all(|id| !text.contains(&id.to_string())),
                "{pfad}"
            );
            assert!(kopf.contains_key("content-security-policy"), "{pfad}");
            if pfad.starts_with("/quartier") {
                assert!(!kopf.contains_key(header::SET_COOKIE), "{pfad}");
            }
        }
        for id in &s.verdeckt {
            let (status, ..) = holen(&s.r, &format!("/quartier/de/angebote/{id}")).await;
            assert_eq!(status, 404);
        }
        for pfad in [
            "/quartier/xx",
            "/quartier/de/angebote/0190c2a0-0000-7000-8000-000000000001",
            "/wer-hilft-mir/xx",
        ] {
            assert_eq!(holen(&s.r, pfad).await.0, 404, "{pfad}");
        }
        // the offer of a private person is there, the person is not
        let (_, _, text) = holen(&s.r, "/quartier/de/angebote?q=Nachhilfe").await;
        assert!(
            text.contains("Nachhilfe") && text.contains("Privatperson"),
            "{text}"
        );
    }
);

testkit::auf_beiden!(seite_eines_angebots, RAEUME, |db| async move {
    let s = stadt(db).await;
    let (_, _, text) = holen(&s.r, &format!("/quartier/de/angebote/{}", s.offen)).await;
    assert!(
        text.contains("Elterncafé &#60;b&#62;") && text.contains("0431 1234") && text.contains("kostenlos")
    );
    assert!(text.contains("Donnerstag, 17:00–20:00 Uhr"), "{text}");
    let (_, rest) = text.split_once("<script type=\"application/ld+json\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    assert!(!json.contains('<'));
    let v: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(
        (v["@type"].as_str(), v["name"].as_str()),
        (Some("Service"), Some("Elterncafé <b>"))
    );
    assert_eq!(
        v["hoursAvailable"][0]["dayOfWeek"][0],
        "https://schema.org/Thursday"
    );
    assert_eq!(v["hoursAvailable"][0]["opens"], "17:00");
    assert_eq!(v["offers"]["price"], "0.00");
    let (_, _, text) = holen(&s.r, &format!("/quartier/ar/angebote/{}", s.offen)).await;
    assert!(text.contains("<html lang=\"ar\" dir=\"rtl\">") && text.contains("مجاني"));
    // a page is small
    assert!(text.len() < 20_000, "{}", text.len());
});

testkit::auf_beiden!(suche_mit_worten_und_zeit, RAEUME, |db| async move {
    let s = stadt(db).await;
    for (frage, da) in [
        ("q=Elterncafes", true),
        ("q=Eltrencafe", true),
        ("q=Elterncaf%C3%A9+Donnerstag+nach+17+Uhr", true),
        ("q=Elterncaf%C3%A9+Dienstag", false),
        ("thema=FREIZEIT_BEGEGNUNG&tag=TH&ab=18", true),
        ("thema=SUCHT", false),
        ("kostenlos=ja", true),
        ("seite=0&raum=x&alter=-1&tag=XX&ab=99&bedarf=Y&thema=%00", true),
    ] {
        let (status, _, text) = holen(&s.r, &format!("/quartier/de/angebote?{frage}")).await;
        assert_eq!(status, 200, "{frage}");
        assert_eq!(text.contains(&s.offen.to_string()), da, "{frage}");
    }
    let (_, _, text) = holen(
        &s.r,
        "/quartier/de/angebote?q=Elterncaf%C3%A9+Donnerstag+nach+17+Uhr",
    )
    .await;
    assert!(text.contains("Donnerstag, ab 17:00 Uhr"), "{text}");
});

testkit::auf_beiden!(fragen_stehen_offen_da, RAEUME, |db| async move {
    let s = stadt(db).await;
    let mut tx = s.app.db.write().await.unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let mut d = FaqDaten {
        frage: "Was kostet das Café?".to_owned(),
        antwort: String::new(),
        leichte_sprache: String::new(),
        zielgruppe: FaqZielgruppe::Familien,
        go_kapitel: String::new(),
        status: FaqStatus::Offen,
        stand: tag("2026-11-20"),
    };
    let id = service::faq_anlegen(&s.app, &mut tx, &may, d.clone())
        .await
        .unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let codes =
        |r: amt::Result<()>| -> Vec<&str> { r.unwrap_err().befunde().iter().map(|b| b.code).collect() };
    d.status = FaqStatus::Beantwortet;
    let r = service::faq_aendern(&s.app, &mut tx, &may, 1, d.clone()).await;
    assert_eq!(codes(r), ["NETZ-E31"]);
    d.antwort = "Nichts.".to_owned();
    d.stand = tag("2027-01-01");
    let r = service::faq_aendern(&s.app, &mut tx, &may, 1, d.clone()).await;
    assert_eq!(codes(r), ["NETZ-E32"]);
    tx.commit().await.unwrap();
    let (_, _, text) = holen(&s.r, "/quartier/de/fragen").await;
    assert!(
        text.contains("Was kostet das Café?") && text.contains("Noch offen"),
        "{text}"
    );
    d.stand = tag("2026-11-21");
    let mut tx = s.app.db.write().await.unwrap();
    service::faq_aendern(&s.app, &mut tx, &may, 1, d.clone())
        .await
        .unwrap();
    assert!(matches!(
        service::faq_aendern(&s.app, &mut tx, &may, 1, d).await,
        Err(amt::Error::Konflikt)
    ));
    tx.commit().await.unwrap();
    let (_, _, text) = holen(&s.r, "/quartier/tr/fragen").await;
    assert!(text.contains("Nichts.") && text.contains("Cevaplandı"), "{text}");
});

testkit::auf_beiden!(
    adresse_ohne_register_sagt_nichts_und_wird_gebremst,
    RAEUME,
    |db| async move {
        let s = stadt(db).await;
        let (_, kopf, text) = holen(&s.r, "/wer-hilft-mir/de").await;
        let cookie = kopf[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let csrf = text
            .split("name=\"_csrf\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let fragen = async |token: &str| {
            let rumpf = format!("_csrf={token}&adresse=Hauptstr.+1");
            let req = Request::post("/wer-hilft-mir/de")
                .header(header::HOST, "stadt.example")
                .header(header::COOKIE, &cookie)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(rumpf))
                .unwrap();
            let a = s.r.clone().oneshot(req).await.unwrap();
            let (teile, rumpf) = a.into_parts();
            (
                teile.status,
                String::from_utf8(rumpf.collect().await.unwrap().to_bytes().to_vec()).unwrap(),
            )
        };
        let (status, text) = fragen(&csrf).await;
        assert_eq!(status, 200);
        assert!(
            text.contains("Bitte rufen Sie an") && text.contains("value=\"Hauptstr. 1\""),
            "{text}"
        );
        assert_eq!(fragen("falsch").await.0, 403);
        for _ in 0..29 {
            assert_eq!(fragen(&csrf).await.0, 200);
        }
        assert_eq!(fragen(&csrf).await.0, 429);
    }
);

testkit::auf_beiden!(fuer_suchmaschinen, RAEUME, |db| async move {
    let s = stadt(db).await;
    let (_, _, robots) = holen(&s.r, "/robots.txt").await;
    assert!(
        robots.contains("Disallow: /\n") && robots.contains("http://stadt.example/sitemap.xml"),
        "{robots}"
    );
    let (_, kopf, karte) = holen(&s.r, "/sitemap.xml").await;
    assert_eq!(kopf[header::CONTENT_TYPE], "application/xml; charset=utf-8");
    assert!(karte.contains(&format!(
        "<loc>http://stadt.example/quartier/de/angebote/{}</loc>",
        s.offen
    )));
    assert!(karte.contains("hreflang=\"tr\""));
    let (status, kopf, _) = holen(&s.r, "/quartier").await;
    assert_eq!(
        (status.as_u16(), kopf[header::LOCATION].to_str().unwrap()),
        (303, "/quartier/de")
    );
    let (_, kopf, _) = holen(&s.r, "/quartier/de").await;
    assert_eq!(kopf[header::CACHE_CONTROL], "public, max-age=300");
});

testkit::auf_beiden!(eigene_seiten_duerfen_einbetten, RAEUME, |db| async move {
    let (mut app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "Familienzentrum").await;
    let d = angebot(k, "Elterncafé", Some((54.32, 10.13)));
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let einbettbar = [
        "/einbetten/de/angebote".to_owned(),
        "/einbetten/de/angebote?q=Elterncaf%C3%A9".to_owned(),
        format!("/einbetten/ar/angebote/{id}"),
        "/einbetten/ls/termine".to_owned(),
    ];
    let csp = |k: &axum::http::HeaderMap| k[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    // nobody is named: nobody may
    for pfad in &einbettbar {
        let (status, kopf, _) = holen(&routen(&app), pfad).await;
        assert_eq!(status, 200, "{pfad}");
        assert!(csp(&kopf).contains("frame-ancestors 'none'"), "{pfad}");
        assert_eq!(kopf[header::X_FRAME_OPTIONS], "DENY", "{pfad}");
    }
    app.rahmen.einbetten = vec![
        "https://www.stadt.example".to_owned(),
        "https://*".to_owned(),
        "https://kreis.example:8443".to_owned(),
    ]
    .into();
    let r = routen(&app);
    for pfad in &einbettbar {
        let (status, kopf, html) = holen(&r, pfad).await;
        assert_eq!(status, 200, "{pfad}");
        let csp = csp(&kopf);
        assert!(
            csp.contains("frame-ancestors https://www.stadt.example https://kreis.example:8443;"),
            "{csp}"
        );
        assert!(csp.starts_with("default-src 'none'") && !kopf.contains_key(header::X_FRAME_OPTIONS));
        assert!(!kopf.contains_key(header::SET_COOKIE), "{pfad}");
        // neither head nor languages nor sign-in; the whole page opens beside the frame
        assert!(
            !html.contains("<header") && !html.contains("/anmelden") && !html.contains("gw-nav"),
            "{html}"
        );
        assert!(
            html.contains("noindex") && html.contains("rel=\"canonical\" href=\"/quartier/"),
            "{html}"
        );
        assert!(html.contains("target=\"_blank\" rel=\"noopener\""));
        assert_eq!(html.matches("<h1").count(), 1);
        // every other way stays in the frame
        for ziel in html.split("href=\"").skip(1).filter_map(|t| t.split('"').next()) {
            let hinaus = ziel.starts_with("/quartier/") && html.matches(ziel).count() > 0;
            let gut = ["/einbetten/", "/assets/", "#", "data:"]
                .iter()
                .any(|a| ziel.starts_with(a));
            assert!(gut || hinaus, "{pfad}: {ziel}");
        }
    }
    let (_, _, html) = holen(&r, &einbettbar[1]).await;
    assert!(
        html.contains(&format!("href=\"/einbetten/de/angebote/{id}\""))
            && html.contains("action=\"/einbetten/de/angebote\""),
        "{html}"
    );
    // everything else stays closed to frames: the site itself, its forms, the office, errors
    for pfad in [
        "/quartier/de".to_owned(),
        "/quartier/de/angebote".to_owned(),
        "/wer-hilft-mir/de".to_owned(),
        "/angebote".to_owned(),
        "/einbetten/de/angebote/0190c2a0-0000-7000-8000-000000000000".to_owned(),
        "/einbetten/xx/angebote".to_owned(),
        "/hsds/v3/services".to_owned(),
    ] {
        let (_, kopf, _) = holen(&r, &pfad).await;
        assert!(csp(&kopf).contains("frame-ancestors 'none'"), "{pfad}");
        assert_eq!(kopf[header::X_FRAME_OPTIONS], "DENY", "{pfad}");
    }
});
