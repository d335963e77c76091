//! Encoded records side by side: likeness of the three filters in steps, and a model learnt as for plain records.

use super::{
    Kodiert, WORTE,
    filter::{DATUM, NAMEN, ORT},
};
use crate::verfahren::{Ergebnis, Paar};

const STUFEN: usize = 12;
/// The level of a filter that is missing on one side.
const FEHLT: u8 = 15;
/// Same here, same moved, strangers, strangers at one address, family, twins.
const KLASSEN: usize = 6;
type Muster = [u8; 3];
type Verteilung = [f64; STUFEN];

/// Finds encoded records of one person.
#[must_use]
pub fn abgleichen(kodierte: &[Kodiert], schwelle: f64) -> Ergebnis {
    let n = u32::try_from(kodierte.len()).unwrap_or(u32::MAX);
    let kandidaten = kandidaten(kodierte);
    let muster: Vec<Muster> = kandidaten
        .iter()
        .map(|(a, b)| vergleichen(kodierte, *a, *b))
        .collect();
    let modell = Modell::lernen(kodierte, &muster);
    let mut paare: Vec<Paar> = Vec::new();
    for ((a, b), m) in kandidaten.iter().zip(&muster) {
        let k = modell.klassen(m);
        #[expect(clippy::cast_possible_truncation, reason = "a probability")]
        let wert = (k[0] + k[1]) as f32;
        if wert > 0.05 {
            paare.push(Paar { a: *a, b: *b, wert });
        }
    }
    beste_je_quelle(kodierte, &mut paare);
    paare.retain(|p| f64::from(p.wert) >= schwelle);
    paare.sort_unstable_by_key(|p| (p.a, p.b));
    Ergebnis {
        paare,
        gruppen: (0..n).collect(),
        gruende: Vec::new(),
    }
}

/// Where a register hardly ever holds a person twice, of several matches in it only the best stands.
fn beste_je_quelle(kodierte: &[Kodiert], paare: &mut [Paar]) {
    let mut innen = 0.0_f64;
    let mut quer = 0.0_f64;
    for p in paare.iter() {
        let gleich = kodierte[p.a as usize].quelle == kodierte[p.b as usize].quelle;
        *(if gleich { &mut innen } else { &mut quer }) += f64::from(p.wert);
    }
    if quer == 0.0 || innen > 0.02 * quer {
        return;
    }
    let mut reihe: Vec<usize> = (0..paare.len()).collect();
    reihe.sort_by(|x, y| paare[*y].wert.total_cmp(&paare[*x].wert).then(x.cmp(y)));
    let mut vergeben = std::collections::BTreeSet::new();
    for i in reihe {
        let Paar { a, b, .. } = paare[i];
        let (qa, qb) = (&kodierte[a as usize].quelle, &kodierte[b as usize].quelle);
        if qa == qb || vergeben.contains(&(a, qb)) || vergeben.contains(&(b, qa)) {
            paare[i].wert = paare[i].wert.min(0.49) * 0.5;
        } else {
            vergeben.insert((a, qb));
            vergeben.insert((b, qa));
        }
    }
}

fn teil(k: &Kodiert, (von, worte): (usize, usize)) -> &[u64] {
    &k.bits[von..von + worte]
}

fn stufe(a: &[u64], b: &[u64]) -> u8 {
    let (mut beide, mut x, mut y) = (0, 0, 0);
    for (p, q) in a.iter().zip(b) {
        beide += (p & q).count_ones();
        x += p.count_ones();
        y += q.count_ones();
    }
    if x == 0 || y == 0 {
        return FEHLT;
    }
    let dice = 200 * beide / (x + y);
    match dice {
        94.. => 0,
        90..94 => 1,
        86..90 => 2,
        82..86 => 3,
        78..82 => 4,
        74..78 => 5,
        70..74 => 6,
        65..70 => 7,
        60..65 => 8,
        54..60 => 9,
        48..54 => 10,
        _ => 11,
    }
}

fn vergleichen(kodierte: &[Kodiert], a: u32, b: u32) -> Muster {
    let (a, b) = (&kodierte[a as usize], &kodierte[b as usize]);
    [NAMEN, DATUM, ORT].map(|t| stufe(teil(a, t), teil(b, t)))
}

