//! Figures on made-up registers, one JSON line each: `cargo bench -p abgleich`; `DATENSAETZE=10000` makes it smaller.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::{error::Error, time::Instant};

use abgleich::{
    Datensatz, Einstellung, Nachschlagewerk, abgleichen,
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

/// A line of the generator, which writes no quotes.
fn satz(zeile: &str) -> Datensatz<'_> {
    let mut felder = zeile.split(',');
    let mut n = || felder.next().unwrap_or_default();
    Datensatz {
        id: n(),
        quelle: n(),
        vorname: n(),
        nachname: n(),
        geburtsname: n(),
        geburtstag: n(),
        geschlecht: n(),
        strasse: n(),
        hausnummer: n(),
        plz: n(),
        ort: n(),
        weitere: &[],
    }
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
    let text = std::str::from_utf8(&saetze)?;
    let mut werk = Nachschlagewerk::neu();
    text.lines().skip(1).for_each(|z| werk.aufnehmen(&satz(z)));
    messen("search before create, 100 questions", || {
        text.lines()
            .skip(1)
            .step_by((datensaetze / 100).max(1))
            .take(100)
            .map(|z| werk.suchen(&satz(z), 5).len())
            .sum::<usize>()
    });
    let kodierte = messen("encode", || {
        privat::kodieren(&bestand, b"nur zum Messen, nie so benutzen")
    })?;
    messen("link encoded", || privat::abgleichen(&kodierte, 0.5));
    Ok(())
}
