//! What a phone brings back from a walk without network: nothing lost, nothing twice, conflicts for a person.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, wer};
use crate::quartier::{darf, fuellen, mit_erfassung, schritt, stadt};
use amt::{App, Kontext, recht::Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::Id;
use http_body_util::BodyExt as _;
use netz::{Erfassung, codes::ErfassungStatus, service};
use serde_json::Value;
use tower::ServiceExt as _;
use uuid::Uuid;

fn seiten(app: &App, k: Kontext) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(k))
        .merge(netz::oeffentliche_routen())
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn fragen(r: &Router, f: Request<Body>) -> (StatusCode, String) {
    let (teile, rumpf) = r.clone().oneshot(f).await.unwrap().into_parts();
    let text = rumpf.collect().await.unwrap().to_bytes();
    (teile.status, String::from_utf8_lossy(&text).into_owned())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    fragen(r, Request::get(pfad).body(Body::empty()).unwrap()).await
}

/// Sends one entry as the sheet does.
async fn bringen(r: &Router, id: Id<Erfassung>, marke: u128, felder: &[(&str, &str)]) -> (StatusCode, Value) {
    let marke = Uuid::from_u128(marke).to_string();
    let rumpf: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .append_pair("marke", &marke)
        .finish();
    let f = Request::post(format!("/erfassungen/{id}/unterwegs"))
        .header("content-type", "application/x-www-form-urlencoded");
    let (status, text) = fragen(r, f.body(Body::from(rumpf)).unwrap()).await;
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

fn punkt<'a>(name: &'a str, wo: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("dazu", "PUNKT"),
        ("ort_name", name),
        ("ort_art", "INFORMELL"),
        ("ort_punkt", wo),
        ("ort_hinweis", "eine Stufe"),
    ]
}

