//! GUETE R5, R6: ten thousand saves in a race, and ten thousand double submits.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use amt::{Kontext, einmal, recht::OrganisationsArt};
use base::Id;
use gewebe::anwendung;
use store::{Error, werte};
use tokio::task::JoinSet;
use uuid::Uuid;

const VERSUCHE: i64 = 10_000;
const LEUTE: i64 = 8;

testkit::auf_beiden!(
    r_5_zehntausend_gleichzeitige_speicherungen,
    anwendung::RAEUME,
    |db| async move {
        let mut tx = db.write().await.unwrap();
        for sql in [
            "CREATE TABLE probe (id BIGINT PRIMARY KEY, version BIGINT NOT NULL, wert TEXT NOT NULL)",
            "CREATE TABLE probe_verlauf (version BIGINT PRIMARY KEY, vorher TEXT NOT NULL, wert TEXT NOT NULL)",
            "INSERT INTO probe VALUES (1, 1, 'Anfang')",
        ] {
            tx.execute(sql, werte![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (gut, konflikt) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(0)));
        let mut laeufe = JoinSet::new();
        for wer in 0..LEUTE {
            let (db, gut, konflikt) = (db.clone(), gut.clone(), konflikt.clone());
            laeufe.spawn(async move {
                for n in 0..VERSUCHE / LEUTE {
                    // what this person saw when they opened the page
                    let (version, gesehen): (i64, String) = {
                        let mut tx = db.read().await.unwrap();
                        tx.fetch_one("SELECT version, wert FROM probe WHERE id = 1", werte![])
                            .await
                            .unwrap()
                    };
                    let neu = format!("{wer}-{n}");
                    let ergebnis = async {
                        let mut tx = db.write().await?;
                        tx.execute_one(
                            "UPDATE probe SET version = version + 1, wert = $2 WHERE id = 1 AND version = $1",
                            werte![version, &neu],
                        )
                        .await?;
                        tx.execute(
                            "INSERT INTO probe_verlauf VALUES ($1, $2, $3)",
                            werte![version, &gesehen, &neu],
                        )
                        .await?;
                        tx.commit().await
                    };
                    match ergebnis.await {
                        Ok(()) => gut.fetch_add(1, Ordering::Relaxed),
                        Err(Error::Konflikt | Error::Wiederholbar(_)) => {
                            konflikt.fetch_add(1, Ordering::Relaxed)
                        }
                        Err(e) => panic!("{e:?}"),
                    };
                }
            });
        }
        laeufe.join_all().await;
        let (gut, konflikt) = (gut.load(Ordering::Relaxed), konflikt.load(Ordering::Relaxed));
        assert_eq!(gut + konflikt, VERSUCHE);
        assert!(gut > 0 && konflikt > 0, "{gut} {konflikt}");
        let mut tx = db.read().await.unwrap();
        let (version,): (i64,) = tx
            .fetch_one("SELECT version FROM probe WHERE id = 1", werte![])
            .await
            .unwrap();
        assert_eq!(version, 1 + gut, "every save counted once");
        // nobody wrote over a text they had not seen
        let verlauf: Vec<(String, String)> = tx
            .fetch_all(
                "SELECT vorher, wert FROM probe_verlauf ORDER BY version",
                werte![],
            )
            .await
            .unwrap();
        assert_eq!(i64::try_from(verlauf.len()).unwrap(), gut);
        for paar in verlauf.windows(2) {
            assert_eq!(paar[1].0, paar[0].1);
        }
    }
);

testkit::auf_beiden!(
    r_6_zehntausend_doppelte_absendungen,
    anwendung::RAEUME,
    |db| async move {
        const SCHLUESSEL: u128 = 500;
        let wer = Kontext::neu(
            Id::von(Uuid::from_u128(1)),
            String::new(),
            OrganisationsArt::Andere,
            vec![],
        );
        let erste = Arc::new(AtomicI64::new(0));
        let mut laeufe = JoinSet::new();
        for _ in 0..VERSUCHE / i64::try_from(SCHLUESSEL).unwrap() {
            let (db, wer, erste) = (db.clone(), wer.clone(), erste.clone());
            laeufe.spawn(async move {
                for n in 0..SCHLUESSEL {
                    let mut tx = db.write().await.unwrap();
                    if einmal::verbrauchen(&mut tx, Uuid::from_u128(n + 7), &wer)
                        .await
                        .unwrap()
                    {
                        erste.fetch_add(1, Ordering::Relaxed);
                    }
                    tx.commit().await.unwrap();
                }
            });
        }
        laeufe.join_all().await;
        assert_eq!(u128::try_from(erste.load(Ordering::Relaxed)).unwrap(), SCHLUESSEL);
    }
);
