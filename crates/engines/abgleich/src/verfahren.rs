//! The whole run: blocks, comparison, learning, decision.

use crate::{
    bestand::Bestand,
    bloecke::Bloecke,
    gruppen::{self, Kante},
    modell::{Modell, gleich, paargruppe},
    sieb::Sieb,
    vergleich::Vergleicher,
};

/// How a run is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Einstellung {
    /// Pairs below this probability are not reported. 0.5 means "rather the same than not".
    pub schwelle: f64,
}

impl Default for Einstellung {
    fn default() -> Self {
        Self { schwelle: 0.5 }
    }
}

/// Two records and the probability that they are the same person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paar {
    /// Number of the first record.
    pub a: u32,
    /// Number of the second record, above the first.
    pub b: u32,
    /// Probability that both are the same person.
    pub wert: f32,
}

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct Ergebnis {
    /// Pairs at or over the threshold, by record numbers.
    pub paare: Vec<Paar>,
    /// For every record the number of its entity; entities are numbered by their first record.
    pub gruppen: Vec<u32>,
}

/// Finds which records are the same person. Same records, same result.
#[must_use]
pub fn abgleichen(bestand: &Bestand, wie: &Einstellung) -> Ergebnis {
    let n = u32::try_from(bestand.anzahl()).unwrap_or(u32::MAX);
    if n < 2 {
        return Ergebnis {
            paare: Vec::new(),
            gruppen: (0..n).collect(),
        };
    }
    let t0 = std::time::Instant::now();
    let bloecke = Bloecke::bauen(bestand);
    let sieb = Sieb::neu(bestand);
    eprintln!("bloecke {:?}", t0.elapsed());
    let mut vergleicher = Vergleicher::neu(bestand);
    let modell = lernen(&mut vergleicher, &bloecke, &sieb, n);
    eprintln!("gelernt {:?}", t0.elapsed());
    let mut kanten: Vec<Kante> = Vec::new();
    let mut zz = 0;
    je_kandidat(&bloecke, &sieb, n, 1, |i, j| {
        zz += 1;
        let m = vergleicher.vergleichen(i, j);
        let p = gleich(&modell.klassen(&m, paargruppe(bestand, i, j)));
        if p > 0.002 {
            kanten.push(Kante::neu(i, j, p));
        }
    });
    eprintln!("fertig {:?} {zz} paare, {} kanten", t0.elapsed(), kanten.len());
    drop(bloecke);
    gruppen::entscheiden(&mut vergleicher, &modell, kanten, wie.schwelle)
}

fn lernen(vergleicher: &mut Vergleicher, bloecke: &Bloecke, sieb: &Sieb, n: u32) -> Modell {
    // enough pairs teach; more only cost
    let schritt = (n / 12_000).max(1);
    Modell::lernen(vergleicher, |f| {
        je_kandidat(bloecke, sieb, n, schritt, f);
        1.0 / f64::from(schritt)
    })
}

/// Every candidate pair once; only of each `schritt`-th record.
fn je_kandidat(bloecke: &Bloecke, sieb: &Sieb, n: u32, schritt: u32, mut f: impl FnMut(u32, u32)) {
    let mut gesehen = vec![u32::MAX; n as usize];
    for a in 0..n {
        // a hash, because files are often sorted
        if schritt > 1 && !(a.wrapping_mul(0x9e37_79b1) >> 8).is_multiple_of(schritt) {
            continue;
        }
        bloecke.nachbarn(a, |b| {
            let g = &mut gesehen[b as usize];
            if *g != a {
                *g = a;
                if sieb.haelt(a, b) {
                    f(a, b);
                }
            }
        });
    }
}
