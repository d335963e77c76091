//! A plan under work: every number a step needs is kept up to date.

use crate::netz::{Netz, Regeln};
use crate::zufall::Zufall;

/// At most so many nodes are walked to find a way around.
const UMWEG: usize = 400;

/// The plan on one level with its sums.
#[derive(Clone)]
pub(crate) struct Stand<'a> {
    pub netz: &'a Netz,
    pub regeln: &'a Regeln,
    pub zone: Vec<u32>,
    pub summen: Vec<f64>,
    pub knoten: Vec<u32>,
    /// How many nodes of a zone carry a mark: `[mark * k + zone]`.
    marken: Vec<u32>,
    /// Neighbours in other zones.
    fremd: Vec<u32>,
    /// Nodes with such neighbours, and where each stands in that list.
    pub rand: Vec<u32>,
    platz: Vec<u32>,
    /// The same nodes zone by zone.
    pub rand_von: Vec<Vec<u32>>,
    platz_von: Vec<u32>,
    /// Cost without penalties.
    pub kosten: f64,
    /// Sum of the excesses over the limits, in shares of the mean.
    pub ueber: f64,
    /// Pairs in one zone that must be apart.
    pub konflikte: f64,
    besucht: Vec<u32>,
    runde: u32,
    schlange: Vec<u32>,
}

/// What a step would change.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Aenderung {
    pub kosten: f64,
    pub ueber: f64,
    pub konflikte: f64,
}

impl<'a> Stand<'a> {
    pub(crate) fn neu(netz: &'a Netz, regeln: &'a Regeln, zone: Vec<u32>) -> Self {
        let (n, k, m) = (netz.n, regeln.k, regeln.m);
        let mut s = Self {
            netz,
            regeln,
            zone,
            summen: vec![0.0; k * m],
            knoten: vec![0; k],
            marken: vec![0; regeln.marken_gewicht.len() * k],
            fremd: vec![0; n],
            rand: Vec::new(),
            platz: vec![u32::MAX; n],
            rand_von: vec![Vec::new(); k],
            platz_von: vec![u32::MAX; n],
            kosten: 0.0,
            ueber: 0.0,
            konflikte: 0.0,
            besucht: vec![0; n],
            runde: 0,
            schlange: Vec::new(),
        };
        s.aufrechnen();
        s
    }

    /// All sums from scratch; also drops the rounding of many steps.
    pub(crate) fn aufrechnen(&mut self) {
        let (k, m) = (self.regeln.k, self.regeln.m);
        self.summen.fill(0.0);
        self.knoten.fill(0);
        self.marken.fill(0);
        self.rand.clear();
        self.platz.fill(u32::MAX);
        self.rand_von.iter_mut().for_each(Vec::clear);
        let (mut kosten, mut konflikte) = (0.0, 0.0);
        for u in 0..self.netz.n {
            let z = self.zone[u] as usize;
            self.knoten[z] += 1;
            for i in 0..m {
                self.summen[z * m + i] += self.netz.masse[u * m + i];
            }
            for &x in self.netz.marken.von(u) {
                let zahl = &mut self.marken[x as usize * k + z];
                if *zahl == 0 {
                    kosten += f64::from(self.regeln.marken_gewicht[x as usize]);
                }
                *zahl += 1;
            }
            let mut fremd = 0;
            for b in self.netz.boegen.von(u) {
                if self.zone[b.ziel as usize] as usize != z {
                    fremd += 1;
                    kosten += 0.5 * f64::from(b.w);
                }
            }
            self.fremd[u] = fremd;
            if fremd > 0 {
                self.auf_rand(u);
            }
            for &(y, w) in self.netz.bestand.von(u) {
                if y as usize != z {
                    kosten += f64::from(w);
                }
            }
            for &v in self.netz.getrennt.von(u) {
                if self.zone[v as usize] as usize == z {
                    konflikte += 0.5;
                }
            }
        }
        self.kosten = kosten;
        self.konflikte = konflikte;
        self.ueber = (0..k)
            .flat_map(|z| (0..m).map(move |i| (z, i)))
            .map(|(z, i)| self.regeln.ueber(i, self.summen[z * m + i]))
            .sum();
    }

