//! The open interface: HSDS 3 for everybody, checked against the schema of the standard.

use crate::gemeinsam;
use crate::gemeinsam::{RAEUME, app, darf_anlegen, wer};
use crate::schemata::{gueltig, ordner};
use amt::recht::{Befugnis, Bezug, Rolle};
use netz::{
    codes::{AkteurArt, Thema},
    service,
};
use serde_json::Value;

testkit::auf_beiden!(offene_schnittstelle_nach_dem_standard, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = gemeinsam::akteur(&app, &mut tx, "Familienzentrum").await;
    let offen = gemeinsam::angebot(k, "Elterncafé", Some((54.32, 10.13)));
    let offen = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), offen)
        .await
        .unwrap();
    let mut intern = gemeinsam::angebot(k, "Fachkreis", None);
    intern.sichtbarkeit = netz::codes::Sichtbarkeit::Fachkraefte;
    let intern = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), intern)
        .await
        .unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let privat = netz::AkteurDaten::neu("Frau Geheim", AkteurArt::Einzelperson);
    let privat = service::akteur_anlegen(&app, &mut tx, &may, privat)
        .await
        .unwrap();
    let mut d = gemeinsam::angebot(privat, "Nachhilfe", None);
    d.orte[0].name = "Bei Frau Geheim".to_owned();
    let alt = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    gemeinsam::telefon_von_frueher(&mut tx, alt).await;
    tx.commit().await.unwrap();
    let routen = app
        .rahmen
        .aussen(netz::oeffentliche_routen().with_state(app.clone()));
    let holen = async |pfad: &str| {
        use http_body_util::BodyExt as _;
        use tower::ServiceExt as _;
        let frage = axum::http::Request::get(pfad)
            .body(axum::body::Body::empty())
            .unwrap();
        let a = routen.clone().oneshot(frage).await.unwrap();
        let status = a.status().as_u16();
        let rumpf = a.into_body().collect().await.unwrap().to_bytes();
        (
            status,
            serde_json::from_slice::<Value>(&rumpf).unwrap_or_default(),
        )
    };
    let pruefen = |name: &str, v: &Value| {
        if let Some(ordner) = ordner() {
            gueltig(&ordner, name, v);
        }
    };
    let (_, wurzel) = holen("/hsds/v3").await;
    assert_eq!(wurzel["version"], "3.0");
    let (status, openapi) = holen("/hsds/v3/openapi.json").await;
    assert_eq!(status, 200);
    for (liste, schema, anzahl) in [
        ("services", "service.json", 2),
        ("services?full=true", "service.json", 2),
        ("organizations", "organization.json", 1),
        ("organizations?full_service=true", "organization.json", 1),
        ("service_at_locations", "service_at_location.json", 2),
        ("taxonomies", "taxonomy.json", 1),
        (
            "taxonomy_terms?per_page=100",
            "taxonomy_term.json",
            Thema::ALLE.len(),
        ),
    ] {
        let (status, seite) = holen(&format!("/hsds/v3/{liste}")).await;
        let alle = seite["contents"].as_array().unwrap();
        assert_eq!(
            (status, alle.len(), seite["size"].as_u64()),
            (200, anzahl, Some(anzahl as u64)),
            "{liste}: {seite}"
        );
        assert!(
            !seite.to_string().contains("eheim") && !seite.to_string().contains("Fachkreis"),
            "{seite}"
        );
        let pfad = liste.split('?').next().unwrap();
        assert!(
            openapi["paths"].get(format!("/hsds/v3/{pfad}")).is_some(),
            "{pfad}"
        );
        for eins in alle {
            pruefen(schema, eins);
            let (status, einzeln) = holen(&format!("/hsds/v3/{pfad}/{}", eins["id"].as_str().unwrap())).await;
            assert_eq!((status, &einzeln["id"]), (200, &eins["id"]), "{liste}");
            pruefen(schema, &einzeln);
        }
    }
    let (_, seite) = holen("/hsds/v3/services?per_page=1&page=2").await;
    assert_eq!(
        (
            &seite["total_items"],
            &seite["total_pages"],
            &seite["last_page"],
            &seite["first_page"]
        ),
        (&2.into(), &2.into(), &true.into(), &false.into())
    );
    let (_, seite) = holen("/hsds/v3/services?minimal=true&search=Elterncaf%C3%A9").await;
    assert_eq!(seite["contents"][0].as_object().unwrap().len(), 2);
    for leer in [
        "services?taxonomy_term_id=x",
        "services?organization_id=x",
        "services?taxonomy_id=x",
    ] {
        assert_eq!(
            holen(&format!("/hsds/v3/{leer}")).await.1["empty"],
            true,
            "{leer}"
        );
    }
    assert_eq!(holen(&format!("/hsds/v3/services/{offen}")).await.0, 200);
    for weg in [
        format!("services/{intern}"),
        format!("organizations/{privat}"),
        "taxonomies/x".to_owned(),
        "service_at_locations/x".to_owned(),
    ] {
        assert_eq!(holen(&format!("/hsds/v3/{weg}")).await.0, 404, "{weg}");
    }
});
