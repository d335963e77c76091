//! Shared borders.

use std::collections::{BTreeMap, HashMap};

use super::{Abbildung, Form, Topologie};
use crate::{
    aufgabe::{Aufgabe, Kante},
    bewertung::Vereinigung,
};

type Punkt = (f64, f64);
/// Points of a border piece by number, the smaller first.
type Strecke = (u32, u32);

/// Points by cells of equal size.
struct Raster {
    zelle: f64,
    faecher: HashMap<(i64, i64), Vec<u32>>,
}

impl Raster {
    fn neu(zelle: f64) -> Self {
        Self {
            zelle: zelle.max(1e-9),
            faecher: HashMap::new(),
        }
    }

    fn fach(&self, p: Punkt) -> (i64, i64) {
        (
            (p.0 / self.zelle).floor() as i64,
            (p.1 / self.zelle).floor() as i64,
        )
    }

    fn dazu(&mut self, p: Punkt, nr: u32) {
        let f = self.fach(p);
        self.faecher.entry(f).or_default().push(nr);
    }

    /// Everything in the cells that the box touches.
    fn im_kasten(&self, von: Punkt, bis: Punkt) -> impl Iterator<Item = u32> + '_ {
        let ((x0, y0), (x1, y1)) = (self.fach(von), self.fach(bis));
        (y0..=y1).flat_map(move |y| {
            (x0..=x1).flat_map(move |x| self.faecher.get(&(x, y)).into_iter().flatten().copied())
        })
    }
}

/// All pairs that share border.
pub(super) fn kanten(formen: &[Form], wie: &Abbildung, t: &mut Topologie) -> Vec<Kante> {
    let (punkte, linien) = punkte(formen, wie.snap_m, t);
    let laenge = |s: &Strecke| {
        let (a, b) = (punkte[s.0 as usize], punkte[s.1 as usize]);
        (b.0 - a.0).hypot(b.1 - a.1)
    };
    let mut wem: HashMap<Strecke, Vec<u32>> = HashMap::new();
    for (u, l) in linien.iter().enumerate() {
        for &s in l {
            eintragen(&mut wem, s, u as u32);
        }
    }
    ecken_einfuegen(&punkte, &mut wem, wie.snap_m, t);
    let mut paare: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut offen: Vec<(u32, Strecke)> = Vec::new();
    for (s, u) in &wem {
        match u[..] {
            [] => {}
            [u] => offen.push((u, *s)),
            [a, b, ..] => {
                t.ueberdeckte_grenzen += usize::from(u.len() > 2);
                *paare.entry((a.min(b), a.max(b))).or_default() += laenge(s);
            }
        }
    }
    offen.sort_unstable();
    luecken(&punkte, &offen, wie.gap_m, &mut paare, t);
    paare
        .into_iter()
        .map(|((a, b), laenge)| Kante {
            a: a as usize,
            b: b as usize,
            laenge,
        })
        .collect()
}

/// A piece passed twice by one unit is no border (a seam); a unit counts once.
fn eintragen(wem: &mut HashMap<Strecke, Vec<u32>>, s: Strecke, u: u32) {
    let liste = wem.entry(s).or_default();
    match liste.iter().position(|&v| v == u) {
        Some(i) => {
            liste.remove(i);
        }
        None => liste.push(u),
    }
}

/// Numbers the points, near ones alike, and gives each unit its pieces.
fn punkte(formen: &[Form], nah: f64, t: &mut Topologie) -> (Vec<Punkt>, Vec<Vec<Strecke>>) {
    let mut punkte: Vec<Punkt> = Vec::new();
    let mut raster = Raster::neu(nah.max(1e-6) * 2.0);
    let mut linien = Vec::with_capacity(formen.len());
    for f in formen {
        let mut linie = Vec::new();
        for ring in &f.ringe {
            let mut nummern: Vec<u32> = Vec::with_capacity(ring.len());
            for &p in ring {
                let mut wahl: Option<(u32, f64)> = None;
                for i in raster.im_kasten((p.0 - nah, p.1 - nah), (p.0 + nah, p.1 + nah)) {
                    let q = punkte[i as usize];
                    let d = (q.0 - p.0).hypot(q.1 - p.1);
                    if d <= nah && wahl.is_none_or(|(_, w)| d < w) {
                        wahl = Some((i, d));
                    }
                }
                nummern.push(match wahl {
                    Some((i, d)) => {
                        t.verschmolzene_punkte += usize::from(d > 1e-9);
                        i
                    }
                    None => {
                        let i = punkte.len() as u32;
                        punkte.push(p);
                        raster.dazu(p, i);
                        i
                    }
                });
            }
            for (i, &a) in nummern.iter().enumerate() {
                let b = nummern[(i + 1) % nummern.len()];
                if a != b {
                    linie.push((a.min(b), a.max(b)));
                }
            }
        }
        linien.push(linie);
    }
    (punkte, linien)
}

