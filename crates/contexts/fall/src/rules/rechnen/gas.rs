//! Goal Attainment Scaling (Fachkonzept 4.15). Figures for people to talk about, no score of a person (RL-05).

use base::Befund;

/// ρ, where the Geschäftsordnung (`wirkung.gas_rho_bp`) says nothing else, in basis points.
pub const RHO_BP: i64 = 3_000;

/// One goal: weight 1 to 5, result −2 to +2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stufe {
    /// Weight.
    pub gewicht: u8,
    /// Result.
    pub ergebnis: i8,
}

/// FALL-E140: what lies outside the scale, with the number of the goal as place.
#[must_use]
pub fn pruefen(ziele: &[Stufe]) -> Vec<Befund> {
    let mut befunde = Vec::new();
    for (i, z) in ziele.iter().enumerate() {
        if !(1..=5).contains(&z.gewicht) {
            befunde.push(
                Befund::neu("FALL-E140", "Das Gewicht liegt zwischen 1 und 5.").an(format!("gewicht-{i}")),
            );
        }
        if !(-2..=2).contains(&z.ergebnis) {
            befunde.push(
                Befund::neu("FALL-E140", "Die Stufe liegt zwischen −2 und +2.").an(format!("ergebnis-{i}")),
            );
        }
    }
    befunde
}

/// What the formula is made of, to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summen {
    /// Σ w·x.
    pub gewichtet: i64,
    /// Σ w².
    pub quadrate: i64,
    /// (Σ w)².
    pub quadrat: i64,
    /// What stands under the root, in ten-thousandths.
    pub wurzel_bp: i64,
}

/// The sums of the formula; `None` without goals or when there is nothing under the root.
#[must_use]
pub fn summen(ziele: &[Stufe], rho_bp: i64) -> Option<Summen> {
    let summe = |f: fn(&Stufe) -> i64| ziele.iter().map(f).sum::<i64>();
    let w = summe(|z| i64::from(z.gewicht));
    let quadrate = summe(|z| i64::from(z.gewicht).pow(2));
    let quadrat = w.checked_mul(w)?;
    let wurzel_bp = 10_000_i64
        .checked_sub(rho_bp)?
        .checked_mul(quadrate)?
        .checked_add(rho_bp.checked_mul(quadrat)?)?;
    (wurzel_bp > 0).then(|| Summen {
        gewichtet: summe(|z| i64::from(z.gewicht) * i64::from(z.ergebnis)),
        quadrate,
        quadrat,
        wurzel_bp,
    })
}

/// `T = 50 + 10·Σ(wᵢxᵢ) / √((1−ρ)·Σwᵢ² + ρ·(Σwᵢ)²)` in hundredths, rounded half away from zero without floating point.
/// `rho_bp` in basis points. `None` without goals.
#[must_use]
pub fn t_wert(ziele: &[Stufe], rho_bp: i64) -> Option<i64> {
    let s = summen(ziele, rho_bp)?;
    // twice the distance from 50 in hundredths is √(4·10¹⁰·(Σwx)²/u), and ⌊x + ½⌋ = ⌊(⌊2x⌋ + 1) / 2⌋
    let quadrat = i128::from(s.gewichtet).pow(2).checked_mul(40_000_000_000)?;
    let unter = i128::from(s.wurzel_bp);
    let doppelt = (quadrat / unter).isqrt();
    let abstand = if s.gewichtet >= 0 {
        (doppelt + 1) / 2
    } else {
        // below 50 the half goes up, towards 50: T itself is what is rounded
        let genau = doppelt * doppelt * unter == quadrat;
        -(if genau { doppelt } else { doppelt + 1 } / 2)
    };
    i64::try_from(5_000 + abstand).ok()
}

/// The change between two ratings of the same goals: the difference of the two rounded values.
#[must_use]
pub fn veraenderung(vorher: &[Stufe], nachher: &[Stufe], rho_bp: i64) -> Option<i64> {
    Some(t_wert(nachher, rho_bp)? - t_wert(vorher, rho_bp)?)
}

#[cfg(test)]
mod tests {
    use super::{super::hundertstel, *};

    fn ziele(gewichte: &[u8], ergebnisse: &[i8]) -> Vec<Stufe> {
        gewichte
            .iter()
            .zip(ergebnisse)
            .map(|(g, e)| Stufe {
                gewicht: *g,
                ergebnis: *e,
            })
            .collect()
    }

    fn t(gewichte: &[u8], ergebnisse: &[i8]) -> String {
        hundertstel(t_wert(&ziele(gewichte, ergebnisse), RHO_BP).unwrap())
    }

    #[test]
    fn t_043_bis_t_046() {
        assert_eq!(t(&[1, 1, 1], &[0, 0, 0]), "50,00", "T-043");
        assert_eq!(t(&[3, 2, 1], &[1, 0, -1]), "54,41", "T-044");
        assert_eq!(t(&[3, 2, 1], &[-1, -1, -1]), "36,78", "T-045");
        let (vorher, nachher) = (ziele(&[3, 2, 1], &[-1, -1, -1]), ziele(&[3, 2, 1], &[1, 0, -1]));
        let delta = veraenderung(&vorher, &nachher, RHO_BP).unwrap();
        assert_eq!(hundertstel(delta), "17,63", "T-045, Veränderung");
        assert_eq!(t(&[1, 1], &[2, 2]), "74,81", "T-046");
        assert_eq!(t(&[1], &[1]), "60,00", "T-046");
        assert_eq!(t(&[2, 2, 1], &[1, 1, 2]), "66,15", "T-046");
        assert_eq!(t_wert(&[], RHO_BP), None);
    }

    #[test]
    fn die_ganzzahlige_rechnung_trifft_die_mit_gleitkomma() {
        for rho in [0, 1_000, 3_000, 10_000] {
            for w in 1..=5_u8 {
                for x in -2..=2_i8 {
                    for y in -2..=2_i8 {
                        let z = ziele(&[w, 2, 5], &[x, y, -1]);
                        let s = summen(&z, rho).unwrap();
                        let erwartet =
                            50.0 + 10.0 * s.gewichtet as f64 / (s.wurzel_bp as f64 / 10_000.0).sqrt();
                        let ist = t_wert(&z, rho).unwrap() as f64 / 100.0;
                        assert!(
                            (erwartet - ist).abs() <= 0.005_000_001,
                            "{z:?} {rho}: {erwartet} {ist}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn ausserhalb_der_skala_wird_benannt() {
        let b = pruefen(&ziele(&[0, 3, 6], &[0, -3, 2]));
        let orte: Vec<&str> = b.iter().map(|b| b.ort.as_str()).collect();
        assert_eq!(orte, ["gewicht-0", "ergebnis-1", "gewicht-2"]);
    }
}
