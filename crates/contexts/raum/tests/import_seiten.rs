//! The pages of the import, from the upload to the report.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{MIGRATIONEN, app, darf, kontext, neue_gliederung};
use amt::recht::Rolle;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use raum::{import::auftrag, service};
use store::{auftrag as auftraege, werte};
use tower::ServiceExt as _;

struct Antwort {
    status: StatusCode,
    nach: String,
    text: String,
}

async fn fragen(r: &Router, anfrage: Request<Body>) -> Antwort {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let nach = antwort.headers().get(header::LOCATION);
    let nach = nach.map(|n| n.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Antwort { status, nach, text }
}

async fn holen(r: &Router, pfad: &str) -> Antwort {
    let anfrage = Request::get(pfad).header("accept", "text/html");
    fragen(r, anfrage.body(Body::empty()).unwrap()).await
}

async fn senden(r: &Router, pfad: &str, rumpf: &str) -> Antwort {
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    fragen(r, anfrage.body(Body::from(rumpf.to_owned())).unwrap()).await
}

/// As a browser sends a form with files.
async fn hochladen(r: &Router, felder: &[(&str, &str)], dateien: &[(&str, &str, &str)]) -> Antwort {
    let mut rumpf = String::new();
    for (name, wert) in felder {
        rumpf += &format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{wert}\r\n");
    }
    for (name, datei, inhalt) in dateien {
        rumpf += &format!(
            "--XX\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{datei}\"\r\nContent-Type: text/csv\r\n\r\n{inhalt}\r\n"
        );
    }
    rumpf += "--XX--\r\n";
    let anfrage = Request::post("/einlesen/neu")
        .header("accept", "text/html")
        .header("content-type", "multipart/form-data; boundary=XX");
    fragen(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

/// The value of a hidden field.
fn versteckt<'a>(html: &'a str, name: &str) -> &'a str {
    let ab = html.find(&format!("name=\"{name}\" value=\"")).unwrap() + name.len() + 15;
    html[ab..].split('"').next().unwrap()
}

async fn zahl(app: &amt::App, sql: &'static str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one::<(i64,)>(sql, werte![]).await.unwrap().0
}

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = raum::import::routen()
        .layer(axum::Extension(kontext(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

const DATEI: &str =
    "Straße;Nr.;PLZ;Ort\nHauptplatz;1;8010;Graz\nHauptplatz;0;8010;Graz\n<script>x</script>;2;8010;Graz\n";

testkit::auf_beiden!(vom_hochladen_bis_zum_bericht, MIGRATIONEN, |db| async move {
    let app = app(db);
    let r = seiten(&app, Rolle::R22);
    assert!(
        holen(&r, "/einlesen")
            .await
            .text
            .contains("Noch nichts eingelesen")
    );
    let neu = holen(&r, "/einlesen/neu?art=adressen").await.text;
    assert!(neu.contains("value=\"adressen\" selected"), "{neu}");
    let einmal = versteckt(&neu, "einmal").to_owned();

    // nothing chosen: the page says what is missing and keeps what was given
    let a = hochladen(
        &r,
        &[("einmal", &einmal), ("art", "adressen")],
        &[("datei", "", "")],
    )
    .await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        a.text.contains("nicht leer ist") && a.text.contains("value=\"adressen\" selected"),
        "{}",
        a.text
    );
    assert_eq!(versteckt(&a.text, "einmal"), einmal);
    let falsch = [
        ("datei", "a.csv", DATEI),
        ("zuordnung", "z.toml", "[felder]\nnichts = \"x\"\n"),
    ];
    let a = hochladen(&r, &[("einmal", &einmal), ("art", "adressen")], &falsch).await;
    assert!(
        a.status == StatusCode::UNPROCESSABLE_ENTITY && a.text.contains("felder.nichts"),
        "{}",
        a.text
    );

    // sent twice, there once
    let felder = [("einmal", &*einmal), ("art", "adressen")];
    let a = hochladen(&r, &felder, &[("datei", "graz.csv", DATEI)]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER);
    let lauf = a.nach;
    assert_eq!(
        hochladen(&r, &felder, &[("datei", "graz.csv", DATEI)]).await.nach,
        lauf
    );
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM import_lauf").await, 1);

    let seite = holen(&r, &lauf).await.text;
    assert!(
        seite.contains("Hauptplatz") && seite.contains("Jetzt einlesen"),
        "{seite}"
    );
    assert!(!seite.contains("<script>x") && seite.contains("script&"));
    let version = versteckt(&seite, "version").to_owned();
    let zuordnung = format!(
        "version={version}&spalte_strasse=Stra%C3%9Fe&spalte_hausnummer=Nr.&spalte_plz=PLZ&fest_ort=Graz"
    );
    assert_eq!(senden(&r, &lauf, &zuordnung).await.status, StatusCode::SEE_OTHER);
    // somebody with the old page does not overwrite that
    assert_eq!(senden(&r, &lauf, &zuordnung).await.status, StatusCode::CONFLICT);
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM adresse").await, 0);

    // started twice, done once, also when the first one is done already
    let start = format!("{lauf}/start");
    let version = format!("version={}", versteckt(&holen(&r, &lauf).await.text, "version"));
    senden(&r, &start, &version).await;
    senden(&r, &start, &version).await;
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM auftrag").await, 1);
    let wartet = holen(&r, &lauf).await.text;
    assert!(
        wartet.contains("Wartet") && wartet.contains("/abbrechen") && wartet.contains("every 1s"),
        "{wartet}"
    );
    let a = auftraege::naechster(&app.db, auftrag::ART, app.uhr.jetzt())
        .await
        .unwrap()
        .unwrap();
    auftrag::arbeiten(&app, a).await.unwrap();
    senden(&r, &start, &version).await;
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM auftrag").await, 1);

    let fertig = holen(&r, &lauf).await.text;
    assert!(
        fertig.contains("Fertig") && fertig.contains("2 neu") && fertig.contains("RAUM-E01"),
        "{fertig}"
    );
    let csv = holen(&r, &format!("{lauf}/bericht.csv")).await.text;
    assert!(csv.contains("3;;RAUM-E01;abgewiesen;"), "{csv}");
    assert!(holen(&r, "/einlesen").await.text.contains("graz.csv"));
    assert_eq!(
        zahl(&app, "SELECT COUNT(*) FROM adresse WHERE plz = '8010'").await,
        2
    );

    // once more on purpose, and stopped before anybody began
    let version = format!("version={}", versteckt(&fertig, "version"));
    senden(&r, &start, &version).await;
    senden(&r, &format!("{lauf}/abbrechen"), "").await;
    assert!(holen(&r, &lauf).await.text.contains("Abgebrochen"));

    // who may change nothing sees nothing
    let fremd = seiten(&app, Rolle::R01);
    for pfad in [
        "/einlesen",
        "/einlesen/neu",
        &lauf,
        &format!("{lauf}/bericht.csv"),
    ] {
        assert_eq!(holen(&fremd, pfad).await.status, StatusCode::NOT_FOUND, "{pfad}");
    }
    assert_eq!(
        senden(&fremd, &start, "version=1").await.status,
        StatusCode::NOT_FOUND
    );
});

testkit::auf_beiden!(
    zwei_entwuerfe_und_eine_unlesbare_datei,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        for name in ["Entwurf Nord", "Entwurf Süd"] {
            service::gliederung_anlegen(&app, &mut tx, &darf(), &neue_gliederung(name, "2027-01-01"))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let r = seiten(&app, Rolle::R22);
        let felder = [("art", "strassenverzeichnis")];
        let datei = [
            ("datei", "s.csv", "Straße;Code\nWeg;A\n"),
            (
                "zuordnung",
                "z.toml",
                "[felder]\nname = \"Straße\"\nraum = \"Code\"\n",
            ),
        ];
        let lauf = hochladen(&r, &felder, &datei).await.nach;
        let seite = holen(&r, &lauf).await.text;
        assert!(
            seite.contains("Entwurf Nord") && seite.contains("Entwurf Süd"),
            "{seite}"
        );
        let leer = hochladen(&r, &felder, &[("datei", "s.csv", "\u{0}\u{0}")])
            .await
            .nach;
        let seite = holen(&r, &leer).await;
        assert_eq!(seite.status, StatusCode::OK);
        assert!(!seite.text.contains("Jetzt einlesen"), "{}", seite.text);
    }
);
