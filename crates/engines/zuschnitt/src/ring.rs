//! Whether a zone stays in one piece when a node leaves it, mostly from the nodes around it alone.

use crate::netz::{Bogen, Listen};

/// Per node the nodes around it: first its neighbours, then nodes that touch at least two of them; and who among them
/// touches whom, as bits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ringe {
    ab: Vec<u32>,
    knoten: Vec<(u32, u64)>,
}

impl Ringe {
    pub(crate) fn bauen(n: usize, boegen: &Listen<Bogen>) -> Self {
        let mut ab = Vec::with_capacity(n + 1);
        ab.push(0);
        let mut knoten: Vec<(u32, u64)> = Vec::with_capacity(n * 8);
        // place in the ring + 1, or a count of touched neighbours beyond `ZAEHLT`
        const ZAEHLT: u32 = 1 << 16;
        let mut marke = vec![0_u32; n];
        let mut beruehrt: Vec<u32> = Vec::new();
        for u in 0..n {
            let start = knoten.len();
            let nachbarn = boegen.von(u);
            if nachbarn.len() <= 48 {
                marke[u] = u32::MAX;
                for (i, b) in nachbarn.iter().enumerate() {
                    marke[b.ziel as usize] = i as u32 + 1;
                    knoten.push((b.ziel, 0));
                }
                for b in nachbarn {
                    for c in boegen.von(b.ziel as usize) {
                        let w = c.ziel as usize;
                        if marke[w] == 0 {
                            marke[w] = ZAEHLT;
                            beruehrt.push(c.ziel);
                        } else if marke[w] == ZAEHLT && knoten.len() - start < 64 {
                            knoten.push((c.ziel, 0));
                            marke[w] = (knoten.len() - start) as u32;
                        }
                    }
                }
                let ring = knoten.len() - start;
                for i in 0..ring {
                    let v = knoten[start + i].0 as usize;
                    let mut bits = 0_u64;
                    for c in boegen.von(v) {
                        let platz = marke[c.ziel as usize];
                        if platz != 0 && platz < ZAEHLT {
                            bits |= 1 << (platz - 1);
                        }
                    }
                    knoten[start + i].1 = bits;
                }
                marke[u] = 0;
                for b in nachbarn {
                    marke[b.ziel as usize] = 0;
                }
                for w in beruehrt.drain(..) {
                    marke[w as usize] = 0;
                }
            }
            ab.push(knoten.len() as u32);
        }
        Self { ab, knoten }
    }

    /// Whether the neighbours of `u` in its zone hang together without it, seen from the ring alone. `None`: the ring
    /// does not show it.
    #[inline]
    pub(crate) fn haelt(&self, u: usize, grad: usize, zone: &[u32]) -> Option<bool> {
        let ring = &self.knoten[self.ab[u] as usize..self.ab[u + 1] as usize];
        if ring.is_empty() {
            return None;
        }
        let a = zone[u];
        let mut drin = 0_u64;
        for (i, &(v, _)) in ring.iter().enumerate() {
            drin |= u64::from(zone[v as usize] == a) << i;
        }
        let ziel = drin & if grad >= 64 { u64::MAX } else { (1 << grad) - 1 };
        if ziel == 0 {
            // the last node of its zone must stay
            return Some(false);
        }
        let mut erreicht = ziel & ziel.wrapping_neg();
        let mut neu = erreicht;
        while neu != 0 {
            let i = neu.trailing_zeros() as usize;
            neu &= neu - 1;
            let dazu = ring[i].1 & drin & !erreicht;
            erreicht |= dazu;
            neu |= dazu;
            if ziel & !erreicht == 0 {
                return Some(true);
            }
        }
        if ziel & !erreicht == 0 { Some(true) } else { None }
    }
}
