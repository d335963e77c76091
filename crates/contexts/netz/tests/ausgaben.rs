//! The directory as other programs take it: tables and maps, for a search and for all of it.
#![expect(clippy::unwrap_used, reason = "tests")]

use amt::{
    App,
    recht::{Befugnis, Bezug, Rolle},
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request},
};
use base::{Cent, Tri};
use http_body_util::BodyExt as _;
use netz::{
    AkteurDaten, Angabe, Ort,
    codes::{AkteurArt, Merkmal, Sichtbarkeit},
    einlesen::AngeboteEinlesen,
    service,
};
use raum::import::{Umgang, einlesen_datei};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, wer};

fn seiten(app: &App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn holen(r: &Router, methode: &str, pfad: &str) -> (u16, HeaderMap, Vec<u8>) {
    let frage = Request::builder()
        .method(methode)
        .uri(pfad)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap();
    let a = r.clone().oneshot(frage).await.unwrap();
    let (status, kopf) = (a.status().as_u16(), a.headers().clone());
    (
        status,
        kopf,
        a.into_body().collect().await.unwrap().to_bytes().to_vec(),
    )
}

/// The cells of the first sheet.
fn blatt(mappe: &[u8]) -> Vec<Vec<String>> {
    let quelle: einlesen::Quelle = mappe.to_vec().into();
    let t = einlesen::tabelle::Tabelle::oeffnen(&quelle, einlesen::tabelle::Optionen::default()).unwrap();
    let kopf = t.spalten.clone();
    std::iter::once(kopf)
        .chain(t.map(|z| z.unwrap().felder))
        .collect()
}

/// One offer with everything, one whose words look like formulas, one of a private person, one for the office only.
async fn fuellen(app: &App) {
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(app, &mut tx, "Familienzentrum").await;
    let mut voll = angebot(k, "Elterncafé", Some((54.321, 10.13)));
    voll.telefon = "+49 431 1".to_owned();
    voll.alter_von = Some(18);
    voll.kosten = Some(Cent(250));
    voll.sprachen = vec!["de".to_owned(), "tr".to_owned()];
    voll.orte.push(Ort {
        anschrift: "Am Markt 2".to_owned(),
        plz: "24105".to_owned(),
        ort: "Kiel".to_owned(),
        ..Ort::default()
    });
    for (m, a) in [
        (Merkmal::Stufenlos, Angabe::tri(Tri::Ja)),
        (Merkmal::Tuerbreite, Angabe::zahl(95)),
        (Merkmal::WcBarrierefrei, Angabe::tri(Tri::Nein)),
        (Merkmal::Wickeln, Angabe::tri(Tri::Ja)),
        (Merkmal::Parkplatz, Angabe::tri(Tri::Nein)),
        (Merkmal::Dgs, Angabe::tri(Tri::Ja)),
        (Merkmal::Hoeranlage, Angabe::tri(Tri::Teilweise)),
        (Merkmal::ReizarmerRaum, Angabe::tri(Tri::Unbekannt)),
    ] {
        voll.barrieren.insert(m, a);
    }
    service::angebot_anlegen(app, &mut tx, &darf_anlegen(), voll)
        .await
        .unwrap();
    let boese = angebot(k, "=HYPERLINK(\"http://x\")", None);
    service::angebot_anlegen(app, &mut tx, &darf_anlegen(), boese)
        .await
        .unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let privat = AkteurDaten::neu("Frau Geheim", AkteurArt::Einzelperson);
    let privat = service::akteur_anlegen(app, &mut tx, &may, privat).await.unwrap();
    let mut d = angebot(privat, "Nachhilfe", Some((54.1, 10.1)));
    d.orte[0].name = "Bei Frau Geheim".to_owned();
    service::angebot_anlegen(app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    let mut intern = angebot(k, "Fachkreis", None);
    intern.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    service::angebot_anlegen(app, &mut tx, &darf_anlegen(), intern)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

testkit::auf_beiden!(tabellen_und_karten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    fuellen(&app).await;
    let r = seiten(&app, Rolle::R19);
    for (methode, pfad, art) in [
        ("POST", "/angebote.csv", "text/csv; charset=utf-8"),
        (
            "POST",
            "/angebote.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("POST", "/angebote.geojson", "application/geo+json"),
        ("GET", "/angebote/verzeichnis.csv", "text/csv; charset=utf-8"),
        (
            "GET",
            "/angebote/verzeichnis.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("GET", "/angebote/verzeichnis.geojson", "application/geo+json"),
    ] {
        let (status, kopf, inhalt) = holen(&r, methode, pfad).await;
        assert_eq!(status, 200, "{pfad}: {}", String::from_utf8_lossy(&inhalt));
        assert_eq!(kopf["content-type"], art, "{pfad}");
        assert_eq!(kopf["cache-control"], "no-store", "{pfad}");
        assert!(
            kopf["content-disposition"]
                .to_str()
                .unwrap()
                .starts_with("attachment; ")
        );
    }
    let (_, _, gefunden) = holen(&r, "POST", "/angebote.xlsx").await;
    let zeilen = blatt(&gefunden);
    assert_eq!((zeilen.len(), zeilen[0][0].as_str()), (5, "Angebot"));
    assert!(
        zeilen.iter().any(|z| z[0] == "=HYPERLINK(\"http://x\")"),
        "Text bleibt Text"
    );
    let (_, _, alles) = holen(&r, "GET", "/angebote/verzeichnis.xlsx").await;
    let zeilen = blatt(&alles);
    assert_eq!((zeilen.len(), zeilen[0].len()), (5, 31));
    assert!(
        !zeilen.iter().flatten().any(|z| z.contains("Geheim")),
        "{zeilen:?}"
    );
    let (_, _, tabelle) = holen(&r, "GET", "/angebote/verzeichnis.csv").await;
    let text = String::from_utf8(tabelle).unwrap();
    assert!(
        text.contains("'=HYPERLINK") && text.contains("'+49 431 1") && !text.contains(";=HYPER"),
        "{text}"
    );

    let (_, _, karte) = holen(&r, "GET", "/angebote/verzeichnis.geojson").await;
    let karte: Value = serde_json::from_slice(&karte).unwrap();
    let alle = karte["features"].as_array().unwrap();
    // the Elterncafé has two places
    assert_eq!(
        (karte["type"].as_str(), alle.len()),
        (Some("FeatureCollection"), 5)
    );
    assert!(!karte.to_string().contains("Geheim"), "{karte}");
    let cafe: Vec<&Value> = alle
        .iter()
        .filter(|f| f["properties"]["name"] == "Elterncafé")
        .collect();
    assert_eq!(
        cafe[0]["geometry"],
        json!({"type": "Point", "coordinates": [10.13, 54.321]})
    );
    assert_eq!((&cafe[1]["geometry"], cafe.len()), (&Value::Null, 2));
    assert_ne!(cafe[0]["id"], cafe[1]["id"]);
    let p = &cafe[0]["properties"];
    assert_eq!(
        p["accessibility"],
        json!({
            "entrances": [{"isLevel": true, "door": {"width": {"value": 95, "unit": "cm"}}}],
            "restrooms": [{"isAccessibleWithWheelchair": false, "hasChangingTableForBabies": true}],
            "parking": {"forWheelchairUsers": null},
            "staff": {"languages": ["gsg"]},
        })
    );
    assert!(
        p["barrierefreiheit"]
            .as_str()
            .unwrap()
            .contains("Türbreite: 95 cm"),
        "{p}"
    );
    assert_eq!(
        (&p["kosten_cent"], &p["address"]["city"]),
        (&json!(250), &json!("Kiel"))
    );
    let privat = alle
        .iter()
        .find(|f| f["properties"]["name"] == "Nachhilfe")
        .unwrap();
    assert_eq!(
        (&privat["geometry"], &privat["properties"]["traeger"]),
        (&Value::Null, &json!("Privatperson"))
    );

    // who only reads what everybody does gets nothing of the office in a file either
    let fremd = seiten(&app, Rolle::R31);
    for (methode, pfad) in [
        ("POST", "/angebote.csv"),
        ("POST", "/angebote.geojson"),
        ("GET", "/angebote/verzeichnis.csv"),
        ("GET", "/angebote/verzeichnis.geojson"),
    ] {
        let (status, _, inhalt) = holen(&fremd, methode, pfad).await;
        let text = String::from_utf8(inhalt).unwrap();
        assert!(status == 200 && text.contains("Elterncafé"), "{pfad}: {status}");
        assert!(
            !text.contains("Fachkreis") && !text.contains("Geheim"),
            "{pfad}: {text}"
        );
    }

    // the workbook goes back in: elsewhere it becomes the same directory
    let ordner = tempfile::tempdir().unwrap();
    let pfad = ordner.path().join("verzeichnis.xlsx");
    std::fs::write(&pfad, &alles).unwrap();
    let weiter = std::sync::Arc::new(|_| true);
    let b = einlesen_datei(
        &app,
        &wer(Rolle::R19),
        &AngeboteEinlesen,
        &[pfad],
        "",
        Umgang::Speichern,
        weiter,
    )
    .await
    .unwrap();
    assert_eq!(
        (b.gelesen, b.neu, b.abgewiesen.len()),
        (4, 4, 0),
        "{:?}",
        b.abgewiesen
    );
    // three decimals are degrees, not thousands
    let mut tx = app.db.read().await.unwrap();
    let (wieder,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM angebot_ort WHERE lat = 54.321",
            store::werte![],
        )
        .await
        .unwrap();
    assert_eq!(wieder, 2);
});
