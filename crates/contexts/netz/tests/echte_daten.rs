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

/// The offers by what they are about and who runs them, most first.
async fn gezaehlt(app: &App, sql: &'static str) -> Vec<(String, i64)> {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_all(sql, store::werte![]).await.unwrap()
}

testkit::auf_beiden!(alle_kitas_in_berlin, RAEUME, |db| async move {
    let Some(kitas) = datei("berlin_kindertagesstaetten.geojson.gz") else {
        return;
    };
    let (app, _) = app(db).await;
    for (neu, unveraendert) in [(2_880, 0), (0, 2_880)] {
        let b = ein(&app, &kitas, include_str!("../zuordnungen/berlin_kitas.toml")).await;
        assert_eq!(
            (b.gelesen, b.neu, b.geaendert, b.unveraendert, b.abgewiesen.len()),
            (2_880, neu, 0, unveraendert, 0),
            "{:?}",
            b.abgewiesen.first()
        );
    }
    let akteure = gezaehlt(&app, "SELECT art, COUNT(*) FROM akteur GROUP BY art").await;
    assert_eq!(akteure, [("KITA".to_owned(), 1_227)]);
    // 287 have the word in name or concept, one in the name of its Träger; nobody says whether a Kita is without
    // barriers, so for a wheelchair every hit stays unclear and none is lost
    let p = Suchprofil {
        text: "Montessori".to_owned(),
        punkt: Some(base::Punkt {
            lat: 52.5163,
            lon: 13.3777,
        }),
        bedarfe: vec![netz::Bedarf::Rollstuhl],
        limit: 500,
        ..Suchprofil::default()
    };
    let mut tx = app.db.read().await.unwrap();
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!(e.gesamt, 288);
    assert!(
        e.treffer
            .iter()
            .all(|t| t.barrierefreiheit == netz::Passung::Unklar && t.entfernung_m.is_some())
    );
});

testkit::auf_beiden!(einrichtungen_aus_openstreetmap, RAEUME, |db| async move {
    let Some(koeln) = datei("koeln_osm_einrichtungen_2014.geojson.gz") else {
        return;
    };
    let (app, _) = app(db).await;
    let zuordnung = include_str!("../zuordnungen/openstreetmap.toml");
    for (neu, unveraendert) in [(1_280, 0), (0, 1_280)] {
        let b = ein(&app, &koeln, zuordnung).await;
        assert_eq!(
            (b.gelesen, b.neu, b.geaendert, b.unveraendert, b.abgewiesen.len()),
            (1_280, neu, 0, unveraendert, 0),
            "{:?}",
            b.abgewiesen.first()
        );
    }
    let arten = gezaehlt(
        &app,
        "SELECT a.art, COUNT(*) FROM angebot g JOIN akteur a ON a.id = g.akteur
         GROUP BY a.art ORDER BY COUNT(*) DESC, a.art",
    )
    .await;
    let soll = [
        ("GESUNDHEIT", 396),
        ("KITA", 246),
        ("SCHULE", 228),
        ("KIRCHE_RELIGION", 213),
        ("BUECHEREI", 68),
        ("KOMMUNE", 44),
        ("HOCHSCHULE", 26),
        ("FREIER_TRAEGER", 25),
        ("BEGEGNUNGSSTAETTE", 23),
        ("JUGENDHAUS", 8),
        ("PFLEGEDIENST", 3),
    ];
    assert_eq!(arten, soll.map(|(art, n)| (art.to_owned(), n)));
    // 52 of the 246 Kitas have no name on the map and are called by what they are, ten are really called so
    let ohne_namen = gezaehlt(
        &app,
        "SELECT titel, COUNT(*) FROM angebot WHERE titel = 'Kindertagesstätte' GROUP BY titel",
    )
    .await;
    assert_eq!(ohne_namen.first().map(|(_, n)| *n), Some(62));
    // who crosses a kind out gets its entries named in the report
    let ohne = zuordnung
        .replace("\"pharmacy\"", "\"apotheke\"")
        .replace("openstreetmap\"", "osm2\"");
    let b = ein(&app, &koeln, &ohne).await;
    assert_eq!((b.neu, b.abgewiesen.len()), (1_280 - 364, 364));
    assert!(
        b.abgewiesen
            .iter()
            .all(|a| a.code == "NETZ-E37" && a.text.contains("was ein Eintrag mit amenity = pharmacy ist")),
        "{:?}",
        b.abgewiesen[0]
    );
});