async fn blatt(r: &Router) -> Value {
    let geraet = Uuid::from_u128(77);
    let (status, text) = holen(r, &format!("/erfassungen/unterwegs?geraet={geraet}")).await;
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn orte(b: &Value) -> Vec<String> {
    b["erfassungen"][0]["eintraege"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["art"] == "PUNKT")
        .map(|e| e["text"].as_str().unwrap().to_owned())
        .collect()
}

testkit::auf_beiden!(zweimal_gesendet_ist_einmal_eingetragen, RAEUME, |db| async move {
    let (app, _, id) = mit_erfassung(db).await;
    let r = seiten(&app, wer(Rolle::R19));

    let kiosk = punkt("Kiosk am Eck", "54,305 10,01");
    for erwartet in ["EINGETRAGEN", "SCHON_DA", "SCHON_DA"] {
        let (status, a) = bringen(&r, id, 1, &kiosk).await;
        assert!(status == 200 && a["ergebnis"] == erwartet, "{a}");
    }
    // two answers lost at the same moment: both requests run side by side
    let bank = punkt("Bank unter der Linde", "54,306 10,012");
    let (a, b) = tokio::join!(bringen(&r, id, 2, &bank), bringen(&r, id, 2, &bank));
    let mut beide = [a.1["ergebnis"].clone(), b.1["ergebnis"].clone()].map(|v| v.to_string());
    beide.sort();
    assert_eq!(beide, ["\"EINGETRAGEN\"", "\"SCHON_DA\""]);
    assert_eq!(orte(&blatt(&r).await), ["Kiosk am Eck", "Bank unter der Linde"]);

    // somebody takes it out again: a phone that did not hear the answer does not bring it back
    let mut tx = app.db.write().await.unwrap();
    let may = darf(Rolle::R19, Some(id));
    let (_, eintraege, _) = service::erfassung_laden(&app, &mut tx, &darf(Rolle::R19, Some(id)))
        .await
        .unwrap();
    service::erfassung_entfernen(&app, &mut tx, &may, eintraege[0].id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(bringen(&r, id, 1, &kiosk).await.1["ergebnis"], "SCHON_DA");
    assert_eq!(orte(&blatt(&r).await), ["Bank unter der Linde"]);

    // what is wrong stays on the phone, with the words for it, and its mark stays free
    for (felder, wort) in [
        (punkt("", "54,305 10,01"), "ausfüllen"),
        (punkt("Kiosk", "am Eck"), "Breite und Länge"),
        (punkt("Kiosk", "10,01 54,305"), "vertauscht"),
        (vec![("dazu", "SCHLUESSELPERSON"), ("person", "Hausmeister")], ""),
        (
            vec![("dazu", "TEXT"), ("abschnitt", "QUATSCH"), ("text", "x")],
            "",
        ),
        (vec![], "nicht zu lesen"),
    ] {
        let (status, a) = bringen(&r, id, 3, &felder).await;
        if felder.first().is_some_and(|f| f.1 == "SCHLUESSELPERSON") {
            assert_eq!(status, 404);
            continue;
        }
        assert!(
            status == 422 && a["ergebnis"] == "GEHT_NICHT" && a["text"].as_str().unwrap().contains(wort),
            "{a}"
        );
    }
    assert_eq!(
        bringen(&r, id, 3, &punkt("Laden", "54,304 10,011")).await.1["ergebnis"],
        "EINGETRAGEN"
    );

    // who may only read gets neither drafts nor key, and writes nothing
    let liest = seiten(&app, wer(Rolle::R01));
    assert_eq!(holen(&liest, "/erfassungen/unterwegs").await.0, 404);
    assert_eq!(bringen(&liest, id, 9, &kiosk).await.0, 404);

    // a year later nobody needs the marks
    let mut tx = app.db.write().await.unwrap();
    assert_eq!(service::unterwegs_vergessen(&app, &mut tx).await.unwrap(), 0);
});

testkit::auf_beiden!(
    was_zwei_schreiben_entscheidet_ein_mensch,
    RAEUME,
    |db| async move {
        let (app, _, id) = mit_erfassung(db).await;
        let r = seiten(&app, wer(Rolle::R19));
        bringen(&r, id, 1, &punkt("Kiosk am Eck", "54,305 10,01")).await;

        // the same place, seen by somebody else
        let bude = punkt("Bude", "54,305 10,01005");
        let (_, a) = bringen(&r, id, 2, &bude).await;
        assert!(
            a["ergebnis"] == "AEHNLICH" && a["dort"]["text"] == "Kiosk am Eck",
            "{a}"
        );
        assert_eq!(orte(&blatt(&r).await), ["Kiosk am Eck"]);
        let dort = a["dort"]["id"].as_str().unwrap().to_owned();
        let mut zusammen = punkt("Kiosk am Eck / Bude", "54,305 10,01005");
        zusammen.extend([
            ("zusammen", dort.as_str()),
            ("gesehen", "Kiosk am Eck"),
            ("gesehen_zusatz", "eine Stufe"),
        ]);
        assert_eq!(bringen(&r, id, 2, &zusammen).await.1["ergebnis"], "EINGETRAGEN");
        assert_eq!(orte(&blatt(&r).await), ["Kiosk am Eck / Bude"]);
        // decided on words that are not there any more: asked again
        let mut alt = zusammen.clone();
        alt[1].1 = "Etwas anderes";
        let (_, a) = bringen(&r, id, 3, &alt).await;
        assert!(
            a["ergebnis"] == "AEHNLICH" && a["dort"]["text"] == "Kiosk am Eck / Bude",
            "{a}"
        );
        // another one after all
        let mut beide = bude.clone();
        beide.push(("beide", "ja"));
        assert_eq!(bringen(&r, id, 4, &beide).await.1["ergebnis"], "EINGETRAGEN");
        assert_eq!(orte(&blatt(&r).await), ["Kiosk am Eck / Bude", "Bude"]);

        // a section: what somebody wrote in the office meanwhile is not overwritten
        let text = |vorher, neu| -> [(&str, &str); 4] {
            [
                ("dazu", "TEXT"),
                ("abschnitt", "WOHNEN"),
                ("vorher", vorher),
                ("text", neu),
            ]
        };
        assert_eq!(
            bringen(&r, id, 5, &text("", "Altbau.")).await.1["ergebnis"],
            "EINGETRAGEN"
        );
        let (_, a) = bringen(&r, id, 6, &text("", "Viele Höfe.")).await;
        assert!(a["ergebnis"] == "ANDERS" && a["dort"] == "Altbau.", "{a}");
        assert_eq!(blatt(&r).await["erfassungen"][0]["texte"]["WOHNEN"], "Altbau.");
        assert_eq!(
            bringen(&r, id, 6, &text("Altbau.", "Altbau.\nViele Höfe."))
                .await
                .1["ergebnis"],
            "EINGETRAGEN"
        );
        assert_eq!(
            blatt(&r).await["erfassungen"][0]["texte"]["WOHNEN"],
            "Altbau.\nViele Höfe."
        );

        // agreed on meanwhile: the entry stays on the phone, what arrived before still counts as arrived
        let mut tx = app.db.write().await.unwrap();
        let (version,): (i64,) = tx
            .fetch_one("SELECT version FROM erfassung WHERE id = $1", store::werte![id])
            .await
            .unwrap();
        fuellen(&app, &mut tx, id, version).await;
        schritt(&app, &mut tx, &wer(Rolle::R19), id, ErfassungStatus::Abgestimmt)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (status, a) = bringen(&r, id, 7, &punkt("Später", "54,301 10,001")).await;
        assert!(
            status == 422 && a["text"].as_str().unwrap().contains("abgestimmt"),
            "{a}"
        );
        assert_eq!(
            bringen(&r, id, 1, &punkt("Kiosk am Eck", "54,305 10,01")).await.1["ergebnis"],
            "SCHON_DA"
        );
        assert_eq!(
            blatt(&r).await["erfassungen"].as_array().unwrap().len(),
            0,
            "no draft, nothing to take along"
        );
    }
);

testkit::auf_beiden!(
    das_blatt_selbst_weiss_nichts_und_der_schluessel_gehoert_dem_konto,
    RAEUME,
    |db| async move {
        let (app, ..) = stadt(db, &[("1", "Altstadt")]).await;
        let r = seiten(&app, wer(Rolle::R19));
        let (status, seite) = holen(&r, "/unterwegs/blatt").await;
        assert!(
            status == 200 && seite.contains("data-unterwegs") && !seite.contains("_csrf"),
            "{seite}"
        );
        assert!(!seite.contains("Altstadt") && !seite.contains("Kim Redaktion"));
        let (_, dienst) = holen(&r, "/unterwegs/dienst.js").await;
        for datei in ["/unterwegs/blatt", "app.css?v=", "js/unterwegs.js?v="] {
            assert!(dienst.contains(datei), "{datei}");
            assert!(
                !dienst.contains("/erfassungen"),
                "data is never kept by the worker"
            );
        }
        let (_, manifest) = holen(&r, "/unterwegs/app.webmanifest").await;
        let m: Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(m["scope"], "/unterwegs/");

        let (eins, zwei) = (blatt(&r).await, blatt(&r).await);
        assert_eq!(eins["schluessel"], zwei["schluessel"]);
        assert_eq!(eins["schluessel"].as_str().unwrap().len(), 64);
        let andere = Kontext::neu(
            Id::von(Uuid::from_u128(10)),
            "Wer anderes".to_owned(),
            amt::recht::OrganisationsArt::Oeffentlich,
            wer(Rolle::R19).rollen().to_vec(),
        );
        assert_ne!(
            blatt(&seiten(&app, andere)).await["schluessel"],
            eins["schluessel"]
        );
        let geraet = Uuid::from_u128(78);
        let (_, anderes) = holen(&r, &format!("/erfassungen/unterwegs?geraet={geraet}")).await;
        assert!(!anderes.contains(eins["schluessel"].as_str().unwrap()));
    }
);
