//! W14, reachability of the Servicebereich (Fachkonzept 9, 10.9): contacts answered first time / contacts.

use base::kaufm;

/// Counts of one span of time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, sqlx::FromRow)]
pub struct Zahlen {
    /// All contacts; one nobody has answered yet counts as not answered the first time.
    pub kontakte: i64,
    /// Of them answered the first time, that is with a result and without a call-back.
    pub sofort: i64,
    /// Of them with a promised call-back.
    pub rueckrufe: i64,
    /// Calls whose waiting time is known.
    pub anrufe: i64,
    /// Of them answered within the promised time.
    pub in_zeit: i64,
    /// Sum of the waiting times in seconds.
    pub warten: i64,
    /// Calls that came over because nobody answered or the line was busy.
    pub ueberlauf: i64,
    /// Complaints.
    pub beschwerden: i64,
}

/// `zaehler / nenner` in tenths of a percent, rounded as usual; `None` when there is nothing to divide by.
#[must_use]
pub fn promille(zaehler: i64, nenner: i64) -> Option<i64> {
    kaufm(i128::from(zaehler) * 1000, i128::from(nenner))
}

/// `96,7 %`, or a dash when there is no contact.
#[must_use]
pub fn prozent(zaehler: i64, nenner: i64) -> String {
    promille(zaehler, nenner).map_or_else(|| "–".to_owned(), |p| format!("{},{} %", p / 10, p % 10))
}

impl Zahlen {
    /// Share answered the first time.
    #[must_use]
    pub fn erreicht(&self) -> String {
        prozent(self.sofort, self.kontakte)
    }

    /// Share with a call-back.
    #[must_use]
    pub fn rueckrufanteil(&self) -> String {
        prozent(self.rueckrufe, self.kontakte)
    }

    /// Mean waiting time in whole seconds.
    #[must_use]
    pub fn warten_mittel(&self) -> Option<i64> {
        kaufm(i128::from(self.warten), i128::from(self.anrufe))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_128_erreichbarkeit() {
        let z = Zahlen {
            kontakte: 1904,
            sofort: 1842,
            rueckrufe: 62,
            ..Zahlen::default()
        };
        assert_eq!(
            (z.erreicht().as_str(), z.rueckrufanteil().as_str()),
            ("96,7 %", "3,3 %")
        );
        assert_eq!(Zahlen::default().erreicht(), "–");
    }
}
