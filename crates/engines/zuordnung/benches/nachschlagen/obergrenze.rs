//! What the best possible answer could reach: some edits turn one address into another that exists too.
//!
//! From each edited line all lines one edit away are looked up among the true ones and weighed by how likely
//! the edit is. The three most likely (an address that is met exactly keeps the first place) are the ceiling.

use std::collections::{BTreeSet, HashMap};

use crate::stadt::Soll;
use crate::stoerung::Stelle;
use crate::zeige;

/// Weight of each way an edited line may have come about, by true line.
type Gewichte = HashMap<String, f64>;

/// All true lines and how many addresses share each.
pub fn zeilen(soll: &[Soll]) -> HashMap<String, f64> {
    let mut zeilen: HashMap<String, f64> = HashMap::with_capacity(soll.len());
    for s in soll {
        *zeilen.entry(s.zeile()).or_default() += 1.0;
    }
    zeilen
}

pub fn zeigen(soll: &[Soll], probe: &[usize], ganz: &[(String, Stelle)], zeilen: &HashMap<String, f64>) {
    let buchstaben: BTreeSet<char> = zeilen.keys().flat_map(|z| z.chars()).collect();
    let mut summe = [0.0; 7];
    let mut genau = 0_usize;
    let mut zahl = [0_usize; 7];
    // A part is enough for a figure of three digits and keeps the run short.
    let teil = probe.len().min(PROBE);
    for (i, (text, stelle)) in probe.iter().zip(ganz).take(teil) {
        let ist_andere = *text != soll[*i].zeile() && zeilen.contains_key(text);
        genau += usize::from(ist_andere);
        let g = moeglich(text, &buchstaben, zeilen);
        let alle: f64 = g.values().sum();
        let selbst = zeilen
            .contains_key(text)
            .then(|| g.get(text).copied().unwrap_or(0.0));
        let mut andere: Vec<f64> = g.iter().filter(|(z, _)| *z != text).map(|(_, w)| *w).collect();
        andere.sort_by(|a, b| b.total_cmp(a));
        let plaetze = if selbst.is_some() { 2 } else { 3 };
        let beste: f64 = selbst.unwrap_or(0.0) + andere.iter().take(plaetze).sum::<f64>();
        for k in [*stelle as usize, 6] {
            summe[k] += if alle > 0.0 { beste / alle } else { 1.0 };
            zahl[k] += 1;
        }
    }
    zeige("anteil_genau_andere_adresse", genau as f64 / teil as f64, "share");
    for s in Stelle::ALLE {
        let k = s as usize;
        zeige(
            &format!("obergrenze3_{}", s.name()),
            summe[k] / zahl[k].max(1) as f64,
            "share",
        );
    }
    zeige("obergrenze3_ganze_zeile", summe[6] / teil as f64, "share");
}

/// Lines for which the ceiling is worked out.
const PROBE: usize = 5_000;

/// True lines that one edit turns into `text`, each with the likelihood of that edit.
fn moeglich(text: &str, buchstaben: &BTreeSet<char>, zeilen: &HashMap<String, f64>) -> Gewichte {
    let z: Vec<char> = text.chars().collect();
    let mut g = Gewichte::new();
    let mut nimm = |wahr: &[char], wege: f64| {
        let wahr: String = wahr.iter().collect();
        if let Some(mal) = zeilen.get(&wahr) {
            let stellen = wahr.chars().count() as f64;
            *g.entry(wahr).or_default() += mal * wege / stellen;
        }
    };
    for i in 0..z.len() {
        let klein = z[i].is_ascii_lowercase();
        let mut wahr = z.clone();
        wahr.remove(i);
        // A letter of 26 was inserted; never at the very end.
        if klein && i < wahr.len() {
            nimm(&wahr, 1.0 / 26.0);
        }
        let mut wahr = z.clone();
        wahr.swap(i, (i + 1) % z.len());
        nimm(&wahr, 1.0);
        if klein {
            for c in buchstaben {
                let mut wahr = z.clone();
                wahr[i] = *c;
                nimm(&wahr, 1.0 / 26.0);
            }
        }
    }
    for i in 0..=z.len() {
        for c in buchstaben {
            let mut wahr = z.clone();
            wahr.insert(i, *c);
            nimm(&wahr, 1.0);
        }
    }
    g
}
