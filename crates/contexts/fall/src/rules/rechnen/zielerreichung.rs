//! Zielerreichungsgrad (Fachkonzept 4.15): how many of the rated goals were reached, by one rater.

/// How one goal was rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bewertung {
    /// Reached.
    Voll,
    /// Reached in part.
    Teilweise,
    /// Not reached.
    Nicht,
}

/// Goals by rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zaehlung {
    /// Reached.
    pub voll: u32,
    /// Reached in part.
    pub teilweise: u32,
    /// Not reached.
    pub nicht: u32,
}

impl Zaehlung {
    /// Counts ratings.
    #[must_use]
    pub fn von(bewertungen: &[Bewertung]) -> Self {
        let mut z = Self::default();
        for b in bewertungen {
            match b {
                Bewertung::Voll => z.voll += 1,
                Bewertung::Teilweise => z.teilweise += 1,
                Bewertung::Nicht => z.nicht += 1,
            }
        }
        z
    }

    /// Rated goals.
    #[must_use]
    pub fn alle(self) -> u64 {
        u64::from(self.voll) + u64::from(self.teilweise) + u64::from(self.nicht)
    }

    /// `(voll·100 + teilweise·50) / n` in hundredths of a percent; `None` when nothing was rated.
    #[must_use]
    pub fn grad(self) -> Option<i64> {
        base::kaufm(
            i128::from(self.voll) * 10_000 + i128::from(self.teilweise) * 5_000,
            i128::from(self.alle()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{super::hundertstel, *};

    #[test]
    fn t_047_zielerreichungsgrad() {
        use Bewertung::{Nicht, Teilweise, Voll};
        let z = Zaehlung::von(&[Voll, Voll, Voll, Teilweise, Teilweise, Nicht]);
        assert_eq!(hundertstel(z.grad().unwrap()), "66,67");
        assert_eq!(Zaehlung::default().grad(), None);
    }
}
