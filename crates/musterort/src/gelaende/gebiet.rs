//! The outline of the whole territory: a connected blob of cells without holes.

use super::gitter::SCHRITTE;
use crate::wuerfel::rauschen;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// About `anzahl` lattice places around the origin. Grows outwards, faster where the ground is kind, and
/// fills what it left out in the middle.
pub fn flaeche(seed: u64, anzahl: usize) -> Vec<(i64, i64)> {
    let mut drin: BTreeSet<(i64, i64)> = BTreeSet::new();
    let mut gesehen = BTreeSet::from([(0, 0)]);
    let mut rand = BinaryHeap::from([Reverse((0u64, 0i64, 0i64))]);
    while drin.len() < anzahl {
        let Some(Reverse((weg, q, r))) = rand.pop() else {
            break;
        };
        drin.insert((q, r));
        for (dq, dr) in SCHRITTE {
            let (q, r) = (q + dq, r + dr);
            if gesehen.insert((q, r)) {
                // coarse noise bends the outline, fine noise roughens it
                let grob = rauschen(seed, q.div_euclid(7), r.div_euclid(7), 3) % 90;
                let fein = rauschen(seed, q, r, 4) % 60;
                rand.push(Reverse((weg + 70 + grob + fein, q, r)));
            }
        }
    }
    loecher_fuellen(&mut drin);
    drin.into_iter().collect()
}

fn loecher_fuellen(drin: &mut BTreeSet<(i64, i64)>) {
    let grenze = |wert: fn(&(i64, i64)) -> i64| {
        let werte = drin.iter().map(wert);
        (
            werte.clone().min().unwrap_or_default() - 1,
            werte.max().unwrap_or_default() + 1,
        )
    };
    let (q_bereich, r_bereich) = (grenze(|z| z.0), grenze(|z| z.1));
    let start = (q_bereich.0, r_bereich.0);
    let mut draussen = BTreeSet::from([start]);
    let mut offen = vec![start];
    while let Some((q, r)) = offen.pop() {
        for (dq, dr) in SCHRITTE {
            let z = (q + dq, r + dr);
            let im_kasten =
                (q_bereich.0..=q_bereich.1).contains(&z.0) && (r_bereich.0..=r_bereich.1).contains(&z.1);
            if im_kasten && !drin.contains(&z) && draussen.insert(z) {
                offen.push(z);
            }
        }
    }
    for q in q_bereich.0..=q_bereich.1 {
        for r in r_bereich.0..=r_bereich.1 {
            if !draussen.contains(&(q, r)) {
                drin.insert((q, r));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_and_nothing_else() {
        let ring: BTreeSet<_> = SCHRITTE.into_iter().collect();
        let mut voll = ring.clone();
        loecher_fuellen(&mut voll);
        assert_eq!(voll.difference(&ring).collect::<Vec<_>>(), [&(0, 0)]);
    }

    #[test]
    fn size_is_close_to_the_wish() {
        let zellen = flaeche(9, 2_000);
        assert!((2_000..2_100).contains(&zellen.len()), "{}", zellen.len());
    }
}
