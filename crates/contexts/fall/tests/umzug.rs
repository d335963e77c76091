//! The Meldungen of a database from before the protective room come along with everything they had.
#![expect(clippy::unwrap_used, reason = "tests")]

use sqlx::migrate::Migrator;
use store::{Db, Einstellungen, Migrationen, werte};
use testkit::db::{Art, Frisch};
use uuid::Uuid;

/// The migration that moves them.
const UMZUG: i64 = 20_261_122_090_900;

fn bis_zum_umzug(m: &Migrator) -> &'static Migrator {
    let alte = m.iter().filter(|m| m.version < UMZUG).cloned().collect();
    Box::leak(Box::new(Migrator::with_migrations(alte)))
}

async fn umziehen(art: Art) {
    let alt = Migrationen {
        raum: "fall vor dem Umzug",
        sqlite: bis_zum_umzug(fall::MIGRATIONEN.sqlite),
        postgres: bis_zum_umzug(fall::MIGRATIONEN.postgres),
    };
    let frisch = Frisch::neu(art, &[store::MIGRATIONEN, amt::MIGRATIONEN, alt])
        .await
        .unwrap();
    let (id, raum, kontakt, von) = (
        Uuid::from_u128(0x1234_5678),
        Uuid::from_u128(2),
        Uuid::from_u128(3),
        Uuid::from_u128(4),
    );
    let mut tx = frisch.db.write().await.unwrap();
    tx.execute(
        "INSERT INTO meldung (id, version, eingang, anliegen, kontaktvorgang, kanal, beobachtung, dringlichkeit,
            verantwortlich, verantwortlich_name, verantwortlich_telefon, raumeinheit, raum_name, frist,
            erstbewertung_bis, stand, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,1,7,NULL,$2,'TELEFON','Ein Kind weint.','SOFORT',NULL,'ASD-Leitung','',$3,'Nord',7,8,
            'S0_EINGEGANGEN',7,$4,7,$4)",
        werte![id, kontakt, raum, von],
    )
    .await
    .unwrap();
    tx.execute(
        "INSERT INTO meldung_raum (meldung, raumeinheit) VALUES ($1,$2)",
        werte![id, raum],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let heute = [
        store::MIGRATIONEN,
        amt::MIGRATIONEN,
        schutz::MIGRATIONEN,
        fall::MIGRATIONEN,
    ];
    let db = Db::oeffnen(&Einstellungen::fuer(&frisch.url), &heute)
        .await
        .unwrap();
    let mut tx = db.read().await.unwrap();
    let da: (Uuid, String, String, String, Option<Uuid>) = tx
        .fetch_one(
            "SELECT m.id, m.kennzeichen, m.beobachtung, m.stand, m.kontaktvorgang FROM schutz_meldung m
             JOIN schutz_raum r ON r.meldung = m.id WHERE r.raumeinheit = $1 AND m.angelegt_von = $2",
            werte![raum, von],
        )
        .await
        .unwrap();
    let soll = (
        id,
        "KS-12345678".to_owned(),
        "Ein Kind weint.".to_owned(),
        "S0_EINGEGANGEN".to_owned(),
        Some(kontakt),
    );
    assert_eq!(da, soll);
    drop(tx);
    db.schliessen().await;
    frisch.weg().await;
}

#[test]
fn meldungen_ziehen_mit_ihren_raeumen_um() {
    let rt = tokio::runtime::Runtime::new().unwrap();
    for art in [Art::Sqlite, Art::Postgres] {
        rt.block_on(umziehen(art));
    }
}
