//! M4: no budget moves further than ±c from the year before, scaled to `V`.

use base::{Befund, Bp, Cent};
use num_bigint::BigInt;
use num_traits::Zero;

use super::Schritt;
use crate::rules::bruch::{Bruch, bruch, dezimal, prozent};

struct Grenzen {
    unten: Vec<Bruch>,
    oben: Vec<Bruch>,
    alt: Vec<Bruch>,
}

/// The exact amounts, as weights of the last rounding, and a step for every round.
pub(super) fn anteile(
    roh: &[Bruch],
    vorjahr: &[Cent],
    grenze: Bp,
    verteilt: Cent,
    namen: &[&str],
) -> Result<(Vec<Bruch>, Vec<Schritt>), Vec<Befund>> {
    let summe: BigInt = vorjahr.iter().map(|c| BigInt::from(c.0)).sum();
    if summe.is_zero() {
        let text = "Das Budget des Vorjahres ist in allen Regionen null.";
        return Err(vec![Befund::neu("BUDGET-E05", text).an("vorjahr")]);
    }
    if verteilt.0 == 0 {
        return Ok((roh.to_vec(), Vec::new()));
    }
    let v = bruch(verteilt.0, 1);
    let alt: Vec<Bruch> = vorjahr.iter().map(|p| bruch(p.0, summe.clone()) * &v).collect();
    let weniger = bruch(10_000 - grenze.0, 10_000);
    let mehr = bruch(10_000 + grenze.0, 10_000);
    let g = Grenzen {
        unten: alt.iter().map(|p| p * &weniger).collect(),
        oben: alt.iter().map(|p| p * &mehr).collect(),
        alt,
    };
    let mut fest: Vec<Option<Bruch>> = vec![None; roh.len()];
    let mut schritte = Vec::new();
    loop {
        let kandidaten = kandidaten(&fest, roh, &g.alt, &v);
        let ueber = |i: usize| fest[i].is_none() && kandidaten[i] > g.oben[i];
        let unter = |i: usize| fest[i].is_none() && kandidaten[i] < g.unten[i];
        let oben: Vec<usize> = (0..roh.len()).filter(|i| ueber(*i)).collect();
        let unten: Vec<usize> = (0..roh.len()).filter(|i| unter(*i)).collect();
        let zuviel: Bruch = oben.iter().map(|i| &kandidaten[*i] - &g.oben[*i]).sum();
        let zuwenig: Bruch = unten.iter().map(|i| &g.unten[*i] - &kandidaten[*i]).sum();
        schritte.push(schritt(&g, &kandidaten, grenze, namen, schritte.len() + 1));
        if oben.is_empty() && unten.is_empty() {
            let anteile = kandidaten.iter().map(|k| k / &v).collect();
            return Ok((anteile, schritte));
        }
        // the side with the larger total violation first; when equal, the upper one
        if zuviel >= zuwenig {
            oben.into_iter().for_each(|i| fest[i] = Some(g.oben[i].clone()));
        } else {
            unten.into_iter().for_each(|i| fest[i] = Some(g.unten[i].clone()));
        }
    }
}

fn kandidaten(fest: &[Option<Bruch>], roh: &[Bruch], alt: &[Bruch], v: &Bruch) -> Vec<Bruch> {
    let rest = v - fest.iter().flatten().sum::<Bruch>();
    let frei = |werte: &[Bruch]| -> Bruch {
        (0..roh.len())
            .filter(|i| fest[*i].is_none())
            .map(|i| werte[i].clone())
            .sum()
    };
    // all that is left may have no new share at all: then the old ones decide
    let (werte, summe) = match frei(roh) {
        s if s.is_zero() => (alt, frei(alt)),
        s => (roh, s),
    };
    fest.iter()
        .enumerate()
        .map(|(i, f)| match f {
            Some(f) => f.clone(),
            None if summe.is_zero() => Bruch::zero(),
            None => &rest * &werte[i] / &summe,
        })
        .collect()
}

fn schritt(g: &Grenzen, kandidaten: &[Bruch], grenze: Bp, namen: &[&str], runde: usize) -> Schritt {
    let euro = |b: &Bruch| dezimal(&(b / bruch(100, 1)), 2);
    let zeilen = namen
        .iter()
        .enumerate()
        .map(|(i, n)| {
            let lage = if kandidaten[i] > g.oben[i] {
                "darüber"
            } else if kandidaten[i] < g.unten[i] {
                "darunter"
            } else {
                "innerhalb"
            };
            vec![
                (*n).to_owned(),
                euro(&g.unten[i]),
                euro(&g.oben[i]),
                euro(&kandidaten[i]),
                lage.to_owned(),
            ]
        })
        .collect();
    Schritt {
        titel: format!(
            "Begrenzte Änderung (M4), ±{}, Runde {runde}",
            prozent(&bruch(grenze.0, 10_000), 2)
        ),
        regel: "GO budget.verteilmethode, Fachkonzept 8.3".into(),
        spalten: ["Region", "Mindestens €", "Höchstens €", "Rechnerisch €", "Lage"]
            .map(Into::into)
            .to_vec(),
        zeilen,
    }
}
