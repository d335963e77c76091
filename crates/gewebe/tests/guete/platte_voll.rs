//! GUETE R3: the disk is full. Nothing is half saved, the page says so in German, and reading goes on.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use amt::recht::Rolle;
use base::Zeitpunkt;
use gewebe::anwendung;
use store::{Beobachter, Error, Sql, sicherung, werte};
use testkit::db::{Art, laufen};

use crate::{besucher::Besucher, stadt::Stadt};

/// Lists that show people: whoever looks into them must stand in the journal (RL-17).
const MIT_MENSCHEN: [&str; 2] = ["/", "/anliegen"];
const LESEND: [&str; 5] = ["/raeume", "/angebote", "/zustaendigkeit", "/team", "/konto"];

async fn pruefsumme(s: &Stadt) -> String {
    sicherung::sichern(&s.app.db, &mut std::io::sink())
        .await
        .unwrap()
        .pruefsumme
}

async fn speichern(s: &Stadt, b: &mut Besucher) -> crate::besucher::Antwort {
    let pfad = format!("/anliegen/neu/{}", s.app.ids.uuid());
    // a long text needs pages of its own
    let worte = "Wir suchen eine Tagesmutter. ".repeat(120);
    let felder = [
        ("worte", worte.as_str()),
        ("kanal", "TELEFON"),
        ("melderrolle", "SELBST"),
        ("gefaehrdungshinweis", "NEIN"),
        ("ortsart", "ADRESSE"),
        ("adresse-text", &s.zeilen[0]),
        ("nachname", "Voll"),
    ];
    b.post(&pfad, &felder).await
}

/// A real SQLITE_FULL: the database file may not grow any more.
#[test]
fn r_3_volle_datei_sagt_bescheid_und_laesst_lesen() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let s = Stadt::gruenden(db).await;
        let mut b = s.besucher(Rolle::R01).await;
        // the pool has one connection for writing, so the limit holds for every later write
        let mut tx = s.app.db.write().await.unwrap();
        let (seiten,): (i64,) = tx.fetch_one("PRAGMA page_count", werte![]).await.unwrap();
        let grenze = Sql::aus_konstanten(format!("PRAGMA max_page_count = {}", seiten + 8));
        tx.execute(grenze, werte![]).await.unwrap();
        tx.commit().await.unwrap();
        let mut vorher = pruefsumme(&s).await;
        let mut gut = 0;
        let voll = loop {
            let a = speichern(&s, &mut b).await;
            let nachher = pruefsumme(&s).await;
            if a.status != 303 {
                assert_eq!(nachher, vorher, "half saved");
                break a;
            }
            assert_ne!(nachher, vorher, "promised and not saved");
            (vorher, gut) = (nachher, gut + 1);
            assert!(gut < 200, "the disk never got full");
        };
        assert_eq!(voll.status, 503, "{}", voll.text);
        assert!(
            voll.text.contains("Speicherplatz") && voll.text.contains("nichts gespeichert"),
            "{}",
            voll.text
        );
        for pfad in LESEND.iter().chain(&MIT_MENSCHEN) {
            assert_eq!(b.get(pfad).await.status, 200, "{pfad}");
        }
        // the store replaced the connection, and with it the limit: there is room again, and it goes on
        assert_eq!(speichern(&s, &mut b).await.status, 303);
    });
}

/// Refuses every statement that writes, as a disk does that has not one block left.
#[derive(Debug, Default)]
struct KeinBlockFrei(AtomicBool);

impl Beobachter for KeinBlockFrei {
    fn vor(&self, sql: &str) -> store::Result<()> {
        let schreibt = ["INSERT", "UPDATE", "DELETE"].iter().any(|w| sql.starts_with(w));
        if schreibt && self.0.load(Ordering::SeqCst) {
            return Err(Error::DatentraegerVoll);
        }
        Ok(())
    }
}

#[test]
fn r_3_ohne_einen_freien_block_wird_weiter_gelesen() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let voll = Arc::new(KeinBlockFrei::default());
        let s = Stadt::gruenden(db.beobachtet(voll.clone())).await;
        let anliegen = s.anliegen(&s.zeilen[0], None).await;
        let mut b = s.besucher(Rolle::R01).await;
        voll.0.store(true, Ordering::SeqCst);
        // a while later, when the session would be marked as used
        s.uhr.stelle(Zeitpunkt("2026-11-18T09:20:00Z".parse().unwrap()));
        for pfad in LESEND {
            let a = b.get(pfad).await;
            assert_eq!(a.status, 200, "{pfad}: {}", a.text);
        }
        // without the journal, not even looking
        let akte = format!("/anliegen/{anliegen}");
        for pfad in MIT_MENSCHEN.into_iter().chain([akte.as_str()]) {
            let a = b.get(pfad).await;
            assert!(
                a.status == 503 && a.text.contains("Speicherplatz"),
                "{pfad}: {}",
                a.text
            );
        }
        assert_eq!(speichern(&s, &mut b).await.status, 503);
    });
}
