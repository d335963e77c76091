//! M4: no budget moves further than ±c from the year before, scaled to `V`.

use base::{Befund, Bp, Cent};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::{Schritt, anteile::Anteile};
use crate::rules::bruch::{bruch, dezimal_von, prozent};

/// Amounts in cents over one denominator.
struct Grenzen {
    unten: Vec<BigInt>,
    oben: Vec<BigInt>,
    alt: Vec<BigInt>,
    ganz: BigInt,
    nenner: BigInt,
}

/// Amounts over the denominator of the limits times `mal`.
struct Kandidaten {
    betraege: Vec<BigInt>,
    mal: BigInt,
}

/// The exact amounts, as weights of the last rounding, and a step for every round.
pub(super) fn anteile(
    roh: &Anteile,
    vorjahr: &[Cent],
    grenze: Bp,
    verteilt: Cent,
    namen: &[&str],
) -> Result<(Anteile, Vec<Schritt>), Vec<Befund>> {
    let summe: BigInt = vorjahr.iter().map(|c| BigInt::from(c.0)).sum();
    if summe.is_zero() {
        let text = "Das Budget des Vorjahres ist in allen Regionen null.";
        return Err(vec![Befund::neu("BUDGET-E05", text).an("vorjahr")]);
    }
    if verteilt.0 == 0 {
        return Ok((roh.clone(), Vec::new()));
    }
    let nenner = summe * BigInt::from(10_000);
    let mal_v = |bp: i64| -> Vec<BigInt> {
        let faktor = BigInt::from(verteilt.0) * BigInt::from(bp);
        vorjahr.iter().map(|p| &faktor * BigInt::from(p.0)).collect()
    };
    let g = Grenzen {
        unten: mal_v(10_000 - grenze.0),
        oben: mal_v(10_000 + grenze.0),
        alt: mal_v(10_000),
        ganz: &nenner * BigInt::from(verteilt.0),
        nenner,
    };
    let mut fest: Vec<Option<BigInt>> = vec![None; vorjahr.len()];
    let mut schritte = Vec::new();
    loop {
        let k = kandidaten(&fest, &roh.zaehler, &g);
        // how far the free ones are beyond a limit
        let ueber = |grenze: &[BigInt], vorzeichen: i32| -> Vec<(usize, BigInt)> {
            (0..fest.len())
                .filter(|i| fest[*i].is_none())
                .map(|i| (i, (&k.betraege[i] - &grenze[i] * &k.mal) * vorzeichen))
                .filter(|(_, zuviel)| zuviel.is_positive())
                .collect()
        };
        let (oben, unten) = (ueber(&g.oben, 1), ueber(&g.unten, -1));
        schritte.push(schritt(&g, &k, grenze, namen, schritte.len() + 1));
        if oben.is_empty() && unten.is_empty() {
            let anteile = Anteile {
                nenner: g.ganz * k.mal,
                zaehler: k.betraege,
            };
            return Ok((anteile, schritte));
        }
        let summe = |seite: &[(usize, BigInt)]| seite.iter().map(|(_, b)| b).sum::<BigInt>();
        // the side with the larger total violation first; when equal, the upper one
        if summe(&oben) >= summe(&unten) {
            oben.into_iter()
                .for_each(|(i, _)| fest[i] = Some(g.oben[i].clone()));
        } else {
            unten
                .into_iter()
                .for_each(|(i, _)| fest[i] = Some(g.unten[i].clone()));
        }
    }
}

fn kandidaten(fest: &[Option<BigInt>], roh: &[BigInt], g: &Grenzen) -> Kandidaten {
    let rest = &g.ganz - fest.iter().flatten().sum::<BigInt>();
    let frei = |werte: &[BigInt]| -> BigInt {
        (werte.iter().zip(fest))
            .filter(|(_, f)| f.is_none())
            .map(|(w, _)| w)
            .sum()
    };
    // all that is left may have no new share at all: then the old ones decide
    let (werte, summe) = match frei(roh) {
        s if s.is_zero() => (g.alt.as_slice(), frei(&g.alt)),
        s => (roh, s),
    };
    let mal = if summe.is_zero() { BigInt::from(1) } else { summe };
    Kandidaten {
        betraege: (fest.iter().zip(werte))
            .map(|(f, wert)| match f {
                Some(f) => f * &mal,
                None => &rest * wert,
            })
            .collect(),
        mal,
    }
}

fn schritt(g: &Grenzen, k: &Kandidaten, grenze: Bp, namen: &[&str], runde: usize) -> Schritt {
    let (je_euro, genau) = (
        &g.nenner * BigInt::from(100),
        &g.nenner * BigInt::from(100) * &k.mal,
    );
    let zeilen = namen
        .iter()
        .enumerate()
        .map(|(i, n)| {
            let betrag = &k.betraege[i];
            let lage = if *betrag > &g.oben[i] * &k.mal {
                "darüber"
            } else if *betrag < &g.unten[i] * &k.mal {
                "darunter"
            } else {
                "innerhalb"
            };
            vec![
                (*n).to_owned(),
                dezimal_von(&g.unten[i], &je_euro, 2),
                dezimal_von(&g.oben[i], &je_euro, 2),
                dezimal_von(betrag, &genau, 2),
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
