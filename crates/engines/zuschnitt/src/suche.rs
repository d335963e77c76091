//! The search: some independent plans from coarse to fine, then cycles that make a plan coarse again along its own
//! borders – alone, crossed with another one, or with a few zones split anew – and cool it once more.

use crate::{
    anfang,
    kuehlen::{self, Bester, Kuehlung},
    netz::{Netz, Regeln},
    stand::Stand,
    start,
    takt::Takt,
    vergroebern::{Koernung, vergroebern},
    zufall::Zufall,
};

/// Share of the run for independent plans.
const ANFANG: f64 = 0.4;
/// So many of them are made at most, and so many kept.
const HOECHSTENS: usize = 12;
const BEHALTEN: usize = 6;

/// Steps per node of the first cooling and of a cycle. Many short ones find more than a few long ones; the cycles grow
/// longer by themselves once short ones find nothing any more.
const NEU: f64 = 100.0;
const KREIS: f64 = 60.0;
/// When cycles have grown so much longer without finding anything, the plans are given up for new ones. Many short
/// attempts find more than a long one that stays where it began.
const MEHR_MAX: f64 = 2.0;

pub(crate) struct Loeser<'a, 'm> {
    pub netz: &'a Netz,
    pub regeln: &'a Regeln,
    /// Today's zone of each node, if changes cost.
    pub heute: Option<Vec<u32>>,
    pub takt: &'a mut Takt<'m>,
    pub zufall: Zufall,
    /// How much more than usual a broken limit costs. Grows as long as no plan within the limits is known; then the least
    /// that led to one is where it stays.
    pub haerte: f64,
}

/// More hardness only freezes the search.
const HAERTE_MAX: f64 = 64.0;

/// One way from coarse to fine.
struct Weg {
    koernung: Koernung,
    /// First temperature on the coarsest and on the finer levels, in usual changes.
    heiss: f64,
    warm: f64,
    /// Cost of an excess of one usual node, in usual changes.
    strafe: f64,
    /// Steps per node of the finest level; coarser ones take the root of their share.
    schritte: f64,
    /// Share of the run at which it must have ended.
    ende: f64,
}

