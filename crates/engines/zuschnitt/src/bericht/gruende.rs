//! Which demands a plan breaks, and why no plan could hold them.

use serde::Serialize;

use crate::{aufgabe::Aufgabe, bewertung::Vereinigung};

/// The demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Vorgabe {
    /// Exactly k zones.
    Anzahl,
    /// In one piece.
    Zusammenhang,
    /// Load within tolerance.
    Toleranz,
    /// A further load within its tolerance.
    WeitereLast,
    /// Residents within the corridor.
    Einwohner,
    /// Units per zone within the corridor.
    Einheiten,
    /// Unit bound to a zone.
    Gesperrt,
    /// Units that stay together.
    Zusammen,
    /// Units that stay apart.
    Getrennt,
}

/// A broken demand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verletzung {
    /// Which.
    pub vorgabe: Vorgabe,
    /// Where, as label; empty = the plan as a whole.
    pub zone: Option<String>,
    /// In words.
    pub text: String,
}

/// Every demand the plan breaks.
pub(super) fn verletzungen(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Vec<Verletzung> {
    let v = &a.vorgaben;
    let k = namen.len();
    let mut alle = Vec::new();
    let mut dazu = |vorgabe, z: Option<usize>, text: String| {
        alle.push(Verletzung {
            vorgabe,
            zone: z.map(|z| namen[z].clone()),
            text,
        });
    };
    let mut belegt = vec![0_usize; k];
    for &z in zone {
        belegt[z] += 1;
    }
    let zahl = belegt.iter().filter(|b| **b > 0).count();
    if zahl != v.k {
        dazu(
            Vorgabe::Anzahl,
            None,
            format!("Es sind {zahl} Zonen statt {}.", v.k),
        );
    }
    for (z, &t) in super::teile_je_zone(a, zone, k).iter().enumerate() {
        if t > 1 {
            dazu(
                Vorgabe::Zusammenhang,
                Some(z),
                format!("Die Zone liegt in {t} Teilen."),
            );
        }
    }
    let mut pruefen = |vorgabe, name: &str, werte: &dyn Fn(usize) -> f64, grenzen: (f64, f64)| {
        let mut summe = vec![0.0; k];
        for (u, &z) in zone.iter().enumerate() {
            summe[z] += werte(u);
        }
        for z in 0..k {
            let hauch = 1e-9 * grenzen.1.abs().max(1.0);
            if belegt[z] > 0 && (summe[z] < grenzen.0 - hauch || summe[z] > grenzen.1 + hauch) {
                dazu(
                    vorgabe,
                    Some(z),
                    format!(
                        "{name}: {:.1}, erlaubt sind {:.1} bis {:.1}.",
                        summe[z], grenzen.0, grenzen.1
                    ),
                );
            }
        }
    };
    let last = |u: usize| a.ausgeglichene_last(&a.einheiten[u]);
    let um = |gesamt: f64, tol: f64| {
        let mittel = gesamt / v.k as f64;
        (mittel * (1.0 - tol), mittel * (1.0 + tol))
    };
    let gesamt = (0..zone.len()).map(last).sum();
    pruefen(Vorgabe::Toleranz, "Last", &last, um(gesamt, v.toleranz));
    if let Some(g) = v.einwohner {
        pruefen(Vorgabe::Einwohner, "Einwohner", &|u| a.einheiten[u].einwohner, g);
    }
    if let Some(g) = v.einheiten {
        pruefen(Vorgabe::Einheiten, "Einheiten", &|_| 1.0, g);
    }
    for l in &a.weitere_lasten {
        pruefen(
            Vorgabe::WeitereLast,
            &l.name,
            &|u| l.werte[u],
            um(l.werte.iter().sum(), l.toleranz),
        );
    }
    for (u, name) in &v.gesperrt {
        if namen[zone[*u]] != *name {
            dazu(
                Vorgabe::Gesperrt,
                Some(zone[*u]),
                format!("„{}“ gehört fest zu „{name}“.", a.einheiten[*u].kennung),
            );
        }
    }
    for g in &v.zusammen {
        if let Some(&u) = g.iter().find(|&&u| zone[u] != zone[g[0]]) {
            let (x, y) = (&a.einheiten[g[0]].kennung, &a.einheiten[u].kennung);
            dazu(Vorgabe::Zusammen, None, format!("„{x}“ und „{y}“ sind getrennt."));
        }
    }
    for g in &v.getrennt {
        for (i, &u) in g.iter().enumerate() {
            if let Some(&w) = g[i + 1..].iter().find(|&&w| zone[w] == zone[u] && w != u) {
                let (x, y) = (&a.einheiten[u].kennung, &a.einheiten[w].kennung);
                dazu(
                    Vorgabe::Getrennt,
                    Some(zone[u]),
                    format!("„{x}“ und „{y}“ liegen zusammen."),
                );
            }
        }
    }
    alle
}

/// Proofs that no plan can hold all demands; empty = none found.
pub(super) fn unmoeglich(a: &Aufgabe) -> Vec<String> {
    let v = &a.vorgaben;
    let n = a.einheiten.len();
    let mut alle = Vec::new();
    if v.k > n {
        alle.push(format!("{} Zonen sind verlangt, es gibt nur {n} Einheiten.", v.k));
        return alle;
    }
    let k = v.k as f64;
    let gesamt: f64 = a.einheiten.iter().map(|e| a.ausgeglichene_last(e)).sum();
    let (lo, hi) = (gesamt / k * (1.0 - v.toleranz), gesamt / k * (1.0 + v.toleranz));
    let hauch = 1e-9 * hi.max(1.0);
    for e in &a.einheiten {
        let l = a.ausgeglichene_last(e);
        if l > hi + hauch {
            alle.push(format!(
                "Toleranz: „{}“ hat allein eine Last von {l:.1}, eine Zone darf höchstens {hi:.1} haben.",
                e.kennung
            ));
        }
    }
    for g in &v.zusammen {
        let l: f64 = g.iter().map(|&u| a.ausgeglichene_last(&a.einheiten[u])).sum();
        if g.len() > 1 && l > hi + hauch {
            alle.push(format!(
                "Zusammen: „{}“ und die mit ihr gebundenen Einheiten haben eine Last von {l:.1}, erlaubt sind {hi:.1}.",
                a.einheiten[g[0]].kennung
            ));
        }
    }
    for g in &v.getrennt {
        if g.len() > v.k {
            alle.push(format!(
                "Getrennt: {} Einheiten sollen in {} Zonen getrennt liegen.",
                g.len(),
                v.k
            ));
        }
    }
    let mut korridor = |name: &str, grenzen: Option<(f64, f64)>, summe: f64| {
        if let Some((unten, oben)) = grenzen
            && (unten * k > summe + 1e-6 || oben * k < summe - 1e-6)
        {
            alle.push(format!(
                "{name}: {summe:.0} auf {} Zonen sind im Mittel {:.1}, erlaubt sind {unten:.1} bis {oben:.1}.",
                v.k,
                summe / k
            ));
        }
    };
    korridor(
        "Einwohner",
        v.einwohner,
        a.einheiten.iter().map(|e| e.einwohner).sum(),
    );
    korridor("Einheiten", v.einheiten, n as f64);
    inseln(a, lo - hauch, hi + hauch, &mut alle);
    alle
}

/// Islands: each needs a whole number of zones.
fn inseln(a: &Aufgabe, lo: f64, hi: f64, alle: &mut Vec<String>) {
    let n = a.einheiten.len();
    let mut v = Vereinigung::neu(n);
    for e in &a.kanten {
        v.vereinen(e.a, e.b);
    }
    if v.anzahl <= 1 {
        return;
    }
    if v.anzahl > a.vorgaben.k {
        alle.push(format!(
            "Zusammenhang: Die Einheiten liegen in {} Teilen ohne Verbindung, verlangt sind {} Zonen. Virtuelle Verbindungen (Länge 0) helfen.",
            v.anzahl, a.vorgaben.k
        ));
        return;
    }
    let mut last = vec![0.0; n];
    for (u, e) in a.einheiten.iter().enumerate() {
        last[v.wurzel(u)] += a.ausgeglichene_last(e);
    }
    let (mut mindestens, mut hoechstens) = (0.0, 0.0);
    for (u, &l) in last.iter().enumerate() {
        if v.wurzel(u) != u {
            continue;
        }
        let (m, h) = (
            (l / hi).ceil().max(1.0),
            if lo > 0.0 { (l / lo).floor() } else { f64::MAX },
        );
        if m > h {
            alle.push(format!(
                "Zusammenhang: Der Teil um „{}“ hat eine Last von {l:.1}; das ist keine ganze Zahl von Zonen.",
                a.einheiten[u].kennung
            ));
        }
        mindestens += m;
        hoechstens += h;
    }
    let k = a.vorgaben.k as f64;
    if alle.is_empty() && !(mindestens..=hoechstens).contains(&k) {
        alle.push(format!(
            "Zusammenhang: Die unverbundenen Teile brauchen zusammen {mindestens} bis {hoechstens} Zonen, verlangt sind {k}."
        ));
    }
}
