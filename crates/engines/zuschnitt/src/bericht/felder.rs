//! The four panels in numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    aufbau::{arten, einheiten_der_einrichtungen, name_des_ausgleichs},
    aufgabe::Aufgabe,
};

/// Panel one: contiguous, barriers, area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Geografisch {
    /// Every zone is in one piece.
    pub zusammenhaengend: bool,
    /// Barriers inside a zone.
    pub barrieren_ueberschritten: usize,
    /// Barriers in all.
    pub barrieren: usize,
    /// Per zone.
    pub zonen: Vec<ZoneGeografisch>,
}

/// One zone in panel one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneGeografisch {
    /// Its label.
    pub zone: String,
    /// Its pieces.
    pub teile: usize,
    /// Square kilometres.
    pub flaeche_km2: f64,
    /// Kilometres of border.
    pub umfang_km: f64,
    /// 4π·area/perimeter², 1 = circle.
    pub kompaktheit: f64,
}

/// Panel two: whole political units.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Politisch {
    /// Share of the residents whose political unit lies in one zone (Bp).
    pub anteil_gewahrt: f64,
    /// Units that are cut.
    pub geteilt: Vec<Geteilt>,
}

/// A political unit in several zones.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Geteilt {
    /// Its name.
    pub politisch: String,
    /// The zones it lies in.
    pub zonen: Vec<String>,
}

/// Panel three: institutions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Infrastrukturell {
    /// The types there are.
    pub arten: Vec<String>,
    /// How often a type is missing in a zone.
    pub fehlend: usize,
    /// Per zone.
    pub zonen: Vec<ZoneInfrastruktur>,
}

/// One zone in panel three.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneInfrastruktur {
    /// Its label.
    pub zone: String,
    /// Number by type.
    pub anzahl: BTreeMap<String, usize>,
    /// Types it lacks.
    pub fehlt: Vec<String>,
    /// The unit from which the residents of the zone are nearest on average.
    pub zentrum: String,
    /// Mean way of a resident to it, in metres as the crow flies.
    pub weg_zum_zentrum: f64,
    /// Mean way of a resident to the nearest institution of a type inside the zone.
    pub wege: Vec<Entfernung>,
}

/// A mean way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entfernung {
    /// To which type.
    pub art: String,
    /// Metres as the crow flies.
    pub meter: f64,
}

/// Panel four: cases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fallzahlen {
    /// What the tolerance holds for.
    pub ausgeglichen: &'static str,
    /// Its mean per zone.
    pub mittel: f64,
    /// Per zone.
    pub zonen: Vec<ZoneFaelle>,
}

/// One zone in panel four.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneFaelle {
    /// Its label.
    pub zone: String,
    /// Cases.
    pub faelle: f64,
    /// Deviation of the balanced quantity from its mean, as share.
    pub abweichung: f64,
    /// Residents.
    pub einwohner: f64,
    /// Residents within the corridor; empty = there is none.
    pub im_korridor: Option<bool>,
    /// Number of units.
    pub einheiten: usize,
    /// Further loads: name and deviation from the mean.
    pub weitere: BTreeMap<String, f64>,
}

/// What changes against today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aenderungen {
    /// Units that change zone.
    pub einheiten: usize,
    /// Their cases.
    pub faelle: f64,
    /// Share of all cases.
    pub anteil_faelle: f64,
    /// Residents of these units.
    pub einwohner: f64,
    /// Their staff, where known.
    pub personal: Option<f64>,
    /// Their area.
    pub flaeche_km2: f64,
}

