//! GUETE R1, R9: the real program, killed without warning while people save, and backed up while they do.
//!
//! `GUETE_ABSTUERZE=200` asks for the number of rounds of the full measurement on each database; a plain test run
//! makes a few.

use std::{
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use gewebe::{anwendung, demo};
use store::{Db, Einstellungen, journal, werte};
use testkit::{
    db::{Art, Frisch},
    mensch::Mensch,
    server::Server,
};
use uuid::Uuid;

use crate::stadt;

const PROGRAMM: &str = env!("CARGO_BIN_EXE_gewebe");
const SCHREIBENDE: usize = 4;
/// Two of the Servicebereich (R01).
const WER: [&str; 2] = ["jule.muehlbrink", "kim.nussbaumer"];

fn runden() -> usize {
    let wunsch = std::env::var("GUETE_ABSTUERZE").ok();
    wunsch.and_then(|w| w.parse().ok()).unwrap_or(4)
}

/// A save the server said yes to.
#[derive(Debug, Clone)]
struct Zusage {
    id: Uuid,
    name: String,
}

fn frisch() -> Uuid {
    base::Ids::uuid(&base::SystemIds)
}

/// Saves one Anliegen after the other until the server is gone or it is enough.
fn schreiben(mensch: &Mensch, csrf: &str, halt: &AtomicBool, zusagen: &Mutex<Vec<Zusage>>, n: &str) {
    for i in 0.. {
        if halt.load(Ordering::Relaxed) {
            return;
        }
        let (schluessel, name) = (frisch(), format!("Kanarie-{n}-{i}"));
        let felder = [
            ("_csrf", csrf),
            ("worte", "Wir brauchen Hilfe beim Ausfüllen eines Antrags."),
            ("kanal", "TELEFON"),
            ("melderrolle", "SELBST"),
            ("gefaehrdungshinweis", if i % 5 == 0 { "JA" } else { "NEIN" }),
            ("ortsart", "ADRESSE"),
            ("adresse-text", "Ahornweg 1, Taufkirchen"),
            ("nachname", &name),
        ];
        // a server that dies now has promised nothing
        let Ok(a) = mensch.sende(&format!("/anliegen/neu/{schluessel}"), &felder) else {
            return;
        };
        assert_eq!(a.status, 303, "{}", a.text);
        let ort = a.kopf("location").unwrap();
        let id = ort.strip_prefix("/anliegen/").unwrap().parse().unwrap();
        zusagen.lock().unwrap().push(Zusage { id, name });
    }
}

/// People at work; `zusagen` fills while the returned threads run.
fn last(
    server: &Server,
    runde: usize,
    halt: &Arc<AtomicBool>,
    zusagen: &Arc<Mutex<Vec<Zusage>>>,
) -> Vec<thread::JoinHandle<()>> {
    let angemeldet: Vec<(Mensch, String)> = WER
        .iter()
        .map(|wer| {
            let m = Mensch::angemeldet(&server.adresse, wer, demo::KENNWORT).unwrap();
            let csrf = m.hole("/konto").unwrap().feld("_csrf").unwrap();
            (m, csrf)
        })
        .collect();
    (0..SCHREIBENDE)
        .map(|n| {
            let (mensch, csrf) = angemeldet[n % WER.len()].clone();
            let (halt, zusagen) = (halt.clone(), zusagen.clone());
            thread::spawn(move || schreiben(&mensch, &csrf, &halt, &zusagen, &format!("{runde}-{n}")))
        })
        .collect()
}

/// Every promise is kept, and nothing is there in part.
async fn pruefen(db: &Db, zusagen: &[Zusage]) {
    let mut tx = db.snapshot().await.unwrap();
    for z in zusagen {
        let da: Option<(String,)> = tx
            .fetch_optional(
                "SELECT nachname FROM anliegen_person WHERE anliegen = $1",
                werte![z.id],
            )
            .await
            .unwrap();
        assert_eq!(da, Some((z.name.clone(),)), "promised and lost: {z:?}");
    }
    for (was, sql) in [
        (
            "Person",
            "SELECT COUNT(*) FROM anliegen a LEFT JOIN anliegen_person p ON p.anliegen = a.id
             WHERE p.anliegen IS NULL AND a.stand <> 'KURZBERATUNG' AND a.worte LIKE 'Wir brauchen Hilfe%'",
        ),
        (
            "Verlauf",
            "SELECT COUNT(*) FROM anliegen a WHERE NOT EXISTS
             (SELECT 1 FROM anliegen_verlauf v WHERE v.anliegen = a.id)",
        ),
        (
            "Journal",
            "SELECT COUNT(*) FROM anliegen a WHERE NOT EXISTS
             (SELECT 1 FROM journal j WHERE j.objekt = a.id AND j.objektart = 'anliegen')",
        ),
        (
            "Meldung",
            "SELECT COUNT(*) FROM anliegen a WHERE a.gefaehrdungshinweis = 'JA' AND NOT EXISTS
             (SELECT 1 FROM schutz_meldung m WHERE m.anliegen = a.id)",
        ),
        (
            "Meldung ohne Anliegen",
            "SELECT COUNT(*) FROM schutz_meldung m WHERE m.anliegen IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM anliegen a WHERE a.id = m.anliegen)",
        ),
        (
            "einmal ohne Anliegen",
            "SELECT COUNT(*) FROM anliegen a WHERE a.worte LIKE 'Wir brauchen Hilfe%' AND NOT EXISTS
             (SELECT 1 FROM einmal e WHERE e.schluessel = a.einmal AND e.pfad LIKE '/anliegen/%')",
        ),
    ] {
        let (halb,): (i64,) = tx.fetch_one(sql, werte![]).await.unwrap();
        assert_eq!(halb, 0, "half saved: {was}");
    }
    let p = journal::pruefen(&mut tx, &[]).await.unwrap();
    assert!(p.bruch.is_none(), "{p:?}");
}

/// Up to half a second, no two runs alike.
fn gleich() -> Duration {
    Duration::from_millis(u64::try_from(frisch().as_u128() % 500).unwrap())
}

fn langer_text(runde: usize) -> String {
    let woerter: Vec<String> = (0..500).map(|n| format!("Wort{runde}x{n}")).collect();
    woerter.join(" ")
}

async fn stadt_auf(art: Art) -> Frisch {
    let frisch = Frisch::neu(art, &anwendung::RAEUME).await.unwrap();
    stadt::fuellen(frisch.db.clone()).await;
    frisch
}

fn getoetet(art: Art) {
    let rt = tokio::runtime::Runtime::new().unwrap();
    let datenbank = rt.block_on(stadt_auf(art));
    let ordner = tempfile::tempdir().unwrap();
    let zusagen = Arc::new(Mutex::new(Vec::new()));
    let mut entwuerfe = Vec::new();
    for runde in 0..runden() {
        let server = Server::starten(PROGRAMM, &datenbank.url, ordner.path(), &[]).unwrap();
        let halt = Arc::new(AtomicBool::new(false));
        // somebody is typing: what was kept as a draft is still there afterwards (R7, U22)
        let m = Mensch::angemeldet(&server.adresse, WER[1], demo::KENNWORT).unwrap();
        let csrf = m.hole("/konto").unwrap().feld("_csrf").unwrap();
        let (formular, text) = (frisch(), langer_text(runde));
        let entwurf = format!("/entwurf/anliegen/{formular}");
        let a = m.sende(&entwurf, &[("_csrf", &csrf), ("worte", &text)]).unwrap();
        assert_eq!(a.status, 204, "{}", a.text);
        entwuerfe.push((formular, text));
        let wer = last(&server, runde, &halt, &zusagen);
        // at work already, however slow the machine is
        let vorher = zusagen.lock().unwrap().len();
        while zusagen.lock().unwrap().len() < vorher + 3 {
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(gleich());
        server.toeten();
        wer.into_iter().for_each(|t| t.join().unwrap());
        let alle = zusagen.lock().unwrap().clone();
        rt.block_on(pruefen(&datenbank.db, &alle));
    }
    // and it starts once more and shows what it promised
    let server = Server::starten(PROGRAMM, &datenbank.url, ordner.path(), &[]).unwrap();
    let m = Mensch::angemeldet(&server.adresse, WER[0], demo::KENNWORT).unwrap();
    let alle = zusagen.lock().unwrap().clone();
    for z in alle.iter().rev().take(5) {
        let a = m.hole(&format!("/anliegen/{}", z.id)).unwrap();
        assert!(a.status == 200 && a.text.contains(&z.name), "{z:?}");
    }
    let m = Mensch::angemeldet(&server.adresse, WER[1], demo::KENNWORT).unwrap();
    for (formular, text) in entwuerfe {
        let a = m.hole(&format!("/anliegen/neu/{formular}")).unwrap();
        assert!(a.status == 200 && a.text.contains(&text), "a draft is lost");
    }
    server.anhalten().unwrap();
    assert!(alle.len() >= 3 * runden(), "only {} saves", alle.len());
    eprintln!(
        "{art:?}: {} zugesagt, keins verloren, {} Abstürze",
        alle.len(),
        runden()
    );
    rt.block_on(datenbank.weg());
}

#[test]
fn r_1_getoetet_beim_speichern_sqlite() {
    getoetet(Art::Sqlite);
}

#[test]
fn r_1_getoetet_beim_speichern_postgres() {
    getoetet(Art::Postgres);
}

fn befehl(wort: &str, datei: &Path, datenbank: &str, ordner: &Path) -> String {
    let aus = Command::new(PROGRAMM)
        .arg(wort)
        .arg(datei)
        .current_dir(ordner)
        .env("GEWEBE_KONFIG", ordner.join("gewebe.toml"))
        .env("GEWEBE_DATENBANK", datenbank)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&aus.stdout).into_owned();
    assert!(
        aus.status.success(),
        "{wort}: {text}{}",
        String::from_utf8_lossy(&aus.stderr)
    );
    text.lines()
        .find(|z| z.starts_with("Prüfsumme"))
        .unwrap()
        .to_owned()
}

/// R9: what was promised before the backup began is in it, and the restored database is the same as the file.
fn sicherung_unter_last(art: Art) {
    let rt = tokio::runtime::Runtime::new().unwrap();
    let frisch = rt.block_on(stadt_auf(art));
    let ordner = tempfile::tempdir().unwrap();
    let server = Server::starten(PROGRAMM, &frisch.url, ordner.path(), &[]).unwrap();
    let (halt, zusagen) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let wer = last(&server, 0, &halt, &zusagen);
    while zusagen.lock().unwrap().len() < 5 {
        thread::sleep(Duration::from_millis(20));
    }
    let vorher = zusagen.lock().unwrap().clone();
    let datei = ordner.path().join("sicherung.gz");
    let gesichert = befehl("sichern", &datei, &frisch.url, ordner.path());
    let waehrend = zusagen.lock().unwrap().len() - vorher.len();
    halt.store(true, Ordering::Relaxed);
    wer.into_iter().for_each(|t| t.join().unwrap());
    server.anhalten().unwrap();
    let ziel = format!("sqlite:{}", ordner.path().join("ziel.db").display());
    let zurueck = befehl("wiederherstellen", &datei, &ziel, ordner.path());
    assert_eq!(gesichert, zurueck);
    rt.block_on(async {
        let db = Db::verbinden(&Einstellungen::fuer(&ziel)).await.unwrap();
        pruefen(&db, &vorher).await;
        db.schliessen().await;
        frisch.weg().await;
    });
    assert!(waehrend > 0, "nobody saved during the backup");
}

#[test]
fn r_9_sicherung_unter_last_sqlite() {
    sicherung_unter_last(Art::Sqlite);
}

#[test]
fn r_9_sicherung_unter_last_postgres() {
    sicherung_unter_last(Art::Postgres);
}
