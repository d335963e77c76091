//! Figures of the money (issue "Team, Träger and money"), one JSON line each, on both databases: a hundred bookers at
//! once on one Topf, the pages of a year with two million bookings, its year end, and the allocation.
//!
//! `cargo bench -p budget`. `BUCHUNGEN` and `GEWEBE_BENCH_KLEIN` make it smaller, `NUR=sqlite` takes one database.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench stops when something is missing"
)]

#[path = "../../tests/gemeinsam/browser.rs"]
#[expect(dead_code, reason = "a bench sends no forms")]
mod browser;
#[path = "../../tests/gemeinsam/mod.rs"]
mod gemeinsam;
mod jahr;

use std::time::Instant;

use base::{Bp, Cent};
use budget::rules::verteilung::{
    Eingabe, Grundlage, Indikator, Kappung, Konvergenz, Region, Vorwegabzug, verteilen,
};
use testkit::db::{Art, laufen};

fn zeige(was: &str, wert: f64, einheit: &str) {
    println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
}

fn zahl(name: &str, sonst: i64) -> i64 {
    std::env::var(name)
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(sonst)
}

/// Ten regions, twenty indicators, five years, a hundred scenarios: each year stands on the one before.
fn verteilung() {
    let regionen: Vec<Region> = (0..10)
        .map(|r| Region {
            schluessel: format!("R{r:02}"),
            name: format!("Region {r}"),
        })
        .collect();
    let start = Instant::now();
    let mut summe = 0_i64;
    for szenario in 0..100_i64 {
        let mut vorjahr: Vec<Cent> = vec![Cent(38_000_000); 10];
        for jahr in 0..5_i64 {
            let indikatoren = (0..20_i64)
                .map(|i| Indikator {
                    name: format!("Indikator {i}"),
                    gewicht: Bp(500),
                    werte: (0..10_i64)
                        .map(|r| 1_000 * (100 + (r * 37 + i * 11 + jahr * 7 + szenario * 3) % 911))
                        .collect(),
                })
                .collect();
            let v = verteilen(&Eingabe {
                gesamt: Cent(400_000_000),
                vorwegabzug: Vorwegabzug::Bp(Bp(500)),
                regionen: regionen.clone(),
                grundlage: Grundlage::M1 { indikatoren },
                konvergenz: Some(Konvergenz {
                    beta: Bp(6_000),
                    ist: vorjahr.clone(),
                }),
                kappung: Some(Kappung {
                    grenze: Bp(500 + szenario * 20),
                    vorjahr: vorjahr.clone(),
                }),
            })
            .unwrap();
            vorjahr = v.anteile.iter().map(|a| a.betrag).collect();
            summe += vorjahr.iter().map(|c| c.0).sum::<i64>();
        }
    }
    assert_eq!(summe, 500 * 380_000_000, "no cent is lost");
    zeige("verteilung_10x20x5x100", start.elapsed().as_secs_f64(), "s");
}

fn main() {
    let klein = std::env::var_os("GEWEBE_BENCH_KLEIN").is_some();
    let buchungen = zahl("BUCHUNGEN", if klein { 20_000 } else { 2_000_000 });
    let nur = std::env::var("NUR").unwrap_or_default();
    verteilung();
    for (name, art) in [("sqlite", Art::Sqlite), ("postgres", Art::Postgres)] {
        if nur.is_empty() || nur == name {
            laufen(art, &gemeinsam::MIGRATIONEN, |db| {
                jahr::messen(name, db, buchungen)
            });
        }
    }
}
