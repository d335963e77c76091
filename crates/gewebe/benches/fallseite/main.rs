//! The page of a case and the search over persons in a register as large as a state: 50 requests a second at their
//! time, whether or not earlier ones are back, on the real program and both databases; then the Hilfeplan as PDF.
//!
//! `cargo bench -p gewebe --bench fallseite` makes 1,000,000 cases and 2,000,000 persons out of those of the demo. One
//! case in `VOLLER` (10) is whole, the others have people, place and Anliegen. `FAELLE`, `PERSONEN`, `JE_SEKUNDE`,
//! `SEKUNDEN`, `EINWOHNER`, `BACKEND` (`sqlite` or `postgres`) change that; `PROGRAMM` measures another build,
//! `GEWEBE_TEST_PG` names a server of PostgreSQL with memory as in an office (`shared_buffers`). Each figure is one line of
//! JSON.
//!
//! To hold: 99 of 100 pages of a case under 40 ms, searches under 50 ms, the PDF under 300 ms.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench stops when something is missing")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

mod fuellen;
#[path = "../hauptweg/programm.rs"]
mod programm;

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use amt::go::modell::Modell;
use fuellen::Bestand;
use gewebe::demo::{self, KENNWORT, Wunsch};
use programm::Programm;
use store::{Db, Einstellungen};
use testkit::mensch::Mensch;

const MENSCHEN: usize = 24;
/// Leads cases.
const ASD: &str = "gesa.gruber-stern";

fn zahl(name: &str, sonst: u32) -> u32 {
    std::env::var(name)
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(sonst)
}

fn zeige(backend: &str, was: &str, wert: f64, einheit: &str) {
    println!(
        "{{\"bench\":\"fallseite\",\"backend\":\"{backend}\",\"figure\":\"{was}\",\"value\":{wert:.3},\"unit\":\"{einheit}\"}}"
    );
}

fn zeiten(backend: &str, was: &str, mut alle: Vec<f64>) {
    alle.sort_by(f64::total_cmp);
    for (name, promille) in [("p50", 500), ("p99", 990), ("longest", 1000)] {
        let stelle = (alle.len() * promille).div_ceil(1000).max(1) - 1;
        let ms = alle.get(stelle).copied().unwrap_or(f64::NAN) * 1e3;
        zeige(backend, &format!("{was}: {name}"), ms, "ms");
    }
}

/// The cases somebody sees in their list, by their ids.
fn faelle(m: &Mensch) -> Vec<String> {
    let seite = m.hole("/faelle").unwrap().text;
    let mut aus: Vec<String> = seite
        .split("href=\"/faelle/")
        .skip(1)
        .filter_map(|t| t.get(..36))
        .filter(|t| t.split('-').count() == 5 && t.chars().all(|c| c.is_ascii_hexdigit() || c == '-'))
        // the page lists copies as well; all of a kind share what comes behind the number
        .map(|t| t[8..].to_owned())
        .collect();
    aus.sort();
    aus.dedup();
    assert!(!aus.is_empty(), "a list of cases");
    aus
}

struct Last<'a> {
    mensch: Mensch,
    csrf: String,
    faelle: &'a [String],
    kopien: u64,
}

impl Last<'_> {
    fn fall(&self, n: u64) -> String {
        let welcher = usize::try_from(n * 31).unwrap_or(0) % self.faelle.len();
        format!(
            "/faelle/{:08x}{}",
            (n * 7919) % self.kopien + 1,
            self.faelle[welcher]
        )
    }

    /// By turns a case, a search by a surname that is frequent or rare, one by a whole name and one by a slip of the pen.
    fn tun(&self, n: u64) -> bool {
        if n.is_multiple_of(2) {
            return self.mensch.hole(&self.fall(n / 2)).is_ok_and(|a| a.status == 200);
        }
        let name = fuellen::nachname((n * n * 13) % 20_000);
        let text = match n / 2 % 3 {
            0 => name,
            1 => format!("Emma {name}"),
            _ => name.replacen('e', "ee", 1),
        };
        let felder = [("_csrf", self.csrf.as_str()), ("name", text.as_str())];
        self.mensch
            .sende("/personen", &felder)
            .is_ok_and(|a| a.status == 200)
    }
}

