//! The graph the search works on: nodes are units or groups of units that are moved together.
//!
//! All wishes are of four kinds, so that a step of the search costs no more than a look at the neighbours:
//! a cost per arc cut, a cost per (mark, zone) pair in use, a credit per node for the zone of today, and quantities per
//! node with limits per zone. A political unit is a mark that costs; an institution type is a mark that saves.

use crate::ring::Ringe;

/// A neighbour and what it costs to cut it off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bogen {
    pub ziel: u32,
    pub w: f32,
}

/// Limits and weights, the same on every level.
#[derive(Clone, Debug, Default)]
pub(crate) struct Regeln {
    pub k: usize,
    /// Number of quantities per node.
    pub m: usize,
    /// Limits of each quantity per zone.
    pub lo: Vec<f64>,
    pub hi: Vec<f64>,
    /// One unit of excess, as share of this, costs the penalty factor once.
    pub skala: Vec<f64>,
    /// 1 / `skala`: a step asks often, and dividing is slow.
    pub je_skala: Vec<f64>,
    /// Cost of each mark per zone in which it occurs; negative = good.
    pub marken_gewicht: Vec<f32>,
}

impl Regeln {
    /// How far outside its limits a quantity is, in shares of the mean.
    #[inline]
    pub(crate) fn ueber(&self, i: usize, wert: f64) -> f64 {
        // no branch: whether a zone is full is what a processor cannot guess
        (self.lo[i] - wert).max(wert - self.hi[i]).max(0.0) * self.je_skala[i]
    }
}

/// One list per node, in one block.
#[derive(Clone, Debug)]
pub(crate) struct Listen<T> {
    ab: Vec<u32>,
    alle: Vec<T>,
}

impl<T> Default for Listen<T> {
    fn default() -> Self {
        Self {
            ab: vec![0],
            alle: Vec::new(),
        }
    }
}

impl<T> Listen<T> {
    #[inline]
    pub(crate) fn von(&self, u: usize) -> &[T] {
        &self.alle[self.ab[u] as usize..self.ab[u + 1] as usize]
    }

    pub(crate) fn anfuegen(&mut self, liste: impl IntoIterator<Item = T>) {
        self.alle.extend(liste);
        self.ab.push(self.alle.len() as u32);
    }

    pub(crate) fn leer(&self) -> bool {
        self.alle.is_empty()
    }
}

/// The graph of one level.
#[derive(Clone, Debug, Default)]
pub(crate) struct Netz {
    pub n: usize,
    pub boegen: Listen<Bogen>,
    /// `m` quantities per node.
    pub masse: Vec<f64>,
    pub marken: Listen<u32>,
    /// Credit for being in a zone of today.
    pub bestand: Listen<(u32, f32)>,
    /// Nodes that must not share the zone.
    pub getrennt: Listen<u32>,
    pub ringe: Ringe,
}

impl Netz {
    #[inline]
    pub(crate) fn masse_von(&self, u: usize, m: usize) -> &[f64] {
        &self.masse[u * m..(u + 1) * m]
    }

    pub(crate) fn nachbarn(&self, u: usize) -> impl Iterator<Item = usize> + '_ {
        self.boegen.von(u).iter().map(|b| b.ziel as usize)
    }

    /// New costs for all arcs.
    pub(crate) fn boegen_aendern(&mut self, neu: impl Fn(usize, &Bogen) -> f32) {
        for u in 0..self.n {
            let (von, bis) = (self.boegen.ab[u] as usize, self.boegen.ab[u + 1] as usize);
            for b in &mut self.boegen.alle[von..bis] {
                b.w = neu(u, b);
            }
        }
    }

    /// The same graph with groups of nodes drawn together; `gruppe[u]` counts from 0 to `n`.
    pub(crate) fn zusammenziehen(&self, gruppe: &[u32], n: usize, m: usize) -> Self {
        let mut mitglieder_ab = vec![0_u32; n + 1];
        for &g in gruppe {
            mitglieder_ab[g as usize + 1] += 1;
        }
        for i in 0..n {
            mitglieder_ab[i + 1] += mitglieder_ab[i];
        }
        let mut stelle = mitglieder_ab.clone();
        let mut mitglieder = vec![0_u32; self.n];
        for (u, &g) in gruppe.iter().enumerate() {
            mitglieder[stelle[g as usize] as usize] = u as u32;
            stelle[g as usize] += 1;
        }
        let mut neu = Self {
            n,
            masse: vec![0.0; n * m],
            ..Self::default()
        };
        let mut wo = vec![u32::MAX; n];
        let mut boegen: Vec<Bogen> = Vec::new();
        let (mut marken, mut bestand, mut getrennt) = (Vec::new(), Vec::<(u32, f32)>::new(), Vec::new());
        for g in 0..n {
            boegen.clear();
            marken.clear();
            bestand.clear();
            getrennt.clear();
            for &u in &mitglieder[mitglieder_ab[g] as usize..mitglieder_ab[g + 1] as usize] {
                let u = u as usize;
                for i in 0..m {
                    neu.masse[g * m + i] += self.masse[u * m + i];
                }
                for b in self.boegen.von(u) {
                    let h = gruppe[b.ziel as usize];
                    if h as usize == g {
                        continue;
                    }
                    let s = wo[h as usize] as usize;
                    if s < boegen.len() && boegen[s].ziel == h {
                        boegen[s].w += b.w;
                    } else {
                        wo[h as usize] = boegen.len() as u32;
                        boegen.push(Bogen { ziel: h, w: b.w });
                    }
                }
                marken.extend_from_slice(self.marken.von(u));
                for &(z, w) in self.bestand.von(u) {
                    match bestand.iter_mut().find(|(y, _)| *y == z) {
                        Some((_, s)) => *s += w,
                        None => bestand.push((z, w)),
                    }
                }
                getrennt.extend(self.getrennt.von(u).iter().map(|&v| gruppe[v as usize]));
            }
            marken.sort_unstable();
            marken.dedup();
            getrennt.sort_unstable();
            getrennt.dedup();
            neu.boegen.anfuegen(boegen.iter().copied());
            neu.marken.anfuegen(marken.iter().copied());
            neu.bestand.anfuegen(bestand.iter().copied());
            neu.getrennt.anfuegen(getrennt.iter().copied());
        }
        neu
    }
}
