//! From pairs to persons.
//!
//! A pair alone may deceive: two brothers are like each other, and both like a badly written third record. So the pairs
//! of a cluster are weighed together (correlation clustering): two groups are one person if all that speaks for it
//! outweighs all that speaks against it.

use rustc_hash::FxHashMap;

use crate::{
    modell::{Modell, gleich, paargruppe},
    verfahren::{Ergebnis, Paar},
    vergleich::Vergleicher,
};

/// A pair worth a thought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kante {
    pub a: u32,
    pub b: u32,
    /// log odds
    pub w: f32,
}

impl Kante {
    pub(crate) fn neu(a: u32, b: u32, p: f64) -> Self {
        Self { a, b, w: logit(p) }
    }
}

fn logit(p: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a weight")]
    let w = (p.max(1e-12) / (1.0 - p).max(1e-12)).ln() as f32;
    w
}

pub(crate) fn wahrscheinlichkeit(w: f32) -> f32 {
    1.0 / (1.0 + (-w).exp())
}

/// From here on a pair ties records into one bundle that is then weighed as a whole.
const BINDET: f32 = -1.0;
/// Bundles over this size are cut at weak pairs first.
const BUENDEL_MAX: usize = 80;
/// No single pair may outweigh more than this.
const DECKEL: f32 = 12.0;
/// Two records of a register without duplicates.
const VERBOTEN: f32 = -40.0;

pub(crate) fn entscheiden(
    v: &mut Vergleicher,
    modell: &Modell,
    mut kanten: Vec<Kante>,
    schwelle: f64,
) -> Ergebnis {
    mitumzug(v, modell, &mut kanten);
    let doppelfrei = doppelfreie_quellen(v, modell);
    for k in &mut kanten {
        if doppelfrei_verletzt(v, &doppelfrei, k.a, k.b) {
            k.w = VERBOTEN;
        }
    }
    let n = v.bestand.anzahl();
    let mut eltern: Vec<u32> = (0..u32::try_from(n).unwrap_or(0)).collect();
    for k in kanten.iter().filter(|k| k.w > BINDET) {
        vereinigen(&mut eltern, k.a, k.b);
    }
    // pairs bundle by bundle
    kanten.retain(|k| wurzel(&mut eltern, k.a) == wurzel(&mut eltern, k.b));
    for k in &mut kanten {
        if k.a > k.b {
            std::mem::swap(&mut k.a, &mut k.b);
        }
    }
    kanten.sort_unstable_by_key(|k| (eltern[k.a as usize], k.a, k.b));
    let mut ziel: Vec<u32> = (0..u32::try_from(n).unwrap_or(0)).collect();
    let mut paare = Vec::with_capacity(kanten.len());
    for teil in kanten.chunk_by(|x, y| eltern[x.a as usize] == eltern[y.a as usize]) {
        buendel(v, modell, &doppelfrei, teil, &mut ziel, &mut paare);
    }
    ergebnis(v, paare, &ziel, schwelle)
}

fn ergebnis(v: &Vergleicher, mut paare: Vec<Kante>, ziel: &[u32], schwelle: f64) -> Ergebnis {
    let nr = |i: u32| v.bestand.gelesen_als[i as usize];
    paare.retain(|k| f64::from(k.w) >= schwelle);
    let mut aus: Vec<Paar> = paare
        .iter()
        .map(|k| Paar {
            a: nr(k.a).min(nr(k.b)),
            b: nr(k.a).max(nr(k.b)),
            wert: k.w,
        })
        .collect();
    aus.sort_unstable_by_key(|p| (p.a, p.b));
    // an entity is named by its first record as read
    let mut name = vec![u32::MAX; ziel.len()];
    for (i, z) in ziel.iter().enumerate() {
        let n = &mut name[*z as usize];
        *n = (*n).min(v.bestand.gelesen_als[i]);
    }
    let mut gruppen = vec![0; ziel.len()];
    for (i, z) in ziel.iter().enumerate() {
        gruppen[v.bestand.gelesen_als[i] as usize] = name[*z as usize];
    }
    Ergebnis {
        paare: aus,
        gruppen,
        gruende: Vec::new(),
    }
}

