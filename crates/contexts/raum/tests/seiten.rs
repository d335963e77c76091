//! The pages, as the browser gets them.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{MIGRATIONEN, app, beschliessen, raum_anlegen, seiten, stadt};
use amt::recht::Rolle;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    lesen(r, anfrage).await
}

async fn senden(r: &Router, pfad: &str, rumpf: &str) -> (StatusCode, String) {
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf.to_owned()))
        .unwrap();
    lesen(r, anfrage).await
}

async fn lesen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn eins(app: &amt::App, sql: &'static str) -> uuid::Uuid {
    let mut tx = app.db.read().await.unwrap();
    let (id,): (uuid::Uuid,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
    id
}

testkit::auf_beiden!(alle_seiten_antworten, MIGRATIONEN, |db| async move {
    let app = app(db);
    let leer = seiten(&app, Rolle::R22);
    for pfad in [
        "/raeume",
        "/raeume/pruefung",
        "/raeume/gliederungen",
        "/adresse",
        "/raeume.csv",
    ] {
        assert_eq!(holen(&leer, pfad).await.0, StatusCode::OK, "leer {pfad}");
    }
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    let boese = "<script>alert(1)</script>\u{202e}";
    raum_anlegen(&app, &mut tx, g, ("REGION", "=X", boese), None, None).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let (status, html) = holen(&r, "/raeume").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("<svg") && html.contains("Nordstadt") && html.contains("Gilt heute"),
        "{html}"
    );
    assert!(!html.contains("<script>alert"));
    assert!(holen(&r, "/raeume?q=heidb").await.1.contains("Heidberg"));
    assert!(
        holen(&r, "/raeume?q=gibtsnicht")
            .await
            .1
            .contains("Kein Raum gefunden")
    );
    let csv = holen(&r, "/raeume.csv").await.1;
    assert!(csv.contains("'=X") && csv.contains("SR-N1;Nordstadt"), "{csv}");
    let karte: serde_json::Value = serde_json::from_str(&holen(&r, "/raeume/karte.geojson").await.1).unwrap();
    assert_eq!(karte["features"].as_array().unwrap().len(), 3);

    let n1 = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-N1'").await;
    let (status, html) = holen(&r, &format!("/raeume/{n1}")).await;
    assert_eq!(status, StatusCode::OK);
    for wort in [
        "Buchenweg",
        "alle Nummern, ungerade",
        "1–49, ungerade",
        "Südviertel",
        "12.345",
    ] {
        assert!(html.contains(wort), "{wort}: {html}");
    }
    assert_eq!(holen(&r, &format!("/raeume/{g}")).await.0, StatusCode::NOT_FOUND);
    let (status, html) = holen(&r, "/raeume/pruefung").await;
    assert!(
        status == StatusCode::OK && html.contains("Nichts steht dem Beschluss entgegen"),
        "{html}"
    );
    assert!(
        holen(&r, "/raeume/gliederungen")
            .await
            .1
            .contains("Jugendhilfeausschuss")
    );
    let api: serde_json::Value = serde_json::from_str(&holen(&r, "/api/v1/raeume").await.1).unwrap();
    assert_eq!(api.as_array().unwrap().len(), 6);
    let api = holen(&r, "/api/v1/adressen?q=buchenw%201").await.1;
    assert!(api.contains("Buchenweg 17"), "{api}");
    // a street of a similar name stands behind the one that fits, and is found when nothing fits
    let api = holen(&r, "/api/v1/adressen?q=Buchenwek").await.1;
    assert!(api.contains("Buchenweg"), "{api}");
    // a word inside the name finds the street too
    let api = holen(&r, "/api/v1/adressen?q=Allee").await.1;
    assert!(api.contains("Musterallee"), "{api}");
});

