//! Money, shares and working time as integers (Fachkonzept 0.3, 0.4; RL-16).

use std::fmt;

/// Euro cents. No floating point ever touches money.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Cent(pub i64);

/// Basis points: 10 000 = 100 %.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Bp(pub i64);

/// Whole minutes of working time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Min(pub i64);

impl fmt::Display for Cent {
    /// German notation: `1.234,50 €`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let betrag = self.0.unsigned_abs();
        let euro = (betrag / 100).to_string();
        let mut mit_punkten = String::with_capacity(euro.len() + euro.len() / 3);
        for (i, ziffer) in euro.chars().enumerate() {
            if i > 0 && (euro.len() - i).is_multiple_of(3) {
                mit_punkten.push('.');
            }
            mit_punkten.push(ziffer);
        }
        let vorzeichen = if self.0 < 0 { "−" } else { "" };
        write!(f, "{vorzeichen}{mit_punkten},{:02} €", betrag % 100)
    }
}

/// Commercial rounding of `zaehler / nenner` to a whole number, half away from zero (Fachkonzept 0.4).
///
/// Returns `None` when `nenner` is zero or the result does not fit.
#[must_use]
pub fn kaufm(zaehler: i128, nenner: i128) -> Option<i64> {
    if nenner == 0 {
        return None;
    }
    let negativ = (zaehler < 0) != (nenner < 0);
    let (z, n) = (zaehler.unsigned_abs(), nenner.unsigned_abs());
    let betrag = z.checked_mul(2)?.checked_add(n)? / n.checked_mul(2)?;
    let betrag = i128::try_from(betrag).ok()?;
    i64::try_from(if negativ { -betrag } else { betrag }).ok()
}

/// Splits `summe` over `gewichte` by the largest remainder (Hare-Niemeyer), exactly.
///
/// Ties in the remainder go to the lower index, so callers sort the parts by their `sortierschluessel` first.
/// A negative total is split by its absolute value and negated. Returns `None` when all weights are zero, one is
/// negative, or the list is empty; the parts of a result always sum to `summe`.
#[must_use]
pub fn groesster_rest(summe: i64, gewichte: &[i64]) -> Option<Vec<i64>> {
    let gesamt: i128 = gewichte.iter().map(|g| i128::from(*g)).sum();
    if gesamt <= 0 || gewichte.iter().any(|g| *g < 0) {
        return None;
    }
    let betrag = i128::from(summe).abs();
    let anteil = |g: &i64| betrag * i128::from(*g);
    let mut teile: Vec<i128> = gewichte.iter().map(|g| anteil(g) / gesamt).collect();
    let verteilt: i128 = teile.iter().sum();
    let mut reihenfolge: Vec<usize> = (0..gewichte.len()).collect();
    reihenfolge.sort_by_key(|i| (-(anteil(&gewichte[*i]) % gesamt), *i));
    let offen = usize::try_from(betrag - verteilt).ok()?;
    for i in reihenfolge.into_iter().take(offen) {
        teile[i] += 1;
    }
    let vorzeichen = i128::from(summe.signum());
    teile
        .into_iter()
        .map(|t| i64::try_from(vorzeichen * t).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kaufmaennisch_rundet_die_haelfte_weg_von_null() {
        assert_eq!(kaufm(5, 2), Some(3));
        assert_eq!(kaufm(-5, 2), Some(-3));
        assert_eq!(kaufm(49, 100), Some(0));
        assert_eq!(kaufm(1, 0), None);
    }

    #[test]
    fn drei_gleiche_teile_geben_den_rest_dem_ersten() {
        assert_eq!(groesster_rest(10_000, &[1, 1, 1]), Some(vec![3334, 3333, 3333]));
        assert_eq!(
            groesster_rest(-10_000, &[1, 1, 1]),
            Some(vec![-3334, -3333, -3333])
        );
        assert_eq!(groesster_rest(1, &[1, 1, 1]), Some(vec![1, 0, 0]));
        assert_eq!(groesster_rest(1, &[0, 0]), None);
    }

    #[test]
    fn cent_wird_deutsch_geschrieben() {
        assert_eq!(Cent(123_456_789).to_string(), "1.234.567,89 €");
        assert_eq!(Cent(-5).to_string(), "−0,05 €");
    }

    proptest! {
        #[test]
        fn teile_ergeben_immer_die_summe(summe in any::<i64>(), gewichte in prop::collection::vec(0i64..1_000_000, 1..20)) {
            if let Some(teile) = groesster_rest(summe, &gewichte) {
                prop_assert_eq!(teile.iter().map(|t| i128::from(*t)).sum::<i128>(), i128::from(summe));
            }
        }
    }
}
