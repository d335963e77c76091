//! The year end in a process of its own, killed without warning at every point of its way: all of it or nothing, on both
//! engines.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use crate::gemeinsam::{
    MIGRATIONEN, amt as einrichten, app_um, buchen, darf, ist, jahr, neuer_topf, sauber, uhr_bei, uta, vera,
    vorgang, weiter,
};
use base::{Cent, Id};
use budget::{
    model::{Bezug, BuchungsArt, NeueBuchung, TopfArt},
    service::{self, Gebucht},
};
use store::{Db, Einstellungen, journal, werte};
use testkit::db::{Art, Frisch};
use uuid::Uuid;

/// Cases whose Obligo is carried on: each gives the year end two bookings to write.
const FAELLE: i64 = 150;
const DATENBANK: &str = "JAHRESENDE_DATENBANK";
const ANTRAG: &str = "JAHRESENDE_ANTRAG";

/// Not a test of its own: what the killed process does.
#[tokio::test]
async fn das_jahr_abschliessen() {
    let (Ok(url), Ok(antrag)) = (std::env::var(DATENBANK), std::env::var(ANTRAG)) else {
        return;
    };
    let db = Db::verbinden(&Einstellungen::fuer(&url)).await.unwrap();
    let app = app_um(db, uhr_bei("2027-01-15T09:00:00Z"));
    eprintln!("los");
    let mut tx = app.db.write().await.unwrap();
    let id = Id::von(antrag.parse().unwrap());
    service::freigeben(&app, &mut tx, &vera(), id).await.unwrap();
    tx.commit().await.unwrap();
    eprintln!("fertig");
}

/// A year that is ripe, with money to carry on, and the request that waits for the second person.
async fn vorbereiten(db: Db) -> Uuid {
    let uhr = uhr_bei("2026-11-23T09:00:00Z");
    let app = app_um(db, uhr.clone());
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    for n in 0..FAELLE {
        let zusage = NeueBuchung {
            art: BuchungsArt::Obligo,
            bezug: Bezug {
                fall: format!("F-{n}"),
                ..Bezug::default()
            },
            ..ist(a.topf_nord, 1_000)
        };
        buchen(&app, &mut tx, &vera(), vec![zusage]).await.unwrap();
    }
    uhr.stelle(base::Zeitpunkt("2027-01-15T09:00:00Z".parse().unwrap()));
    weiter(&app, &mut tx, 2026, 1).await;
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
        .await
        .unwrap();
    for (art, raum, sortier) in [
        (TopfArt::ZentralVorweg, None, "0-VORWEG"),
        (TopfArt::Regional, Some(a.nord), "N"),
    ] {
        let may =
            service::darf_ueberall::<amt::recht::Bearbeiten, budget::model::Topf>(&uta(), None).unwrap();
        let neu = neuer_topf(2027, art, raum, sortier, 0);
        service::topf_anlegen(&app, &mut tx, &may, &neu).await.unwrap();
    }
    weiter(&app, &mut tx, 2027, 2).await;
    let v = vorgang(&app, "jahresabschluss");
    let was = service::abschluss_beantragen(&app, &mut tx, &darf(&uta()), 2026, &v, true, "JHA, 20.01.2027")
        .await
        .unwrap();
    assert!(matches!(was, Gebucht::Wartet(_)));
    tx.commit().await.unwrap();
    v.id
}

/// Everything the year end changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stand {
    status: String,
    vorlage: String,
    buchungen: Vec<(i64, i64, Cent)>,
    toepfe: i64,
    zeilen: i64,
    journal: i64,
}

