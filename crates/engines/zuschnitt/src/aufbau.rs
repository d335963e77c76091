//! From the task to the graph of the search: weights, limits, and groups that are bound together.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::{
    aufgabe::{Aufgabe, Ausgleich},
    netz::{Bogen, Netz, Regeln},
    ring::Ringe,
};

/// The graph with the way back to the units.
pub(crate) struct Aufbau {
    pub netz: Netz,
    pub regeln: Regeln,
    /// Node of each unit.
    pub knoten: Vec<u32>,
    /// Label of each zone, where locks or today's zones give one.
    pub namen: Vec<Option<String>>,
    /// Node of each lock, with its zone label.
    pub schloesser: Vec<(u32, String)>,
    /// What could not be kept, in words.
    pub bedenken: Vec<String>,
}

impl Aufbau {
    pub(crate) fn neu(a: &Aufgabe) -> Self {
        let n = a.einheiten.len();
        let mut regeln = regeln(a);
        let mut bedenken = Vec::new();
        let namen = zonennamen(a, &mut bedenken);
        let mut netz = Netz { n, ..Netz::default() };
        boegen(a, &mut netz);
        mengen(a, &regeln, &mut netz);
        marken(a, &mut netz);
        bestand(a, &namen, &mut netz);
        let (gruppe, anzahl, schloesser) = binden(a, &netz, &mut bedenken);
        getrennt(a, &gruppe, &schloesser, &mut netz, &mut bedenken);
        if anzahl < n {
            netz = netz.zusammenziehen(&gruppe, anzahl, regeln.m);
        }
        // more zones than there are nodes cannot be filled
        regeln.k = regeln.k.min(netz.n);
        netz.ringe = Ringe::bauen(netz.n, &netz.boegen);
        Self {
            netz,
            regeln,
            knoten: gruppe,
            namen,
            schloesser,
            bedenken,
        }
    }
}

impl Aufbau {
    /// Today's zone of each node, where changes cost.
    pub(crate) fn heute(&self) -> Option<Vec<u32>> {
        if self.netz.bestand.leer() {
            return None;
        }
        let schwerste = |u: usize| {
            let liste = self.netz.bestand.von(u).iter();
            liste.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(u32::MAX, |b| b.0)
        };
        Some((0..self.netz.n).map(schwerste).collect())
    }

    /// Zone and label of each node: locked nodes bring the label of their lock, new zones get the next free number.
    pub(crate) fn beschriften(&self, zone: &[u32]) -> (Vec<usize>, Vec<String>) {
        let k = self.regeln.k;
        let mut namen: Vec<Option<String>> = self.namen.clone();
        namen.resize(k, None);
        for (g, name) in &self.schloesser {
            let hier = zone[*g as usize] as usize;
            if let Some(dort) = namen.iter().position(|n| n.as_ref() == Some(name)) {
                namen.swap(hier, dort);
            } else {
                namen[hier] = Some(name.clone());
            }
        }
        let vergeben: std::collections::BTreeSet<String> = namen.iter().flatten().cloned().collect();
        let mut frei = (0..)
            .map(|i: usize| i.to_string())
            .filter(|n| !vergeben.contains(n));
        let namen = namen
            .into_iter()
            .map(|n| n.or_else(|| frei.next()).unwrap_or_default())
            .collect();
        (zone.iter().map(|&z| z as usize).collect(), namen)
    }
}

