//! A backup made under load restores to the same content, on either engine and across them.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;

use base::{Id, Zeitpunkt};
use store::{MIGRATIONEN, auftrag, journal::Eintrag, sicherung, werte};
use testkit::db::{Art, Frisch};

fn zeit(n: i64) -> Zeitpunkt {
    Zeitpunkt::von_mikros(1_760_000_000_000_000 + n).unwrap()
}

async fn fuellen(db: &store::Db) {
    let mut tx = db.write().await.unwrap();
    for n in 0..2_345u32 {
        let id = Id::von(uuid::Uuid::from_u128(u128::from(n) + 1));
        let von = (n % 2 == 0).then(|| uuid::Uuid::from_u128(7));
        auftrag::anlegen(
            &mut tx,
            id,
            "probe",
            "Ș \"Ž\" \\ ı\nẞ 100 %",
            von,
            zeit(i64::from(n)),
        )
        .await
        .unwrap();
        tx.journal(Eintrag {
            zeit: zeit(i64::from(n)),
            benutzer: von,
            rolle: "R01".into(),
            zweck: "Z01".into(),
            aktion: "probe".into(),
            objektart: "probe".into(),
            objekt: Some(id.uuid()),
            klasse: "D3".into(),
            ergebnis: "ERLAUBT".into(),
            notzugriff: None,
            angaben: String::new(),
        });
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn hin_und_her_zwischen_beiden() {
    for (von, nach) in [(Art::Sqlite, Art::Postgres), (Art::Postgres, Art::Sqlite)] {
        let (quelle, ziel) = (
            Frisch::neu(von, &[MIGRATIONEN]).await.unwrap(),
            Frisch::neu(nach, &[MIGRATIONEN]).await.unwrap(),
        );
        fuellen(&quelle.db).await;
        let mut datei = Vec::new();
        let gesichert = sicherung::sichern(&quelle.db, &mut datei).await.unwrap();
        let zurueck = sicherung::wiederherstellen(&ziel.db, &[MIGRATIONEN], &mut Cursor::new(&datei))
            .await
            .unwrap();
        assert_eq!(gesichert, zurueck);
        assert_eq!(zurueck.zeilen, 2 * 2_345 + 1);
        let nochmal = sicherung::sichern(&ziel.db, &mut Vec::new()).await.unwrap();
        assert_eq!(nochmal.pruefsumme, gesichert.pruefsumme);
        let e = sicherung::wiederherstellen(&ziel.db, &[MIGRATIONEN], &mut Cursor::new(&datei)).await;
        assert!(matches!(e, Err(sicherung::Fehler::ZielNichtLeer)));
        quelle.weg().await;
        ziel.weg().await;
    }
}

testkit::auf_beiden!(
    beschaedigte_datei_laesst_das_ziel_leer,
    [MIGRATIONEN],
    |db| async move {
        let quelle = Frisch::neu(Art::Sqlite, &[MIGRATIONEN]).await.unwrap();
        fuellen(&quelle.db).await;
        let mut datei = Vec::new();
        sicherung::sichern(&quelle.db, &mut datei).await.unwrap();
        let text = String::from_utf8(datei).unwrap();
        let zeilen: Vec<&str> = text.lines().collect();
        let abgeschnitten = zeilen[..2_000].join("\n");
        let veraendert = text.replacen("\"tprobe\"", "\"tprobf\"", 1);
        let ohne_zeile = [&zeilen[..50], &zeilen[51..]].concat().join("\n");
        for kaputt in [abgeschnitten, veraendert, ohne_zeile, String::new(), "{}".into()] {
            let e =
                sicherung::wiederherstellen(&db, &[MIGRATIONEN], &mut Cursor::new(kaputt.as_bytes())).await;
            assert!(matches!(e, Err(sicherung::Fehler::Beschaedigt(_))), "{e:?}");
        }
        let fremd = text.replacen("20261121000101", "20991231000000", 1);
        let e = sicherung::wiederherstellen(&db, &[MIGRATIONEN], &mut Cursor::new(fremd.as_bytes())).await;
        assert!(
            matches!(e, Err(sicherung::Fehler::ZuNeu(20_991_231_000_000))),
            "{e:?}"
        );
        let (n,): (i64,) = db
            .read()
            .await
            .unwrap()
            .fetch_one("SELECT COUNT(*) FROM auftrag", werte![])
            .await
            .unwrap();
        assert_eq!(n, 0);
        quelle.weg().await;
    }
);

testkit::auf_beiden!(
    ein_auftrag_wird_von_einem_erledigt,
    [MIGRATIONEN],
    |db| async move {
        let mut tx = db.write().await.unwrap();
        for n in 1..=20u128 {
            auftrag::anlegen(
                &mut tx,
                Id::von(uuid::Uuid::from_u128(n)),
                "probe",
                "{}",
                None,
                zeit(0),
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let arbeiter: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut meine = Vec::new();
                    // another process may win a race for the same row; then there is still work to be had
                    let mut leer = 0;
                    while leer < 5 {
                        match auftrag::naechster(&db, "probe", zeit(1)).await.unwrap() {
                            Some(a) => {
                                assert!(!auftrag::fortschritt(&db, a.id, 1, 2, zeit(1)).await.unwrap());
                                let mut tx = db.write().await.unwrap();
                                auftrag::beenden(&mut tx, a.id, auftrag::Status::Fertig, "ok", zeit(2))
                                    .await
                                    .unwrap();
                                tx.commit().await.unwrap();
                                meine.push(a.id);
                            }
                            None => leer += 1,
                        }
                    }
                    meine
                })
            })
            .collect();
        let mut alle = Vec::new();
        for a in arbeiter {
            alle.extend(a.await.unwrap());
        }
        alle.sort();
        assert_eq!(alle.len(), 20);
        alle.dedup();
        assert_eq!(alle.len(), 20);
    }
);

testkit::auf_beiden!(
    abbrechen_und_verwaiste_auftraege,
    [MIGRATIONEN],
    |db| async move {
        let (a, b) = (
            Id::von(uuid::Uuid::from_u128(1)),
            Id::von(uuid::Uuid::from_u128(2)),
        );
        let mut tx = db.write().await.unwrap();
        auftrag::anlegen(&mut tx, a, "probe", "{}", None, zeit(0))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            auftrag::naechster(&db, "probe", zeit(0))
                .await
                .unwrap()
                .unwrap()
                .id,
            a
        );
        assert_eq!(auftrag::naechster(&db, "probe", zeit(0)).await.unwrap(), None);
        // the process that had it is gone: after the claim runs out somebody else gets it
        let spaeter = zeit(0).plus_sekunden(121);
        assert_eq!(
            auftrag::naechster(&db, "probe", spaeter)
                .await
                .unwrap()
                .unwrap()
                .versuche,
            2
        );
        let mut tx = db.write().await.unwrap();
        auftrag::anlegen(&mut tx, b, "probe", "{}", None, zeit(0))
            .await
            .unwrap();
        auftrag::abbrechen(&mut tx, a, spaeter).await.unwrap();
        auftrag::abbrechen(&mut tx, b, spaeter).await.unwrap();
        tx.commit().await.unwrap();
        assert!(auftrag::fortschritt(&db, a, 1, 2, spaeter).await.unwrap());
        assert_eq!(auftrag::naechster(&db, "probe", spaeter).await.unwrap(), None);
    }
);
