//! Figures of the look-up over a made-up register of a million addresses, one JSON line each.
//!
//! `cargo bench -p zuordnung`; `ADRESSEN=100000` makes it smaller. Same seed, same town.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::time::Instant;

mod obergrenze;
mod stadt;
mod stoerung;
mod wuerfel;

use stadt::{Soll, stadt};
use stoerung::{Stelle, zeile_vertippt};
use wuerfel::{Wuerfel, vertippt};
use zuordnung::{Anfrage, Register};

fn zeige(was: &str, wert: f64, einheit: &str) {
    println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
}

/// Seconds this thread has had a processor: other work on the machine does not count. Wall clock elsewhere.
fn rechenzeit(start: Instant) -> f64 {
    let linux = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = linux.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    ns.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn rate(texte: &[String], mut f: impl FnMut(&str)) -> f64 {
    let start = Instant::now();
    let vorher = rechenzeit(start);
    for t in texte {
        f(t);
    }
    texte.len() as f64 / (rechenzeit(start) - vorher)
}

/// Place of the true address among the first five offered, from 0.
fn platz(r: &Register, soll: &Soll, text: &str) -> Option<usize> {
    let angebot = r.aehnliche(&Anfrage::aus_text(text), 5);
    angebot.iter().position(|v| v.zeile() == soll.zeile())
}

fn quote<'a>(was: &str, plaetze: impl IntoIterator<Item = &'a Option<usize>>, bis: usize) {
    let (mut alle, mut gut) = (0_usize, 0_usize);
    for platz in plaetze {
        alle += 1;
        gut += usize::from(platz.is_some_and(|p| p < bis));
    }
    zeige(was, gut as f64 / alle.max(1) as f64, "share");
}

/// Whether one random edit in the line still leads to the address, by the part it hit.
fn ganze_zeile(r: &Register, soll: &[Soll], probe: &[usize], w: &mut Wuerfel) {
    let texte: Vec<(String, Stelle)> = probe.iter().map(|i| zeile_vertippt(w, &soll[*i])).collect();
    let paare = || probe.iter().map(|i| &soll[*i]).zip(&texte);
    let plaetze: Vec<Option<usize>> = paare().map(|(s, (t, _))| platz(r, s, t)).collect();
    for bis in [1, 3, 5] {
        quote(&format!("recall{bis}_ganze_zeile"), &plaetze, bis);
    }
    for stelle in Stelle::ALLE {
        let hier: Vec<_> = texte
            .iter()
            .zip(&plaetze)
            .filter_map(|((_, s), p)| (*s == stelle).then_some(*p))
            .collect();
        let anteil = hier.len() as f64 / texte.len() as f64;
        zeige(&format!("anteil_{}", stelle.name()), anteil, "share");
        quote(&format!("recall3_stelle_{}", stelle.name()), &hier, 3);
    }
    let zeilen = obergrenze::zeilen(soll);
    let (mut angenommen, mut genau, mut falsch) = (0_usize, 0_usize, 0_usize);
    for (s, (text, _)) in paare() {
        let Some(einheit) = r.zuordnen(&Anfrage::aus_text(text)).einheit() else {
            continue;
        };
        angenommen += 1;
        // A line that is another address to the letter cannot be told from a right one.
        if einheit != s.einheit {
            *(if zeilen.contains_key(text) {
                &mut genau
            } else {
                &mut falsch
            }) += 1;
        }
    }
    let anteil = |n: usize| n as f64 / texte.len() as f64;
    zeige("angenommen_ganze_zeile", anteil(angenommen), "share");
    zeige("falsche_einheit_zeile_ist_andere_adresse", anteil(genau), "share");
    zeige("falsche_einheit_sonst", anteil(falsch), "share");
    obergrenze::zeigen(soll, probe, &texte, &zeilen);
}

fn tippen(r: &Register, soll: &[Soll], probe: &[usize], w: &mut Wuerfel) {
    let mut dauern: Vec<f64> = Vec::new();
    for i in probe.iter().take(2_000) {
        let zeile = soll[*i].zeile();
        for laenge in [2, 3, 4, 6, 9, 14] {
            let mut getippt: String = zeile.chars().take(laenge).collect();
            if w.bis(3) == 0 {
                getippt = vertippt(w, &getippt).0;
            }
            let start = Instant::now();
            let _ = r.vorschlaege(&getippt, 8);
            // The processor clock is too coarse for one call; this is wall time.
            dauern.push(start.elapsed().as_secs_f64());
        }
    }
    dauern.sort_unstable_by(f64::total_cmp);
    let p = |q: usize| dauern[dauern.len() * q / 1000] * 1e3;
    zeige("vorschlaege_p50", p(500), "ms");
    zeige("vorschlaege_p99", p(990), "ms");
    zeige("vorschlaege_p999", p(999), "ms");
}

fn main() {
    let zahl = std::env::var("ADRESSEN")
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(1_000_000);
    let mut w = Wuerfel(0x5eed_1234_abcd_0001);
    let start = Instant::now();
    let (r, soll) = stadt(&mut w, zahl);
    zeige("adressen", r.adressen_zahl() as f64, "1");
    zeige("strassen", r.strassen_zahl() as f64, "1");
    zeige("bauen_mit_erzeugen", start.elapsed().as_secs_f64(), "s");
    zeige("speicher", r.speicher_bytes() as f64 / 1e6, "MB");
    zeige(
        "bytes_je_adresse",
        r.speicher_bytes() as f64 / r.adressen_zahl() as f64,
        "B",
    );

    let probe: Vec<usize> = (0..200_000).map(|_| w.bis(soll.len())).collect();
    let genau: Vec<String> = probe.iter().map(|i| soll[*i].zeile()).collect();
    let mut eindeutig = 0_usize;
    let je_s = rate(&genau, |t| {
        eindeutig += usize::from(r.zuordnen(&Anfrage::aus_text(t)).einheit().is_some());
    });
    zeige("genau_je_s", je_s, "1/s");
    zeige("genau_eindeutig", eindeutig as f64 / genau.len() as f64, "share");

    let klein = &probe[..20_000];
    let strasse: Vec<String> = klein
        .iter()
        .map(|i| {
            let s = &soll[*i];
            format!(
                "{} {}, {} {}",
                vertippt(&mut w, &s.strasse).0,
                s.nummer,
                s.plz,
                s.ort
            )
        })
        .collect();
    zeige(
        "tippfehler_je_s",
        rate(&strasse, |t| _ = r.zuordnen(&Anfrage::aus_text(t))),
        "1/s",
    );
    let plaetze: Vec<_> = klein
        .iter()
        .zip(&strasse)
        .map(|(i, t)| platz(&r, &soll[*i], t))
        .collect();
    quote("recall3_strasse", &plaetze, 3);
    ganze_zeile(&r, &soll, klein, &mut w);
    tippen(&r, &soll, klein, &mut w);
}
