//! Exact fractions: shares are never rounded before the last step.

use base::Cent;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// A share or an amount before it is rounded.
pub type Bruch = BigRational;

/// `zaehler / nenner`; zero when the denominator is.
#[must_use]
pub fn bruch(zaehler: impl Into<BigInt>, nenner: impl Into<BigInt>) -> Bruch {
    let nenner = nenner.into();
    if nenner.is_zero() {
        return Bruch::zero();
    }
    Bruch::new(zaehler.into(), nenner)
}

/// Commercial rounding, half away from zero, to a whole number (Fachkonzept 0.4).
#[must_use]
pub fn gerundet(b: &Bruch) -> BigInt {
    gerundet_von(b.numer(), b.denom())
}

/// The same of `zaehler / nenner`, a positive one, without reducing the fraction first.
fn gerundet_von(zaehler: &BigInt, nenner: &BigInt) -> BigInt {
    let zwei = BigInt::from(2);
    let betrag = (zaehler.abs() * &zwei + nenner).div_floor(&(nenner * &zwei));
    if zaehler.is_negative() { -betrag } else { betrag }
}

/// The share in percent with `stellen` decimals, for reading only.
#[must_use]
pub fn prozent(b: &Bruch, stellen: u32) -> String {
    prozent_von(b.numer(), b.denom(), stellen)
}

/// The same of `zaehler / nenner`, a positive one.
#[must_use]
pub fn prozent_von(zaehler: &BigInt, nenner: &BigInt, stellen: u32) -> String {
    dezimal_von(&(zaehler * BigInt::from(100)), nenner, stellen) + " %"
}

/// The number with `stellen` decimals and a German comma, for reading only.
#[must_use]
pub fn dezimal(b: &Bruch, stellen: u32) -> String {
    dezimal_von(b.numer(), b.denom(), stellen)
}

/// The same of `zaehler / nenner`, a positive one: long fractions are read without reducing them, which takes most of
/// the time of a Verteilung.
#[must_use]
pub fn dezimal_von(zaehler: &BigInt, nenner: &BigInt, stellen: u32) -> String {
    let zehn = BigInt::from(10).pow(stellen);
    let z = gerundet_von(&(zaehler * &zehn), nenner);
    let (ganz, rest) = z.abs().div_rem(&zehn);
    let vorzeichen = if z.is_negative() { "−" } else { "" };
    if stellen == 0 {
        return format!("{vorzeichen}{ganz}");
    }
    let breite = usize::try_from(stellen).unwrap_or(0);
    format!("{vorzeichen}{ganz},{:0>breite$}", rest.to_string())
}

/// Splits `summe` over whole weights of any size by the largest remainder. Ties go to the lower index, so the caller
/// sorts by the sort key first. `None` when no weight is positive or one is negative; the parts always sum to `summe`.
#[must_use]
pub fn groesster_rest(summe: Cent, gewichte: &[BigInt]) -> Option<Vec<Cent>> {
    if gewichte.iter().any(Signed::is_negative) {
        return None;
    }
    let gesamt: BigInt = gewichte.iter().sum();
    if gesamt.is_zero() {
        return None;
    }
    let betrag = BigInt::from(summe.0).abs();
    let (mut teile, reste): (Vec<BigInt>, Vec<BigInt>) =
        gewichte.iter().map(|g| (&betrag * g).div_rem(&gesamt)).unzip();
    let offen = (&betrag - teile.iter().sum::<BigInt>()).to_usize()?;
    let mut reihenfolge: Vec<usize> = (0..teile.len()).collect();
    reihenfolge.sort_by(|a, b| reste[*b].cmp(&reste[*a]).then(a.cmp(b)));
    for i in reihenfolge.into_iter().take(offen) {
        teile[i] += 1;
    }
    let vorzeichen = BigInt::from(summe.0.signum());
    teile
        .iter()
        .map(|t| (t * &vorzeichen).to_i64().map(Cent))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ganze(g: &[i64]) -> Vec<BigInt> {
        g.iter().copied().map(BigInt::from).collect()
    }
    fn cent(c: &[i64]) -> Vec<Cent> {
        c.iter().copied().map(Cent).collect()
    }

    #[test]
    fn t_092_drei_gleiche_teile() {
        let g = ganze(&[1, 1, 1]);
        assert_eq!(
            groesster_rest(Cent(10_000), &g).unwrap(),
            cent(&[3334, 3333, 3333])
        );
        assert_eq!(
            groesster_rest(Cent(-10_000), &g).unwrap(),
            cent(&[-3334, -3333, -3333])
        );
        assert_eq!(groesster_rest(Cent(1), &g).unwrap(), cent(&[1, 0, 0]));
    }

    #[test]
    fn t_093_gewichte_2_1_1_3() {
        let teile = groesster_rest(Cent(10_000), &ganze(&[2, 1, 1, 3])).unwrap();
        assert_eq!(teile, cent(&[2857, 1429, 1428, 4286]));
    }

    #[test]
    fn gelesen_wird_mit_komma() {
        assert_eq!(prozent(&bruch(1, 3), 4), "33,3333 %");
        assert_eq!(dezimal(&bruch(-1069, 1000), 4), "−1,0690");
        assert_eq!(prozent_von(&BigInt::from(25), &BigInt::from(75), 2), "33,33 %");
        assert_eq!(gerundet(&bruch(-5, 2)), BigInt::from(-3));
    }

    proptest! {
        /// The same parts as the plain one of `base`, and no lost cent.
        #[test]
        fn wie_der_einfache(summe in any::<i64>(), g in prop::collection::vec(0i64..1_000_000, 1..20)) {
            let genau = groesster_rest(Cent(summe), &ganze(&g));
            let einfach = base::groesster_rest(summe, &g).map(|t| cent(&t));
            prop_assert_eq!(&genau, &einfach);
            if let Some(teile) = genau {
                prop_assert_eq!(teile.iter().map(|t| i128::from(t.0)).sum::<i128>(), i128::from(summe));
            }
        }
    }
}
