//! The same behaviour on both engines.
#![expect(clippy::unwrap_used, reason = "tests")]

use base::{Datum, Id, SeedIds, Text, Tri, Zeitpunkt};
use store::{
    Error, MIGRATIONEN,
    journal::{self, Eintrag},
    werte,
};

fn eintrag(n: i64) -> Eintrag {
    Eintrag {
        zeit: Zeitpunkt::von_mikros(1_760_000_000_000_000 + n).unwrap(),
        benutzer: None,
        rolle: "R01".into(),
        zweck: "Z01".into(),
        aktion: "anliegen.lesen".into(),
        objektart: "anliegen".into(),
        objekt: Some(uuid::Uuid::from_u128(7)),
        klasse: "D3".into(),
        ergebnis: "ERLAUBT".into(),
        notzugriff: None,
        angaben: format!("nr={n}"),
    }
}

testkit::auf_beiden!(
    alle_arten_von_werten_kommen_zurueck,
    [MIGRATIONEN],
    |db| async move {
        struct Ding;
        let ids = SeedIds::neu(1);
        let id: Id<Ding> = (&ids as &dyn base::Ids).neu();
        let tag: Datum = "2026-11-21".parse().unwrap();
        let name = Text::<80>::neu("Ș Ž ı ẞ ʾ عمر").unwrap();
        let mut tx = db.write().await.unwrap();
        tx.execute(
            "CREATE TABLE probe (a TEXT, b TEXT, c TEXT, d BIGINT, e DOUBLE PRECISION)",
            werte![],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO probe (a, b, c, d, e) VALUES ($1, $2, $3, $4, $5)",
            werte![&name, tag, Tri::Teilweise, base::Cent(-5), 54.3233],
        )
        .await
        .unwrap();
        let zurueck: (Text<80>, Datum, Tri, base::Cent, f64) = tx
            .fetch_one("SELECT a, b, c, d, e FROM probe WHERE b = $1", werte![tag])
            .await
            .unwrap();
        assert_eq!(zurueck, (name, tag, Tri::Teilweise, base::Cent(-5), 54.3233));
        let leer: (Option<String>,) = tx
            .fetch_one("SELECT CAST($1 AS TEXT)", werte![None::<String>])
            .await
            .unwrap();
        assert_eq!(leer, (None,));
        tx.execute("INSERT INTO auftrag (id, art, daten, status, erledigt, gesamt, abbrechen, versuche, faellig_ab, gesperrt_bis,
        ergebnis, angelegt_am) VALUES ($1, 'x', '', 'OFFEN', 0, 0, $2, 0, 0, 0, '', 0)", werte![id, true]).await.unwrap();
        let (da, ja): (Id<Ding>, bool) = tx
            .fetch_one("SELECT id, abbrechen FROM auftrag", werte![])
            .await
            .unwrap();
        assert_eq!((da, ja), (id, true));
    }
);

testkit::auf_beiden!(ohne_commit_bleibt_nichts, [MIGRATIONEN], |db| async move {
    let mut tx = db.write().await.unwrap();
    tx.execute("UPDATE journal_kopf SET seq = 9", werte![])
        .await
        .unwrap();
    drop(tx);
    let (seq,): (i64,) = db
        .read()
        .await
        .unwrap()
        .fetch_one("SELECT seq FROM journal_kopf", werte![])
        .await
        .unwrap();
    assert_eq!(seq, 0);
});

testkit::auf_beiden!(
    veralteter_stand_ist_ein_konflikt_doppelter_schluessel_heisst_so,
    [MIGRATIONEN],
    |db| async move {
        let mut tx = db.write().await.unwrap();
        let e = tx
            .execute_one(
                "UPDATE journal_kopf SET seq = 1 WHERE id = $1 AND seq = $2",
                werte![1i64, 99i64],
            )
            .await;
        assert!(matches!(e, Err(Error::Konflikt)));
        let e = tx
            .execute("INSERT INTO journal_kopf SELECT * FROM journal_kopf", werte![])
            .await;
        assert!(matches!(e, Err(Error::Doppelt(_))), "{e:?}");
    }
);

