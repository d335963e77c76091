//! Cutting a connected set of cells into connected parts of wanted sizes.

use super::gitter::{Gitter, KEINE};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};

/// Rounds of growing and re-centring; after four the parts hardly move.
const RUNDEN: usize = 4;

/// Cuts `zellen` (connected) into `ziele.len()` connected parts whose sizes are close to the proportions of
/// `ziele`. There must be at least as many cells as parts.
pub fn teilen(gitter: &Gitter, zellen: &[u32], ziele: &[u64]) -> Vec<Vec<u32>> {
    let mut kerne = verstreute_kerne(gitter, zellen, ziele.len());
    let mut teile = wachsen(gitter, zellen, ziele, &kerne);
    for _ in 1..RUNDEN {
        kerne = teile.iter().map(|teil| schwerste_zelle(gitter, teil)).collect();
        teile = wachsen(gitter, zellen, ziele, &kerne);
    }
    teile
}

/// Far-apart starting cells: each next one is the farthest from all before.
fn verstreute_kerne(gitter: &Gitter, zellen: &[u32], anzahl: usize) -> Vec<u32> {
    let mut kerne: Vec<u32> = Vec::with_capacity(anzahl);
    let mut naechster: Vec<u64> = zellen.iter().map(|z| gitter.rauschen(*z, 5) >> 32).collect();
    while kerne.len() < anzahl {
        let Some(weiteste) = (0..zellen.len()).max_by_key(|i| naechster[*i]) else {
            break;
        };
        let kern = zellen[weiteste];
        if kerne.is_empty() {
            naechster.fill(u64::MAX);
        }
        kerne.push(kern);
        for (i, z) in zellen.iter().enumerate() {
            naechster[i] = naechster[i].min(quadrat(gitter, *z, kern));
        }
    }
    kerne
}

fn quadrat(gitter: &Gitter, a: u32, b: u32) -> u64 {
    let (a, b) = (gitter.mitte(a), gitter.mitte(b));
    ((a.x - b.x).pow(2) + (a.y - b.y).pow(2)).unsigned_abs()
}

/// The cell of the part that is nearest to its centre of gravity.
pub fn schwerste_zelle(gitter: &Gitter, teil: &[u32]) -> u32 {
    let n = i64::try_from(teil.len()).unwrap_or(i64::MAX).max(1);
    let x = teil.iter().map(|z| gitter.mitte(*z).x).sum::<i64>() / n;
    let y = teil.iter().map(|z| gitter.mitte(*z).y).sum::<i64>() / n;
    let abstand = |z: &u32| {
        let m = gitter.mitte(*z);
        (m.x - x).pow(2) + (m.y - y).pow(2)
    };
    teil.iter().copied().min_by_key(abstand).unwrap_or_default()
}

/// Always the part that is relatively smallest takes its next cell; one that is walled in stops.
fn wachsen(gitter: &Gitter, zellen: &[u32], ziele: &[u64], kerne: &[u32]) -> Vec<Vec<u32>> {
    const FREMD: u32 = u32::MAX;
    const FREI: u32 = u32::MAX - 1;
    let mut besitzer = vec![FREMD; gitter.len()];
    for z in zellen {
        besitzer[*z as usize] = FREI;
    }
    let mut rand: Vec<BinaryHeap<Reverse<(u64, u32)>>> = kerne
        .iter()
        .map(|k| BinaryHeap::from([Reverse((0, *k))]))
        .collect();
    let mut teile: Vec<Vec<u32>> = vec![Vec::new(); kerne.len()];
    for (i, kern) in (0..).zip(kerne) {
        besitzer[*kern as usize] = i;
    }
    // part that is relatively smallest first; an entry leaves when its part is walled in
    let mut reihe: BinaryHeap<Reverse<(u64, usize)>> = (0..kerne.len()).map(|i| Reverse((0, i))).collect();
    let koernung = gitter.abstand.unsigned_abs();
    while let Some(Reverse((_, i))) = reihe.pop() {
        let nummer = u32::try_from(i).unwrap_or(FREMD);
        while let Some(Reverse((_, z))) = rand[i].pop() {
            let erste = teile[i].is_empty();
            if besitzer[z as usize] != FREI && !erste {
                continue;
            }
            besitzer[z as usize] = nummer;
            teile[i].push(z);
            for n in gitter.nachbarn(z).iter().filter(|n| **n != KEINE) {
                if besitzer[*n as usize] == FREI {
                    let kosten =
                        quadrat(gitter, *n, kerne[i]).isqrt() + gitter.rauschen(*n, 6) % koernung * 2;
                    rand[i].push(Reverse((kosten, *n)));
                }
            }
            let groesse = u64::try_from(teile[i].len()).unwrap_or(u64::MAX);
            reihe.push(Reverse((groesse.saturating_mul(1_000_000) / ziele[i].max(1), i)));
            break;
        }
    }
    teile
}

/// For every cell its nearest core (by steps within the cells) and the number of steps to it, nearest cells first.
pub fn naechster_kern(gitter: &Gitter, zellen: &[u32], anzahl: usize) -> Vec<(u32, usize, u32)> {
    let kerne = match anzahl {
        0 | 1 => vec![schwerste_zelle(gitter, zellen)],
        n => verstreute_kerne(gitter, zellen, n),
    };
    let mut offen_in: BTreeMap<u32, bool> = zellen.iter().map(|z| (*z, true)).collect();
    let mut reihe: VecDeque<(u32, usize, u32)> = VecDeque::new();
    let mut ergebnis = Vec::with_capacity(zellen.len());
    for (i, kern) in kerne.iter().enumerate() {
        offen_in.insert(*kern, false);
        reihe.push_back((*kern, i, 0));
    }
    while let Some((z, kern, schritte)) = reihe.pop_front() {
        ergebnis.push((z, kern, schritte));
        for n in gitter.nachbarn(z) {
            if let Some(offen) = offen_in.get_mut(n).filter(|o| **o) {
                *offen = false;
                reihe.push_back((*n, kern, schritte + 1));
            }
        }
    }
    ergebnis
}