fn messen(backend: &str, server: &str, vorher: &[String], b: &Bestand) {
    let mensch = Mensch::angemeldet(server, ASD, KENNWORT).unwrap();
    let csrf = mensch.hole("/personen").unwrap().feld("_csrf").unwrap();
    let last = Last {
        mensch,
        csrf,
        faelle: vorher,
        kopien: b.volle_kopien,
    };
    let start = Instant::now();
    assert!(last.tun(1), "a search");
    zeige(
        backend,
        "first search, reads the register",
        start.elapsed().as_secs_f64(),
        "s",
    );
    for n in 0..20 {
        assert!(last.tun(n), "{}", last.fall(n / 2));
    }
    let je_sekunde = zahl("JE_SEKUNDE", 50);
    let alle = u64::from(je_sekunde * zahl("SEKUNDEN", 60));
    let naechste = AtomicUsize::new(0);
    let (seiten, suchen, fehler) = (Mutex::new(vec![]), Mutex::new(vec![]), AtomicUsize::new(0));
    let start = Instant::now() + Duration::from_millis(50);
    std::thread::scope(|s| {
        for _ in 0..MENSCHEN {
            s.spawn(|| {
                loop {
                    let n = naechste.fetch_add(1, Ordering::Relaxed) as u64;
                    if n >= alle {
                        return;
                    }
                    let faellig =
                        start + Duration::from_secs(1) * u32::try_from(n).unwrap_or(u32::MAX) / je_sekunde;
                    std::thread::sleep(faellig.saturating_duration_since(Instant::now()));
                    let gut = last.tun(n);
                    fehler.fetch_add(usize::from(!gut), Ordering::Relaxed);
                    let ziel = if n.is_multiple_of(2) { &seiten } else { &suchen };
                    ziel.lock().unwrap().push(faellig.elapsed().as_secs_f64());
                }
            });
        }
    });
    zeiten(backend, "page of a case", seiten.into_inner().unwrap());
    zeiten(backend, "search over persons", suchen.into_inner().unwrap());
    zeige(backend, "failed", fehler.into_inner() as f64, "requests");
    papier(backend, &last);
}

/// The Hilfeplan of cases that have one, one after the other.
fn papier(backend: &str, last: &Last) {
    let mut dauer = vec![];
    for n in 0..200_u64 {
        let pfad = format!("{}/hilfeplan.pdf", last.fall(n));
        let start = Instant::now();
        let (status, bytes) = last.mensch.datei(&pfad).unwrap();
        if status == 200 && bytes.starts_with(b"%PDF") {
            dauer.push(start.elapsed().as_secs_f64());
        }
        if dauer.len() >= 30 {
            break;
        }
    }
    zeige(backend, "Hilfepläne written", dauer.len() as f64, "documents");
    zeiten(backend, "Hilfeplan as PDF", dauer);
}

fn lauf(backend: &str, name_der_datenbank: Option<&str>) {
    let ordner = tempfile::tempdir().unwrap();
    let adresse = name_der_datenbank.map(|name| testkit::pg::url(name).unwrap());
    let datenbank = adresse.as_deref();
    let wunsch = Wunsch {
        modell: Modell::eingebaut("isar").unwrap(),
        go: demo::go_text("isar").unwrap().to_owned(),
        einwohner: zahl("EINWOHNER", 1_500),
        adressen: None,
        angebote: None,
        seed: 1,
    };
    let programm = Programm::starten(&wunsch, ordner.path(), datenbank).unwrap();
    let vorher = faelle(&Mensch::angemeldet(&programm.adresse, ASD, KENNWORT).unwrap());
    programm.anhalten().unwrap();
    let url = datenbank.map_or_else(
        || format!("sqlite:{}", ordner.path().join("gewebe.db").display()),
        str::to_owned,
    );
    let start = Instant::now();
    let laufzeit = tokio::runtime::Runtime::new().unwrap();
    let bestand = laufzeit
        .block_on(async {
            let db = Db::verbinden(&Einstellungen::fuer(url)).await?;
            let b = fuellen::fuellen(
                &db,
                zahl("FAELLE", 1_000_000).into(),
                zahl("PERSONEN", 2_000_000).into(),
                zahl("VOLLER", 10).into(),
            )
            .await;
            db.schliessen().await;
            b
        })
        .unwrap();
    zeige(backend, "filling", start.elapsed().as_secs_f64(), "s");
    zeige(backend, "cases", bestand.faelle as f64, "cases");
    zeige(backend, "whole cases", bestand.volle as f64, "cases");
    zeige(backend, "persons", bestand.personen as f64, "persons");
    let start = Instant::now();
    if let Some(name) = name_der_datenbank {
        // what autovacuum and the checkpointer do in the hours in which a register of this size comes to be
        testkit::pg::verwalten_in(name, "VACUUM ANALYZE").unwrap();
        testkit::pg::verwalten("CHECKPOINT").unwrap();
    }
    // what the filling left is written before the load, not in the middle of it
    let geschrieben = std::process::Command::new("sync").status().unwrap();
    assert!(geschrieben.success(), "sync");
    zeige(backend, "tidying up", start.elapsed().as_secs_f64(), "s");
    let programm = Programm::starten(&wunsch, ordner.path(), datenbank).unwrap();
    zeige(
        backend,
        "start to the first page",
        programm.bis_zur_ersten_seite,
        "s",
    );
    messen(backend, &programm.adresse, &vorher, &bestand);
    zeige(backend, "memory after the load", programm.speicher(), "MB");
    programm.anhalten().unwrap();
}

fn main() {
    let nur = std::env::var("BACKEND").unwrap_or_default();
    if nur.is_empty() || nur == "sqlite" {
        lauf("sqlite", None);
    }
    if nur.is_empty() || nur == "postgres" {
        let name = format!("fallseite_{}", std::process::id());
        testkit::pg::verwalten(&format!("CREATE DATABASE {name}")).unwrap();
        lauf("postgres", Some(&name));
        testkit::pg::verwalten(&format!("DROP DATABASE {name}")).unwrap();
    }
}
