//! Simulated annealing: border nodes change zone, at first freely, in the end only for the better.

use std::sync::LazyLock;

use crate::{
    netz::Netz,
    stand::{Aenderung, Stand},
    takt::Takt,
    zufall::Zufall,
};

/// One cooling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kuehlung {
    /// First and last temperature, in cost.
    pub von: f64,
    pub bis: f64,
    /// Cost of an excess of one whole mean.
    pub strafe: f64,
    /// Whether the plan it begins with may be the result.
    pub start_zaehlt: bool,
    /// Steps it takes, if the run lasts so long.
    pub schritte: u64,
    /// Share of the run at which it must have ended.
    pub ende: f64,
}

const BLOCK: usize = 2048;
/// Nodes looked at for the second half of a double step.
const VERSUCHE: usize = 4;
/// How much worse a step may be, in temperatures: −ln of even numbers, from a table, because the logarithm cost more than
/// all else of a step that is refused.
const WUERFE: usize = 4096;
static WAERME: LazyLock<Vec<f64>> = LazyLock::new(|| {
    (0..WUERFE)
        .map(|i| -((i as f64 + 0.5) / WUERFE as f64).ln())
        .collect()
});
/// Cost of two units in one zone that must be apart.
const KONFLIKT: f64 = 0.3;

/// The best plan met, within the limits if there was one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bester {
    pub zone: Vec<u32>,
    pub kosten: f64,
    /// Excess and conflicts; 0 = within all limits.
    pub mangel: f64,
}

impl Bester {
    pub(crate) fn von(s: &Stand) -> Self {
        Self {
            zone: s.zone.clone(),
            kosten: s.kosten,
            mangel: mangel(s),
        }
    }

    pub(crate) fn besser_als(&self, kosten: f64, mangel: f64) -> bool {
        (self.mangel, self.kosten) <= (mangel, kosten)
    }

    /// The better first.
    pub(crate) fn vergleich(a: &Self, b: &Self) -> std::cmp::Ordering {
        a.mangel.total_cmp(&b.mangel).then(a.kosten.total_cmp(&b.kosten))
    }

    pub(crate) fn merken(&mut self, s: &Stand) -> bool {
        let mangel = mangel(s);
        if self.besser_als(s.kosten + 1e-9, mangel) {
            return false;
        }
        self.zone.clone_from(&s.zone);
        self.kosten = s.kosten;
        self.mangel = mangel;
        true
    }
}

/// How far a plan is from all limits.
pub(crate) fn mangel(s: &Stand) -> f64 {
    if s.zulaessig() {
        0.0
    } else {
        s.ueber.max(0.0) + s.konflikte
    }
}

/// The usual size of a change of cost at the border, the measure for temperatures.
pub(crate) fn uebliche_aenderung(s: &Stand, zufall: &mut Zufall) -> f64 {
    let (mut summe, mut zahl) = (0.0, 0);
    if !s.rand.is_empty() {
        for _ in 0..2000 {
            let u = s.rand[zufall.unter(s.rand.len())] as usize;
            if let Some(b) = s.fremde_zone(u, zufall) {
                let d = s.aenderung(u, b).kosten.abs();
                if d > 1e-12 {
                    summe += d;
                    zahl += 1;
                }
            }
        }
    }
    if zahl == 0 { 1e-3 } else { summe / f64::from(zahl) }
}

/// Cools `s` and returns the best plan met.
pub(crate) fn kuehlen(s: &mut Stand, zufall: &mut Zufall, takt: &mut Takt, wie: Kuehlung) -> Bester {
    let mut bester = Bester::von(s);
    if !wie.start_zaehlt {
        // what it came from is no result: a plan a little worse here may become better on the finer levels
        bester.mangel = f64::INFINITY;
    }
    let start = takt.anteil();
    let spanne = (wie.ende - start).max(1e-9);
    let mut bloecke = 0_u64;
    let waerme = &*WAERME;
    loop {
        let gezaehlt = (bloecke * BLOCK as u64) as f64 / wie.schritte.max(1) as f64;
        let p = ((takt.anteil() - start) / spanne).max(gezaehlt);
        if p >= 1.0 || s.rand.is_empty() {
            break;
        }
        let t = wie.von * (wie.bis / wie.von).powf(p);
        for _ in 0..BLOCK {
            if s.rand.is_empty() {
                break;
            }
            let Some((u, b)) = vorschlag(s, zufall) else {
                continue;
            };
            let d = s.aenderung(u, b);
            let delta = preis(&d, wie.strafe);
            let grenze = if delta > 0.0 {
                t * waerme[zufall.unter(waerme.len())]
            } else {
                0.0
            };
            if delta <= grenze {
                if s.bleibt_ganz(u) {
                    s.bewegen(u, b, &d);
                }
            } else if d.ueber > 0.0 && d.kosten <= grenze {
                // only the balance is in the way: another node may pay for it
                mit_ausgleich(s, zufall, wie.strafe, (u, b, d), grenze);
            }
        }
        bloecke += 1;
        if bloecke.is_multiple_of(512) {
            s.aufrechnen();
        }
        if (wie.start_zaehlt || p > 0.5) && bester.merken(s) && bester.mangel == 0.0 {
            takt.gefunden(bester.kosten);
        }
        takt.weiter(BLOCK as u64);
    }
    absteigen(s, zufall, wie.strafe.max(20.0), 12);
    s.aufrechnen();
    bester.merken(s);
    bester
}