    /// Whether all limits hold.
    pub(crate) fn zulaessig(&self) -> bool {
        self.ueber < 1e-9 && self.konflikte < 0.5
    }

    /// A neighbouring zone of `u`, by chance.
    #[inline]
    pub(crate) fn fremde_zone(&self, u: usize, zufall: &mut Zufall) -> Option<usize> {
        let nachbarn = self.netz.boegen.von(u);
        if nachbarn.is_empty() {
            return None;
        }
        let a = self.zone[u];
        let start = zufall.unter(nachbarn.len());
        for i in 0..nachbarn.len() {
            let j = start + i;
            let j = if j >= nachbarn.len() {
                j - nachbarn.len()
            } else {
                j
            };
            let z = self.zone[nachbarn[j].ziel as usize];
            if z != a {
                return Some(z as usize);
            }
        }
        None
    }

    /// What moving `u` to `b` changes.
    #[inline]
    pub(crate) fn aenderung(&self, u: usize, b: usize) -> Aenderung {
        let (r, k, m) = (self.regeln, self.regeln.k, self.regeln.m);
        let (za, zb) = (self.zone[u], b as u32);
        let a = za as usize;
        // sums without branches: at a border no processor guesses which neighbour lies in which zone
        let mut kosten = 0.0_f32;
        for bogen in self.netz.boegen.von(u) {
            let z = self.zone[bogen.ziel as usize];
            kosten += if z == za { bogen.w } else { 0.0 };
            kosten -= if z == zb { bogen.w } else { 0.0 };
        }
        for &x in self.netz.marken.von(u) {
            let zeile = x as usize * k;
            let g = r.marken_gewicht[x as usize];
            kosten -= if self.marken[zeile + a] == 1 { g } else { 0.0 };
            kosten += if self.marken[zeile + b] == 0 { g } else { 0.0 };
        }
        for &(y, w) in self.netz.bestand.von(u) {
            if y as usize == a {
                kosten += w;
            } else if y as usize == b {
                kosten -= w;
            }
        }
        let mut ueber = 0.0;
        for i in 0..m {
            let x = self.netz.masse[u * m + i];
            let (sa, sb) = (self.summen[a * m + i], self.summen[b * m + i]);
            ueber += r.ueber(i, sa - x) + r.ueber(i, sb + x) - r.ueber(i, sa) - r.ueber(i, sb);
        }
        let mut konflikte = 0.0;
        for &v in self.netz.getrennt.von(u) {
            let z = self.zone[v as usize] as usize;
            if z == a {
                konflikte -= 1.0;
            } else if z == b {
                konflikte += 1.0;
            }
        }
        Aenderung {
            kosten: f64::from(kosten),
            ueber,
            konflikte,
        }
    }

    /// How the excess changes if `u` goes from `a` to `b` and `v` from there to `c`.
    pub(crate) fn ueber_nach(&self, (u, a): (usize, usize), (v, b): (usize, usize), c: usize) -> f64 {
        let (r, m) = (self.regeln, self.regeln.m);
        let mut ueber = 0.0;
        for i in 0..m {
            let (x, y) = (self.netz.masse[u * m + i], self.netz.masse[v * m + i]);
            let alt = |z: usize| self.summen[z * m + i];
            let mut zone = |z: usize, neu: f64| ueber += r.ueber(i, neu) - r.ueber(i, alt(z));
            if c == a {
                zone(a, alt(a) - x + y);
            } else {
                zone(a, alt(a) - x);
                zone(c, alt(c) + y);
            }
            zone(b, alt(b) + x - y);
        }
        ueber
    }

