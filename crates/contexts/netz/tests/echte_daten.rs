//! Real open data becomes offers. The files lie beside the repository; without them the tests say so and stop.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

mod gemeinsam;

use std::{io::Read as _, path::PathBuf};

use gemeinsam::{RAEUME, app, darf_anlegen};
use netz::{
    Suchprofil,
    einlesen::{Zuordnung, aus_csv, aus_geojson},
    service,
};

fn datei(name: &str) -> Option<Vec<u8>> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../shared/data/facilities")
        .join(name);
    let Ok(roh) = std::fs::read(&pfad) else {
        println!("übersprungen: {} fehlt", pfad.display());
        return None;
    };
    if !name.ends_with(".gz") {
        return Some(roh);
    }
    let mut aus = Vec::new();
    flate2::read::GzDecoder::new(&roh[..])
        .read_to_end(&mut aus)
        .unwrap();
    Some(aus)
}

testkit::auf_beiden!(kitas_und_schulen_werden_angebote, RAEUME, |db| async move {
    let (Some(kitas), Some(schulen)) = (datei("sh_kitas.geojson.gz"), datei("sh_schulen.csv")) else {
        return;
    };
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let z = Zuordnung::lesen(include_str!("../zuordnungen/sh_kitas.toml")).unwrap();
    let saetze = aus_geojson(&kitas).unwrap();
    assert_eq!(saetze.len(), 1_870);
    for lauf in 0..2 {
        let (gut, abgelehnt) = z.anwenden(&saetze);
        assert_eq!((gut.len(), abgelehnt.len()), (1_857, 13));
        assert!(
            abgelehnt
                .iter()
                .all(|b| b.code == "NETZ-E30" && b.ort.starts_with("Eintrag "))
        );
        let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), &z.quelle, gut)
            .await
            .unwrap();
        let zahlen = (b.neu, b.geaendert, b.unveraendert);
        assert_eq!(
            zahlen,
            if lauf == 0 { (1_856, 0, 0) } else { (0, 0, 1_856) },
            "{:?}",
            b.abgelehnt
        );
        // one facility takes children of an age whose end lies before its beginning: the source is wrong
        assert_eq!(
            b.abgelehnt
                .iter()
                .map(|b| (b.code, b.ort.as_str()))
                .collect::<Vec<_>>(),
            [("NETZ-E02", "Eintrag 874, alter_von")]
        );
        println!("Kitas: {} ohne Ort, {} Akteure neu", b.ohne_ort, b.akteure_neu);
    }

    let z = Zuordnung::lesen(include_str!("../zuordnungen/sh_schulen.toml")).unwrap();
    let saetze = aus_csv(&schulen, b',').unwrap();
    assert_eq!(saetze.len(), 1_048);
    let (gut, abgelehnt) = z.anwenden(&saetze);
    assert!(abgelehnt.is_empty());
    let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), &z.quelle, gut)
        .await
        .unwrap();
    assert_eq!((b.neu, b.ohne_ort), (1_048, 59), "{:?}", b.abgelehnt);

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
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!(e.gesamt, 31);
    assert_eq!(e.radius_m, Some(500));
});
