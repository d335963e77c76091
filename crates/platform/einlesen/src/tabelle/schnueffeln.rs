//! Guessing what a file does not say.

use std::io::Read;

use csv_core::{ReadFieldResult, ReaderBuilder};

use crate::{Fehler, Kodierung, Quelle, wert, zeichen::Text};

const PROBE: u64 = 1 << 16;

/// The beginning of the file, up to its last whole line.
pub fn probe(quelle: &Quelle, kodierung: Kodierung) -> Result<Vec<u8>, Fehler> {
    let mut aus = Vec::new();
    Text::neu(quelle.oeffnen()?, kodierung)
        .by_ref()
        .take(PROBE)
        .read_to_end(&mut aus)?;
    if aus.len() as u64 == PROBE
        && let Some(ende) = aus.iter().rposition(|b| *b == b'\n')
    {
        aus.truncate(ende + 1);
    }
    Ok(aus)
}

/// The delimiter that parts the most rows into the same number of columns, more than one.
pub fn trenner(probe: &[u8]) -> u8 {
    let guete = |t: u8| {
        let breiten = breiten(probe, t);
        let haeufigste = breiten
            .iter()
            .max_by_key(|b| (breiten.iter().filter(|a| a == b).count(), **b))
            .copied()
            .unwrap_or(1);
        let einig = breiten.iter().filter(|b| **b == haeufigste).count();
        // in per mille, so that 99 of 100 beats 9 of 10
        let anteil = einig * 1000 / breiten.len().max(1);
        if haeufigste < 2 {
            (0, 0)
        } else {
            (anteil / 50, haeufigste)
        }
    };
    // the order settles ties; the semicolon is what German offices use
    [b',', b'|', b'\t', b';']
        .into_iter()
        .max_by_key(|t| guete(*t))
        .unwrap_or(b';')
}

/// Number of fields of each of the first rows.
fn breiten(mut probe: &[u8], trenner: u8) -> Vec<usize> {
    let mut csv = ReaderBuilder::new().delimiter(trenner).build();
    let mut aus = vec![0; 8192];
    let (mut breiten, mut jetzt) = (Vec::new(), 0);
    while breiten.len() < 200 {
        let (ergebnis, n, _) = csv.read_field(probe, &mut aus);
        probe = probe.get(n..).unwrap_or_default();
        match ergebnis {
            ReadFieldResult::Field { record_end } => {
                jetzt += 1;
                if record_end {
                    breiten.push(jetzt);
                    jetzt = 0;
                }
            }
            ReadFieldResult::End => break,
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
    }
    breiten
}

/// A first row without numbers and without doubled names is a head; one cell is enough to say no.
pub fn ist_kopf(felder: &[String]) -> bool {
    let namen: Vec<&str> = felder
        .iter()
        .map(|f| f.trim())
        .filter(|f| !f.is_empty())
        .collect();
    let zahl = |t: &&str| {
        wert::dezimal(t, wert::Dezimal::Komma).is_some() || wert::datum(t, &wert::DATUMSFORMATE).is_some()
    };
    let doppelt = |(i, t): (usize, &&str)| namen[..i].contains(t);
    !namen.is_empty() && !namen.iter().any(zahl) && !namen.iter().enumerate().any(doppelt)
}
