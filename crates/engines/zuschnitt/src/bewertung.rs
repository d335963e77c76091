//! The published measure J of a plan, exactly as the neutral scorer computes it (lower is better).
//!
//! `J = cut/norm + 20·max(0, maxdev − tol) + extra pieces/political units + 10·extra components/k`, where `norm` is
//! `2·√(k·area)`. A political unit that lies in three zones has two extra pieces.

use std::collections::HashMap;

use serde::Serialize;

use crate::aufgabe::Aufgabe;

/// The measure and its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bewertung {
    /// Zones in use.
    pub zonen: usize,
    /// Pieces beyond one per zone.
    pub zusatzteile: usize,
    /// Greatest relative deviation of a zone's load from the mean; at least 1 if there are not exactly k zones.
    pub max_abweichung: f64,
    /// Root mean square of the deviations.
    pub mittlere_abweichung: f64,
    /// Borders between zones, as number of edges.
    pub schnittkanten: usize,
    /// Their length, divided by the norm.
    pub schnitt: f64,
    /// Mean of 4π·area/perimeter² (Polsby–Popper).
    pub kompaktheit: f64,
    /// Political units in more than one zone.
    pub geteilte: usize,
    /// Extra pieces divided by the number of political units.
    pub politisch: f64,
    /// Contiguous, within tolerance, exactly k.
    pub zulaessig: bool,
    /// The measure.
    pub j: f64,
}

/// Rates a plan: one zone number per unit, any numbers.
///
/// # Panics
/// Never; units without a zone (a list too short) count as zone 0.
#[must_use]
pub fn bewerten(aufgabe: &Aufgabe, plan: &[usize]) -> Bewertung {
    let n = aufgabe.einheiten.len();
    let mut nummer: Vec<usize> = plan.iter().copied().take(n).collect();
    nummer.resize(n, 0);
    let mut werte = nummer.clone();
    werte.sort_unstable();
    werte.dedup();
    let dicht: HashMap<usize, usize> = werte.iter().enumerate().map(|(i, &w)| (w, i)).collect();
    let zone: Vec<usize> = nummer.iter().map(|z| dicht[z]).collect();
    let zonen = werte.len();
    let v = &aufgabe.vorgaben;

    let mut last = vec![0.0; zonen];
    let mut flaeche = vec![0.0; zonen];
    let mut umfang = vec![0.0; zonen];
    let mut gesamt = 0.0;
    for (e, &z) in aufgabe.einheiten.iter().zip(&zone) {
        let l = aufgabe.ausgeglichene_last(e);
        last[z] += l;
        gesamt += l;
        flaeche[z] += e.flaeche;
        umfang[z] += e.umfang;
    }
    let ideal = gesamt / v.k as f64;
    let (mut max_abweichung, mut quadrate) = (0.0_f64, 0.0);
    for l in &last {
        let d = (l / ideal - 1.0).abs();
        max_abweichung = max_abweichung.max(d);
        quadrate += d * d;
    }
    if zonen != v.k {
        max_abweichung = max_abweichung.max(1.0);
    }

    let mut teile = Vereinigung::neu(n);
    let (mut schnitt, mut schnittkanten) = (0.0, 0);
    for k in &aufgabe.kanten {
        if zone[k.a] == zone[k.b] {
            teile.vereinen(k.a, k.b);
            umfang[zone[k.a]] -= 2.0 * k.laenge;
        } else {
            schnitt += k.laenge;
            schnittkanten += 1;
        }
    }
    let zusatzteile = teile.anzahl - zonen.min(teile.anzahl);

    let mut stuecke: Vec<(usize, usize)> = aufgabe
        .einheiten
        .iter()
        .zip(&zone)
        .map(|(e, &z)| (e.politisch, z))
        .collect();
    stuecke.sort_unstable();
    stuecke.dedup();
    let (mut npol, mut geteilte) = (0_usize, 0);
    for gruppe in stuecke.chunk_by(|a, b| a.0 == b.0) {
        npol += 1;
        geteilte += usize::from(gruppe.len() > 1);
    }
    let politisch = (stuecke.len() - npol) as f64 / npol.max(1) as f64;
    let schnitt = schnitt / aufgabe.norm();
    let kompaktheit = flaeche
        .iter()
        .zip(&umfang)
        .map(|(a, u)| 4.0 * std::f64::consts::PI * a / u.max(1.0).powi(2))
        .sum::<f64>()
        / zonen.max(1) as f64;
    let j = schnitt
        + 20.0 * (max_abweichung - v.toleranz).max(0.0)
        + politisch
        + 10.0 * zusatzteile as f64 / v.k as f64;
    Bewertung {
        zonen,
        zusatzteile,
        max_abweichung,
        mittlere_abweichung: (quadrate / zonen.max(1) as f64).sqrt(),
        schnittkanten,
        schnitt,
        kompaktheit,
        geteilte,
        politisch,
        zulaessig: zusatzteile == 0 && max_abweichung <= v.toleranz && zonen == v.k,
        j,
    }
}

/// Which things hang together.
pub(crate) struct Vereinigung {
    eltern: Vec<usize>,
    pub(crate) anzahl: usize,
}

impl Vereinigung {
    pub(crate) fn neu(n: usize) -> Self {
        Self {
            eltern: (0..n).collect(),
            anzahl: n,
        }
    }

    pub(crate) fn wurzel(&mut self, mut a: usize) -> usize {
        while self.eltern[a] != a {
            self.eltern[a] = self.eltern[self.eltern[a]];
            a = self.eltern[a];
        }
        a
    }

    /// Whether they were apart until now.
    pub(crate) fn vereinen(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.wurzel(a), self.wurzel(b));
        if a == b {
            return false;
        }
        self.eltern[a.max(b)] = a.min(b);
        self.anzahl -= 1;
        true
    }
}
