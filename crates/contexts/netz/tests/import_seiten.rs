//! Offers through the pages of the import: the same flow as for boundaries and addresses.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, wer};
use amt::recht::Rolle;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use netz::einlesen::AngeboteEinlesen;
use raum::import::{Einleseliste, auftrag};
use store::{auftrag as auftraege, werte};
use tower::ServiceExt as _;

pub async fn fragen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let nach = antwort.headers().get(header::LOCATION);
    let nach = nach.map(|n| n.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, nach, String::from_utf8(bytes.to_vec()).unwrap())
}

pub async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad).header("accept", "text/html");
    let (status, _, text) = fragen(r, anfrage.body(Body::empty()).unwrap()).await;
    (status, text)
}

pub async fn senden(r: &Router, pfad: &str, felder: &[(&str, &str)]) -> StatusCode {
    let mut rumpf = form_urlencoded::Serializer::new(String::new());
    rumpf.extend_pairs(felder);
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    fragen(r, anfrage.body(Body::from(rumpf.finish())).unwrap())
        .await
        .0
}

async fn hochladen(r: &Router, teile: &[(&str, &str, &str)]) -> String {
    hochladen_als(r, "angebote", teile).await
}

pub async fn hochladen_als(r: &Router, art: &str, teile: &[(&str, &str, &str)]) -> String {
    let mut rumpf = format!("--XX\r\nContent-Disposition: form-data; name=\"art\"\r\n\r\n{art}\r\n");
    for (name, datei, inhalt) in teile {
        rumpf += &format!(
            "--XX\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{datei}\"\r\n\r\n{inhalt}\r\n"
        );
    }
    rumpf += "--XX--\r\n";
    let anfrage = Request::post("/einlesen/neu")
        .header("accept", "text/html")
        .header("content-type", "multipart/form-data; boundary=XX");
    let (status, nach, text) = fragen(r, anfrage.body(Body::from(rumpf)).unwrap()).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    nach
}

pub fn versteckt<'a>(html: &'a str, name: &str) -> &'a str {
    let ab = html.find(&format!("name=\"{name}\" value=\"")).unwrap() + name.len() + 15;
    html[ab..].split('"').next().unwrap()
}

pub async fn zahl(app: &amt::App, sql: &'static str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one::<(i64,)>(sql, werte![]).await.unwrap().0
}

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = raum::import::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

/// The pages of the import and of this room, with one kind of data to read in.
pub fn seiten_mit(app: &amt::App, rolle: Rolle, art: impl raum::import::Einleser) -> Router {
    let app = app.clone().mit(Einleseliste(vec![std::sync::Arc::new(art)]));
    let innen = raum::import::routen()
        .merge(netz::routen())
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

pub async fn arbeiten(app: &amt::App) {
    let a = auftraege::naechster(&app.db, auftrag::ART, app.uhr.jetzt())
        .await
        .unwrap()
        .unwrap();
    auftrag::arbeiten(app, a).await.unwrap();
}

const TABELLE: &str = "Name;Typ;Kategorie;Straße;PLZ;Ort;Breitengrad;Längengrad\n\
                       Elterncafé;Offener Treff;Erziehung, Nachbarschaft;Markt 1;22844;Norderstedt;53,7;10,0\n\
                       Zirkus;Zauberei;Erziehung;Markt 2;22844;Norderstedt;;\n";

testkit::auf_beiden!(tabelle_mit_spalten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let app = app.mit(Einleseliste(vec![std::sync::Arc::new(AngeboteEinlesen)]));
    let r = seiten(&app, Rolle::R19);
    // the Netzredaktion reads in offers and nothing else
    let (_, neu) = holen(&r, "/einlesen/neu?art=angebote").await;
    assert!(
        neu.contains("value=\"angebote\" selected") && !neu.contains("value=\"grenzen\""),
        "{neu}"
    );
    let lauf = hochladen(&r, &[("datei", "a.csv", TABELLE)]).await;
    let (_, seite) = holen(&r, &lauf).await;
    assert!(
        !seite.contains("Jetzt einlesen") && seite.contains("Name der Quelle"),
        "{seite}"
    );
    let version = versteckt(&seite, "version").to_owned();
    let felder = [
        ("version", &*version),
        ("fest_quelle", "Liste 2026"),
        ("fest_geprueft_am", "01.10.2026"),
        ("spalte_titel", "Name"),
        ("spalte_art", "Typ"),
        ("spalte_themen", "Kategorie"),
        ("spalte_anschrift", "Straße"),
        ("spalte_plz", "PLZ"),
        ("spalte_ort", "Ort"),
        ("spalte_lat", "Breitengrad"),
        ("spalte_lon", "Längengrad"),
    ];
    assert_eq!(senden(&r, &lauf, &felder).await, StatusCode::SEE_OTHER);
    let (_, seite) = holen(&r, &lauf).await;
    assert!(
        seite.contains("Elterncafé") && seite.contains("Jetzt einlesen"),
        "{seite}"
    );
    let version = versteckt(&seite, "version").to_owned();
    senden(&r, &format!("{lauf}/start"), &[("version", &*version)]).await;
    arbeiten(&app).await;
    let (_, fertig) = holen(&r, &lauf).await;
    assert!(
        fertig.contains("1 neu") && fertig.contains("Zauberei") && fertig.contains("1 Akteure sind neu"),
        "{fertig}"
    );
    let (_, csv) = holen(&r, &format!("{lauf}/bericht.csv")).await;
    assert!(csv.contains("3;art;EINLESEN-E13;abgewiesen;"), "{csv}");
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM angebot").await, 1);
    assert!(zahl(&app, "SELECT COUNT(*) FROM journal WHERE objektart = 'angebot'").await > 0);
    // an import of offers is no business of those who only draw boundaries, and the other way round
    let planung = seiten(&app, Rolle::R28);
    assert_eq!(holen(&planung, &lauf).await.0, StatusCode::NOT_FOUND);
});