/// Records that agree on some sampled bits (locality-sensitive hashing).
fn kandidaten(kodierte: &[Kodiert]) -> Vec<(u32, u32)> {
    let n = kodierte.len();
    let bits = usize::try_from(n.max(2).ilog2()).unwrap_or(16);
    // filter, bits of it, second filter, bits of it, tables
    let tabellen = [
        (DATUM, bits + 2, NAMEN, 0, 10),
        (NAMEN, bits + 3, DATUM, 0, 16),
        (ORT, bits / 2 + 2, NAMEN, bits / 2 + 1, 10),
        (DATUM, bits / 2 + 2, ORT, bits / 2 + 1, 8),
        (DATUM, bits / 2 + 1, NAMEN, bits / 2 + 2, 10),
    ];
    let grenze = 60;
    let mut z = 0x9e37_79b9_7f4a_7c15_u64;
    let mut wuerfel = |bis: usize| {
        z = z
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(z >> 33).unwrap_or(0) % bis
    };
    let mut paare: Vec<u64> = Vec::new();
    let mut eintraege: Vec<u64> = Vec::with_capacity(n);
    for ((von, worte), anzahl, (von2, worte2), anzahl2, mal) in tabellen {
        for _ in 0..mal {
            let mut plaetze: Vec<(usize, u32)> = Vec::new();
            for (v, w, k) in [(von, worte, anzahl), (von2, worte2, anzahl2)] {
                for _ in 0..k {
                    let p = wuerfel(w * 64);
                    plaetze.push((v + p / 64, u32::try_from(p % 64).unwrap_or(0)));
                }
            }
            eintraege.clear();
            for (i, k) in (0_u64..).zip(kodierte) {
                let leer = |v: usize, w: usize, wie_viele: usize| {
                    wie_viele > 0 && k.bits[v..v + w].iter().all(|x| *x == 0)
                };
                if leer(von, worte, anzahl) || leer(von2, worte2, anzahl2) {
                    continue;
                }
                let schluessel = plaetze
                    .iter()
                    .fold(0_u64, |s, (w, b)| s << 1 | (k.bits[*w] >> b & 1));
                eintraege.push((schluessel & 0xffff_ffff) << 32 | i);
            }
            eintraege.sort_unstable();
            for block in eintraege.chunk_by(|x, y| x >> 32 == y >> 32) {
                if block.len() > grenze {
                    continue;
                }
                for (i, x) in block.iter().enumerate() {
                    for y in &block[i + 1..] {
                        let (a, b) = (x & 0xffff_ffff, y & 0xffff_ffff);
                        if aehnlich(&kodierte[klein(a) as usize], &kodierte[klein(b) as usize]) {
                            paare.push(a << 32 | b);
                        }
                    }
                }
            }
            if paare.len() > 8 * n.max(1000) {
                paare.sort_unstable();
                paare.dedup();
            }
        }
    }
    paare.sort_unstable();
    paare.dedup();
    paare
        .iter()
        .map(|p| (klein(p >> 32), klein(p & 0xffff_ffff)))
        .collect()
}

fn klein(x: u64) -> u32 {
    u32::try_from(x).unwrap_or(0)
}

/// Whether enough bits agree for the pair to be worth keeping.
fn aehnlich(a: &Kodiert, b: &Kodiert) -> bool {
    let punkte = |t, gut, mittel| match stufe(teil(a, t), teil(b, t)) {
        FEHLT => 1,
        s if s <= gut => 3,
        s if s <= mittel => 2,
        _ => 0,
    };
    punkte(NAMEN, 4, 8) + punkte(DATUM, 3, 7) + punkte(ORT, 3, 6) >= 4
}

struct Modell {
    zufall: [Verteilung; 3],
    gleich: [Verteilung; 3],
    familie: Verteilung,
    anteil: [f64; KLASSEN],
}

fn v(werte: [f64; STUFEN]) -> Verteilung {
    let summe: f64 = werte.iter().sum();
    werte.map(|w| (w / summe).max(1e-4))
}