testkit::auf_beiden!(nachschlagen_und_festlegen, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let (_, html) = senden(&r, "/adresse/vorschlaege", "adresse-text=buchenw+1").await;
    assert!(html.contains("Buchenweg 17") && !html.contains("<html"), "{html}");
    let (status, html) = senden(&r, "/adresse", "adresse-text=Buchenweg+17&stichtag=2026-11-18").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("Nordstadt") && html.contains("Warum?") && html.contains("Zeile 2"),
        "{html}"
    );
    let (status, html) = senden(&r, "/adresse", "adresse-text=&stichtag=2026-11-18").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("Bitte eine Anschrift eingeben"));
    let (_, html) = senden(&r, "/adresse", "adresse-text=Buchenwek+17&stichtag=2026-11-18").await;
    assert!(html.contains("Buchenweg 17"), "{html}");

    let a = eins(&app, "SELECT id FROM adresse WHERE nr = 17 AND zusatz = ''").await;
    let sued = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-SUED'").await;
    let pfad = format!("/adresse/{a}/festlegen");
    assert_eq!(holen(&r, &pfad).await.0, StatusCode::OK);
    assert_eq!(
        holen(&seiten(&app, Rolle::R01), &pfad).await.0,
        StatusCode::NOT_FOUND
    );
    let form = format!("raum={sued}&grund=&einmal={a}");
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("raum={sued}&grund=Eingang+am+S%C3%BCdweg&einmal={a}");
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::SEE_OTHER);
    assert_eq!(senden(&r, &pfad, &form).await.0, StatusCode::SEE_OTHER);
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM adress_ausnahme", store::werte![])
        .await
        .unwrap();
    assert_eq!(n, 1, "ein doppeltes Absenden legt nur einmal fest");
    let (_, html) = senden(&r, "/adresse", "adresse-text=Buchenweg+17&stichtag=2026-11-18").await;
    assert!(
        html.contains("Südviertel") && html.contains("Eingang am Südweg"),
        "{html}"
    );

    // the list of all of them, and lifting one
    let (_, html) = holen(&r, "/raeume/ausnahmen").await;
    assert!(
        html.contains("Buchenweg 17, Musterort") && html.contains("Eingang am Südweg"),
        "{html}"
    );
    assert!(
        !holen(&seiten(&app, Rolle::R01), "/raeume/ausnahmen")
            .await
            .1
            .contains("Aufheben")
    );
    let id = eins(&app, "SELECT id FROM adress_ausnahme").await;
    let weg = format!("/raeume/ausnahmen/{id}/aufheben");
    assert_eq!(
        senden(&seiten(&app, Rolle::R01), &weg, "").await.0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(senden(&r, &weg, "").await.0, StatusCode::SEE_OTHER);
    assert_eq!(senden(&r, &weg, "").await.0, StatusCode::SEE_OTHER);
    assert!(
        holen(&r, "/raeume/ausnahmen")
            .await
            .1
            .contains("Keine Festlegungen")
    );
    let (_, html) = senden(&r, "/adresse", "adresse-text=Buchenweg+17&stichtag=2026-11-18").await;
    assert!(html.contains("Nordstadt"), "{html}");
});

