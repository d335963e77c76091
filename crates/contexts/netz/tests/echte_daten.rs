//! Real open data becomes offers. The files lie beside the repository; without them the tests say so and stop.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::{path::PathBuf, sync::Arc};

use crate::gemeinsam::{RAEUME, app, wer};
use amt::{App, recht::Rolle};
use netz::{Suchprofil, einlesen::AngeboteEinlesen, service};
use raum::import::{Bericht, Umgang, einlesen_datei};

fn datei(name: &str) -> Option<PathBuf> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../shared/data/facilities")
        .join(name);
    if !pfad.exists() {
        println!("übersprungen: {} fehlt", pfad.display());
        return None;
    }
    Some(pfad)
}

/// The way of the page and of the command line.
async fn ein(app: &App, pfad: &PathBuf, zuordnung: &str) -> Bericht {
    let (wer, pfade) = (wer(Rolle::R19), std::slice::from_ref(pfad));
    let weiter = Arc::new(|_| true);
    einlesen_datei(
        app,
        &wer,
        &AngeboteEinlesen,
        pfade,
        zuordnung,
        Umgang::Speichern,
        weiter,
    )
    .await
    .unwrap()
}

testkit::auf_beiden!(kitas_und_schulen_werden_angebote, RAEUME, |db| async move {
    let (Some(kitas), Some(schulen)) = (datei("sh_kitas.geojson.gz"), datei("sh_schulen.csv")) else {
        return;
    };
    let (app, _) = app(db).await;
    for lauf in 0..2 {
        let b = ein(&app, &kitas, include_str!("../zuordnungen/sh_kitas.toml")).await;
        let zahlen = (b.gelesen, b.neu, b.geaendert, b.unveraendert, b.abgewiesen.len());
        let soll = if lauf == 0 {
            (1_870, 1_856, 0, 0, 14)
        } else {
            (1_870, 0, 0, 1_856, 14)
        };
        assert_eq!(zahlen, soll, "{:?}", b.abgewiesen);
        // each of the fourteen by its number and its name: thirteen are none, of one the ages run backwards
        let keine: Vec<_> = b.abgewiesen.iter().filter(|a| a.code == "NETZ-E30").collect();
        assert_eq!(keine.len(), 13);
        assert!(
            keine
                .iter()
                .all(|a| a.zeile > 0 && a.text.contains("Dummy-Einrichtung")),
            "{keine:?}"
        );
        let alter: Vec<_> = b.abgewiesen.iter().filter(|a| a.code == "NETZ-E02").collect();
        assert_eq!(
            alter
                .iter()
                .map(|a| (a.zeile, a.spalte.as_str()))
                .collect::<Vec<_>>(),
            [(874, "alter_von")]
        );
        assert!(
            alter[0].text.contains(": Das Alter"),
            "mit dem Namen: {}",
            alter[0].text
        );
        println!("Kitas: {}", b.saetze.join(" "));
    }

    let b = ein(&app, &schulen, include_str!("../zuordnungen/sh_schulen.toml")).await;
    assert_eq!(
        (b.gelesen, b.neu, b.abgewiesen.len()),
        (1_048, 1_048, 0),
        "{:?}",
        b.abgewiesen
    );
    assert!(
        b.saetze
            .iter()
            .any(|s| s.starts_with("59 Angebote haben keine Koordinaten")),
        "{:?}",
        b.saetze
    );

    let p = Suchprofil {
        text: "Waldkindergarten".to_owned(),
        punkt: Some(base::Punkt {
            lat: 54.3233,
            lon: 10.1394,
        }),
        alter: Some(4),
        limit: 3,
        ..Suchprofil::default()
    };
    let mut tx = app.db.read().await.unwrap();
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!(e.gesamt, 31);
    assert_eq!(e.radius_m, Some(500));
});