impl Modell {
    fn lernen(kodierte: &[Kodiert], muster: &[Muster]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts")]
        let n = kodierte.len() as f64;
        let paare = (n * (n - 1.0) / 2.0).max(1.0);
        let gleich0 = [
            v([60.0, 8.0, 6.0, 5.0, 4.0, 3.0, 3.0, 3.0, 2.0, 2.0, 1.0, 2.0]),
            v([80.0, 4.0, 3.0, 3.0, 3.0, 2.0, 2.0, 1.0, 0.6, 0.5, 0.3, 0.3]),
            v([70.0, 6.0, 4.0, 4.0, 3.0, 3.0, 3.0, 3.0, 2.0, 2.0, 1.0, 1.0]),
        ];
        let mut m = Self {
            zufall: zufall(kodierte),
            familie: v([0.02, 0.05, 0.2, 0.5, 1.0, 3.0, 6.0, 10.0, 15.0, 20.0, 20.0, 24.0]),
            gleich: gleich0,
            anteil: [
                0.12 * n / paare,
                0.02 * n / paare,
                1.0,
                0.3 * n / paare,
                0.2 * n / paare,
                0.004 * n / paare,
            ],
        };
        let familie0 = m.familie;
        for _ in 0..15 {
            let mut s_gleich = [[0.0; STUFEN]; 3];
            let mut s_familie = [0.0; STUFEN];
            let mut summe = [0.0; KLASSEN];
            for p in muster {
                let k = m.klassen(p);
                for (s, w) in summe.iter_mut().zip(k) {
                    *s += w;
                }
                let gewichte = [k[0] + k[1], k[0] + k[1] + k[5], k[0]];
                for f in 0..3 {
                    if p[f] != FEHLT {
                        s_gleich[f][usize::from(p[f])] += gewichte[f];
                    }
                }
                if p[0] != FEHLT {
                    s_familie[usize::from(p[0])] += k[4] + k[5];
                }
            }
            for f in 0..3 {
                erneuern(&mut m.gleich[f], &gleich0[f], &s_gleich[f]);
            }
            erneuern(&mut m.familie, &familie0, &s_familie);
            for i in [0, 1, 4] {
                m.anteil[i] = (summe[i] + 2.0) / paare;
            }
            m.anteil[5] = ((summe[5] + 1.0) / paare).min(0.04 * m.anteil[4]);
        }
        m
    }

    fn klassen(&self, m: &Muster) -> [f64; KLASSEN] {
        let q = |f: usize, d: &Verteilung| {
            if m[f] == FEHLT {
                1.0
            } else {
                d[usize::from(m[f])] / self.zufall[f][usize::from(m[f])]
            }
        };
        let (name, datum, ort) = (
            q(0, &self.gleich[0]),
            q(1, &self.gleich[1]),
            q(2, &self.gleich[2]),
        );
        let familie = q(0, &self.familie);
        let mut k = [
            self.anteil[0] * name * datum * ort,
            self.anteil[1] * name * datum,
            self.anteil[2],
            self.anteil[3] * ort,
            self.anteil[4] * familie * ort,
            self.anteil[5] * familie * datum * ort,
        ];
        let summe: f64 = k.iter().sum();
        for x in &mut k {
            *x /= summe;
        }
        k
    }
}

fn erneuern(d: &mut Verteilung, vorher: &Verteilung, s: &Verteilung) {
    const GEWICHT: f64 = 40.0;
    let summe: f64 = s.iter().sum::<f64>() + GEWICHT;
    for i in 0..STUFEN {
        d[i] = (s[i] + GEWICHT * vorher[i]) / summe;
    }
}

/// How strangers differ, measured on random pairs; above what these show the share falls by a factor per step.
fn zufall(kodierte: &[Kodiert]) -> [Verteilung; 3] {
    let n = kodierte.len().max(1);
    let mut zaehlung = [[0.0; STUFEN]; 3];
    let mut z = 42_u64;
    let mut wuerfel = || {
        z = z
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(usize::try_from(z >> 33).unwrap_or(0) % n).unwrap_or(0)
    };
    for _ in 0..1_000_000.min(n * n) {
        let (a, b) = (wuerfel(), wuerfel());
        if a == b {
            continue;
        }
        let m = vergleichen(kodierte, a, b);
        if m[0] <= 3 && m[1] <= 3 {
            continue;
        }
        for f in 0..3 {
            if m[f] != FEHLT {
                zaehlung[f][usize::from(m[f])] += 1.0;
            }
        }
    }
    // chance of full agreement: names about 1 in 200,000, dates 1 in 25,000, addresses 1 in 100,000
    let boden = [2e-6, 4e-5, 1e-5];
    for (f, d) in zaehlung.iter_mut().enumerate() {
        let summe: f64 = d.iter().sum::<f64>().max(1.0);
        for w in d.iter_mut() {
            *w = (*w / summe).max(boden[f] * 0.3);
        }
        d[0] = d[0].max(boden[f]);
    }
    zaehlung
}

const _: () = assert!(WORTE == 16);
