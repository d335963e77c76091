//! Shares of all regions over one denominator. Nothing is reduced on the way from one method to the next: with twenty
//! indicators the denominators have hundreds of digits, and a common divisor costs more than everything else.

use base::Cent;
use num_bigint::BigInt;

use crate::rules::bruch::{Bruch, bruch, groesster_rest, prozent_von};

/// `zaehler[r] / nenner` for each region; the denominator is positive.
#[derive(Debug, Clone)]
pub(super) struct Anteile {
    pub zaehler: Vec<BigInt>,
    pub nenner: BigInt,
}

impl Anteile {
    /// For reading.
    pub fn prozent(&self, r: usize, stellen: u32) -> String {
        prozent_von(&self.zaehler[r], &self.nenner, stellen)
    }

    /// All numerators together.
    pub fn summe(&self) -> BigInt {
        self.zaehler.iter().sum()
    }

    /// As parts of their sum, whatever the denominator was.
    pub fn am_ganzen(self) -> Self {
        Self {
            nenner: self.summe(),
            ..self
        }
    }

    /// Reduced, as it stands in the protocol.
    pub fn genau(&self, r: usize) -> Bruch {
        bruch(self.zaehler[r].clone(), self.nenner.clone())
    }

    /// In cents, by the largest remainder; `None` when there is no share at all.
    pub fn in_cent(&self, summe: Cent) -> Option<Vec<Cent>> {
        groesster_rest(summe, &self.zaehler)
    }
}