fn regeln(a: &Aufgabe) -> Regeln {
    let v = &a.vorgaben;
    let k = v.k as f64;
    let mut r = Regeln {
        k: v.k,
        ..Regeln::default()
    };
    let mut mass = |lo: f64, hi: f64, skala: f64| {
        r.lo.push(lo);
        r.hi.push(hi);
        r.skala.push(skala.max(1e-9));
        r.je_skala.push(1.0 / skala.max(1e-9));
    };
    let gesamt: f64 = a.einheiten.iter().map(|e| a.ausgeglichene_last(e)).sum();
    // a hair inside, so that rounding never decides
    let innen = (v.toleranz - 1e-9).max(0.0);
    let ideal = gesamt / k;
    mass(ideal * (1.0 - innen), ideal * (1.0 + innen), ideal);
    if let Some((lo, hi)) = v.einwohner {
        let alle: f64 = a.einheiten.iter().map(|e| e.einwohner).sum();
        mass(lo, hi, alle / k);
    }
    if let Some((lo, hi)) = v.einheiten {
        mass(lo, hi, a.einheiten.len() as f64 / k);
    }
    for l in &a.weitere_lasten {
        let mittel = l.werte.iter().sum::<f64>() / k;
        mass(mittel * (1.0 - l.toleranz), mittel * (1.0 + l.toleranz), mittel);
    }
    r.m = r.lo.len();
    // only political units that are there count
    let mut da = vec![false; a.politisch.len()];
    for e in &a.einheiten {
        da[e.politisch] = true;
    }
    let npol = da.iter().filter(|d| **d).count().max(1) as f64;
    r.marken_gewicht = vec![(a.gewichte.politisch / npol) as f32; a.politisch.len()];
    let arten = arten(a);
    let je_art = -(a.gewichte.infrastruktur / (k * arten.len().max(1) as f64)) as f32;
    r.marken_gewicht.extend(arten.iter().map(|_| je_art));
    r
}

/// The institution types in order of their names.
pub(crate) fn arten(a: &Aufgabe) -> Vec<&str> {
    let mut arten: Vec<&str> = a.einrichtungen.iter().map(|e| e.art.as_str()).collect();
    arten.sort_unstable();
    arten.dedup();
    arten
}

fn boegen(a: &Aufgabe, netz: &mut Netz) {
    let norm = a.norm().max(1e-9);
    let sperre = a.gewichte.barrieren / a.barrieren.len().max(1) as f64;
    let mut je_kante: HashMap<(usize, usize), f64> = HashMap::new();
    for &(x, y) in &a.barrieren {
        *je_kante.entry((x.min(y), x.max(y))).or_default() -= sperre;
    }
    // parallel edges of the files count each, as in the scorer
    let mut listen: Vec<Vec<Bogen>> = vec![Vec::new(); netz.n];
    for k in &a.kanten {
        if k.a == k.b {
            continue;
        }
        let extra = if je_kante.is_empty() {
            0.0
        } else {
            je_kante.remove(&(k.a.min(k.b), k.a.max(k.b))).unwrap_or(0.0)
        };
        let w = (a.gewichte.kompakt * k.laenge / norm + extra) as f32;
        for (u, v) in [(k.a, k.b), (k.b, k.a)] {
            match listen[u].iter_mut().find(|b| b.ziel as usize == v) {
                Some(b) => b.w += w,
                None => listen[u].push(Bogen { ziel: v as u32, w }),
            }
        }
    }
    for l in listen {
        netz.boegen.anfuegen(l);
    }
}

fn mengen(a: &Aufgabe, regeln: &Regeln, netz: &mut Netz) {
    netz.masse.reserve(netz.n * regeln.m);
    for (i, e) in a.einheiten.iter().enumerate() {
        netz.masse.push(a.ausgeglichene_last(e));
        if a.vorgaben.einwohner.is_some() {
            netz.masse.push(e.einwohner);
        }
        if a.vorgaben.einheiten.is_some() {
            netz.masse.push(1.0);
        }
        netz.masse.extend(a.weitere_lasten.iter().map(|l| l.werte[i]));
    }
}

