//! M1: `share_r = Σ w_k · x_kr / Σ_s x_ks`.

use base::Befund;
use num_bigint::BigInt;
use num_integer::Integer;

use super::{Indikator, Schritt, anteile::Anteile};
use crate::rules::bruch::{bruch, dezimal, prozent, prozent_von};

pub(super) fn anteile(indikatoren: &[Indikator], namen: &[&str]) -> Result<(Anteile, Schritt), Vec<Befund>> {
    let mut befunde = Vec::new();
    let gewichte: i64 = indikatoren.iter().map(|k| k.gewicht.0).sum();
    if gewichte != 10_000 || indikatoren.iter().any(|k| k.gewicht.0 < 0) {
        let text = format!(
            "Die Gewichte ergeben {} statt 100 Prozent.",
            prozent(&bruch(gewichte, 10_000), 2).trim_end_matches(" %")
        );
        befunde.push(Befund::neu("BUDGET-E04", text).an("gewichte"));
    }
    let summen: Vec<BigInt> = indikatoren
        .iter()
        .map(|k| k.werte.iter().map(|x| BigInt::from(*x)).sum())
        .collect();
    for (k, summe) in indikatoren.iter().zip(&summen) {
        if *summe == BigInt::ZERO {
            let text = format!("Das Merkmal „{}“ ist in allen Regionen null.", k.name);
            befunde.push(Befund::neu("BUDGET-E05", text).an("indikatoren"));
        }
    }
    if !befunde.is_empty() {
        return Err(befunde);
    }
    // one common denominator keeps the sums in whole numbers: no fraction is reduced on the way
    let nenner = summen.iter().fold(BigInt::from(1), |n, s| n.lcm(s));
    let faktoren: Vec<BigInt> = indikatoren
        .iter()
        .zip(&summen)
        .map(|(k, s)| BigInt::from(k.gewicht.0) * (&nenner / s))
        .collect();
    let zaehler = (0..namen.len())
        .map(|r| {
            (indikatoren.iter().zip(&faktoren))
                .map(|(k, f)| f * BigInt::from(k.werte[r]))
                .sum()
        })
        .collect();
    let anteile = Anteile {
        zaehler,
        nenner: nenner * BigInt::from(10_000),
    };
    let mut spalten = vec!["Region".to_owned()];
    spalten.extend(
        indikatoren
            .iter()
            .map(|k| format!("{} ({})", k.name, prozent(&bruch(k.gewicht.0, 10_000), 0))),
    );
    spalten.push("Anteil".into());
    let mut zeilen: Vec<Vec<String>> = namen
        .iter()
        .enumerate()
        .map(|(r, n)| {
            let mut zeile = vec![(*n).to_owned()];
            zeile.extend(indikatoren.iter().map(|k| zahl(k.werte[r])));
            zeile.push(anteile.prozent(r, 4));
            zeile
        })
        .collect();
    let mut summe = vec!["Summe".to_owned()];
    summe.extend(
        summen
            .iter()
            .map(|s| s.to_string().parse().map_or_else(|_| s.to_string(), zahl)),
    );
    summe.push(prozent_von(&anteile.summe(), &anteile.nenner, 4));
    zeilen.push(summe);
    Ok((
        anteile,
        Schritt {
            titel: "Anteile nach Merkmalen (M1)".into(),
            regel: "GO budget.verteilmethode, Fachkonzept 8.3".into(),
            spalten,
            zeilen,
        },
    ))
}

/// Thousandths for reading, without empty decimals.
pub(super) fn zahl(tausendstel: i64) -> String {
    let text = dezimal(&bruch(tausendstel, 1000), 3);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}
