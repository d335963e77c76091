//! GUETE P1: whoever sees an Anliegen stands in the journal, by whichever page or interface it was seen.

use amt::recht::Rolle;
use gewebe::anwendung;
use store::werte;
use testkit::db::{Art, laufen};
use uuid::Uuid;

use crate::stadt::Stadt;

async fn eintraege(s: &Stadt, wer: Uuid, was: Uuid) -> i64 {
    let mut tx = s.app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM journal WHERE benutzer = $1 AND objekt = $2 AND objektart = 'anliegen'
             AND ergebnis = 'ERLAUBT'",
            werte![wer, was],
        )
        .await
        .unwrap();
    n
}

#[test]
fn p_1_jeder_blick_in_ein_anliegen_steht_im_journal() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut alle = Vec::new();
        for zeile in &s.zeilen {
            for _ in 0..3 {
                alle.push(s.anliegen(zeile, None).await);
            }
        }
        let (mut gesehen, mut verwehrt) = (0, 0);
        for rolle in Rolle::ALLE {
            let wer = s.leute.iter().find(|p| p.rolle == rolle).unwrap().id.uuid();
            let mut b = s.besucher(rolle).await;
            for id in &alle {
                for pfad in [
                    format!("/anliegen/{id}"),
                    format!("/anliegen/{id}/bearbeiten"),
                    format!("/api/v1/anliegen/{id}"),
                ] {
                    let vorher = eintraege(&s, wer, *id).await;
                    let a = b.get(&pfad).await;
                    let nachher = eintraege(&s, wer, *id).await;
                    if a.status == 200 {
                        gesehen += 1;
                        assert!(
                            nachher > vorher,
                            "{rolle:?} saw {pfad} and the journal does not know"
                        );
                    } else {
                        verwehrt += 1;
                        assert_eq!(a.status, 404, "{rolle:?} {pfad}");
                        assert!(!a.text.contains("Müller-Șerban"), "{rolle:?} {pfad}");
                        assert_eq!(nachher, vorher, "{rolle:?} {pfad}");
                    }
                }
            }
        }
        assert!(gesehen > 100 && verwehrt > 100, "{gesehen} {verwehrt}");
    });
}