fn wurzel(eltern: &mut [u32], mut x: u32) -> u32 {
    while eltern[x as usize] != x {
        let hoch = eltern[eltern[x as usize] as usize];
        eltern[x as usize] = hoch;
        x = hoch;
    }
    x
}

fn vereinigen(eltern: &mut [u32], a: u32, b: u32) {
    let (a, b) = (wurzel(eltern, a), wurzel(eltern, b));
    // the smaller number leads, whatever the order of the pairs
    if a != b {
        eltern[a.max(b) as usize] = a.min(b);
    }
}

/// Registers in which hardly anybody stands twice.
fn doppelfreie_quellen(v: &Vergleicher, modell: &Modell) -> Vec<bool> {
    let quellen = &v.bestand.quellen;
    if quellen.len() < 2 {
        return vec![false; quellen.len()];
    }
    let mut groesse = vec![0_u32; quellen.len()];
    for s in &v.bestand.saetze {
        groesse[usize::from(s.quelle)] += 1;
    }
    let frei = |(q, n): (usize, &u32)| {
        let n = f64::from(*n);
        let doppelte = modell.anteil_gleich(q + 1) * n * (n - 1.0) / 2.0;
        q < 15 && n >= 50.0 && doppelte < 0.004 * n
    };
    groesse.iter().enumerate().map(frei).collect()
}

fn doppelfrei_verletzt(v: &Vergleicher, doppelfrei: &[bool], a: u32, b: u32) -> bool {
    let (p, q) = (
        v.bestand.saetze[a as usize].quelle,
        v.bestand.saetze[b as usize].quelle,
    );
    p == q && doppelfrei.get(usize::from(p)).copied().unwrap_or(false)
}

/// Weighs one bundle and notes its groups and pairs; `w` of a noted pair is the final probability.
fn buendel(
    v: &mut Vergleicher,
    modell: &Modell,
    doppelfrei: &[bool],
    kanten: &[Kante],
    ziel: &mut [u32],
    paare: &mut Vec<Kante>,
) {
    if let [k] = kanten {
        if k.w > 0.0 {
            ziel[k.b as usize] = k.a;
        }
        paare.push(Kante {
            w: wahrscheinlichkeit(k.w),
            ..*k
        });
        return;
    }
    let mut glieder: Vec<u32> = kanten.iter().flat_map(|k| [k.a, k.b]).collect();
    glieder.sort_unstable();
    glieder.dedup();
    if glieder.len() > BUENDEL_MAX {
        zu_gross(v, modell, doppelfrei, kanten, ziel, paare);
        return;
    }
    let n = glieder.len();
    let platz = |r: u32| glieder.binary_search(&r).unwrap_or(0);
    let mut w = vec![f32::NAN; n * n];
    for k in kanten {
        let (i, j) = (platz(k.a), platz(k.b));
        w[i * n + j] = k.w;
        w[j * n + i] = k.w;
    }
    for i in 0..n {
        for j in i + 1..n {
            if w[i * n + j].is_nan() {
                let (a, b) = (glieder[i], glieder[j]);
                let x = if doppelfrei_verletzt(v, doppelfrei, a, b) {
                    VERBOTEN
                } else {
                    let m = v.vergleichen(a, b);
                    logit(gleich(&modell.klassen(&m, paargruppe(v.bestand, a, b))))
                };
                w[i * n + j] = x;
                w[j * n + i] = x;
            }
        }
    }
    let gruppe = gruppieren(n, &w);
    let fluss = bester_weg(n, &w, &gruppe);
    for i in 0..n {
        ziel[glieder[i] as usize] = glieder[gruppe[i]];
        for j in i + 1..n {
            let allein = wahrscheinlichkeit(w[i * n + j]);
            let p = if gruppe[i] == gruppe[j] {
                // held together by others: never stronger than the weakest link of the best way
                let weg = wahrscheinlichkeit(fluss[i * n + j]).max(0.5);
                allein.max(0.5 + (weg - 0.5) * 0.9)
            } else {
                // someone else is the better match
                allein.min(0.5 * allein + 0.24).min(0.49)
            };
            if p > 0.01 {
                paare.push(Kante {
                    a: glieder[i],
                    b: glieder[j],
                    w: p,
                });
            }
        }
    }
}

