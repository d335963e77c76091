//! The year end (Fachkonzept 8.6): surplus, who keeps what of it, and how a shortfall is covered.

use base::{Bp, Cent};

use super::entgelt::anteil;
use crate::model::Stand;

/// What the year end makes of one Topf. The parts of a surplus sum to it (INV-B7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ergebnis {
    /// More than was needed.
    Ueberschuss {
        /// All of it.
        betrag: Cent,
        /// For projects in the same Raum, bound to that purpose.
        region: Cent,
        /// Back to the Kommune.
        kommune: Cent,
    },
    /// Exactly what was needed.
    Ausgeglichen,
    /// Less than was needed; covered from the Vorwegabzug and reported to the committee, not carried on.
    Fehlbetrag(Cent),
}

/// `ansatz + uebertrag ± umbuchungen − ist − verbleibendes Obligo`. The remaining Obligo is carried as Rückstellung.
#[must_use]
pub fn saldo(ansatz: Cent, s: &Stand) -> Cent {
    super::prognose::verfuegbar(ansatz, s)
}

/// Splits it. Without the Ermächtigungsübertragung (Beschluss, Haushaltsrecht of the Land) nothing stays with the
/// region. `None` when the numbers do not fit into cents.
#[must_use]
pub fn ergebnis(saldo: Cent, bonus: Bp, ermaechtigung: bool) -> Option<Ergebnis> {
    Some(match saldo.0 {
        0 => Ergebnis::Ausgeglichen,
        n if n < 0 => Ergebnis::Fehlbetrag(Cent(-n)),
        n => {
            let region = if ermaechtigung {
                anteil(saldo, bonus)?
            } else {
                Cent(0)
            };
            Ergebnis::Ueberschuss {
                betrag: saldo,
                region,
                kommune: Cent(n - region.0),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn t_107_ueberschuss_wird_geteilt() {
        let e = ergebnis(Cent(3_750_101), Bp(5_000), true);
        assert_eq!(
            e,
            Some(Ergebnis::Ueberschuss {
                betrag: Cent(3_750_101),
                region: Cent(1_875_051),
                kommune: Cent(1_875_050),
            })
        );
    }

    #[test]
    fn ohne_ermaechtigung_bleibt_nichts_und_ein_fehlbetrag_wird_nicht_uebertragen() {
        assert_eq!(
            ergebnis(Cent(100), Bp(5_000), false),
            Some(Ergebnis::Ueberschuss {
                betrag: Cent(100),
                region: Cent(0),
                kommune: Cent(100)
            })
        );
        assert_eq!(
            ergebnis(Cent(-100), Bp(5_000), true),
            Some(Ergebnis::Fehlbetrag(Cent(100)))
        );
        assert_eq!(ergebnis(Cent(0), Bp(5_000), true), Some(Ergebnis::Ausgeglichen));
    }

    proptest! {
        /// INV-B7.
        #[test]
        fn die_teile_ergeben_den_ueberschuss(c in 1i64..1_000_000_000_000, bp in 0i64..=10_000, ja in any::<bool>()) {
            if let Ergebnis::Ueberschuss { betrag, region, kommune } = ergebnis(Cent(c), Bp(bp), ja).unwrap() {
                prop_assert_eq!(region.0 + kommune.0, betrag.0);
                prop_assert!(region.0 >= 0 && kommune.0 >= 0);
            } else {
                prop_assert!(false);
            }
        }
    }
}
