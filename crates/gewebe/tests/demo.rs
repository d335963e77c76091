//! The demo as it is shown: every model with a small town on SQLite, one on PostgreSQL too.

use std::sync::Arc;

use amt::{App, go::modell::Modell};
use base::{Datum, FesteUhr, Id, SystemIds, Zeitpunkt};
use gewebe::{anwendung, demo, schluesseldatei};
use indicatif::ProgressBar;
use raum::{Ortsangabe, ZuordnungsArt};
use store::{Db, journal, werte};
use testkit::db::{Art, laufen};
use web::{Rahmen, Schluessel};

/// A Saturday morning, as anybody may start the demo.
fn jetzt() -> Zeitpunkt {
    Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap())
}

fn heute() -> Datum {
    jetzt().datum()
}

async fn stadt(db: &Db, kennung: &str) -> App {
    let rahmen = Rahmen::neu("Demo", Schluessel::neu([7; 32]), schluesseldatei::zufall());
    let app = anwendung::app(
        db.clone(),
        Arc::new(FesteUhr::bei(jetzt())),
        Arc::new(SystemIds),
        rahmen,
    );
    let modell = Modell::eingebaut(kennung).unwrap();
    let go = demo::go_text(kennung).unwrap().to_owned();
    let wunsch = demo::Wunsch {
        modell,
        go,
        einwohner: 2_000,
        seed: 1,
    };
    demo::fuellen(&app, &wunsch, &ProgressBar::hidden())
        .await
        .unwrap();
    app
}

async fn alles_stimmt(db: Db, kennung: &str) {
    let app = stadt(&db, kennung).await;
    let modell = Modell::eingebaut(kennung).unwrap();
    let ort = demo::erzeugen(&modell, 2_000, 1, heute()).unwrap();
    jede_adresse_findet_ihren_raum(&app, &ort).await;
    let mut tx = db.snapshot().await.unwrap();
    let pruefung = journal::pruefen(&mut tx, &[]).await.unwrap();
    assert!(
        pruefung.bruch.is_none() && pruefung.geprueft > 100,
        "{pruefung:?}"
    );
    drop(tx);
    register_ohne_befund(&app).await;
}

async fn jede_adresse_findet_ihren_raum(app: &App, ort: &musterort::Ort) {
    let mut tx = app.db.snapshot().await.unwrap();
    let aktive = ort
        .adressen
        .iter()
        .filter(|a| a.status == musterort::AdressStatus::Aktiv);
    let mut n = 0;
    for a in aktive {
        let zeile = format!("{}, {}", ort.zeile(a), ort.ortsname(a));
        let z = raum::service::zuordnen(app, &mut tx, &Ortsangabe::text(&zeile, heute()))
            .await
            .unwrap();
        assert_eq!(z.art, ZuordnungsArt::Eindeutig, "{zeile}: {z:#?}");
        assert_eq!(
            z.raumeinheit.map(|r| r.code),
            Some(ort.raum(a).code.clone()),
            "{zeile}"
        );
        n += 1;
    }
    assert!(n > 400, "{n}");
}

async fn register_ohne_befund(app: &App) {
    let mut tx = app.db.snapshot().await.unwrap();
    let (id,): (uuid::Uuid,) = tx
        .fetch_one("SELECT id FROM gliederung WHERE status = 'IN_KRAFT'", werte![])
        .await
        .unwrap();
    let bericht = raum::service::pruefen(app, &mut tx, Id::von(id)).await.unwrap();
    let schlimm: Vec<_> = bericht
        .befunde
        .iter()
        .filter(|b| b.code.starts_with("RAUM-E1"))
        .collect();
    assert!(schlimm.is_empty(), "{schlimm:#?}");
}

macro_rules! modelle {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            laufen(Art::Sqlite, &anwendung::RAEUME, |db| alles_stimmt(db, stringify!($name)));
        }
    )*};
}
modelle![isar, graz, norderstedt, saarbruecken, kiel];

#[test]
fn kiel_auf_postgres() {
    laufen(Art::Postgres, &anwendung::RAEUME, |db| alles_stimmt(db, "kiel"));
}