/// Cuts a bundle at its weak pairs and weighs the parts.
fn zu_gross(
    v: &mut Vergleicher,
    modell: &Modell,
    doppelfrei: &[bool],
    kanten: &[Kante],
    ziel: &mut [u32],
    paare: &mut Vec<Kante>,
) {
    let mut gewichte: Vec<f32> = kanten.iter().map(|k| k.w).collect();
    gewichte.sort_unstable_by(f32::total_cmp);
    let schnitt = gewichte[gewichte.len() / 4].max(0.0) + 0.5;
    let mut eltern: FxHashMap<u32, u32> = kanten.iter().flat_map(|k| [(k.a, k.a), (k.b, k.b)]).collect();
    let finden = |eltern: &FxHashMap<u32, u32>, mut x: u32| {
        while eltern[&x] != x {
            x = eltern[&x];
        }
        x
    };
    for k in kanten.iter().filter(|k| k.w > schnitt) {
        let (a, b) = (finden(&eltern, k.a), finden(&eltern, k.b));
        eltern.insert(a.max(b), a.min(b));
    }
    let mut teile: Vec<(u32, Kante)> = Vec::new();
    for k in kanten {
        let (a, b) = (finden(&eltern, k.a), finden(&eltern, k.b));
        if a == b {
            teile.push((a, *k));
        } else if k.w > -4.0 {
            let p = wahrscheinlichkeit(k.w);
            paare.push(Kante {
                w: (0.5 * p + 0.24).min(p).min(0.49),
                ..*k
            });
        }
    }
    teile.sort_by_key(|(a, k)| (*a, k.a, k.b));
    let ein_teil = teile.first().map(|t| t.0) == teile.last().map(|t| t.0) && teile.len() == kanten.len();
    if ein_teil && schnitt > 8.0 {
        // hundreds of records that all agree: one entity, whatever it is
        for (a, k) in &teile {
            ziel[k.a as usize] = *a;
            ziel[k.b as usize] = *a;
            paare.push(Kante {
                w: wahrscheinlichkeit(k.w),
                ..*k
            });
        }
        return;
    }
    for teil in teile.chunk_by(|x, y| x.0 == y.0) {
        let kanten: Vec<Kante> = teil.iter().map(|t| t.1).collect();
        if ein_teil {
            let starke: Vec<Kante> = kanten.iter().filter(|k| k.w > schnitt).copied().collect();
            if starke.len() < kanten.len() {
                zu_gross(v, modell, doppelfrei, &starke, ziel, paare);
            } else {
                for k in starke {
                    ziel[k.b as usize] = teil[0].0;
                    ziel[k.a as usize] = teil[0].0;
                    paare.push(Kante {
                        w: wahrscheinlichkeit(k.w),
                        ..k
                    });
                }
            }
        } else {
            buendel(v, modell, doppelfrei, &kanten, ziel, paare);
        }
    }
}

/// Groups by merging as long as more speaks for it than against it; the surest first.
fn gruppieren(n: usize, w: &[f32]) -> Vec<usize> {
    let mut s: Vec<f32> = w
        .iter()
        .map(|x| {
            if x.is_nan() {
                0.0
            } else {
                x.clamp(VERBOTEN, DECKEL)
            }
        })
        .collect();
    for x in &mut s {
        // what speaks against is bounded as well, else one odd record splits a person; the ban is not
        if *x > VERBOTEN {
            *x = x.max(-DECKEL / 1.5);
        }
    }
    let mut gruppe: Vec<usize> = (0..n).collect();
    let mut groesse = vec![1_u16; n];
    loop {
        let mut bestes = (0.0_f32, 0, 0);
        for i in 0..n {
            if groesse[i] == 0 {
                continue;
            }
            for j in i + 1..n {
                if groesse[j] == 0 {
                    continue;
                }
                let summe = s[i * n + j];
                let mittel = summe / (f32::from(groesse[i]) * f32::from(groesse[j]));
                if summe > 0.0 && mittel > bestes.0 {
                    bestes = (mittel, i, j);
                }
            }
        }
        let (mittel, i, j) = bestes;
        if mittel <= 0.0 {
            break;
        }
        for k in 0..n {
            s[i * n + k] += s[j * n + k];
            s[k * n + i] = s[i * n + k];
        }
        groesse[i] += groesse[j];
        groesse[j] = 0;
        for g in &mut gruppe {
            if *g == j {
                *g = i;
            }
        }
    }
    gruppe
}

