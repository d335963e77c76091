//! A first plan: the graph is halved again and again along random spanning trees.

use crate::{
    netz::{Netz, Regeln},
    zufall::Zufall,
};

/// Splits the whole graph into `regeln.k` connected parts of about equal load.
///
/// Every part is connected if the graph is; parts of an unconnected graph get zones by their load.
pub(crate) fn erster_plan(netz: &Netz, regeln: &Regeln, versuche: usize, zufall: &mut Zufall) -> Vec<u32> {
    let mut t = Teiler {
        netz,
        regeln,
        zone: vec![0; netz.n],
        frei: (0..regeln.k as u32).collect(),
        lokal: vec![u32::MAX; netz.n],
        versuche,
    };
    let inseln = inseln(netz);
    let anteile = zonen_je_insel(netz, regeln, &inseln);
    for (insel, k) in inseln.into_iter().zip(anteile) {
        t.teilen(insel, k, zufall);
    }
    t.zone
}

/// Splits some neighbouring zones anew; all others stay.
pub(crate) fn neu_teilen(
    netz: &Netz,
    regeln: &Regeln,
    zone: Vec<u32>,
    zonen: &[u32],
    versuche: usize,
    zufall: &mut Zufall,
) -> Vec<u32> {
    let knoten: Vec<u32> = (0..netz.n as u32)
        .filter(|&u| zonen.contains(&zone[u as usize]))
        .collect();
    let mut t = Teiler {
        netz,
        regeln,
        zone,
        frei: zonen.to_vec(),
        lokal: vec![u32::MAX; netz.n],
        versuche,
    };
    t.teilen(knoten, zonen.len(), zufall);
    t.zone
}

/// The connected parts of the graph.
fn inseln(netz: &Netz) -> Vec<Vec<u32>> {
    let mut gesehen = vec![false; netz.n];
    let mut alle = Vec::new();
    for s in 0..netz.n {
        if gesehen[s] {
            continue;
        }
        gesehen[s] = true;
        let mut teil = vec![s as u32];
        let mut i = 0;
        while i < teil.len() {
            for v in netz.nachbarn(teil[i] as usize) {
                if !gesehen[v] {
                    gesehen[v] = true;
                    teil.push(v as u32);
                }
            }
            i += 1;
        }
        alle.push(teil);
    }
    alle
}

fn zonen_je_insel(netz: &Netz, regeln: &Regeln, inseln: &[Vec<u32>]) -> Vec<usize> {
    let last: Vec<f64> = inseln
        .iter()
        .map(|i| i.iter().map(|&u| netz.masse[u as usize * regeln.m]).sum())
        .collect();
    let mut k: Vec<usize> = inseln.iter().map(|_| 1).collect();
    // each further zone goes where the mean is greatest
    let mut frei = regeln.k.saturating_sub(k.len());
    while frei > 0 {
        let wohin = (0..k.len())
            .filter(|&i| k[i] < inseln[i].len())
            .max_by(|&a, &b| (last[a] / k[a] as f64).total_cmp(&(last[b] / k[b] as f64)));
        let Some(i) = wohin else { break };
        k[i] += 1;
        frei -= 1;
    }
    k
}

struct Teiler<'a> {
    netz: &'a Netz,
    regeln: &'a Regeln,
    zone: Vec<u32>,
    /// Zones not given away yet.
    frei: Vec<u32>,
    /// Place of a node in the list at hand.
    lokal: Vec<u32>,
    versuche: usize,
}

/// A way to halve: which nodes go to the first half, and how many zones it gets.
struct Schnitt {
    innen: Vec<bool>,
    k: usize,
    wert: f64,
}

