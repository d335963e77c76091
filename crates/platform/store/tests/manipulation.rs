//! GUETE P2: whoever holds the database cannot change the journal unseen. A thousand tampers of every kind, each on a
//! fresh copy of the chain (the transaction is thrown away), and each must be found.
#![expect(clippy::unwrap_used, reason = "tests")]

use base::Zeitpunkt;
use sha2::{Digest, Sha256};
use store::{
    Db, MIGRATIONEN, Tx,
    journal::{self, Anker, Eintrag},
    werte,
};
use uuid::Uuid;

const EINTRAEGE: i64 = 120;
const EINGRIFFE: u64 = 1_000;
/// What every record had before; the anchor was taken after so many.
const ANKER_BEI: i64 = 100;

/// splitmix64: the same thousand every time.
struct Wuerfel(u64);

impl Wuerfel {
    fn zahl(&mut self, unter: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) % u64::try_from(unter).unwrap()).unwrap()
    }
}

fn eintrag(n: i64) -> Eintrag {
    Eintrag {
        zeit: Zeitpunkt::von_mikros(1_760_000_000_000_000 + n * 1_000).unwrap(),
        benutzer: (n % 3 != 0).then(|| Uuid::from_u128(u128::try_from(n % 7).unwrap())),
        rolle: format!("R{:02}", n % 31 + 1),
        zweck: "Z01".into(),
        aktion: "anliegen.lesen".into(),
        objektart: "anliegen".into(),
        objekt: Some(Uuid::from_u128(u128::try_from(n).unwrap() + 1)),
        klasse: "D3".into(),
        ergebnis: "ERLAUBT".into(),
        notzugriff: None,
        angaben: format!("nr={n}"),
    }
}

async fn kette(db: &Db) -> Anker {
    let mut anker = None;
    for n in 0..EINTRAEGE {
        if n == ANKER_BEI {
            anker = Some(journal::anker(&mut db.read().await.unwrap()).await.unwrap());
        }
        let mut tx = db.write().await.unwrap();
        tx.journal(eintrag(n));
        tx.commit().await.unwrap();
    }
    anker.unwrap()
}