fn marken(a: &Aufgabe, netz: &mut Netz) {
    let arten = arten(a);
    let orte = einheiten_der_einrichtungen(a);
    let mut je_einheit: Vec<Vec<u32>> = vec![Vec::new(); if arten.is_empty() { 0 } else { netz.n }];
    for (e, &u) in a.einrichtungen.iter().zip(&orte) {
        if let (Ok(art), Some(liste)) = (arten.binary_search(&e.art.as_str()), je_einheit.get_mut(u)) {
            liste.push((a.politisch.len() + art) as u32);
        }
    }
    for (u, e) in a.einheiten.iter().enumerate() {
        let mut liste = je_einheit.get(u).cloned().unwrap_or_default();
        liste.push(e.politisch as u32);
        liste.sort_unstable();
        liste.dedup();
        netz.marken.anfuegen(liste);
    }
}

/// The unit of each institution: the one whose point is nearest.
pub(crate) fn einheiten_der_einrichtungen(a: &Aufgabe) -> Vec<usize> {
    // a plain grid over the points of the units
    let n = a.einheiten.len();
    if n == 0 {
        return Vec::new();
    }
    let (mut x0, mut y0, mut x1, mut y1) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for e in &a.einheiten {
        x0 = x0.min(e.x);
        x1 = x1.max(e.x);
        y0 = y0.min(e.y);
        y1 = y1.max(e.y);
    }
    let seite = ((n as f64).sqrt() / 2.0).ceil().max(1.0);
    let fach =
        |x: f64, lo: f64, hi: f64| ((x - lo) / (hi - lo).max(1e-9) * seite).clamp(0.0, seite - 1.0) as usize;
    let s = seite as usize;
    let mut faecher: Vec<Vec<usize>> = vec![Vec::new(); s * s];
    for (i, e) in a.einheiten.iter().enumerate() {
        faecher[fach(e.y, y0, y1) * s + fach(e.x, x0, x1)].push(i);
    }
    let weite = ((x1 - x0).min(y1 - y0) / seite).max(0.0);
    a.einrichtungen
        .iter()
        .map(|p| {
            let (cx, cy) = (fach(p.x, x0, x1), fach(p.y, y0, y1));
            let (mut wahl, mut abstand) = (0, f64::MAX);
            for r in 0..=s {
                // nothing farther out can be nearer
                if abstand.sqrt() < (r as f64 - 1.0) * weite {
                    break;
                }
                for fy in cy.saturating_sub(r)..=(cy + r).min(s - 1) {
                    for fx in cx.saturating_sub(r)..=(cx + r).min(s - 1) {
                        if fx.abs_diff(cx).max(fy.abs_diff(cy)) != r {
                            continue;
                        }
                        for &i in &faecher[fy * s + fx] {
                            let e = &a.einheiten[i];
                            let d = (e.x - p.x).powi(2) + (e.y - p.y).powi(2);
                            if d < abstand {
                                abstand = d;
                                wahl = i;
                            }
                        }
                    }
                }
            }
            wahl
        })
        .collect()
}

/// Labels of the zones: today's first, then those of the locks.
fn zonennamen(a: &Aufgabe, bedenken: &mut Vec<String>) -> Vec<Option<String>> {
    let k = a.vorgaben.k;
    let mut namen: Vec<Option<String>> = Vec::new();
    if let Some(b) = &a.bestand {
        // the greatest of today's zones stay if there are too many
        let mut zahl = vec![0_usize; b.namen.len()];
        for z in b.zone.iter().flatten() {
            zahl[*z] += 1;
        }
        let mut reihe: Vec<usize> = (0..b.namen.len()).collect();
        reihe.sort_by_key(|&z| std::cmp::Reverse(zahl[z]));
        reihe.truncate(k);
        reihe.sort_unstable();
        namen.extend(reihe.into_iter().map(|z| Some(b.namen[z].clone())));
    }
    for (_, name) in &a.vorgaben.gesperrt {
        if namen.iter().flatten().any(|n| n == name) {
            continue;
        }
        if namen.len() < k {
            namen.push(Some(name.clone()));
        } else {
            // a lock is stronger than the name of a zone of today that nobody locks
            let frei = namen
                .iter()
                .position(|n| !a.vorgaben.gesperrt.iter().any(|(_, g)| Some(g) == n.as_ref()));
            match frei {
                Some(i) => namen[i] = Some(name.clone()),
                None => bedenken.push(format!(
                    "Gesperrt: mehr Zonen mit festen Einheiten als die {k} verlangten; „{name}“ bleibt ohne Zone."
                )),
            }
        }
    }
    namen.resize(k, None);
    namen
}