pub(super) fn geografisch(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Geografisch {
    let k = namen.len();
    let teile = super::teile_je_zone(a, zone, k);
    let (mut flaeche, mut umfang) = (vec![0.0; k], vec![0.0; k]);
    for (e, &z) in a.einheiten.iter().zip(zone) {
        flaeche[z] += e.flaeche;
        umfang[z] += e.umfang;
    }
    for e in &a.kanten {
        if zone[e.a] == zone[e.b] {
            umfang[zone[e.a]] -= 2.0 * e.laenge;
        }
    }
    Geografisch {
        zusammenhaengend: teile.iter().all(|&t| t <= 1),
        barrieren_ueberschritten: a.barrieren.iter().filter(|(x, y)| zone[*x] == zone[*y]).count(),
        barrieren: a.barrieren.len(),
        zonen: (0..k)
            .map(|z| ZoneGeografisch {
                zone: namen[z].clone(),
                teile: teile[z],
                flaeche_km2: flaeche[z] / 1e6,
                umfang_km: umfang[z] / 1e3,
                kompaktheit: 4.0 * std::f64::consts::PI * flaeche[z] / umfang[z].max(1.0).powi(2),
            })
            .collect(),
    }
}

pub(super) fn politisch(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Politisch {
    let mut je: BTreeMap<usize, (BTreeSet<usize>, f64)> = BTreeMap::new();
    for (e, &z) in a.einheiten.iter().zip(zone) {
        let p = je.entry(e.politisch).or_default();
        p.0.insert(z);
        p.1 += e.einwohner;
    }
    let alle: f64 = je.values().map(|p| p.1).sum();
    let ganz: f64 = je.values().filter(|p| p.0.len() == 1).map(|p| p.1).sum();
    Politisch {
        anteil_gewahrt: if alle > 0.0 { ganz / alle } else { 1.0 },
        geteilt: je
            .iter()
            .filter(|(_, p)| p.0.len() > 1)
            .map(|(&i, p)| Geteilt {
                politisch: a.politisch[i].clone(),
                zonen: p.0.iter().map(|&z| namen[z].clone()).collect(),
            })
            .collect(),
    }
}

pub(super) fn infrastrukturell(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Infrastrukturell {
    let arten: Vec<String> = arten(a).into_iter().map(str::to_owned).collect();
    let k = namen.len();
    let mut je: Vec<Vec<Vec<(f64, f64)>>> = vec![vec![Vec::new(); arten.len()]; k];
    for (p, u) in a.einrichtungen.iter().zip(einheiten_der_einrichtungen(a)) {
        if let Ok(art) = arten.binary_search(&p.art) {
            je[zone[u]][art].push((p.x, p.y));
        }
    }
    let mut mitglieder: Vec<Vec<usize>> = vec![Vec::new(); k];
    for (u, &z) in zone.iter().enumerate() {
        mitglieder[z].push(u);
    }
    let weg = |u: &usize, x: f64, y: f64| (a.einheiten[*u].x - x).hypot(a.einheiten[*u].y - y);
    let zonen: Vec<ZoneInfrastruktur> = (0..k)
        .map(|z| {
            let leute: f64 = mitglieder[z].iter().map(|&u| a.einheiten[u].einwohner).sum();
            let mittel = |f: &dyn Fn(&usize) -> f64| -> f64 {
                if leute > 0.0 {
                    mitglieder[z]
                        .iter()
                        .map(|u| a.einheiten[*u].einwohner * f(u))
                        .sum::<f64>()
                        / leute
                } else {
                    mitglieder[z].iter().map(f).sum::<f64>() / mitglieder[z].len().max(1) as f64
                }
            };
            // the middle of the residents, and the unit nearest to it
            let (mx, my) = (mittel(&|u| a.einheiten[*u].x), mittel(&|u| a.einheiten[*u].y));
            let zentrum = mitglieder[z]
                .iter()
                .min_by(|u, v| weg(u, mx, my).total_cmp(&weg(v, mx, my)));
            ZoneInfrastruktur {
                zone: namen[z].clone(),
                anzahl: arten.iter().cloned().zip(je[z].iter().map(Vec::len)).collect(),
                fehlt: arten
                    .iter()
                    .zip(&je[z])
                    .filter(|(_, p)| p.is_empty())
                    .map(|(n, _)| n.clone())
                    .collect(),
                zentrum: zentrum.map_or_else(String::new, |&u| a.einheiten[u].kennung.clone()),
                weg_zum_zentrum: zentrum
                    .map_or(0.0, |&c| mittel(&|u| weg(u, a.einheiten[c].x, a.einheiten[c].y))),
                wege: arten
                    .iter()
                    .zip(&je[z])
                    .filter(|(_, p)| !p.is_empty())
                    .map(|(n, p)| Entfernung {
                        art: n.clone(),
                        meter: mittel(&|u| p.iter().map(|&(x, y)| weg(u, x, y)).fold(f64::MAX, f64::min)),
                    })
                    .collect(),
            }
        })
        .collect();
    Infrastrukturell {
        fehlend: zonen.iter().map(|z| z.fehlt.len()).sum(),
        arten,
        zonen,
    }
}

pub(super) fn fallzahlen(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Fallzahlen {
    let k = namen.len();
    let (mut faelle, mut last, mut einwohner) = (vec![0.0; k], vec![0.0; k], vec![0.0; k]);
    let mut einheiten = vec![0; k];
    for (e, &z) in a.einheiten.iter().zip(zone) {
        faelle[z] += e.last;
        last[z] += a.ausgeglichene_last(e);
        einwohner[z] += e.einwohner;
        einheiten[z] += 1;
    }
    let mittel = last.iter().sum::<f64>() / a.vorgaben.k as f64;
    let abweichung = |wert: f64, mittel: f64| if mittel > 0.0 { wert / mittel - 1.0 } else { 0.0 };
    let mut weitere: Vec<BTreeMap<String, f64>> = vec![BTreeMap::new(); k];
    for l in &a.weitere_lasten {
        let mut summe = vec![0.0; k];
        for (w, &z) in l.werte.iter().zip(zone) {
            summe[z] += w;
        }
        let m = summe.iter().sum::<f64>() / a.vorgaben.k as f64;
        for z in 0..k {
            weitere[z].insert(l.name.clone(), abweichung(summe[z], m));
        }
    }
    Fallzahlen {
        ausgeglichen: name_des_ausgleichs(a.vorgaben.ausgleich),
        mittel,
        zonen: weitere
            .into_iter()
            .enumerate()
            .map(|(z, weitere)| ZoneFaelle {
                zone: namen[z].clone(),
                faelle: faelle[z],
                abweichung: abweichung(last[z], mittel),
                einwohner: einwohner[z],
                im_korridor: a
                    .vorgaben
                    .einwohner
                    .map(|(lo, hi)| (lo..=hi).contains(&einwohner[z])),
                einheiten: einheiten[z],
                weitere,
            })
            .collect(),
    }
}

pub(super) fn aenderungen(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Option<Aenderungen> {
    let b = a.bestand.as_ref()?;
    let mut w = Aenderungen {
        einheiten: 0,
        faelle: 0.0,
        anteil_faelle: 0.0,
        einwohner: 0.0,
        personal: (!b.personal.is_empty()).then_some(0.0),
        flaeche_km2: 0.0,
    };
    for (u, e) in a.einheiten.iter().enumerate() {
        let Some(heute) = b.zone.get(u).copied().flatten() else {
            continue;
        };
        if b.namen[heute] == namen[zone[u]] {
            continue;
        }
        w.einheiten += 1;
        w.faelle += e.last;
        w.einwohner += e.einwohner;
        w.flaeche_km2 += e.flaeche / 1e6;
        if let (Some(summe), Some(p)) = (&mut w.personal, b.personal.get(u)) {
            *summe += p;
        }
    }
    let alle: f64 = a.einheiten.iter().map(|e| e.last).sum();
    w.anteil_faelle = if alle > 0.0 { w.faelle / alle } else { 0.0 };
    Some(w)
}
