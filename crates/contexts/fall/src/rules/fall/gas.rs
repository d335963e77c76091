//! Goal Attainment Scaling and Zielerreichungsgrad (Fachkonzept 4.15). Figures for people to talk about, no score of a
//! person (RL-05).

/// One goal: weight 1 to 5, result −2 to +2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stufe {
    /// Weight.
    pub gewicht: u8,
    /// Result.
    pub ergebnis: i8,
}

/// `T = 50 + 10·Σ(wᵢxᵢ) / √((1−ρ)·Σwᵢ² + ρ·(Σwᵢ)²)` in hundredths, rounded half away from zero. `rho_bp` in basis
/// points (GO `wirkung.gas_rho_bp`). `None` without goals.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "weights and results are tiny whole numbers; the result is rounded for people to read"
)]
pub fn t_wert(ziele: &[Stufe], rho_bp: i64) -> Option<i64> {
    let w: i64 = ziele.iter().map(|z| i64::from(z.gewicht)).sum();
    let w2: i64 = ziele.iter().map(|z| i64::from(z.gewicht).pow(2)).sum();
    let wx: i64 = ziele
        .iter()
        .map(|z| i64::from(z.gewicht) * i64::from(z.ergebnis))
        .sum();
    let unter = (10_000 - rho_bp) * w2 + rho_bp * w * w;
    if unter <= 0 {
        return None;
    }
    let t = 50.0 + 10.0 * wx as f64 / (unter as f64 / 10_000.0).sqrt();
    Some((t * 100.0).round() as i64)
}

/// `(voll·100 + teilweise·50) / n` in hundredths of a percent; `None` without goals.
#[must_use]
pub fn zielerreichungsgrad(voll: i64, teilweise: i64, nicht: i64) -> Option<i64> {
    base::kaufm(
        i128::from(voll) * 10_000 + i128::from(teilweise) * 5_000,
        i128::from(voll + teilweise + nicht),
    )
}

/// `54,41`.
#[must_use]
pub fn hundertstel(wert: i64) -> String {
    let betrag = wert.unsigned_abs();
    let zeichen = if wert < 0 { "−" } else { "" };
    format!("{zeichen}{},{:02}", betrag / 100, betrag % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(gewichte: &[u8], ergebnisse: &[i8]) -> String {
        let ziele: Vec<Stufe> = gewichte
            .iter()
            .zip(ergebnisse)
            .map(|(g, e)| Stufe {
                gewicht: *g,
                ergebnis: *e,
            })
            .collect();
        hundertstel(t_wert(&ziele, 3_000).unwrap())
    }

    #[test]
    fn t_043_bis_t_046() {
        assert_eq!(t(&[1, 1, 1], &[0, 0, 0]), "50,00", "T-043");
        assert_eq!(t(&[3, 2, 1], &[1, 0, -1]), "54,41", "T-044");
        assert_eq!(t(&[3, 2, 1], &[-1, -1, -1]), "36,78", "T-045");
        let neu = t_wert(
            &[(3, 1), (2, 0), (1, -1)].map(|(gewicht, ergebnis)| Stufe { gewicht, ergebnis }),
            3_000,
        );
        let alt = t_wert(
            &[(3, -1), (2, -1), (1, -1)].map(|(gewicht, ergebnis)| Stufe { gewicht, ergebnis }),
            3_000,
        );
        assert_eq!(
            hundertstel(neu.unwrap() - alt.unwrap()),
            "17,63",
            "T-045, Veränderung"
        );
        assert_eq!(t(&[1, 1], &[2, 2]), "74,81", "T-046");
        assert_eq!(t(&[1], &[1]), "60,00", "T-046");
        assert_eq!(t(&[2, 2, 1], &[1, 1, 2]), "66,15", "T-046");
        assert_eq!(t_wert(&[], 3_000), None);
    }

    #[test]
    fn t_047_zielerreichungsgrad() {
        assert_eq!(hundertstel(zielerreichungsgrad(3, 2, 1).unwrap()), "66,67");
        assert_eq!(zielerreichungsgrad(0, 0, 0), None);
    }
}
