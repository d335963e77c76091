//! Figures on made-up registers, one JSON line each: `cargo bench -p abgleich`; `DATENSAETZE=10000` makes it smaller.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::{error::Error, time::Instant};

use abgleich::{
    Einstellung, abgleichen,
    erzeugen::{Auftrag, erzeugen},
    formate, privat,
};

/// Seconds this thread has had a processor: other work on the machine does not count. Wall clock elsewhere.
fn rechenzeit(start: Instant) -> f64 {
    let linux = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = linux.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    ns.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn messen<T>(was: &str, f: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let vorher = rechenzeit(start);
    let ergebnis = f();
    let sekunden = rechenzeit(start) - vorher;
    println!("{{\"figure\":\"{was}\",\"value\":{sekunden:.4},\"unit\":\"s\"}}");
    ergebnis
}

fn main() -> Result<(), Box<dyn Error>> {
    let datensaetze = match std::env::var("DATENSAETZE") {
        Ok(n) => n.parse()?,
        Err(_) => 100_000,
    };
    let mut saetze = Vec::new();
    let auftrag = Auftrag {
        datensaetze,
        seed: 1,
        haerte: 1,
    };
    erzeugen(&auftrag, &mut saetze, &mut std::io::sink())?;
    let bestand = messen("read", || formate::lesen(&saetze))?;
    messen("link", || abgleichen(&bestand, &Einstellung::default()));
    let kodierte = messen("encode", || {
        privat::kodieren(&bestand, b"nur zum Messen, nie so benutzen")
    })?;
    messen("link encoded", || privat::abgleichen(&kodierte, 0.5));
    Ok(())
}