async fn stand(db: &Db, antrag: Uuid) -> Stand {
    let mut tx = db.snapshot().await.unwrap();
    let (status,): (String,) = tx
        .fetch_one("SELECT status FROM haushaltsjahr WHERE jahr = 2026", werte![])
        .await
        .unwrap();
    let (vorlage,): (String,) = tx
        .fetch_one("SELECT status FROM buchung_vorlage WHERE id = $1", werte![antrag])
        .await
        .unwrap();
    let buchungen = tx
        .fetch_all(
            "SELECT jahr, COUNT(*), CAST(SUM(betrag) AS BIGINT) FROM buchung GROUP BY jahr ORDER BY jahr",
            werte![],
        )
        .await
        .unwrap();
    let mut zahl = async |sql: &'static str| {
        let (n,): (i64,) = tx.fetch_one(sql, werte![]).await.unwrap();
        n
    };
    let stand = Stand {
        status,
        vorlage,
        buchungen,
        toepfe: zahl("SELECT COUNT(*) FROM topf").await,
        zeilen: zahl("SELECT COUNT(*) FROM jahresabschluss").await,
        journal: zahl("SELECT COUNT(*) FROM journal").await,
    };
    let kette = journal::pruefen(&mut tx, &[]).await.unwrap();
    assert!(kette.bruch.is_none(), "{kette:?}");
    // every balance is the sum of its lines, whatever happened
    sauber(&mut tx).await;
    stand
}

/// Starts the year end and kills it so long after it began. Whether it was still at work then.
fn toeten_nach(url: &str, antrag: Uuid, pause: Duration) -> bool {
    let mut kind = Command::new(std::env::current_exe().unwrap())
        .args(["jahr_absturz::das_jahr_abschliessen", "--exact", "--nocapture"])
        .env(DATENBANK, url)
        .env(ANTRAG, antrag.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut zeilen = BufReader::new(kind.stderr.take().unwrap()).lines();
    assert!(zeilen.by_ref().any(|z| z.unwrap() == "los"), "it never began");
    thread::sleep(pause);
    let lief = kind.try_wait().unwrap().is_none();
    kind.kill().unwrap();
    kind.wait().unwrap();
    lief && !zeilen.map_while(Result::ok).any(|z| z == "fertig")
}

fn alles_oder_nichts(art: Art) {
    let rt = tokio::runtime::Runtime::new().unwrap();
    let frisch = rt.block_on(Frisch::neu(art, &MIGRATIONEN)).unwrap();
    let antrag = rt.block_on(vorbereiten(frisch.db.clone()));
    let vorher = rt.block_on(stand(&frisch.db, antrag));
    assert_eq!(
        (vorher.status.as_str(), vorher.vorlage.as_str()),
        ("NACHPERIODE", "OFFEN")
    );
    let mut mittendrin = 0;
    let mut pause = Duration::ZERO;
    let nachher = loop {
        let getoetet = toeten_nach(&frisch.url, antrag, pause);
        let jetzt = rt.block_on(stand(&frisch.db, antrag));
        if jetzt != vorher {
            break jetzt;
        }
        assert!(getoetet, "it said it was done, and nothing is there");
        mittendrin += 1;
        assert!(mittendrin < 500, "it never gets done");
        // a little later each time, so that in the end it gets through
        pause += Duration::from_millis(3) + pause / 10;
    };
    assert_eq!(
        (nachher.status.as_str(), nachher.vorlage.as_str()),
        ("ABGESCHLOSSEN", "FREIGEGEBEN")
    );
    assert_eq!(
        nachher.zeilen,
        vorher.toepfe - 2,
        "a result for each Topf of the year"
    );
    let im = |s: &Stand, j: i64| s.buchungen.iter().find(|z| z.0 == j).map_or(0, |z| z.1);
    assert_eq!(im(&nachher, 2026), im(&vorher, 2026));
    // money and promise of each case, and the part of the surplus that stays with Nord and Süd
    assert_eq!(im(&nachher, 2027), 2 * FAELLE + 2);
    assert!(nachher.journal > vorher.journal);
    assert!(mittendrin >= 3, "killed only {mittendrin} times on its way");
    eprintln!("{art:?}: {mittendrin} times killed on its way, nothing half done");
    rt.block_on(frisch.weg());
}

#[test]
fn getoetet_im_jahresabschluss_sqlite() {
    alles_oder_nichts(Art::Sqlite);
}

#[test]
fn getoetet_im_jahresabschluss_postgres() {
    alles_oder_nichts(Art::Postgres);
}