fn bestand(a: &Aufgabe, namen: &[Option<String>], netz: &mut Netz) {
    let wert: Vec<Option<(u32, f32)>> = match &a.bestand {
        Some(b) if a.gewichte.aenderung > 0.0 => {
            let faelle: f64 = a.einheiten.iter().map(|e| e.last).sum::<f64>().max(1e-9);
            let personal: f64 = b.personal.iter().sum();
            let platz: Vec<Option<u32>> = b
                .namen
                .iter()
                .map(|n| namen.iter().position(|m| m.as_ref() == Some(n)).map(|p| p as u32))
                .collect();
            a.einheiten
                .iter()
                .enumerate()
                .map(|(u, e)| {
                    let z = b.zone.get(u).copied().flatten().and_then(|z| platz[z])?;
                    let mut anteil = e.last / faelle;
                    if personal > 0.0 {
                        let p = b.personal.get(u).copied().unwrap_or(0.0);
                        anteil = f64::midpoint(anteil, p / personal);
                    }
                    Some((z, (a.gewichte.aenderung * anteil) as f32))
                })
                .collect()
        }
        _ => vec![None; netz.n],
    };
    for w in wert {
        netz.bestand.anfuegen(w);
    }
}

type Gruppen = (Vec<u32>, usize, Vec<(u32, String)>);

/// Draws bound units together. Units of a group that do not touch are joined by the shortest way between them, so that
/// a group is always in one piece.
fn binden(a: &Aufgabe, netz: &Netz, bedenken: &mut Vec<String>) -> Gruppen {
    let n = netz.n;
    let mut besitzer = vec![u32::MAX; n];
    let mut gruppen: Vec<(Vec<usize>, Option<String>)> = Vec::new();
    let mut je_zone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (u, z) in &a.vorgaben.gesperrt {
        je_zone.entry(z).or_default().push(*u);
    }
    for (z, u) in je_zone {
        gruppen.push((u, Some(z.to_owned())));
    }
    for g in &a.vorgaben.zusammen {
        // a group with a locked unit belongs to its lock
        match gruppen.iter_mut().find(|(h, _)| g.iter().any(|u| h.contains(u))) {
            Some((h, _)) => h.extend(g),
            None => gruppen.push((g.clone(), None)),
        }
    }
    for (i, (g, _)) in gruppen.iter_mut().enumerate() {
        g.sort_unstable();
        g.dedup();
        for &u in g.iter() {
            if besitzer[u] == u32::MAX {
                besitzer[u] = i as u32;
            } else if besitzer[u] != i as u32 {
                bedenken.push(format!(
                    "Zusammen: „{}“ ist an zwei verschiedene Gruppen gebunden.",
                    a.einheiten[u].kennung
                ));
            }
        }
    }
    for (i, (mitglieder, _)) in gruppen.iter().enumerate() {
        if !verbinden(netz, i as u32, mitglieder, &mut besitzer) {
            bedenken.push(format!(
                "Zusammen: „{}“ und die mit ihr gebundenen Einheiten hängen ohne fremde gebundene Einheiten nicht zusammen.",
                mitglieder.first().map_or("", |&u| a.einheiten[u].kennung.as_str())
            ));
        }
    }
    let mut nummer = vec![u32::MAX; gruppen.len()];
    let mut gruppe = vec![0_u32; n];
    let mut anzahl = 0;
    for u in 0..n {
        let b = besitzer[u];
        if b == u32::MAX {
            gruppe[u] = anzahl;
            anzahl += 1;
        } else {
            if nummer[b as usize] == u32::MAX {
                nummer[b as usize] = anzahl;
                anzahl += 1;
            }
            gruppe[u] = nummer[b as usize];
        }
    }
    let schloesser = gruppen
        .into_iter()
        .enumerate()
        .filter_map(|(i, (_, z))| (nummer[i] != u32::MAX).then_some((nummer[i], z?)))
        .collect();
    (gruppe, anzahl as usize, schloesser)
}