/// The chain as it is documented, written a second time: what somebody who knows it could compute.
fn glied(vorher: &[u8], seq: i64, e: &Eintrag) -> Vec<u8> {
    let mut h = Sha256::new();
    let mut feld = |b: &[u8]| {
        h.update((b.len() as u64).to_be_bytes());
        h.update(b);
    };
    feld(vorher);
    feld(&seq.to_be_bytes());
    feld(&e.zeit.mikros().to_be_bytes());
    for id in [e.benutzer, e.objekt, e.notzugriff] {
        feld(id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    }
    for t in [
        &e.rolle,
        &e.zweck,
        &e.aktion,
        &e.objektart,
        &e.klasse,
        &e.ergebnis,
        &e.angaben,
    ] {
        feld(t.as_bytes());
    }
    h.finalize().to_vec()
}

async fn tun(tx: &mut Tx, sql: &'static str, werte: Vec<store::Wert>) -> u64 {
    tx.execute(sql, werte).await.unwrap()
}

/// Rewrites the chain from record `ab` on, as its own hashes would have it, the head included.
async fn neu_schreiben(tx: &mut Tx, ab: i64) {
    let (mut vorher,): (Vec<u8>,) = tx
        .fetch_one("SELECT hash FROM journal WHERE seq = $1", werte![ab - 1])
        .await
        .unwrap();
    for seq in ab..=EINTRAEGE {
        let e: Eintrag = tx
            .fetch_one(
                "SELECT zeit, benutzer, rolle, zweck, aktion, objektart, objekt, klasse, ergebnis, notzugriff, angaben
                 FROM journal WHERE seq = $1",
                werte![seq],
            )
            .await
            .unwrap();
        vorher = glied(&vorher, seq, &e);
        tun(
            tx,
            "UPDATE journal SET hash = $2 WHERE seq = $1",
            werte![seq, vorher.clone()],
        )
        .await;
    }
    tun(
        tx,
        "UPDATE journal_kopf SET hash = $1 WHERE id = 1",
        werte![vorher],
    )
    .await;
}

/// One tamper; returns its name.
async fn eingriff(tx: &mut Tx, w: &mut Wuerfel, welcher: i64) -> &'static str {
    let n = w.zahl(EINTRAEGE - 4) + 2;
    match welcher {
        0 => {
            // one field of one record
            let (name, sql) = [
                ("zeit", "UPDATE journal SET zeit = zeit + 1 WHERE seq = $1"),
                ("rolle", "UPDATE journal SET rolle = 'R99' WHERE seq = $1"),
                ("zweck", "UPDATE journal SET zweck = 'Z17' WHERE seq = $1"),
                (
                    "aktion",
                    "UPDATE journal SET aktion = 'anliegen.liste' WHERE seq = $1",
                ),
                (
                    "objektart",
                    "UPDATE journal SET objektart = 'fall' WHERE seq = $1",
                ),
                ("klasse", "UPDATE journal SET klasse = 'D0' WHERE seq = $1"),
                (
                    "ergebnis",
                    "UPDATE journal SET ergebnis = 'VERWEIGERT' WHERE seq = $1",
                ),
                (
                    "angaben",
                    "UPDATE journal SET angaben = angaben || ' ' WHERE seq = $1",
                ),
            ][usize::try_from(w.zahl(8)).unwrap()];
            tun(tx, sql, werte![n]).await;
            name
        }
        1 => {
            let (name, sql) = [
                ("benutzer", "UPDATE journal SET benutzer = $2 WHERE seq = $1"),
                ("objekt", "UPDATE journal SET objekt = $2 WHERE seq = $1"),
                ("notzugriff", "UPDATE journal SET notzugriff = $2 WHERE seq = $1"),
            ][usize::try_from(w.zahl(3)).unwrap()];
            tun(tx, sql, werte![n, Uuid::from_u128(0xbad)]).await;
            name
        }
        2 => {
            // a character moves from one field to the next: the texts together stay the same
            tun(
                tx,
                "UPDATE journal SET klasse = klasse || 'E', ergebnis = substr(ergebnis, 2) WHERE seq = $1",
                werte![n],
            )
            .await;
            "verschoben"
        }
        3 => {
            // one bit of the hash
            let (mut hash,): (Vec<u8>,) = tx
                .fetch_one("SELECT hash FROM journal WHERE seq = $1", werte![n])
                .await
                .unwrap();
            hash[usize::try_from(w.zahl(32)).unwrap()] ^= 1 << w.zahl(8);
            tun(tx, "UPDATE journal SET hash = $2 WHERE seq = $1", werte![n, hash]).await;
            "Bit im Hash"
        }
        4 => {
            let bis = n + w.zahl(3);
            tun(
                tx,
                "DELETE FROM journal WHERE seq BETWEEN $1 AND $2",
                werte![n, bis],
            )
            .await;
            "gelöscht"
        }
        5 => {
            // a record more at the end, with the head made to fit
            tun(
                tx,
                "INSERT INTO journal (seq, zeit, benutzer, rolle, zweck, aktion, objektart, objekt, klasse, ergebnis,
                 notzugriff, angaben, hash) SELECT $2, zeit, benutzer, rolle, zweck, aktion, objektart, objekt, klasse,
                 ergebnis, notzugriff, angaben, hash FROM journal WHERE seq = $1",
                werte![n, EINTRAEGE + 1],
            )
            .await;
            tun(
                tx,
                "UPDATE journal_kopf SET seq = $1 WHERE id = 1",
                werte![EINTRAEGE + 1],
            )
            .await;
            "eingefügt"
        }
        6 => {
            // two records change places
            let m = if n > EINTRAEGE / 2 {
                n - 1 - w.zahl(20)
            } else {
                n + 1 + w.zahl(20)
            };
            for (von, nach) in [(n, -1), (m, n), (-1, m)] {
                tun(
                    tx,
                    "UPDATE journal SET seq = $2 WHERE seq = $1",
                    werte![von, nach],
                )
                .await;
            }
            "vertauscht"
        }
        7 => {
            tun(tx, "DELETE FROM journal WHERE seq > $1", werte![n]).await;
            "abgeschnitten"
        }
        8 => {
            // cut with the head made to fit: before the anchor nobody inside the house could tell
            let n = w.zahl(ANKER_BEI - 2) + 1;
            tun(tx, "DELETE FROM journal WHERE seq > $1", werte![n]).await;
            tun(
                tx,
                "UPDATE journal_kopf SET seq = $1, hash = (SELECT hash FROM journal WHERE seq = $1) WHERE id = 1",
                werte![n],
            )
            .await;
            "abgeschnitten und angepasst"
        }
        _ => {
            let n = w.zahl(ANKER_BEI - 2) + 2;
            tun(
                tx,
                "UPDATE journal SET ergebnis = 'VERWEIGERT' WHERE seq = $1",
                werte![n],
            )
            .await;
            neu_schreiben(tx, n).await;
            "neu geschrieben"
        }
    }
}

