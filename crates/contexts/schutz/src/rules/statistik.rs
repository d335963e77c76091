//! The official statistics of assessments (§ 99 Abs. 6 SGB VIII): one record per child.

use base::Datum;

use crate::model::Ergebnis;

/// Whether the child was assessed before in the calendar year of this assessment (Nr. 1).
#[must_use]
pub fn wiederholt(frueher: &[Datum], jetzt: Datum) -> bool {
    frueher
        .iter()
        .any(|f| f.0.year() == jetzt.0.year() && *f <= jetzt)
}

/// How many assessments came to which result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ergebnisse {
    /// In the order of [`Ergebnis::ALLE`].
    pub je: [u64; 4],
}

impl Ergebnisse {
    /// From counts.
    #[must_use]
    pub fn aus(zaehlung: impl IntoIterator<Item = (Ergebnis, u64)>) -> Self {
        let mut e = Self::default();
        for (was, n) in zaehlung {
            e.je[was as usize] += n;
        }
        e
    }

    /// All together.
    #[must_use]
    pub fn gesamt(&self) -> u64 {
        self.je.iter().sum()
    }

    /// Share of a result in tenths of a percent, rounded half up: an exact fraction, rounded for display only.
    #[must_use]
    pub fn anteil_promille(&self, was: Ergebnis) -> u64 {
        promille(self.je[was as usize], self.gesamt())
    }

    /// Share of Kindeswohlgefährdung, acute or latent, in tenths of a percent.
    #[must_use]
    pub fn kwg_promille(&self) -> u64 {
        promille(self.je[0] + self.je[1], self.gesamt())
    }
}

fn promille(teil: u64, ganz: u64) -> u64 {
    if ganz == 0 {
        return 0;
    }
    (teil * 2000 + ganz) / (2 * ganz)
}

/// `15,9 %`.
#[must_use]
pub fn prozent(promille: u64) -> String {
    format!("{},{} %", promille / 10, promille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn t_066_wiederholt_im_kalenderjahr() {
        let frueher = [tag("2026-02-03")];
        assert!(wiederholt(&frueher, tag("2026-11-20")));
        assert!(!wiederholt(
            &[tag("2026-02-03"), tag("2026-11-20")],
            tag("2027-01-05")
        ));
        assert!(!wiederholt(&[], tag("2026-02-03")));
    }

    #[test]
    fn t_067_schleswig_holstein_2022() {
        let sh = Ergebnisse {
            je: [951, 723, 1926, 2377],
        };
        assert_eq!(sh.gesamt(), 5977);
        let anteile: Vec<String> = Ergebnis::ALLE
            .iter()
            .map(|e| prozent(sh.anteil_promille(*e)))
            .collect();
        assert_eq!(anteile, ["15,9 %", "12,1 %", "32,2 %", "39,8 %"]);
        assert_eq!(prozent(sh.kwg_promille()), "28,0 %");
    }

    #[test]
    fn t_068_saarland_und_bayern_2022() {
        assert_eq!(
            Ergebnisse {
                je: [187, 274, 832, 1432]
            }
            .gesamt(),
            2725
        );
        assert_eq!(
            Ergebnisse {
                je: [3238, 2760, 7498, 7606]
            }
            .gesamt(),
            21102
        );
        assert_eq!(Ergebnisse::default().kwg_promille(), 0);
    }
}