impl Teiler<'_> {
    fn teilen(&mut self, knoten: Vec<u32>, k: usize, zufall: &mut Zufall) {
        let mut stapel = vec![(knoten, k)];
        while let Some((knoten, k)) = stapel.pop() {
            if k <= 1 || knoten.len() <= 1 {
                // more parts than zones: the last zone takes what is left
                let z = if self.frei.len() > 1 {
                    self.frei.remove(0)
                } else {
                    self.frei[0]
                };
                for &u in &knoten {
                    self.zone[u as usize] = z;
                }
                continue;
            }
            let schnitt = self.bester_schnitt(&knoten, k, zufall);
            let (mut a, mut b) = (Vec::new(), Vec::new());
            for (&u, &innen) in knoten.iter().zip(&schnitt.innen) {
                if innen { a.push(u) } else { b.push(u) }
            }
            stapel.push((a, schnitt.k));
            stapel.push((b, k - schnitt.k));
        }
    }

    fn bester_schnitt(&mut self, knoten: &[u32], k: usize, zufall: &mut Zufall) -> Schnitt {
        for (i, &u) in knoten.iter().enumerate() {
            self.lokal[u as usize] = i as u32;
        }
        let mut bester: Option<Schnitt> = None;
        for _ in 0..self.versuche.max(1) {
            let (eltern, reihe) = self.baum(knoten, zufall);
            let s = self.baum_schneiden(knoten, k, &eltern, &reihe);
            if bester.as_ref().is_none_or(|b| s.wert < b.wert) {
                bester = Some(s);
            }
        }
        for &u in knoten {
            self.lokal[u as usize] = u32::MAX;
        }
        bester.unwrap_or_else(|| Schnitt {
            innen: vec![false; knoten.len()],
            k: 0,
            wert: 0.0,
        })
    }

    /// A random spanning tree that prefers heavy borders: parents, and the nodes from the root outwards.
    fn baum(&self, knoten: &[u32], zufall: &mut Zufall) -> (Vec<u32>, Vec<u32>) {
        let n = knoten.len();
        let wurzel = zufall.unter(n);
        let mut eltern = vec![u32::MAX; n];
        let mut drin = vec![false; n];
        let mut reihe = Vec::with_capacity(n);
        let mut halde = std::collections::BinaryHeap::new();
        halde.push((u32::MAX, wurzel as u32, u32::MAX));
        while let Some((_, i, von)) = halde.pop() {
            let iu = i as usize;
            if drin[iu] {
                continue;
            }
            drin[iu] = true;
            eltern[iu] = von;
            reihe.push(i);
            let u = knoten[iu] as usize;
            for b in self.netz.boegen.von(u) {
                let j = self.lokal[b.ziel as usize];
                if j == u32::MAX || drin[j as usize] {
                    continue;
                }
                let gleich = self.netz.marken.von(u) == self.netz.marken.von(b.ziel as usize);
                let zahl = (zufall.zahl() >> 34) as u32;
                halde.push((if gleich { zahl | (1 << 30) } else { zahl }, j, i));
            }
        }
        (eltern, reihe)
    }

    fn baum_schneiden(&self, knoten: &[u32], k: usize, eltern: &[u32], reihe: &[u32]) -> Schnitt {
        let m = self.regeln.m;
        let n = knoten.len();
        // loads, cut costs and sizes of the subtrees, from the leaves inwards
        let mut last: Vec<f64> = knoten.iter().map(|&u| self.netz.masse[u as usize * m]).collect();
        let mut groesse = vec![1_u32; n];
        let mut platz = vec![0_u32; n];
        for (p, &i) in reihe.iter().enumerate() {
            platz[i as usize] = p as u32;
        }
        for &i in reihe.iter().rev() {
            let e = eltern[i as usize];
            if e != u32::MAX {
                last[e as usize] += last[i as usize];
                groesse[e as usize] += groesse[i as usize];
            }
        }
        let gesamt = last[reihe[0] as usize];
        let ideal = self.regeln.skala[0].max(1e-12);
        // candidates by balance alone, the best few by their cut
        let mut kandidaten: Vec<(f64, u32, usize)> = Vec::new();
        let halb = k / 2;
        for &i in &reihe[1..] {
            let l = last[i as usize];
            for ki in [halb, k - halb] {
                // each side must have a node per zone
                if (groesse[i as usize] as usize) < ki || n - (groesse[i as usize] as usize) < k - ki {
                    continue;
                }
                let d = (l / ki as f64).max((gesamt - l) / (k - ki) as f64)
                    - (l / ki as f64).min((gesamt - l) / (k - ki) as f64);
                kandidaten.push((d / ideal, i, ki));
            }
        }
        kandidaten.sort_by(|a, b| a.0.total_cmp(&b.0));
        let toleranz = (self.regeln.hi[0] / ideal - 1.0).clamp(0.0, 1.0);
        let genug = kandidaten.iter().take_while(|c| c.0 <= 0.4 * toleranz).count();
        let mut bester: Option<Schnitt> = None;
        for &(d, i, ki) in kandidaten.iter().take(genug.clamp(1, 4)) {
            let mut innen = vec![false; n];
            innen[i as usize] = true;
            for &j in &reihe[platz[i as usize] as usize + 1..] {
                let e = eltern[j as usize];
                innen[j as usize] = e != u32::MAX && innen[e as usize];
            }
            let mut kosten = 0.0;
            for (j, &u) in knoten.iter().enumerate() {
                if innen[j] {
                    for b in self.netz.boegen.von(u as usize) {
                        let l = self.lokal[b.ziel as usize];
                        if l != u32::MAX && !innen[l as usize] {
                            let fremd =
                                self.netz.marken.von(u as usize) != self.netz.marken.von(b.ziel as usize);
                            kosten += f64::from(b.w) * if fremd { 0.7 } else { 1.0 };
                        }
                    }
                }
            }
            let wert = kosten + 0.02 * d + 20.0 * (d - 0.6 * toleranz).max(0.0);
            if bester.as_ref().is_none_or(|b| wert < b.wert) {
                bester = Some(Schnitt { innen, k: ki, wert });
            }
        }
        bester.unwrap_or_else(|| {
            // a star whose arms are too small: any k-1 leaves, the rest stays together
            let blatt = reihe.last().map_or(0, |&i| i as usize);
            let mut innen = vec![false; n];
            innen[blatt] = true;
            Schnitt {
                innen,
                k: 1,
                wert: f64::MAX,
            }
        })
    }
}