/// Joins all units of a group through units nobody owns; false if there is no way.
fn verbinden(netz: &Netz, gruppe: u32, mitglieder: &[usize], besitzer: &mut [u32]) -> bool {
    let Some(&start) = mitglieder.first() else {
        return true;
    };
    let mut verbunden = vec![false; netz.n];
    loop {
        // what already hangs together
        verbunden.fill(false);
        verbunden[start] = true;
        let mut stapel = vec![start];
        while let Some(u) = stapel.pop() {
            for v in netz.nachbarn(u) {
                if besitzer[v] == gruppe && !verbunden[v] {
                    verbunden[v] = true;
                    stapel.push(v);
                }
            }
        }
        if mitglieder.iter().all(|&u| verbunden[u] || besitzer[u] != gruppe) {
            return true;
        }
        let mut von = vec![usize::MAX; netz.n];
        let mut schlange: VecDeque<usize> = (0..netz.n).filter(|&u| verbunden[u]).collect();
        let mut ziel = None;
        while let Some(u) = schlange.pop_front() {
            if besitzer[u] == gruppe && !verbunden[u] {
                ziel = Some(u);
                break;
            }
            for v in netz.nachbarn(u) {
                if !verbunden[v] && von[v] == usize::MAX && (besitzer[v] == u32::MAX || besitzer[v] == gruppe)
                {
                    von[v] = u;
                    schlange.push_back(v);
                }
            }
        }
        let Some(mut u) = ziel else { return false };
        while !verbunden[u] {
            besitzer[u] = gruppe;
            u = von[u];
        }
    }
}

/// Who must be apart: the wishes of the planner, and locks to different zones.
fn getrennt(
    a: &Aufgabe,
    gruppe: &[u32],
    schloesser: &[(u32, String)],
    netz: &mut Netz,
    bedenken: &mut Vec<String>,
) {
    let mut paare: Vec<Vec<u32>> = vec![Vec::new(); netz.n];
    // one unit stands for its group: its list is merged when the groups are drawn together
    let mut vertreter: HashMap<u32, usize> = HashMap::new();
    for (u, &g) in gruppe.iter().enumerate() {
        vertreter.entry(g).or_insert(u);
    }
    let mut auseinander = |x: usize, y: usize| {
        paare[x].push(y as u32);
        paare[y].push(x as u32);
    };
    for menge in &a.vorgaben.getrennt {
        for (i, &x) in menge.iter().enumerate() {
            for &y in &menge[i + 1..] {
                if gruppe[x] == gruppe[y] {
                    bedenken.push(format!(
                        "Getrennt: „{}“ und „{}“ sind zugleich aneinander gebunden.",
                        a.einheiten[x].kennung, a.einheiten[y].kennung
                    ));
                } else {
                    auseinander(x, y);
                }
            }
        }
    }
    for (i, (g, _)) in schloesser.iter().enumerate() {
        for (h, _) in &schloesser[i + 1..] {
            auseinander(vertreter[g], vertreter[h]);
        }
    }
    for mut p in paare {
        p.sort_unstable();
        p.dedup();
        netz.getrennt.anfuegen(p);
    }
}

/// Which load is balanced, in words.
pub(crate) fn name_des_ausgleichs(a: Ausgleich) -> &'static str {
    match a {
        Ausgleich::Last => "Fälle",
        Ausgleich::Einwohner => "Einwohner",
    }
}
