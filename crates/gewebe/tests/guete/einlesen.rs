//! The program killed while it reads in a file: afterwards there is all of it or nothing, and the job is done in the
//! end by whoever starts next.

use std::{thread, time::Duration};

use amt::recht::{Befugnis, Bezug, Rolle};
use base::Text;
use gewebe::anwendung;
use raum::{
    import::{Importart, auftrag, lauf},
    service,
};
use store::{Db, journal, werte};
use testkit::{
    db::{Art, Frisch},
    server::Server,
};
use uuid::Uuid;

use crate::stadt;

const PROGRAMM: &str = env!("CARGO_BIN_EXE_gewebe");
const ADRESSEN: i64 = 12_000;
const RUNDEN: u64 = 4;

/// A draft of the boundaries and an upload that waits to be read in.
async fn vorbereiten(db: &Db) {
    let app = stadt::leer(db.clone());
    let wer = stadt::kontext(Uuid::from_u128(0xE1), Rolle::R22);
    let mut tx = db.write().await.unwrap();
    let may = Befugnis::pruefen(&wer, None, Bezug::default()).unwrap();
    let neu = service::NeueGliederung {
        bezeichnung: Text::neu("Entwurf").unwrap(),
        gueltig_ab: "2026-01-01".parse().unwrap(),
        gueltig_bis: None,
        begruendung: service::Begruendung::default(),
        kritik_offen: None,
    };
    service::gliederung_anlegen(&app, &mut tx, &may, &neu)
        .await
        .unwrap();
    let mut text = String::from("Straße;Hausnummer;PLZ;Ort\n");
    for n in 0..ADRESSEN {
        text.push_str(&format!("Weg {};{};22844;Norderstedt\n", n / 500, n % 500 + 1));
    }
    let (id, jetzt) = (app.ids.neu(), app.uhr.jetzt());
    let datei: (&dyn raum::import::Einleser, _, _) = (&Importart::Adressen, "adressen.csv", "");
    lauf::anlegen(&mut tx, &wer, id, datei, &mut text.as_bytes(), jetzt)
        .await
        .unwrap();
    let was = lauf::laden(&mut tx, id).await.unwrap();
    auftrag::starten(&app, &mut tx, &wer, &was).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many addresses and streets there are, and how the job stands.
async fn stand(db: &Db) -> (i64, i64, String) {
    let mut tx = db.snapshot().await.unwrap();
    assert!(journal::pruefen(&mut tx, &[]).await.unwrap().bruch.is_none());
    tx.fetch_one(
        "SELECT (SELECT COUNT(*) FROM adresse), (SELECT COUNT(*) FROM strasse),
         (SELECT status FROM auftrag WHERE art = 'import')",
        werte![],
    )
    .await
    .unwrap()
}

fn getoetet(art: Art) {
    let rt = tokio::runtime::Runtime::new().unwrap();
    let datenbank = rt.block_on(async {
        let frisch = Frisch::neu(art, &anwendung::RAEUME).await.unwrap();
        vorbereiten(&frisch.db).await;
        frisch
    });
    let ordner = tempfile::tempdir().unwrap();
    let mut mittendrin = 0;
    for runde in 0..RUNDEN {
        let server = Server::starten(PROGRAMM, &datenbank.url, ordner.path(), &[]).unwrap();
        thread::sleep(Duration::from_millis(60 + runde * 350));
        server.toeten();
        let (adressen, strassen, status) = rt.block_on(stand(&datenbank.db));
        let fertig = status == "FERTIG";
        assert_eq!(fertig, adressen == ADRESSEN, "{status}: {adressen} addresses");
        assert!(
            fertig || (adressen, strassen) == (0, 0),
            "{status}: half of it: {adressen} {strassen}"
        );
        mittendrin += i32::from(status == "LAEUFT");
        // the claim of the dead process runs out after two minutes; here at once
        rt.block_on(async {
            let mut tx = datenbank.db.write().await.unwrap();
            tx.execute("UPDATE auftrag SET gesperrt_bis = 0", werte![])
                .await
                .unwrap();
            tx.commit().await.unwrap();
        });
    }
    assert!(mittendrin > 0, "it was never killed in the middle");
    let server = Server::starten(PROGRAMM, &datenbank.url, ordner.path(), &[]).unwrap();
    let fertig = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(200));
        rt.block_on(stand(&datenbank.db)).2 == "FERTIG"
    });
    assert!(fertig, "{}", server.protokoll());
    server.anhalten().unwrap();
    let (adressen, strassen, _) = rt.block_on(stand(&datenbank.db));
    assert_eq!((adressen, strassen), (ADRESSEN, ADRESSEN / 500));
    rt.block_on(datenbank.weg());
}

#[test]
fn getoetet_beim_einlesen_sqlite() {
    getoetet(Art::Sqlite);
}

#[test]
fn getoetet_beim_einlesen_postgres() {
    getoetet(Art::Postgres);
}
