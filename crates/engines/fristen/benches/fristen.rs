//! Deadlines per second on one core, one JSON line per kind: `cargo bench -p fristen`.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::hint::black_box;
use std::time::Instant;

use fristen::{Kalender, Laenge, Land, fristende};
use jiff::civil::{Date, date};

/// Seconds this thread has had a processor; the clock on the wall elsewhere.
fn rechenzeit(start: Instant) -> f64 {
    let linux = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = linux.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    ns.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn main() {
    let klein = std::env::var_os("GEWEBE_BENCH_KLEIN").is_some();
    let runden = if klein { 20 } else { 400 };
    let tage: Vec<Date> = std::iter::successors(Some(date(1995, 1, 1)), |t| t.tomorrow().ok())
        .take(20_000)
        .collect();
    let kalender: Vec<Kalender> = Land::ALLE.iter().map(|l| Kalender::fuer(*l)).collect();
    for (was, laengen) in [
        (
            "fristen_je_s_wochen_monate",
            vec![
                Laenge::Wochen(2),
                Laenge::Wochen(3),
                Laenge::Monate(1),
                Laenge::Tage(14),
            ],
        ),
        (
            "fristen_je_s_werktage",
            vec![Laenge::Werktage(7), Laenge::Arbeitstage(10)],
        ),
    ] {
        let uhr = Instant::now();
        let vorher = rechenzeit(uhr);
        let mut zahl = 0_u64;
        for r in 0..runden {
            let (k, l) = (&kalender[r % kalender.len()], laengen[r % laengen.len()]);
            for t in &tage {
                black_box(fristende(*t, l, k).is_ok());
            }
            zahl += tage.len() as u64;
        }
        let dauer = rechenzeit(uhr) - vorher;
        println!(
            "{{\"figure\":\"{was}\",\"value\":{:.0},\"unit\":\"1/s\"}}",
            zahl as f64 / dauer
        );
    }
}