    /// Moves `u` to `b`; `d` is what [`Self::aenderung`] said.
    #[inline]
    pub(crate) fn bewegen(&mut self, u: usize, b: usize, d: &Aenderung) {
        let (k, m) = (self.regeln.k, self.regeln.m);
        let netz = self.netz;
        let a = self.zone[u] as usize;
        if self.fremd[u] > 0 {
            self.vom_rand(u);
        }
        self.zone[u] = b as u32;
        self.knoten[a] -= 1;
        self.knoten[b] += 1;
        for i in 0..m {
            let x = netz.masse[u * m + i];
            self.summen[a * m + i] -= x;
            self.summen[b * m + i] += x;
        }
        for &x in netz.marken.von(u) {
            self.marken[x as usize * k + a] -= 1;
            self.marken[x as usize * k + b] += 1;
        }
        let mut fremd = 0;
        for bogen in netz.boegen.von(u) {
            let v = bogen.ziel as usize;
            let z = self.zone[v] as usize;
            if z == a {
                self.fremd[v] += 1;
                if self.fremd[v] == 1 {
                    self.auf_rand(v);
                }
                fremd += 1;
            } else if z == b {
                self.fremd[v] -= 1;
                if self.fremd[v] == 0 {
                    self.vom_rand(v);
                }
            } else {
                fremd += 1;
            }
        }
        if fremd > 0 {
            self.auf_rand(u);
        }
        self.fremd[u] = fremd;
        self.kosten += d.kosten;
        self.ueber += d.ueber;
        self.konflikte += d.konflikte;
    }

    fn auf_rand(&mut self, v: usize) {
        self.platz[v] = self.rand.len() as u32;
        self.rand.push(v as u32);
        let eigene = &mut self.rand_von[self.zone[v] as usize];
        self.platz_von[v] = eigene.len() as u32;
        eigene.push(v as u32);
    }

    fn vom_rand(&mut self, v: usize) {
        herausnehmen(&mut self.rand, &mut self.platz, v);
        let eigene = &mut self.rand_von[self.zone[v] as usize];
        herausnehmen(eigene, &mut self.platz_von, v);
    }

    /// Whether the zone of `u` stays in one piece without it.
    #[inline]
    pub(crate) fn bleibt_ganz(&mut self, u: usize) -> bool {
        let grad = self.netz.boegen.von(u).len();
        match self.netz.ringe.haelt(u, grad, &self.zone) {
            Some(antwort) => antwort,
            None => self.umweg(u),
        }
    }

    /// Walks the zone from one neighbour of `u` until all others are met; gives up (no) on a long way.
    fn umweg(&mut self, u: usize) -> bool {
        let netz = self.netz;
        let a = self.zone[u];
        self.runde += 2;
        let (gesucht, gesehen) = (self.runde - 1, self.runde);
        let mut offen = 0;
        let mut start = None;
        for v in netz.nachbarn(u) {
            if self.zone[v] == a && self.besucht[v] != gesucht {
                self.besucht[v] = gesucht;
                offen += 1;
                start = Some(v);
            }
        }
        let Some(start) = start else { return false };
        self.besucht[u] = gesehen;
        self.besucht[start] = gesehen;
        self.schlange.clear();
        self.schlange.push(start as u32);
        offen -= 1;
        let mut kopf = 0;
        while offen > 0 && kopf < self.schlange.len() {
            if kopf > UMWEG {
                return false;
            }
            let v = self.schlange[kopf] as usize;
            kopf += 1;
            for w in netz.nachbarn(v) {
                if self.zone[w] != a || self.besucht[w] == gesehen {
                    continue;
                }
                offen -= usize::from(self.besucht[w] == gesucht);
                self.besucht[w] = gesehen;
                self.schlange.push(w as u32);
            }
        }
        offen == 0
    }
}

/// Takes `v` out of a list that notes the place of each of its nodes.
#[inline]
fn herausnehmen(liste: &mut Vec<u32>, platz: &mut [u32], v: usize) {
    let p = platz[v] as usize;
    liste.swap_remove(p);
    if let Some(&letzter) = liste.get(p) {
        platz[letzter as usize] = p as u32;
    }
    platz[v] = u32::MAX;
}
