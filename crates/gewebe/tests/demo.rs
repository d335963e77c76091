//! The demo as it is shown: every model with a small town on SQLite, one on PostgreSQL too.
#![expect(clippy::unwrap_used, reason = "tests")]

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
        adressen: None,
        angebote: None,
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
    let mut tx = db.snapshot().await.unwrap();
    let luecken = team::service::abdeckung_pruefen(&app, &mut tx, heute(), heute())
        .await
        .unwrap();
    assert!(luecken.is_empty(), "{luecken:#?}");
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

/// S-A: an address in Taufkirchen lies in Raum R4 and has its face; before the Stichtag the letter decided.
#[test]
fn s_a_taufkirchen_hat_sein_gesicht() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let app = stadt(&db, "isar").await;
        let modell = Modell::eingebaut("isar").unwrap();
        let ort = demo::erzeugen(&modell, 2_000, 1, heute()).unwrap();
        let dort = |a: &&musterort::Adresse| {
            a.status == musterort::AdressStatus::Aktiv && ort.ortsname(a) == "Taufkirchen"
        };
        let adresse = ort.adressen.iter().find(dort).unwrap();
        let zeile = format!("{}, Taufkirchen", ort.zeile(adresse));
        let mut tx = app.db.snapshot().await.unwrap();
        let z = raum::service::zuordnen(&app, &mut tx, &Ortsangabe::text(zeile, heute()))
            .await
            .unwrap();
        let codes: Vec<&str> = z.ebenen.iter().map(|r| r.code.as_str()).collect();
        assert_eq!(codes, ["R4", "R4-145"]);
        let raum = z.raumeinheit.unwrap().id;
        for (tag, nachname, regel, wer) in [
            ("2026-11-21", "Adler", team::Regelart::Raum, "Petra Perlinger"),
            ("2026-06-30", "Adler", team::Regelart::Abc, "Gesa Gruber-Stern"),
        ] {
            let stichtag = tag.parse().unwrap();
            let mut frage = team::Frage::neu(raum, amt::go::Sektor::Jugendhilfe, stichtag);
            frage.nachname = Some(nachname.to_owned());
            let z = team::service::zustaendig(&app, &mut tx, &frage).await.unwrap();
            assert_eq!(
                (z.regel, z.zustaendig.unwrap().name.as_str()),
                (regel, wer),
                "{tag}"
            );
        }
    });
}