testkit::auf_beiden!(hsds_und_karte_mit_zuordnungsdatei, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let app = app.mit(Einleseliste(vec![std::sync::Arc::new(AngeboteEinlesen)]));
    let r = seiten(&app, Rolle::R19);
    let hsds = r#"{"contents":[{"id":"1","name":"Frühstück","status":"active",
        "organization":{"id":"o","name":"Verein","description":"d"}},{"id":"2","name":"ohne Stand"}]}"#;
    let lauf = hochladen(&r, &[("datei", "h.json", hsds)]).await;
    let (_, seite) = holen(&r, &lauf).await;
    assert!(
        seite.contains("HSDS 3") && seite.contains("HSDS sagt nichts zu"),
        "{seite}"
    );
    let version = versteckt(&seite, "version").to_owned();
    let felder = [
        ("version", &*version),
        ("fest_quelle", "Nachbarkreis"),
        ("fest_geprueft_am", "2026-10-01"),
        ("fest_art", "Beratung"),
        ("fest_themen", "Pflege"),
    ];
    senden(&r, &lauf, &felder).await;
    let (_, seite) = holen(&r, &lauf).await;
    assert!(seite.contains("Frühstück"), "{seite}");
    let version = versteckt(&seite, "version").to_owned();
    senden(&r, &format!("{lauf}/start"), &[("version", &*version)]).await;
    arbeiten(&app).await;
    let (_, fertig) = holen(&r, &lauf).await;
    assert!(
        fertig.contains("1 neu") && fertig.contains("NETZ-E33"),
        "{fertig}"
    );

    let karte = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Kita Nord","id":"k1","traeger":"Stadt"},"geometry":{"type":"Point","coordinates":[10.0,53.7]}}]}"#;
    let zuordnung = "quelle = \"k\"\ngeprueft_am = \"2026-01-01\"\ngeprueft_von = \"Land\"\n[akteur]\nname = \"{traeger}\"\nart = \"KITA\"\n[angebot]\nid = \"{id}\"\ntitel = \"{name}\"\nkurzbeschreibung = \"Kita\"\nart = \"GRUPPE\"\nthemen = [\"KITA_BETREUUNG\"]\nanmeldung = \"FORMULAR\"\n";
    let lauf = hochladen(
        &r,
        &[("datei", "k.geojson", karte), ("zuordnung", "k.toml", zuordnung)],
    )
    .await;
    let (_, seite) = holen(&r, &lauf).await;
    assert!(
        seite.contains("Kita Nord") && seite.contains("Hier ist nichts zu wählen"),
        "{seite}"
    );
    let version = versteckt(&seite, "version").to_owned();
    senden(&r, &format!("{lauf}/start"), &[("version", &*version)]).await;
    arbeiten(&app).await;
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM angebot").await, 2);
});