/// Where a way begins.
enum Von<'z> {
    Neu,
    Plan(&'z [u32]),
    Paar(&'z [u32], &'z [u32]),
    /// A plan of which some zones are split anew.
    Teil(&'z [u32], Vec<u32>),
}

impl Loeser<'_, '_> {
    /// The best plan until the share `ende` of the run.
    pub(crate) fn suchen(&mut self, ende: f64) -> Bester {
        let mut sieger: Vec<Bester> = Vec::new();
        loop {
            let begonnen = self.takt.anteil();
            let mut alle = self.anfangen(ende);
            self.kreisen(&mut alle, ende, MEHR_MAX);
            let dauer = self.takt.anteil() - begonnen;
            let rest = ende - self.takt.anteil();
            // plans that have come to look alike teach each other nothing more: others are raised from the beginning,
            // and the best of all meet in the end
            if rest < dauer * 1.2 || rest <= 0.0 {
                for b in alle {
                    aufnehmen(&mut sieger, b);
                }
                break;
            }
            aufnehmen(&mut sieger, alle.swap_remove(0));
        }
        self.kreisen(&mut sieger, ende, f64::INFINITY);
        sieger.swap_remove(0)
    }

    /// Cycles until the share `ende` of the run, or, once a plan holds all limits, until they would have to grow longer than
    /// `mehr_max`.
    fn kreisen(&mut self, alle: &mut [Bester], ende: f64, mehr_max: f64) {
        let mut mehr = 1.0;
        let mut leer = 0;
        let mut grund = self.haerte;
        while self.takt.anteil() < ende && (mehr <= mehr_max || alle[0].mangel > 0.0) {
            if alle[0].mangel > 0.0 {
                self.haerte = haerter(self.haerte);
                grund = self.haerte;
            } else {
                self.haerte = grund * [1.0, 1.0, 2.0][self.zufall.unter(3)];
            }
            let vorher = self.takt.anteil();
            // mostly the best
            let i = self.zufall.unter(alle.len()).min(self.zufall.unter(alle.len()));
            let j = self.zufall.unter(alle.len());
            let grob = [0.06, 0.12, 0.25, 0.5][self.zufall.unter(4)];
            let weg = Weg {
                koernung: Koernung {
                    ziel: (self.regeln.k as f64 * (3.0 / grob)) as usize,
                    hoechstens: grob,
                },
                heiss: 0.1 * 5.0_f64.powf(self.zufall.eins()),
                warm: 0.1,
                strafe: 2.0,
                schritte: KREIS * mehr,
                ende: (vorher + 0.2).min(ende),
            };
            // crossing two plans pays most
            let von = match self.zufall.unter(4) {
                0 | 1 if i != j => Von::Paar(&alle[i].zone, &alle[j].zone),
                3 if self.regeln.k > 2 => Von::Teil(&alle[i].zone, self.nachbarzonen(&alle[i].zone)),
                _ => Von::Plan(&alle[i].zone),
            };
            let b = self.weg(&weg, &von);
            let besser = !alle[i].besser_als(b.kosten + 1e-9, b.mangel);
            // the same plan twice would only be crossed with itself
            if besser && !schon_da(alle, &b) {
                alle[i] = b;
                leer = 0;
                alle.sort_by(Bester::vergleich);
            } else {
                leer += 1;
            }
            if leer > 8 {
                mehr *= 1.5;
                leer = 0;
            }
        }
        self.haerte = grund;
    }

    fn anfangen(&mut self, ende: f64) -> Vec<Bester> {
        let begonnen = self.takt.anteil();
        let anfang = begonnen + ANFANG * (ende - begonnen);
        let mut alle: Vec<Bester> = Vec::new();
        let mut dauer = 0.0;
        let mut gute = f64::INFINITY;
        loop {
            let vorher = self.takt.anteil();
            if !alle.is_empty() && (vorher + dauer > anfang || alle.len() >= HOECHSTENS) {
                break;
            }
            let heute = if alle.len().is_multiple_of(2) {
                self.heute.clone()
            } else {
                None
            };
            let weg = Weg {
                koernung: Koernung {
                    ziel: self.regeln.k * 25,
                    hoechstens: 0.12,
                },
                heiss: if heute.is_some() {
                    0.1
                } else {
                    0.4 * 2.5_f64.powf(self.zufall.eins())
                },
                warm: 0.15,
                // tasks differ in what leads far, so the plans of the beginning differ in it too
                strafe: 0.6 * 6.0_f64.powf(self.zufall.eins()),
                schritte: NEU,
                ende: anfang.max(vorher + 1e-6),
            };
            let b = match heute {
                Some(h) => {
                    let plan = anfang::aus_bestand(self.netz, self.regeln, &h, &mut self.zufall);
                    self.weg(&weg, &Von::Plan(&plan))
                }
                None => self.weg(&weg, &Von::Neu),
            };
            if b.mangel > 0.0 {
                self.haerte = haerter(self.haerte);
            } else {
                gute = gute.min(self.haerte);
                self.haerte = (self.haerte / 2.0).max(1.0);
            }
            alle.push(b);
            dauer = self.takt.anteil() - vorher;
        }
        if gute.is_finite() {
            self.haerte = gute;
        }
        alle.sort_by(Bester::vergleich);
        alle.truncate(BEHALTEN);
        alle
    }

    /// Two to four zones that lie together.
    fn nachbarzonen(&mut self, zone: &[u32]) -> Vec<u32> {
        let zahl = (2 + self.zufall.unter(3)).min(self.regeln.k);
        let mut wahl = vec![zone[self.zufall.unter(zone.len())]];
        while wahl.len() < zahl {
            let mut nachbarn: Vec<u32> = Vec::new();
            for (u, z) in zone.iter().enumerate() {
                if *z == wahl[wahl.len() - 1] {
                    nachbarn.extend(
                        self.netz
                            .nachbarn(u)
                            .map(|v| zone[v])
                            .filter(|y| !wahl.contains(y)),
                    );
                }
            }
            nachbarn.sort_unstable();
            nachbarn.dedup();
            if nachbarn.is_empty() {
                break;
            }
            wahl.push(nachbarn[self.zufall.unter(nachbarn.len())]);
        }
        wahl
    }

    fn weg(&mut self, w: &Weg, von: &Von) -> Bester {
        let r = self.regeln;
        let k = r.k as u64;
        let klassen: Option<Vec<u64>> = match von {
            Von::Neu => None,
            Von::Plan(p) => Some(p.iter().map(|&z| u64::from(z)).collect()),
            Von::Paar(p, q) => Some(
                p.iter()
                    .zip(*q)
                    .map(|(&a, &b)| u64::from(a) * k + u64::from(b))
                    .collect(),
            ),
            Von::Teil(p, zonen) => Some(
                p.iter()
                    .map(|z| u64::from(if zonen.contains(z) { zonen[0] } else { *z }))
                    .collect(),
            ),
        };
        let stufen = vergroebern(self.netz, r, w.koernung, klassen.as_deref(), &mut self.zufall);
        let netze: Vec<&Netz> = std::iter::once(self.netz)
            .chain(stufen.iter().map(|s| &s.netz))
            .collect();
        let grob = netze[netze.len() - 1];
        let hinauf = |plan: &[u32]| {
            let mut zone = plan.to_vec();
            for s in &stufen {
                let mut oben = vec![0; s.netz.n];
                for (&g, &z) in s.gruppe.iter().zip(&zone) {
                    oben[g as usize] = z;
                }
                zone = oben;
            }
            zone
        };
        let mut zone = match von {
            Von::Neu if !grob.getrennt.leer() => anfang::aus_keimen(grob, r, &mut self.zufall),
            Von::Neu => start::erster_plan(grob, r, 8, &mut self.zufall),
            Von::Plan(p) | Von::Paar(p, _) => hinauf(p),
            Von::Teil(p, zonen) => start::neu_teilen(grob, r, hinauf(p), zonen, 6, &mut self.zufall),
        };
        if matches!(von, Von::Neu) && !grob.bestand.leer() {
            wie_heute_nennen(grob, r, &mut zone);
        }
        // making the levels is work too; and a plan without inner borders takes no step at all, but must end
        let begonnen = self.takt.weiter(self.netz.n as u64 / 16 + 64);
        // some ways never leave a good plan for a worse one, the others wander
        let am_start_haengen = matches!(von, Von::Paar(..)) || self.zufall.unter(2) == 0;
        let summe: f64 = netze.iter().map(|n| (n.n as f64).sqrt()).sum();
        let mut bis = begonnen;
        let hitze = if self.takt.zulaessig() { 1.0 } else { self.haerte };
        let mut b = Bester::default();
        for i in (0..netze.len()).rev() {
            bis += (w.ende - begonnen) * (netze[i].n as f64).sqrt() / summe;
            let mut s = Stand::neu(netze[i], r, zone);
            let d = kuehlen::uebliche_aenderung(&s, &mut self.zufall);
            let groesse = kuehlen::uebliche_groesse(netze[i], r.k).max(1e-3);
            let wie = Kuehlung {
                // as long as limits are broken, heat is for them: load must flow before borders are smoothed
                von: d * hitze * if i + 1 == netze.len() { w.heiss } else { w.warm },
                bis: d * 0.02,
                strafe: w.strafe * self.haerte * d / groesse,
                schritte: (w.schritte * (netze[i].n as f64 * self.netz.n as f64).sqrt()) as u64,
                start_zaehlt: i == 0 || am_start_haengen,
                ende: bis,
            };
            b = kuehlen::kuehlen(&mut s, &mut self.zufall, self.takt, wie);
            zone = match i {
                0 => Vec::new(),
                _ => stufen[i - 1].gruppe.iter().map(|&g| b.zone[g as usize]).collect(),
            };
        }
        b
    }
}

/// Whether there is a plan of this cost and lack: two that agree so far are one, under other numbers of zones.
fn schon_da(alle: &[Bester], b: &Bester) -> bool {
    alle.iter()
        .any(|a| (a.kosten - b.kosten).abs() < 1e-9 && (a.mangel - b.mangel).abs() < 1e-9)
}

/// Puts a plan among the best, if it is one and none of them yet.
fn aufnehmen(beste: &mut Vec<Bester>, b: Bester) {
    if !schon_da(beste, &b) {
        beste.push(b);
        beste.sort_by(Bester::vergleich);
        beste.truncate(BEHALTEN);
    }
}

fn haerter(alt: f64) -> f64 {
    if alt >= HAERTE_MAX { 1.0 } else { alt * 2.0 }
}

/// Gives each zone the number of that zone of today with which it shares most.
fn wie_heute_nennen(netz: &Netz, regeln: &Regeln, zone: &mut [u32]) {
    let k = regeln.k;
    let mut gemeinsam: std::collections::BTreeMap<(u32, u32), f64> = std::collections::BTreeMap::new();
    for (u, &z) in zone.iter().enumerate() {
        for &(h, w) in netz.bestand.von(u) {
            *gemeinsam.entry((z, h)).or_default() += f64::from(w);
        }
    }
    let mut paare: Vec<((u32, u32), f64)> = gemeinsam.into_iter().collect();
    paare.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut neu = vec![u32::MAX; k];
    let mut vergeben = vec![false; k];
    for ((z, h), _) in paare {
        if neu[z as usize] == u32::MAX && !vergeben[h as usize] {
            neu[z as usize] = h;
            vergeben[h as usize] = true;
        }
    }
    let mut frei = (0..k as u32).filter(|&h| !vergeben[h as usize]);
    for n in neu.iter_mut().filter(|n| **n == u32::MAX) {
        *n = frei.next().unwrap_or(0);
    }
    for z in zone {
        *z = neu[*z as usize];
    }
}
