//! M2: inhabitants, weighted by how far their quota lies from the mean.

use base::{Befund, Bp};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::{Schritt, anteile::Anteile, indikatoren::zahl};
use crate::rules::bruch::{bruch, dezimal, gerundet};

/// `z` with four decimals, half away from zero, without floating point: the root of the exact square.
fn z_wert(q: &BigInt, summe: &BigInt, n: &BigInt, abweichung: &BigInt) -> BigInt {
    // z = (q − S/n) / sqrt(Σ(q − S/n)² / n) = (nq − S) / sqrt(n·D), D = Σ (q − S/n)² = abweichung / n²
    // with d = nq − S and A = Σ d²:  z² = d²·n / A
    let d = n * q - summe;
    if abweichung.is_zero() {
        return BigInt::zero();
    }
    let quadrat = &d * &d * n * BigInt::from(10_000_i64 * 10_000 * 4);
    // floor(sqrt(x) + ½) = floor((floor(sqrt(4x)) + 1) / 2)
    let betrag: BigInt = ((quadrat / abweichung).sqrt() + BigInt::from(1)) / BigInt::from(2);
    if d.is_negative() { -betrag } else { betrag }
}

pub(super) fn anteile(
    einwohner: &[i64],
    quote: &[i64],
    alpha: Bp,
    namen: &[&str],
) -> Result<(Anteile, Schritt), Vec<Befund>> {
    let n = BigInt::from(quote.len());
    let summe: BigInt = quote.iter().map(|q| BigInt::from(*q)).sum();
    let abweichung: BigInt = quote
        .iter()
        .map(|q| {
            let d = &n * BigInt::from(*q) - &summe;
            &d * &d
        })
        .sum();
    let mut gewichte = Vec::with_capacity(namen.len());
    let mut zeilen = Vec::with_capacity(namen.len() + 1);
    for (r, name) in namen.iter().enumerate() {
        let z = z_wert(&BigInt::from(quote[r]), &summe, &n, &abweichung);
        let roh = bruch(BigInt::from(100_000_000) + &z * BigInt::from(alpha.0), 10_000);
        let faktor = gerundet(&roh).max(BigInt::zero());
        zeilen.push(vec![
            (*name).to_owned(),
            zahl(einwohner[r]),
            zahl(quote[r]),
            dezimal(&bruch(z, 10_000), 4),
            dezimal(&bruch(faktor.clone(), 10_000), 4),
        ]);
        gewichte.push(faktor * BigInt::from(einwohner[r]));
    }
    let gesamt: BigInt = gewichte.iter().sum();
    if gesamt.is_zero() {
        let text = "Die gewichteten Einwohner ergeben null.";
        return Err(vec![Befund::neu("BUDGET-E05", text).an("einwohner")]);
    }
    // σ only for reading; the weights come from the exact square
    let varianz = bruch(
        abweichung * BigInt::from(4) * BigInt::from(100_000_000),
        &n * &n * &n,
    );
    let sigma: BigInt = (varianz.to_integer().sqrt() + BigInt::from(1)) / BigInt::from(2);
    zeilen.push(vec![
        "Mittelwert μ, Streuung σ".into(),
        String::new(),
        format!(
            "{}; {}",
            dezimal(&bruch(summe, n * BigInt::from(1000)), 4),
            dezimal(&bruch(sigma, 10_000_i64 * 1000), 4)
        ),
        String::new(),
        String::new(),
    ]);
    let schritt = Schritt {
        titel: format!(
            "Gewichtete Einwohner (M2), α = {}",
            dezimal(&bruch(alpha.0, 10_000), 4)
        ),
        regel: "GO budget.verteilmethode, Fachkonzept 8.3; z auf 4 Stellen gerundet (0.4)".into(),
        spalten: ["Region", "Einwohner", "Quote", "z", "Faktor"]
            .map(Into::into)
            .to_vec(),
        zeilen,
    };
    let anteile = Anteile {
        zaehler: gewichte,
        nenner: gesamt,
    };
    Ok((anteile, schritt))
}