/// For every two of a group the weakest link on the best way between them.
fn bester_weg(n: usize, w: &[f32], gruppe: &[usize]) -> Vec<f32> {
    let mut f = w.to_vec();
    for k in 0..n {
        for i in 0..n {
            if gruppe[i] != gruppe[k] || i == k {
                continue;
            }
            for j in 0..n {
                if gruppe[j] == gruppe[k] && j != i && j != k {
                    let ueber = f[i * n + k].min(f[k * n + j]);
                    if ueber > f[i * n + j] {
                        f[i * n + j] = ueber;
                    }
                }
            }
        }
    }
    f
}

/// A family that moved: if one of a household is surely found at another address, the others there are likelier theirs.
fn mitumzug(v: &mut Vergleicher, modell: &Modell, kanten: &mut [Kante]) {
    let mut haushalt: FxHashMap<(u32, u32, u32), u32> = FxHashMap::default();
    let mut nummer = |v: &Vergleicher, r: u32| {
        let s = &v.bestand.saetze[r as usize];
        if s.strasse == 0 || s.haus == 0 {
            return 0;
        }
        let neu = u32::try_from(haushalt.len()).unwrap_or(0) + 1;
        *haushalt
            .entry((s.strasse, s.haus, if s.plz != 0 { s.plz } else { s.ort }))
            .or_insert(neu)
    };
    // bridges between addresses, with the pair that makes them
    let mut bruecken: FxHashMap<(u32, u32), (u32, u32, bool)> = FxHashMap::default();
    for k in kanten.iter().filter(|k| k.w > 3.0) {
        let (x, y) = (nummer(v, k.a), nummer(v, k.b));
        if x == 0 || y == 0 || x == y {
            continue;
        }
        let b = bruecken.entry((x.min(y), x.max(y))).or_insert((k.a, k.b, false));
        // pairs of other people than the first
        b.2 |= b.0 != k.a && b.1 != k.b && b.0 != k.b && b.1 != k.a;
    }
    for k in kanten.iter_mut().filter(|k| k.w > -7.0 && k.w < 7.0) {
        let (x, y) = (nummer(v, k.a), nummer(v, k.b));
        if x == y {
            continue;
        }
        let Some(b) = bruecken.get(&(x.min(y), x.max(y))) else {
            continue;
        };
        let eigene = (b.0 == k.a && b.1 == k.b) || (b.0 == k.b && b.1 == k.a);
        if b.2 || !eigene {
            let m = v.vergleichen(k.a, k.b);
            k.w = logit(gleich(&modell.klassen_im_haushalt(&m)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(n: usize, kanten: &[(usize, usize, f32)], sonst: f32) -> Vec<f32> {
        let mut w = vec![sonst; n * n];
        for (i, j, x) in kanten {
            w[i * n + j] = *x;
            w[j * n + i] = *x;
        }
        w
    }

    #[test]
    fn brueder_bleiben_zwei() {
        // 0,1 one brother, 2,3 the other; 1 and 2 badly written
        let w = matrix(4, &[(0, 1, 10.0), (2, 3, 10.0), (1, 2, 1.0)], -5.0);
        assert_eq!(gruppieren(4, &w), [0, 0, 2, 2]);
    }

    #[test]
    fn schwaches_glied_bleibt_bei_den_seinen() {
        let w = matrix(3, &[(0, 1, 9.0), (0, 2, 8.0), (1, 2, -3.0)], 0.0);
        assert_eq!(gruppieren(3, &w), [0, 0, 0]);
        let fluss = bester_weg(3, &w, &[0, 0, 0]);
        assert!((fluss[5] - 8.0).abs() < 1e-6);
    }

    #[test]
    fn verbot_gilt() {
        let w = matrix(3, &[(0, 1, 12.0), (0, 2, 11.0), (1, 2, VERBOTEN)], 0.0);
        assert_eq!(gruppieren(3, &w), [0, 0, 2]);
    }
}