testkit::auf_beiden!(
    t_149_veraenderter_eintrag_500_wird_genannt,
    [MIGRATIONEN],
    |db| async move {
        for stapel in 0..10 {
            let mut tx = db.write().await.unwrap();
            (0..60).for_each(|n| tx.journal(eintrag(stapel * 60 + n)));
            tx.commit().await.unwrap();
        }
        let mut tx = db.write().await.unwrap();
        let gut = journal::pruefen(&mut tx, &[]).await.unwrap();
        assert_eq!((gut.geprueft, gut.bruch), (600, None));
        let anker = journal::anker(&mut tx).await.unwrap();
        assert_eq!(anker.to_string().parse::<journal::Anker>().unwrap(), anker);
        tx.execute(
            "UPDATE journal SET ergebnis = 'VERWEIGERT' WHERE seq = 500",
            werte![],
        )
        .await
        .unwrap();
        let bruch = journal::pruefen(&mut tx, &[]).await.unwrap();
        assert_eq!(bruch.geprueft, 499);
        assert_eq!(bruch.bruch.unwrap().code, "JOURNAL-E01");
    }
);

testkit::auf_beiden!(
    geloeschtes_abgeschnittenes_und_neu_geschriebenes_faellt_auf,
    [MIGRATIONEN],
    |db| async move {
        let mut tx = db.write().await.unwrap();
        (0..20).for_each(|n| tx.journal(eintrag(n)));
        tx.commit().await.unwrap();
        let anker = journal::anker(&mut db.read().await.unwrap()).await.unwrap();
        for (eingriff, code) in [
            ("DELETE FROM journal WHERE seq = 7", "JOURNAL-E02"),
            ("DELETE FROM journal WHERE seq > 15", "JOURNAL-E03"),
            ("DELETE FROM journal", "JOURNAL-E03"),
        ] {
            let mut tx = db.write().await.unwrap();
            tx.execute(eingriff, werte![]).await.unwrap();
            assert_eq!(
                journal::pruefen(&mut tx, &[]).await.unwrap().bruch.unwrap().code,
                code,
                "{eingriff}"
            );
        }
        // somebody with all rights empties the journal and writes a new chain: only the anchor kept elsewhere tells
        let mut tx = db.write().await.unwrap();
        tx.execute("DELETE FROM journal", werte![]).await.unwrap();
        tx.execute("UPDATE journal_kopf SET seq = 0, hash = anfang_hash", werte![])
            .await
            .unwrap();
        (0..20).for_each(|n| tx.journal(eintrag(n + 1)));
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert_eq!(journal::pruefen(&mut tx, &[]).await.unwrap().bruch, None);
        assert_eq!(
            journal::pruefen(&mut tx, &[anker])
                .await
                .unwrap()
                .bruch
                .unwrap()
                .code,
            "JOURNAL-E04"
        );
    }
);

testkit::auf_beiden!(
    gleichzeitige_schreiber_lassen_keine_luecke,
    [MIGRATIONEN],
    |db| async move {
        let aufgaben: Vec<_> = (0..8)
            .map(|a| {
                let db = db.clone();
                tokio::spawn(async move {
                    for n in 0..25 {
                        let mut tx = db.write().await.unwrap();
                        tx.journal(eintrag(a * 100 + n));
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for a in aufgaben {
            a.await.unwrap();
        }
        let p = journal::pruefen(&mut db.read().await.unwrap(), &[])
            .await
            .unwrap();
        assert_eq!((p.geprueft, p.bruch), (200, None));
    }
);

testkit::auf_beiden!(viele_zeilen_auf_einmal, [MIGRATIONEN], |db| async move {
    let mut tx = db.write().await.unwrap();
    tx.execute("CREATE TABLE viele (a BIGINT, b TEXT)", werte![])
        .await
        .unwrap();
    let zeilen = (0..10_001i64).map(|n| werte![n, format!("z{n}")]).collect();
    assert_eq!(
        tx.insert_many("INSERT INTO viele (a, b) VALUES", zeilen, "")
            .await
            .unwrap(),
        10_001
    );
    let (n, summe): (i64, i64) = tx
        .fetch_one("SELECT COUNT(*), CAST(SUM(a) AS BIGINT) FROM viele", werte![])
        .await
        .unwrap();
    assert_eq!((n, summe), (10_001, 50_005_000));
});

#[tokio::test]
async fn schema_ist_auf_beiden_gleich() {
    let mut schemata = Vec::new();
    for art in [testkit::db::Art::Sqlite, testkit::db::Art::Postgres] {
        let frisch = testkit::db::Frisch::neu(art, &[MIGRATIONEN]).await.unwrap();
        schemata.push(
            store::spalten(&mut frisch.db.read().await.unwrap())
                .await
                .unwrap(),
        );
        frisch.weg().await;
    }
    assert!(schemata[0].len() > 20);
    assert_eq!(schemata[0], schemata[1]);
}