testkit::auf_beiden!(
    hausnummern_eines_entwurfs_von_hand,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let r = seiten(&app, Rolle::R22);
        let n1 = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-N1'").await;
        let sued = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-SUED'").await;
        let (_, html) = holen(&r, &format!("/raeume/{n1}")).await;
        assert!(
            html.contains("Hausnummern hinzufügen") && html.contains("/raeume/bereiche/"),
            "{html}"
        );
        let neu = format!("/raeume/{n1}/bereiche");
        assert_eq!(
            holen(&seiten(&app, Rolle::R01), &neu).await.0,
            StatusCode::NOT_FOUND
        );

        // what the check would refuse, the form refuses too, and keeps what was typed
        for (rumpf, wort) in [
            ("strasse=Gibtsnicht&von=1&bis=3", "nicht im Verzeichnis"),
            ("strasse=Musterallee&von=47&bis=60", "enthält schon"),
            ("strasse=Musterallee&von=60&bis=", "beide Grenzen"),
            ("strasse=Musterallee&von=60&bis=51", "Bitte prüfen Sie"),
            ("strasse=Musterallee&von=x&bis=3", "Bitte prüfen Sie"),
        ] {
            let (status, html) =
                senden(&r, &neu, &format!("{rumpf}&paritaet=ALLE&raum={n1}&einmal={g}")).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{rumpf}");
            assert!(html.contains(wort) && html.contains("paritaet"), "{wort}: {html}");
        }
        // the stretch from 51 on goes to another unit, in two steps
        let id = eins(&app, "SELECT id FROM hausnummernbereich WHERE von_nr = 51").await;
        let pfad = format!("/raeume/bereiche/{id}");
        let (_, html) = holen(&r, &pfad).await;
        assert!(
            html.contains("value=\"51\"") && html.contains("value=\"9999\""),
            "{html}"
        );
        let rumpf = format!("strasse=0200&von=51&bis=99&paritaet=ALLE&raum={sued}&einmal={id}");
        assert_eq!(senden(&r, &pfad, &rumpf).await.0, StatusCode::SEE_OTHER);
        let rumpf = format!("strasse=musterallee&von=100&bis=9999&paritaet=ALLE&raum={n1}&einmal={n1}");
        assert_eq!(senden(&r, &neu, &rumpf).await.0, StatusCode::SEE_OTHER);
        assert_eq!(
            senden(&r, &neu, &rumpf).await.0,
            StatusCode::SEE_OTHER,
            "zweimal gesendet"
        );
        let zahl = async |sql: &'static str| {
            let mut tx = app.db.read().await.unwrap();
            tx.fetch_one::<(i64,)>(sql, store::werte![]).await.unwrap().0
        };
        assert_eq!(zahl("SELECT COUNT(*) FROM hausnummernbereich").await, 6);
        let dritter = eins(&app, "SELECT id FROM hausnummernbereich WHERE von_nr = 100").await;
        let weg = format!("/raeume/bereiche/{dritter}/entfernen");
        assert_eq!(senden(&r, &weg, "").await.0, StatusCode::SEE_OTHER);
        assert_eq!(zahl("SELECT COUNT(*) FROM hausnummernbereich").await, 5);

        // once decided it stays
        let mut tx = app.db.write().await.unwrap();
        tx.execute("UPDATE gliederung SET status = 'IN_KRAFT'", store::werte![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(
            !holen(&r, &format!("/raeume/{n1}"))
                .await
                .1
                .contains("Hausnummern hinzufügen")
        );
        let rumpf = format!("strasse=0200&von=51&bis=53&paritaet=ALLE&raum={n1}&einmal={dritter}");
        let (status, html) = senden(&r, &pfad, &rumpf).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("beschlossen und bleibt"),
            "{html}"
        );
    }
);

testkit::auf_beiden!(aendern_mit_fehler_und_konflikt, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    stadt(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R22);
    let id = eins(&app, "SELECT id FROM raumeinheit WHERE code = 'SR-N1'").await;
    let pfad = format!("/raeume/{id}/bearbeiten");
    assert_eq!(
        holen(&seiten(&app, Rolle::R01), &pfad).await.0,
        StatusCode::NOT_FOUND
    );
    let (status, html) = senden(&r, &pfad, "version=1&name=Neu&ausbaustatus=AUSGESETZT").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("warum die Arbeit ausgesetzt ist") && html.contains("value=\"Neu\""));
    let gut = "version=1&name=Neu&ausbaustatus=AUSGESETZT&grund=pandemiebedingt";
    assert_eq!(senden(&r, &pfad, gut).await.0, StatusCode::SEE_OTHER);
    let (status, html) = senden(&r, &pfad, "version=1&name=Anders&ausbaustatus=PILOT").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(html.contains("value=\"Anders\"") && html.contains("<bdi>Neu</bdi>"));
    let (status, _) = senden(&r, &pfad, "version=2&name=A%00B&ausbaustatus=PILOT").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
});
