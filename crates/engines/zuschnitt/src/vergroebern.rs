//! Coarser graphs: neighbours with much shared border become one node, those of one political unit first.

use crate::{
    netz::{Netz, Regeln},
    zufall::Zufall,
};

/// A coarser graph and where each finer node went.
pub(crate) struct Stufe {
    pub netz: Netz,
    pub gruppe: Vec<u32>,
}

/// How coarse.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Koernung {
    /// About so many nodes are left.
    pub ziel: usize,
    /// No node has more than this share of a zone.
    pub hoechstens: f64,
}

/// Graphs from fine to coarse. Nodes of different classes never become one, so that a plan whose zones are the classes
/// exists on every level.
pub(crate) fn vergroebern(
    fein: &Netz,
    regeln: &Regeln,
    wie: Koernung,
    klassen: Option<&[u64]>,
    zufall: &mut Zufall,
) -> Vec<Stufe> {
    let mut stufen: Vec<Stufe> = Vec::new();
    let mut klassen: Option<Vec<u64>> = klassen.map(<[u64]>::to_vec);
    let mut nur_gleiche = true;
    loop {
        let netz = stufen.last().map_or(fein, |s| &s.netz);
        if netz.n <= wie.ziel {
            break;
        }
        let (gruppe, n) = paaren(
            netz,
            regeln,
            wie.hoechstens,
            klassen.as_deref(),
            nur_gleiche,
            zufall,
        );
        if n as f64 > 0.95 * netz.n as f64 {
            if nur_gleiche {
                nur_gleiche = false;
                continue;
            }
            break;
        }
        let grob = netz.zusammenziehen(&gruppe, n, regeln.m);
        if let Some(fein) = &mut klassen {
            let mut neu = vec![0; n];
            for (&g, &c) in gruppe.iter().zip(fein.iter()) {
                neu[g as usize] = c;
            }
            *fein = neu;
        }
        stufen.push(Stufe { netz: grob, gruppe });
    }
    // the rings are needed only where the search walks
    for s in &mut stufen {
        s.netz.ringe = crate::ring::Ringe::bauen(s.netz.n, &s.netz.boegen);
    }
    stufen
}

fn paaren(
    netz: &Netz,
    regeln: &Regeln,
    hoechstens: f64,
    klassen: Option<&[u64]>,
    nur_gleiche: bool,
    zufall: &mut Zufall,
) -> (Vec<u32>, usize) {
    const FREI: u32 = u32::MAX;
    let m = regeln.m;
    let mut reihe: Vec<u32> = (0..netz.n as u32).collect();
    zufall.mischen(&mut reihe);
    let mut gruppe = vec![FREI; netz.n];
    let mut n = 0_u32;
    let gross: Vec<f64> = (0..m).map(|i| regeln.skala[i] * hoechstens).collect();
    for &u in &reihe {
        let u = u as usize;
        if gruppe[u] != FREI {
            continue;
        }
        let mut wahl = None;
        let mut bestes = 0.0;
        for b in netz.boegen.von(u) {
            let v = b.ziel as usize;
            if gruppe[v] != FREI || klassen.is_some_and(|k| k[u] != k[v]) {
                continue;
            }
            let (mu, mv) = (netz.masse_von(u, m), netz.masse_von(v, m));
            if (0..m).any(|i| mu[i] + mv[i] > gross[i]) {
                continue;
            }
            if netz.getrennt.von(u).contains(&b.ziel) {
                continue;
            }
            let gleich = netz.marken.von(u) == netz.marken.von(v);
            if nur_gleiche && !gleich {
                continue;
            }
            if !netz.bestand.leer() && !gleicher_bestand(netz, u, v) {
                continue;
            }
            // heavy borders first, small nodes first
            let w = f64::from(b.w.max(0.0)) + 1e-9;
            let wert = w * w / ((mu[0] + 1e-3 * gross[0]) * (mv[0] + 1e-3 * gross[0]));
            if wert > bestes {
                bestes = wert;
                wahl = Some(v);
            }
        }
        gruppe[u] = n;
        if let Some(v) = wahl {
            gruppe[v] = n;
        }
        n += 1;
    }
    (gruppe, n as usize)
}

fn gleicher_bestand(netz: &Netz, u: usize, v: usize) -> bool {
    let zonen = |x: usize| netz.bestand.von(x).iter().map(|(z, _)| *z);
    zonen(u).eq(zonen(v))
}