fn preis(d: &Aenderung, strafe: f64) -> f64 {
    d.kosten + strafe * d.ueber + KONFLIKT * d.konflikte
}

/// A node and the zone it might go to.
#[inline]
fn vorschlag(s: &Stand, zufall: &mut Zufall) -> Option<(usize, usize)> {
    let u = s.rand[zufall.unter(s.rand.len())] as usize;
    Some((u, s.fremde_zone(u, zufall)?))
}

/// Moves `u` to `b` and at once another node out of `b`, if both together are worth it: where nodes are large beside the
/// tolerance, single steps cannot pass from one balanced plan to the next.
fn mit_ausgleich(
    s: &mut Stand,
    zufall: &mut Zufall,
    strafe: f64,
    (u, b, d): (usize, usize, Aenderung),
    grenze: f64,
) -> bool {
    let a = s.zone[u] as usize;
    let mut wahl = None;
    let mut bestes = grenze - d.kosten;
    let zahl = s.rand_von[b].len();
    if zahl == 0 {
        return false;
    }
    for _ in 0..VERSUCHE.min(zahl) {
        let v = s.rand_von[b][zufall.unter(zahl)] as usize;
        let Some(c) = s.fremde_zone(v, zufall) else {
            continue;
        };
        // the balance tells most pairs apart before anything is moved
        let wert = strafe * s.ueber_nach((u, a), (v, b), c);
        if wert < bestes {
            bestes = wert;
            wahl = Some((v, c));
        }
    }
    let Some((v, c)) = wahl else { return false };
    if !s.bleibt_ganz(u) {
        return false;
    }
    s.bewegen(u, b, &d);
    let e = s.aenderung(v, c);
    // `u` may have been the only one through whom `v` touched its new zone
    let beruehrt = s.netz.nachbarn(v).any(|w| s.zone[w] as usize == c);
    if beruehrt && preis(&d, strafe) + preis(&e, strafe) <= grenze && s.bleibt_ganz(v) {
        s.bewegen(v, c, &e);
        return true;
    }
    let zurueck = Aenderung {
        kosten: -d.kosten,
        ueber: -d.ueber,
        konflikte: -d.konflikte,
    };
    s.bewegen(u, a, &zurueck);
    false
}

/// Only steps for the better, until none is found for a while.
pub(crate) fn absteigen(s: &mut Stand, zufall: &mut Zufall, strafe: f64, geduld: usize) {
    let mut leer = 0;
    while leer < geduld {
        let runde = s.rand.len().max(16);
        let mut besser = 0;
        for _ in 0..runde {
            if s.rand.is_empty() {
                return;
            }
            let u = s.rand[zufall.unter(s.rand.len())] as usize;
            let Some(b) = s.fremde_zone(u, zufall) else {
                continue;
            };
            let d = s.aenderung(u, b);
            let delta = d.kosten + strafe * d.ueber + KONFLIKT * 100.0 * d.konflikte;
            if delta < -1e-10 {
                if s.bleibt_ganz(u) {
                    s.bewegen(u, b, &d);
                    besser += 1;
                }
            } else if d.ueber > 0.0 && mit_ausgleich(s, zufall, strafe, (u, b, d), -1e-10) {
                besser += 1;
            }
        }
        leer = if besser * 500 < runde { leer + 1 } else { 0 };
    }
}

/// Share of the mean that a usual node has.
pub(crate) fn uebliche_groesse(netz: &Netz, k: usize) -> f64 {
    k as f64 / netz.n.max(1) as f64
}