/// Splits pieces that only one unit has at points of other lonely pieces that lie on them.
fn ecken_einfuegen(punkte: &[Punkt], wem: &mut HashMap<Strecke, Vec<u32>>, nah: f64, t: &mut Topologie) {
    let mut einsam: Vec<(Strecke, u32)> = wem
        .iter()
        .filter(|(_, u)| u.len() == 1)
        .map(|(s, u)| (*s, u[0]))
        .collect();
    einsam.sort_unstable();
    let mut enden: Vec<u32> = einsam.iter().flat_map(|(s, _)| [s.0, s.1]).collect();
    enden.sort_unstable();
    enden.dedup();
    let mittel = einsam
        .iter()
        .map(|(s, _)| abstand(punkte[s.0 as usize], punkte[s.1 as usize]))
        .sum::<f64>()
        / einsam.len().max(1) as f64;
    let mut raster = Raster::neu(mittel.max(nah * 2.0).max(1e-6));
    for &i in &enden {
        raster.dazu(punkte[i as usize], i);
    }
    for (s, u) in einsam {
        let (a, b) = (punkte[s.0 as usize], punkte[s.1 as usize]);
        let lang = abstand(a, b);
        // a line across thousands of cells is a mistake of the data
        if lang > raster.zelle * 2000.0 {
            continue;
        }
        let von = (a.0.min(b.0) - nah, a.1.min(b.1) - nah);
        let bis = (a.0.max(b.0) + nah, a.1.max(b.1) + nah);
        let mut auf: Vec<(f64, u32)> = raster
            .im_kasten(von, bis)
            .filter(|&i| i != s.0 && i != s.1)
            .filter_map(|i| {
                let (d, r) = abstand_zur_strecke(punkte[i as usize], a, b);
                (d <= nah && r > 0.0 && r < 1.0).then_some((r, i))
            })
            .collect();
        if auf.is_empty() {
            continue;
        }
        auf.sort_by(|x, y| x.0.total_cmp(&y.0));
        t.eingefuegte_ecken += auf.len();
        wem.remove(&s);
        let mut vorher = s.0;
        for i in auf.into_iter().map(|(_, i)| i).chain([s.1]) {
            if i != vorher {
                eintragen(wem, (vorher.min(i), vorher.max(i)), u);
            }
            vorher = i;
        }
    }
}

fn abstand(a: Punkt, b: Punkt) -> f64 {
    (b.0 - a.0).hypot(b.1 - a.1)
}

/// Distance of a point to a line piece, and where along it, 0 to 1.
fn abstand_zur_strecke(p: Punkt, a: Punkt, b: Punkt) -> (f64, f64) {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let l2 = dx * dx + dy * dy;
    let r = if l2 > 0.0 {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / l2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (abstand(p, (a.0 + r * dx, a.1 + r * dy)), r)
}

/// Lonely pieces of two units that run along each other.
fn luecken(
    punkte: &[Punkt],
    offen: &[(u32, Strecke)],
    breite: f64,
    paare: &mut BTreeMap<(u32, u32), f64>,
    t: &mut Topologie,
) {
    if breite <= 0.0 || offen.is_empty() {
        return;
    }
    let ende = |s: &Strecke| (punkte[s.0 as usize], punkte[s.1 as usize]);
    let schritt = breite * 4.0;
    let proben = |s: &Strecke| {
        let (a, b) = ende(s);
        let n = (abstand(a, b) / schritt).ceil().clamp(1.0, 500.0);
        (0..n as usize).map(move |i| {
            let r = (i as f64 + 0.5) / n;
            ((a.0 + r * (b.0 - a.0), a.1 + r * (b.1 - a.1)), abstand(a, b) / n)
        })
    };
    let mut raster = Raster::neu(schritt);
    for (i, (_, s)) in offen.iter().enumerate() {
        for (p, _) in proben(s) {
            raster.dazu(p, i as u32);
        }
    }
    let mut beide: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (u, s) in offen {
        for (p, lang) in proben(s) {
            let mut wahl: Option<(f64, u32)> = None;
            for i in raster.im_kasten((p.0 - schritt, p.1 - schritt), (p.0 + schritt, p.1 + schritt)) {
                let (v, r) = &offen[i as usize];
                if v == u {
                    continue;
                }
                let (a, b) = ende(r);
                let d = abstand_zur_strecke(p, a, b).0;
                if d <= breite && wahl.is_none_or(|w| (d, *v) < w) {
                    wahl = Some((d, *v));
                }
            }
            if let Some((_, v)) = wahl {
                *beide.entry((*u.min(&v), *u.max(&v))).or_default() += lang / 2.0;
            }
        }
    }
    for (paar, lang) in beide {
        // meeting at a corner is not running along
        if lang < breite * 3.0 {
            continue;
        }
        t.ueberbrueckte_luecken += usize::from(!paare.contains_key(&paar));
        *paare.entry(paar).or_default() += lang;
    }
}

/// Links islands to the nearest unit, the smallest first.
pub(super) fn inseln_verbinden(a: &mut Aufgabe, t: &mut Topologie) {
    let n = a.einheiten.len();
    let mut v = Vereinigung::neu(n);
    for k in &a.kanten {
        v.vereinen(k.a, k.b);
    }
    while v.anzahl > 1 {
        let mut groesse: HashMap<usize, usize> = HashMap::new();
        let wurzeln: Vec<usize> = (0..n).map(|u| v.wurzel(u)).collect();
        for &w in &wurzeln {
            *groesse.entry(w).or_default() += 1;
        }
        let Some((_, insel)) = groesse.iter().map(|(&w, &g)| (g, w)).min() else {
            return;
        };
        let mut naechste: Option<(f64, usize, usize)> = None;
        for u in (0..n).filter(|&u| wurzeln[u] == insel) {
            let e = &a.einheiten[u];
            for w in (0..n).filter(|&w| wurzeln[w] != insel) {
                let f = &a.einheiten[w];
                let d = (e.x - f.x).hypot(e.y - f.y);
                if naechste.is_none_or(|x| d < x.0) {
                    naechste = Some((d, u, w));
                }
            }
        }
        let Some((_, u, w)) = naechste else { return };
        v.vereinen(u, w);
        a.kanten.push(Kante {
            a: u.min(w),
            b: u.max(w),
            laenge: 0.0,
        });
        t.virtuelle_verbindungen
            .push((a.einheiten[u].kennung.clone(), a.einheiten[w].kennung.clone()));
    }
}
