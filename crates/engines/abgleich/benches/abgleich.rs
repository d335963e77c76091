//! Figures on made-up registers, one JSON line each: `cargo bench -p abgleich`; `DATENSAETZE=10000` makes it smaller.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::{collections::HashMap, error::Error, time::Instant};

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

/// Search before create: the records of the other registers ask for the persons of the first one.
#[expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]
fn nachschlagen(saetze: &str, wahrheit: &str) {
    const FRAGEN: usize = 3_000;
    let person: HashMap<&str, &str> = wahrheit
        .lines()
        .filter_map(|z| {
            let (id, rest) = z.split_once(',')?;
            Some((id, rest.split(',').next()?))
        })
        .collect();
    let wer = |s: &Datensatz<'_>| person.get(s.id).copied().unwrap_or_default();
    let (drin, fremd): (Vec<_>, Vec<_>) = saetze.lines().skip(1).map(satz).partition(|s| s.quelle == "A");
    let mut werk = Nachschlagewerk::neu();
    let mut da: HashMap<&str, usize> = HashMap::new();
    for s in &drin {
        werk.aufnehmen(s);
        *da.entry(wer(s)).or_default() += 1;
    }
    let (mut richtig, mut gezeigt, mut alle) = (0, 0, 0);
    let (mut summe, mut laengste) = (0.0, 0.0_f64);
    let fragen: Vec<_> = fremd.iter().step_by((fremd.len() / FRAGEN).max(1)).collect();
    for s in &fragen {
        let start = Instant::now();
        let vorher = rechenzeit(start);
        let funde = werk.suchen(s, 10);
        let dauer = rechenzeit(start) - vorher;
        summe += dauer;
        laengste = laengste.max(dauer);
        alle += da.get(wer(s)).copied().unwrap_or(0);
        gezeigt += funde.len();
        let stimmt = |nr: u32| drin.get(nr as usize).is_some_and(|d| wer(d) == wer(s));
        richtig += funde.iter().filter(|f| stimmt(f.nr)).count();
    }
    for (was, wert, einheit) in [
        ("search: persons", da.len() as f64, "1"),
        ("search: questions", fragen.len() as f64, "1"),
        ("search: recall", richtig as f64 / alle as f64, "share"),
        ("search: precision", richtig as f64 / gezeigt as f64, "share"),
        ("search: one question", summe / fragen.len() as f64, "s"),
        ("search: longest question", laengste, "s"),
    ] {
        println!("{{\"figure\":\"{was}\",\"value\":{wert:.5},\"unit\":\"{einheit}\"}}");
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let datensaetze = match std::env::var("DATENSAETZE") {
        Ok(n) => n.parse()?,
        Err(_) => 100_000,
    };
    let (mut saetze, mut wahrheit) = (Vec::new(), Vec::new());
    let auftrag = Auftrag {
        datensaetze,
        seed: 1,
        haerte: 1,
    };
    erzeugen(&auftrag, &mut saetze, &mut wahrheit)?;
    let bestand = messen("read", || formate::lesen(&saetze))?;
    messen("link", || abgleichen(&bestand, &Einstellung::default()));
    nachschlagen(std::str::from_utf8(&saetze)?, std::str::from_utf8(&wahrheit)?);
    let kodierte = messen("encode", || {
        privat::kodieren(&bestand, b"nur zum Messen, nie so benutzen")
    })?;
    messen("link encoded", || privat::abgleichen(&kodierte, 0.5));
    Ok(())
}
