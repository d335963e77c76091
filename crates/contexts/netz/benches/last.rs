//! The figures of the directory: reading in offers with progress, and the public search under a steady load.
//!
//! `cargo bench -p netz --bench last` takes 100,000 offers on each back end and asks 200 times a second for 30 seconds,
//! through the real routes with everything around them. `ANGEBOTE`, `JE_SEKUNDE`, `SEKUNDEN` and `BACKEND` (`sqlite` or
//! `postgres`) change that. Each figure is one line of JSON on standard output; the times of an answer count from the
//! moment the question was due, so that waiting in a queue is part of them.
//!
//! To hold: 99 of 100 answers under 30 ms, and all offers read in within 60 s.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a bench"
)]

#[path = "../tests/gemeinsam/mod.rs"]
mod gemeinsam;

use std::{
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use amt::{App, recht::Rolle};
use axum::{Router, body::Body, http::Request};
use base::{Punkt, Tri};
use gemeinsam::{RAEUME, app, darf_anlegen, einspielung, wer};
use http_body_util::BodyExt as _;
use netz::{
    Angabe, Bedarf, Suchprofil, Wann, Zeit,
    codes::{Merkmal, Thema, Wochentag},
    einlesen::AngeboteEinlesen,
    service,
};
use raum::import::{Umgang, einlesen_datei};
use serde_json::json;
use testkit::db::{Art, laufen};
use tower::ServiceExt as _;

const WOERTER: [&str; 8] = [
    "Beratung",
    "Treff",
    "Besuchsdienst",
    "Elterncafé",
    "Schuldnerberatung",
    "Sprachkurs",
    "Nachbarschaftshilfe",
    "Krabbelgruppe",
];
/// Accessibility, time and theme in the form of the public page, with and without words.
const FRAGEN: [&str; 6] = [
    "bedarf=ROLLSTUHL&tag=TH&ab=17",
    "q=Beratung&bedarf=ROLLSTUHL&bedarf=ROLLATOR&tag=TH&ab=17",
    "q=Oma+allein+zu+Haus&tag=MO",
    "q=Shuldnerberatng&bedarf=ROLLATOR&kostenlos=ja",
    "thema=FREIZEIT_BEGEGNUNG&alter=70&tag=FR",
    "q=Yoga+Donnerstag+nach+17+Uhr+kostenlos&seite=2",
];

fn zahl(name: &str, sonst: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(sonst)
}

fn zeile(backend: &str, figure: &str, value: f64, unit: &str) {
    let aus = json!({"bench": "netz", "backend": backend, "figure": figure, "value": value, "unit": unit});
    println!("{aus}");
}

fn main() {
    let nur = std::env::var("BACKEND").unwrap_or_default();
    for (art, name) in [(Art::Sqlite, "sqlite"), (Art::Postgres, "postgres")] {
        if !nur.is_empty() && nur != name {
            continue;
        }
        laufen(art, &RAEUME, |db| async move {
            let (app, _) = app(db).await;
            einlesen(&app, name).await;
            filtern(&app).await;
            anteile(&app, name).await;
            last(&app, name).await;
        });
    }
}

/// A table of offers as an office would get it, through the import that the page uses.
async fn einlesen(app: &App, backend: &str) {
    let viele = zahl("ANGEBOTE", 100_000);
    let ordner = tempfile::tempdir().unwrap();
    let pfad = ordner.path().join("angebote.csv");
    let mut aus = std::io::BufWriter::new(std::fs::File::create(&pfad).unwrap());
    writeln!(
        aus,
        "quelle;geprueft_am;geprueft_von;id;titel;traeger;art;themen;kurzbeschreibung;anschrift;plz;ort;lat;lon;\
         kostenlos;stufenlos"
    )
    .unwrap();
    for i in 0..viele {
        let (x, y) = ((i % 317) as f64, (i / 317) as f64);
        writeln!(
            aus,
            "bench;2026-10-01;Bench;{i:06};{} {} Nr{};Träger {};OFFENER_TREFF;{};Für alle im Quartier;Weg {};24103;Kiel;\
             {};{};{};{}",
            WOERTER[i % 8],
            WOERTER[(i / 8) % 8],
            i % 5_000,
            i % 3_000,
            Thema::ALLE[i % Thema::ALLE.len()].code(),
            i % 200,
            54.2 + x / 1000.0,
            10.0 + y / 1000.0,
            if i.is_multiple_of(3) { "ja" } else { "" },
            if i % 2 == 0 { "ja" } else { "" },
        )
        .unwrap();
    }
    aus.into_inner().unwrap().sync_all().unwrap();
    let schritte = Arc::new(AtomicU64::new(0));
    let gezaehlt = schritte.clone();
    let start = Instant::now();
    let b = einlesen_datei(
        app,
        &wer(Rolle::R19),
        &AngeboteEinlesen,
        &[pfad],
        "",
        Umgang::Speichern,
        Arc::new(move |_| {
            gezaehlt.fetch_add(1, Ordering::Relaxed);
            true
        }),
    )
    .await
    .unwrap();
    let dauer = start.elapsed().as_secs_f64();
    assert_eq!(
        (b.neu as usize, b.abgewiesen.len()),
        (viele, 0),
        "{:?}",
        b.abgewiesen.first()
    );
    zeile(backend, "offers read in", viele as f64, "offers");
    zeile(backend, "reading in", dauer, "s");
    zeile(
        backend,
        "reports of progress",
        schritte.load(Ordering::Relaxed) as f64,
        "reports",
    );
}

/// What a table of this shape cannot say: hours and the width of doors, for a part of the offers.
async fn filtern(app: &App) {
    let mut tx = app.db.write().await.unwrap();
    let eintraege = (0..zahl("ANGEBOTE", 100_000) / 4).map(|i| {
        let (x, y) = ((i % 150) as f64, (i / 150) as f64);
        let titel = format!("{} mit Zeiten Nr{}", WOERTER[i % 8], i % 5_000);
        let mut e = einspielung(
            &format!("z{i:06}"),
            &titel,
            Some((54.2 + x / 500.0, 10.0 + y / 500.0)),
        );
        let d = &mut e.angebot;
        d.barrieren.insert(
            Merkmal::Stufenlos,
            Angabe::tri(if i % 2 == 0 { Tri::Ja } else { Tri::Nein }),
        );
        d.barrieren
            .insert(Merkmal::Tuerbreite, Angabe::zahl(80 + (i % 40) as i64));
        d.zeiten = vec![Zeit {
            rrule: format!("FREQ=WEEKLY;BYDAY={}", Wochentag::ALLE[i % 7].code()),
            von: Some(540 + (i % 10) as u16 * 60),
            bis: Some(660 + (i % 10) as u16 * 60),
            ..Zeit::default()
        }];
        e
    });
    service::angebote_einspielen(app, &mut tx, &darf_anlegen(), "bench-zeiten", eintraege.collect())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn profil(i: usize) -> Suchprofil {
    Suchprofil {
        text: if i.is_multiple_of(3) {
            String::new()
        } else {
            WOERTER[i % 8].to_owned()
        },
        punkt: Some(Punkt {
            lat: 54.25 + (i % 50) as f64 / 1000.0,
            lon: 10.1 + (i % 40) as f64 / 1000.0,
        }),
        bedarfe: vec![Bedarf::Rollstuhl, Bedarf::Rollator],
        wann: Some(Wann {
            tag: Some(Wochentag::ALLE[i % 7]),
            ab: 1020,
            bis: 1440,
        }),
        limit: 20,
        ..Suchprofil::default()
    }
}

/// How long the first search takes, which reads the directory, and then one alone with distance, accessibility and time.
async fn anteile(app: &App, backend: &str) {
    let start = Instant::now();
    let mut tx = app.db.read().await.unwrap();
    service::suche(app, &mut tx, &profil(0)).await.unwrap();
    zeile(
        backend,
        "first search, reads the directory",
        start.elapsed().as_secs_f64(),
        "s",
    );
    let mut zeiten = Vec::new();
    for i in 0..500 {
        let start = Instant::now();
        service::suche(app, &mut tx, &profil(i)).await.unwrap();
        zeiten.push(start.elapsed());
    }
    ausgeben(backend, "search alone, distance, accessibility and time", zeiten);
}

async fn fragen(r: Router, nr: usize) -> u16 {
    let pfad = format!("/quartier/de/angebote?{}", FRAGEN[nr % FRAGEN.len()]);
    let frage = Request::get(pfad)
        .header("accept-encoding", "gzip")
        .body(Body::empty())
        .unwrap();
    let a = r.oneshot(frage).await.unwrap();
    let status = a.status().as_u16();
    let rumpf = a.into_body().collect().await.unwrap().to_bytes();
    assert!(!rumpf.is_empty());
    status
}

/// One question: over the page of the public site, or every other time the search with a distance below it.
async fn eine(app: App, r: Router, nr: usize) -> bool {
    if nr.is_multiple_of(2) {
        return fragen(r, nr / 2).await == 200;
    }
    let mut tx = app.db.read().await.unwrap();
    service::suche(&app, &mut tx, &profil(nr)).await.is_ok()
}

/// A question every five milliseconds, whether or not the one before is answered.
async fn last(app: &App, backend: &str) {
    let (je_sekunde, sekunden) = (zahl("JE_SEKUNDE", 200), zahl("SEKUNDEN", 30));
    let r = app
        .rahmen
        .aussen(netz::oeffentliche_routen().with_state(app.clone()));
    for nr in 0..FRAGEN.len() {
        assert_eq!(fragen(r.clone(), nr).await, 200);
    }
    let abstand = Duration::from_secs_f64(1.0 / je_sekunde as f64);
    let mut takt = tokio::time::interval(abstand);
    takt.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let start = Instant::now();
    let mut laufende = tokio::task::JoinSet::new();
    for nr in 0..je_sekunde * sekunden {
        takt.tick().await;
        let faellig = start + abstand * nr as u32;
        let (app, r) = (app.clone(), r.clone());
        laufende.spawn(async move {
            let gut = eine(app, r, nr).await;
            (gut, faellig.elapsed())
        });
    }
    let (mut zeiten, mut fehler) = (Vec::new(), 0);
    while let Some(fertig) = laufende.join_next().await {
        let (gut, dauer) = fertig.unwrap();
        fehler += usize::from(!gut);
        zeiten.push(dauer);
    }
    let dauer = start.elapsed().as_secs_f64();
    zeile(backend, "questions asked", zeiten.len() as f64, "questions");
    zeile(backend, "questions answered", zeiten.len() as f64 / dauer, "1/s");
    zeile(backend, "questions failed", fehler as f64, "questions");
    ausgeben(backend, "public search under load", zeiten);
}

fn ausgeben(backend: &str, was: &str, mut zeiten: Vec<Duration>) {
    zeiten.sort_unstable();
    for (name, promille) in [("p50", 500), ("p99", 990), ("longest", 1000)] {
        let stelle = (zeiten.len() * promille).div_ceil(1000).clamp(1, zeiten.len()) - 1;
        let ms = zeiten.get(stelle).map_or(0.0, |d| d.as_secs_f64() * 1000.0);
        zeile(backend, &format!("{was}: {name}"), ms, "ms");
    }
}
