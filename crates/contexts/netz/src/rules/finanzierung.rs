//! Who pays which part of a project: exact to the cent (Fachkonzept 0.4, T-086, `NETZ-E07`).

use base::{Cent, groesster_rest};

/// A share of the cost or a fixed sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anteil {
    /// Basis points of the whole cost.
    Bp(i64),
    /// Cents.
    Cent(i64),
}

impl Anteil {
    /// Reads what people write: `50 %`, `12,5%`, `2.500 €`, `2500,50`. Without a sign it is money.
    #[must_use]
    pub fn lesen(s: &str) -> Option<Self> {
        let s = s.trim();
        if let Some(prozent) = s.strip_suffix('%') {
            return hundertstel(prozent).map(Self::Bp);
        }
        hundertstel(s.trim_end_matches('€')).map(Self::Cent)
    }
}

impl std::fmt::Display for Anteil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bp(n) if n % 100 == 0 => write!(f, "{} %", n / 100),
            Self::Bp(n) => write!(f, "{},{:02} %", n / 100, n % 100),
            Self::Cent(n) => write!(f, "{}", Cent(*n)),
        }
    }
}

/// A number with at most two digits behind the comma, in hundredths; dots only between groups of three.
#[must_use]
pub fn hundertstel(s: &str) -> Option<i64> {
    let s = s.trim();
    let (vorn, hinten) = s.split_once(',').unwrap_or((s, ""));
    if hinten.len() > 2 || !hinten.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let gruppen: Vec<&str> = vorn.split('.').collect();
    let gut = gruppen.iter().enumerate().all(|(i, g)| {
        g.chars().all(|c| c.is_ascii_digit())
            && !g.is_empty()
            && (gruppen.len() == 1 || i == 0 || g.len() == 3)
    });
    if !gut || (gruppen.len() > 1 && gruppen[0].len() > 3) {
        return None;
    }
    let ganze: i64 = gruppen.concat().parse().ok()?;
    let rest: i64 = format!("{hinten:0<2}").parse().ok()?;
    ganze.checked_mul(100)?.checked_add(rest)
}

/// One who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finanzteil {
    /// Name of the Topf or of the one who pays.
    pub topf: String,
    /// How much.
    pub anteil: Anteil,
}

/// Whether the parts are the whole, exactly.
#[must_use]
pub fn ganz(kosten: Cent, teile: &[Finanzteil]) -> bool {
    let summe: i128 = teile
        .iter()
        .map(|t| match t.anteil {
            Anteil::Bp(n) => i128::from(n) * i128::from(kosten.0),
            Anteil::Cent(n) => i128::from(n) * 10_000,
        })
        .sum();
    summe == i128::from(kosten.0) * 10_000
}

/// The cents of each part, in order; they always sum to the cost. `None` when the parts are not the whole. Fixed sums
/// stay as they are, the shares divide the rest by the largest remainder.
#[must_use]
pub fn betraege(kosten: Cent, teile: &[Finanzteil]) -> Option<Vec<Cent>> {
    if teile.is_empty() || !ganz(kosten, teile) {
        return None;
    }
    let fest: i64 = teile
        .iter()
        .map(|t| if let Anteil::Cent(n) = t.anteil { n } else { 0 })
        .sum();
    let gewichte: Vec<i64> = teile
        .iter()
        .map(|t| if let Anteil::Bp(n) = t.anteil { n } else { 0 })
        .collect();
    let geteilt = if gewichte.iter().all(|g| *g == 0) {
        vec![0; teile.len()]
    } else {
        groesster_rest(kosten.0 - fest, &gewichte)?
    };
    let einer = |(t, g): (&Finanzteil, i64)| match t.anteil {
        Anteil::Cent(n) => Cent(n),
        Anteil::Bp(_) => Cent(g),
    };
    Some(teile.iter().zip(geteilt).map(einer).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn teile(anteile: &[Anteil]) -> Vec<Finanzteil> {
        let einer = |a: &Anteil| Finanzteil {
            topf: "x".to_owned(),
            anteil: *a,
        };
        anteile.iter().map(einer).collect()
    }

    #[test]
    fn t_086_projekt_24_999_99_zu_50_30_20() {
        let t = teile(&[Anteil::Bp(5000), Anteil::Bp(3000), Anteil::Bp(2000)]);
        let b = betraege(Cent(2_499_999), &t).unwrap();
        assert_eq!(b, [Cent(1_249_999), Cent(750_000), Cent(500_000)]);
    }

    #[test]
    fn netz_e07_was_kein_ganzes_ist() {
        assert!(!ganz(Cent(100), &teile(&[Anteil::Bp(5000), Anteil::Bp(4999)])));
        assert!(!ganz(Cent(100), &teile(&[Anteil::Cent(99)])));
        assert!(ganz(
            Cent(100_000),
            &teile(&[Anteil::Cent(25_000), Anteil::Bp(7500)])
        ));
        assert_eq!(
            betraege(Cent(100_000), &teile(&[Anteil::Cent(25_000), Anteil::Bp(7500)])),
            Some(vec![Cent(25_000), Cent(75_000)])
        );
    }

    #[test]
    fn was_menschen_schreiben() {
        for (s, soll) in [
            ("50 %", Some(Anteil::Bp(5000))),
            ("12,5%", Some(Anteil::Bp(1250))),
            ("2.500 €", Some(Anteil::Cent(250_000))),
            ("24999,99", Some(Anteil::Cent(2_499_999))),
            ("1.00", None),
            ("-5", None),
            ("", None),
            ("1,234", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Anteil::lesen(s), soll, "{s}");
        }
        assert_eq!(Anteil::Bp(1250).to_string(), "12,50 %");
    }

    proptest! {
        #[test]
        fn die_teile_ergeben_immer_das_ganze(
            kosten in 0_i64..10_000_000_000,
            schnitte in proptest::collection::vec(1_i64..9_999, 1..4),
        ) {
            let mut s = schnitte;
            s.extend([0, 10_000]);
            s.sort_unstable();
            s.dedup();
            let t: Vec<Anteil> = s.windows(2).map(|w| Anteil::Bp(w[1] - w[0])).collect();
            let b = betraege(Cent(kosten), &teile(&t)).unwrap();
            prop_assert_eq!(b.iter().map(|c| c.0).sum::<i64>(), kosten);
        }

        #[test]
        fn lesen_stuerzt_nie_ab(s in "\\PC{0,30}") {
            let _ = Anteil::lesen(&s);
        }
    }
}
