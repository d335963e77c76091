//! GUETE R3: a real SQLITE_FULL says so, leaves nothing half saved, and the next save works when there is room again.

use store::{Error, MIGRATIONEN, Sql, werte};
use testkit::db::{Art, laufen};

#[test]
fn nach_einer_vollen_platte_geht_es_weiter() {
    laufen(Art::Sqlite, &[MIGRATIONEN], |db| async move {
        let mut tx = db.write().await.unwrap();
        tx.execute(
            "CREATE TABLE probe (n BIGINT PRIMARY KEY, wert TEXT NOT NULL)",
            werte![],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for runde in 0..3i64 {
            let mut tx = db.write().await.unwrap();
            let (seiten,): (i64,) = tx.fetch_one("PRAGMA page_count", werte![]).await.unwrap();
            let grenze = Sql::aus_konstanten(format!("PRAGMA max_page_count = {}", seiten + 2));
            tx.execute(grenze, werte![]).await.unwrap();
            tx.execute("INSERT INTO probe VALUES ($1, 'klein')", werte![2 * runde])
                .await
                .unwrap();
            let gross = tx
                .execute(
                    "INSERT INTO probe VALUES ($1, $2)",
                    // more than what earlier rounds left free
                    werte![2 * runde + 1, "x".repeat(300_000)],
                )
                .await;
            assert!(matches!(gross, Err(Error::DatentraegerVoll)), "{gross:?}");
            drop(tx);
            let (n,): (i64,) = db
                .read()
                .await
                .unwrap()
                .fetch_one("SELECT COUNT(*) FROM probe", werte![])
                .await
                .unwrap();
            assert_eq!(n, 0, "half of a transaction stayed");
            // a new connection knows nothing of the limit: there is room again
            let mut tx = db.write().await.unwrap();
            tx.execute("INSERT INTO probe VALUES (99, $1)", werte!["x".repeat(100_000)])
                .await
                .unwrap();
            tx.execute("DELETE FROM probe", werte![]).await.unwrap();
            tx.commit().await.unwrap();
        }
    });
}
