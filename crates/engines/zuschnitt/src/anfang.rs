//! First plans where something is given: the zones of today, or units that must lie in different zones.

use std::collections::VecDeque;

use crate::{
    netz::{Netz, Regeln},
    start,
    zufall::Zufall,
};

const OHNE: u32 = u32::MAX;

/// A plan from the zones of today: pieces cut off go to a neighbour, missing zones are split off the heaviest.
pub(crate) fn aus_bestand(netz: &Netz, regeln: &Regeln, heute: &[u32], zufall: &mut Zufall) -> Vec<u32> {
    let mut zone = heute.to_vec();
    groesste_teile_behalten(netz, regeln, &mut zone);
    if zone.iter().all(|&z| z == OHNE) {
        return start::erster_plan(netz, regeln, 4, zufall);
    }
    fuellen(netz, &mut zone);
    ergaenzen(netz, regeln, &mut zone, zufall);
    zone
}

/// A plan that grows around nodes which must be apart.
pub(crate) fn aus_keimen(netz: &Netz, regeln: &Regeln, zufall: &mut Zufall) -> Vec<u32> {
    let mut keime: Vec<usize> = Vec::new();
    let mut reihe: Vec<usize> = (0..netz.n)
        .filter(|&u| !netz.getrennt.von(u).is_empty())
        .collect();
    // the most constrained first
    reihe.sort_by_key(|&u| std::cmp::Reverse(netz.getrennt.von(u).len()));
    for u in reihe {
        let passt = keime.iter().all(|&v| netz.getrennt.von(u).contains(&(v as u32)));
        if passt && keime.len() < regeln.k {
            keime.push(u);
        }
    }
    if keime.is_empty() {
        keime.push(zufall.unter(netz.n));
    }
    // further seeds far from all others
    let mut weit = vec![usize::MAX; netz.n];
    let mut naechster = 0;
    loop {
        while naechster < keime.len() {
            abstaende(netz, keime[naechster], &mut weit);
            naechster += 1;
        }
        if keime.len() >= regeln.k {
            break;
        }
        let Some(u) = (0..netz.n).filter(|&u| weit[u] > 0).max_by_key(|&u| weit[u]) else {
            break;
        };
        keime.push(u);
    }
    let mut zone = vec![OHNE; netz.n];
    let m = regeln.m;
    let mut last = vec![0.0; regeln.k];
    let mut raender: Vec<VecDeque<u32>> = vec![VecDeque::new(); regeln.k];
    for (z, &u) in keime.iter().enumerate() {
        zone[u] = z as u32;
        last[z] = netz.masse[u * m];
        raender[z].extend(netz.boegen.von(u).iter().map(|b| b.ziel));
    }
    // always the lightest zone takes the next node
    loop {
        let wer = (0..keime.len())
            .filter(|&z| !raender[z].is_empty())
            .min_by(|&x, &y| last[x].total_cmp(&last[y]));
        let Some(z) = wer else { break };
        while let Some(u) = raender[z].pop_front() {
            let u = u as usize;
            let fremd = |v: &u32| zone[*v as usize] == z as u32;
            if zone[u] == OHNE && !netz.getrennt.von(u).iter().any(fremd) {
                zone[u] = z as u32;
                last[z] += netz.masse[u * m];
                raender[z].extend(netz.boegen.von(u).iter().map(|b| b.ziel));
                break;
            }
        }
    }
    fuellen(netz, &mut zone);
    zone
}

fn abstaende(netz: &Netz, von: usize, weit: &mut [usize]) {
    weit[von] = 0;
    let mut schlange = VecDeque::from([von]);
    while let Some(u) = schlange.pop_front() {
        for v in netz.nachbarn(u) {
            if weit[v] > weit[u] + 1 {
                weit[v] = weit[u] + 1;
                schlange.push_back(v);
            }
        }
    }
}

/// Of each zone only the heaviest piece keeps its zone.
fn groesste_teile_behalten(netz: &Netz, regeln: &Regeln, zone: &mut [u32]) {
    let mut teil = vec![usize::MAX; netz.n];
    let mut teile: Vec<(f64, Vec<usize>)> = Vec::new();
    for s in 0..netz.n {
        if teil[s] != usize::MAX || zone[s] == OHNE {
            continue;
        }
        teil[s] = teile.len();
        let mut knoten = vec![s];
        let mut i = 0;
        let mut last = 0.0;
        while i < knoten.len() {
            let u = knoten[i];
            last += netz.masse[u * regeln.m];
            for v in netz.nachbarn(u) {
                if zone[v] == zone[s] && teil[v] == usize::MAX {
                    teil[v] = teile.len();
                    knoten.push(v);
                }
            }
            i += 1;
        }
        teile.push((last, knoten));
    }
    let mut bester = vec![usize::MAX; regeln.k];
    for (i, (last, knoten)) in teile.iter().enumerate() {
        let b = &mut bester[zone[knoten[0]] as usize];
        if *b == usize::MAX || *last > teile[*b].0 {
            *b = i;
        }
    }
    for (i, (_, knoten)) in teile.iter().enumerate() {
        if bester[zone[knoten[0]] as usize] != i {
            for &u in knoten {
                zone[u] = OHNE;
            }
        }
    }
}

/// Nodes without zone get that of the nearest node with one.
fn fuellen(netz: &Netz, zone: &mut [u32]) {
    let mut schlange: VecDeque<usize> = (0..netz.n).filter(|&u| zone[u] != OHNE).collect();
    while let Some(u) = schlange.pop_front() {
        for v in netz.nachbarn(u) {
            if zone[v] == OHNE {
                zone[v] = zone[u];
                schlange.push_back(v);
            }
        }
    }
    // an island without any zone
    for z in zone.iter_mut().filter(|z| **z == OHNE) {
        *z = 0;
    }
}

/// Splits the heaviest zones until none is empty.
fn ergaenzen(netz: &Netz, regeln: &Regeln, zone: &mut Vec<u32>, zufall: &mut Zufall) {
    let mut last = vec![0.0; regeln.k];
    let mut zahl = vec![0_usize; regeln.k];
    for (u, &z) in zone.iter().enumerate() {
        last[z as usize] += netz.masse[u * regeln.m];
        zahl[z as usize] += 1;
    }
    while let Some(leer) = zahl.iter().position(|&n| n == 0) {
        let schwerste = (0..regeln.k)
            .filter(|&z| zahl[z] > 1)
            .max_by(|&x, &y| last[x].total_cmp(&last[y]));
        let Some(z) = schwerste else { return };
        *zone = start::neu_teilen(
            netz,
            regeln,
            std::mem::take(zone),
            &[z as u32, leer as u32],
            4,
            zufall,
        );
        for z in [z, leer] {
            let drin = || zone.iter().enumerate().filter(|(_, y)| **y as usize == z);
            zahl[z] = drin().count();
            last[z] = drin().map(|(u, _)| netz.masse[u * regeln.m]).sum();
        }
        if zahl[leer] == 0 {
            return;
        }
    }
}
