//! A bound no plan within tolerance can go below. It is honest, not tight.

use crate::aufgabe::Aufgabe;

/// Lower bound of J: political units too heavy for one zone must be cut, and k zones that share the area need at least
/// the borders of circles (the outer border counts for free).
#[must_use]
pub fn untere_schranke(a: &Aufgabe) -> f64 {
    let v = &a.vorgaben;
    let k = v.k as f64;
    let gesamt: f64 = a.einheiten.iter().map(|e| a.ausgeglichene_last(e)).sum();
    let (lo, hi) = (gesamt / k * (1.0 - v.toleranz), gesamt / k * (1.0 + v.toleranz));
    let mut je = vec![(false, 0.0); a.politisch.len()];
    for e in &a.einheiten {
        je[e.politisch].0 = true;
        je[e.politisch].1 += a.ausgeglichene_last(e);
    }
    let npol = je.iter().filter(|p| p.0).count();
    let mut stuecke = 0.0;
    for (_, l) in je.iter().filter(|p| p.0) {
        stuecke += if hi > 0.0 {
            (l / hi - 1e-9).ceil().max(1.0)
        } else {
            1.0
        };
    }
    // every zone has at least one piece
    let stuecke = f64::max(stuecke, k);
    let politisch = (stuecke - npol as f64).max(0.0) / npol.max(1) as f64;
    politisch + schnitt(a, lo).max(0.0) / a.norm().max(1e-9)
}

/// Least length of all inner borders.
fn schnitt(a: &Aufgabe, lo: f64) -> f64 {
    let k = a.vorgaben.k;
    if k < 2 {
        return 0.0;
    }
    let innen: f64 = 2.0 * a.kanten.iter().map(|e| e.laenge).sum::<f64>();
    let umfang: f64 = a.einheiten.iter().map(|e| e.umfang).sum();
    let aussen = (umfang - innen).max(0.0);
    let flaeche: f64 = a.einheiten.iter().map(|e| e.flaeche).sum();
    // the least area with the load of a zone: the densest units first, the last one in part
    let mut dicht: Vec<(f64, f64)> = a
        .einheiten
        .iter()
        .map(|e| (a.ausgeglichene_last(e), e.flaeche))
        .filter(|(l, _)| *l > 0.0)
        .collect();
    dicht.sort_by(|x, y| (y.0 * x.1).total_cmp(&(x.0 * y.1)));
    let (mut rest, mut kleinste) = (lo, 0.0);
    for (l, f) in dicht {
        if rest <= 0.0 {
            break;
        }
        let teil = (rest / l).min(1.0);
        kleinste += f * teil;
        rest -= l;
    }
    // the sum of roots is least if all zones but one are as small as may be
    let kleinste = kleinste.min(flaeche / k as f64);
    let kreis = |f: f64| 2.0 * (std::f64::consts::PI * f.max(0.0)).sqrt();
    let umfaenge = (k - 1) as f64 * kreis(kleinste) + kreis(flaeche - (k - 1) as f64 * kleinste);
    (umfaenge - aussen) / 2.0
}