testkit::auf_beiden!(
    p_2_tausend_eingriffe_fallen_alle_auf,
    [MIGRATIONEN],
    |db| async move {
        let anker = [kette(&db).await];
        let mut w = Wuerfel(20_261_121);
        let mut nur_der_anker = 0;
        for runde in 0..EINGRIFFE {
            let welcher = i64::try_from(runde % 10).unwrap();
            let mut tx = db.write().await.unwrap();
            let name = eingriff(&mut tx, &mut w, welcher).await;
            let p = journal::pruefen(&mut tx, &anker).await.unwrap();
            assert!(p.bruch.is_some(), "Runde {runde}: {name} blieb unbemerkt");
            if journal::pruefen(&mut tx, &[]).await.unwrap().bruch.is_none() {
                assert!(welcher >= 8, "Runde {runde}: {name} sieht nur der Anker");
                nur_der_anker += 1;
            }
        }
        assert_eq!(
            nur_der_anker,
            EINGRIFFE / 5,
            "cut and rewritten chains hold in themselves"
        );
        let p = journal::pruefen(&mut db.read().await.unwrap(), &anker)
            .await
            .unwrap();
        assert_eq!((p.geprueft, p.bruch), (EINTRAEGE, None), "nothing of it stayed");
    }
);

/// How long the check of a long journal takes. `GUETE_JOURNAL_ZEILEN=1000000 cargo test --release -p store --test
/// manipulation -- --nocapture lange_kette` measures what GUETE asks for (1 M records in 10 s); a plain test run takes
/// a short one.
#[tokio::test]
async fn p_2_eine_lange_kette_wird_geprueft() {
    let zeilen: i64 = std::env::var("GUETE_JOURNAL_ZEILEN")
        .ok()
        .and_then(|z| z.parse().ok())
        .unwrap_or(20_000);
    let frisch = testkit::db::Frisch::neu(testkit::db::Art::Sqlite, &[MIGRATIONEN])
        .await
        .unwrap();
    let mut n = 0;
    while n < zeilen {
        let mut tx = frisch.db.write().await.unwrap();
        for _ in 0..10_000.min(zeilen - n) {
            tx.journal(eintrag(n));
            n += 1;
        }
        tx.commit().await.unwrap();
    }
    let anfang = std::time::Instant::now();
    let p = journal::pruefen(&mut frisch.db.snapshot().await.unwrap(), &[])
        .await
        .unwrap();
    eprintln!(
        "{zeilen} Einträge geprüft in {:.2} s",
        anfang.elapsed().as_secs_f64()
    );
    assert_eq!((p.geprueft, p.bruch), (zeilen, None));
    frisch.weg().await;
}
