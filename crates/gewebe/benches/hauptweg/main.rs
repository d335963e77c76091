//! Figures of the main job on the real program, one JSON line each: start, memory at rest, and the intake page under
//! load on both databases.
//!
//! `cargo bench -p gewebe`. `ADRESSEN`, `ANGEBOTE`, `EINWOHNER`, `SEKUNDEN` make it smaller;
//! `PROGRAMM` measures another build.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench stops when something is missing")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

mod last;
mod programm;

use amt::go::modell::Modell;
use base::{Clock, Datum, SystemUhr};
use gewebe::demo::{self, Wunsch};
use programm::Programm;

fn zeige(was: &str, wert: f64, einheit: &str) {
    println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
}

fn zahl(name: &str, sonst: u32) -> u32 {
    std::env::var(name)
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(sonst)
}

fn wunsch(einwohner: u32, adressen: Option<u32>, angebote: Option<u32>) -> Wunsch {
    Wunsch {
        modell: Modell::eingebaut("isar").unwrap(),
        go: demo::go_text("isar").unwrap().to_owned(),
        einwohner,
        adressen,
        angebote,
        seed: 1,
    }
}

/// A town of 250,000: how long a start takes until the first page is there, and what it needs at rest.
fn start(einwohner: u32) {
    let ordner = tempfile::tempdir().unwrap();
    let wunsch = wunsch(einwohner, None, None);
    let erst = Programm::starten(&wunsch, ordner.path(), None).unwrap();
    zeige("demo_fuellen_bis_erste_seite", erst.bis_zur_ersten_seite, "s");
    zeige("speicher_nach_dem_fuellen", erst.speicher(), "MB");
    erst.anhalten().unwrap();
    let mut zeiten = Vec::new();
    for runde in 0..5 {
        let p = Programm::starten(&wunsch, ordner.path(), None).unwrap();
        zeiten.push(p.bis_zur_ersten_seite);
        if runde == 4 {
            // the register is read behind the first page
            std::thread::sleep(std::time::Duration::from_secs(10));
            zeige("speicher_im_leerlauf", p.speicher(), "MB");
        }
        p.anhalten().unwrap();
    }
    zeiten.sort_by(f64::total_cmp);
    zeige("start_bis_erste_seite", zeiten[2], "s");
}

fn unter_last(name: &str, datenbank: Option<&str>, heute: Datum) {
    let ordner = tempfile::tempdir().unwrap();
    let (adressen, angebote) = (zahl("ADRESSEN", 1_000_000), zahl("ANGEBOTE", 20_000));
    let wunsch = wunsch(adressen.clamp(1_000, 1_000_000), Some(adressen), Some(angebote));
    let ort = demo::nach_wunsch(&wunsch, heute).unwrap();
    let programm = Programm::starten(&wunsch, ordner.path(), datenbank).unwrap();
    zeige(
        &format!("fuellen_{name}_{adressen}_adressen"),
        programm.bis_zur_ersten_seite,
        "s",
    );
    for messung in last::messen(&programm.adresse, &ort, zahl("SEKUNDEN", 30)) {
        for (quantil, wert) in [("p50", messung.quantil(0.5)), ("p99", messung.quantil(0.99))] {
            zeige(&format!("{}_{name}_{quantil}", messung.name), wert * 1e3, "ms");
        }
        zeige(
            &format!("{}_{name}_fehler", messung.name),
            messung.fehler as f64,
            "count",
        );
    }
    zeige(&format!("speicher_{name}_nach_last"), programm.speicher(), "MB");
    programm.anhalten().unwrap();
}

fn main() {
    let heute = SystemUhr.heute();
    start(zahl("EINWOHNER", 250_000));
    unter_last("sqlite", None, heute);
    let name = format!("hauptweg_{}", std::process::id());
    testkit::pg::verwalten(&format!("CREATE DATABASE {name}")).unwrap();
    unter_last("postgres", Some(&testkit::pg::url(&name).unwrap()), heute);
    testkit::pg::verwalten(&format!("DROP DATABASE {name}")).unwrap();
}
