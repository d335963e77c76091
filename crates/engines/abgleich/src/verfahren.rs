//! The whole run: blocks, comparison, learning, decision.

use crate::{
    begruendung::Begruendung,
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
    /// Whether every pair gets its reasons.
    pub gruende: bool,
}

impl Default for Einstellung {
    fn default() -> Self {
        Self {
            schwelle: 0.5,
            gruende: false,
        }
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
    /// For every pair why, if asked for.
    pub gruende: Vec<Begruendung>,
}

/// Finds which records are the same person. Same records, same result.
#[must_use]
pub fn abgleichen(bestand: &Bestand, wie: &Einstellung) -> Ergebnis {
    let n = u32::try_from(bestand.anzahl()).unwrap_or(u32::MAX);
    if n < 2 {
        return Ergebnis {
            paare: Vec::new(),
            gruppen: (0..n).collect(),
            gruende: Vec::new(),
        };
    }
    let bloecke = Bloecke::bauen(bestand);
    let sieb = Sieb::neu(bestand);
    let mut vergleicher = Vergleicher::neu(bestand);
    let modell = lernen(&mut vergleicher, &bloecke, &sieb, n);
    let mut kanten: Vec<Kante> = Vec::new();
    je_kandidat(&bloecke, &sieb, n, 1, |i, j| {
        let m = vergleicher.vergleichen(i, j);
        let p = gleich(&modell.klassen(&m, paargruppe(bestand, i, j)));
        if p > 0.002 {
            kanten.push(Kante::neu(i, j, p));
        }
    });
    drop(bloecke);
    let mut ergebnis = gruppen::entscheiden(&mut vergleicher, &modell, kanten, wie.schwelle);
    if wie.gruende {
        ergebnis.gruende = begruenden(&mut vergleicher, &modell, &ergebnis);
    }
    ergebnis
}

fn begruenden(vergleicher: &mut Vergleicher, modell: &Modell, ergebnis: &Ergebnis) -> Vec<Begruendung> {
    let bestand = vergleicher.bestand;
    let mut platz = vec![0; bestand.anzahl()];
    for (i, nr) in (0_u32..).zip(&bestand.gelesen_als) {
        platz[*nr as usize] = i;
    }
    let mut eines = |p: &Paar| {
        let (i, j) = (platz[p.a as usize], platz[p.b as usize]);
        let m = vergleicher.vergleichen(i, j);
        let allein = gleich(&modell.klassen(&m, paargruppe(bestand, i, j)));
        Begruendung::neu(bestand, modell, &m, allein < 0.5 && p.wert >= 0.5)
    };
    ergebnis.paare.iter().map(&mut eines).collect()
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
