//! What is available, what is to be expected, and the Ampel (Fachkonzept 8.5). The Ampel is a signal to people who
//! plan; nothing in this room turns it into a gate (RL-01).

use base::{Bp, Cent, kaufm};
use serde::{Deserialize, Serialize};

use super::bruch::{bruch, prozent};
use crate::model::Stand;

/// `ansatz + uebertrag + Σ umbuchungen − ist − obligo`, plus what came in.
#[must_use]
pub fn verfuegbar(ansatz: Cent, s: &Stand) -> Cent {
    Cent(ansatz.0 + s.uebertrag.0 + s.umbuchung.0 + s.einnahme.0 - s.ist.0 - s.obligo.0)
}

/// What may be spent: the denominator of the Ampel.
#[must_use]
pub fn rahmen(ansatz: Cent, s: &Stand) -> Cent {
    Cent(ansatz.0 + s.uebertrag.0 + s.umbuchung.0 + s.einnahme.0)
}

/// Green, yellow or red.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ampel {
    /// Below the first threshold.
    Gruen,
    /// Up to the second.
    Gelb,
    /// Above it.
    Rot,
}

impl Ampel {
    /// The word on the page; the colour only supports it.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Gruen => "grün",
            Self::Gelb => "gelb",
            Self::Rot => "rot",
        }
    }
}

/// The parts of a forecast. `neufaelle` and `beendigungen` are computed and may be changed by a person with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Teile {
    /// Booked.
    pub ist: Cent,
    /// Promised.
    pub obligo: Cent,
    /// Expected of cases that are still to come.
    pub neufaelle: Cent,
    /// Expected of cases that end earlier than promised.
    pub beendigungen: Cent,
}

/// A forecast with its signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prognose {
    /// `ist + obligo + neufaelle − beendigungen`.
    pub betrag: Cent,
    /// Of the frame, for reading; a dash when there is none.
    pub prozent: String,
    /// What is left of the frame; negative when it does not suffice.
    pub reserve: Cent,
    /// The signal.
    pub ampel: Ampel,
}

/// Forecast against the frame. Thresholds `(gelb, rot)` from GO `budget.ampel_bp`: below gelb green, up to rot yellow.
#[must_use]
pub fn prognose(t: &Teile, rahmen: Cent, schwellen: (Bp, Bp)) -> Prognose {
    let betrag = Cent(t.ist.0 + t.obligo.0 + t.neufaelle.0 - t.beendigungen.0);
    let (b, r) = (i128::from(betrag.0) * 10_000, i128::from(rahmen.0));
    // with nothing to spend any expected payment is red
    let ampel = if b < r * i128::from(schwellen.0.0) || (b <= 0 && r <= 0) {
        Ampel::Gruen
    } else if b <= r * i128::from(schwellen.1.0) {
        Ampel::Gelb
    } else {
        Ampel::Rot
    };
    Prognose {
        betrag,
        prozent: if rahmen.0 > 0 {
            prozent(&bruch(betrag.0, rahmen.0), 2)
        } else {
            "–".to_owned()
        },
        reserve: Cent(rahmen.0 - betrag.0),
        ampel,
    }
}

/// One kind of help, as the new cases of the last twelve months show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neufaelle {
    /// New cases in the last twelve months.
    pub faelle: i64,
    /// Mean cost of one for the rest of the year.
    pub restkosten: Cent,
}

/// `Σ_art (mean new cases per month × remaining months × mean remaining cost)`, each rounded to cents.
#[must_use]
pub fn erwartete_neufaelle(arten: &[Neufaelle], restmonate: i64) -> Option<Cent> {
    arten
        .iter()
        .try_fold(0_i64, |summe, a| {
            let roh = i128::from(a.faelle) * i128::from(restmonate) * i128::from(a.restkosten.0);
            summe.checked_add(kaufm(roh, 12)?)
        })
        .map(Cent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSATZ: Cent = Cent(180_000_000);
    const SCHWELLEN: (Bp, Bp) = (Bp(9_500), Bp(10_000));

    fn stand() -> Stand {
        Stand {
            ist: Cent(61_234_567),
            obligo: Cent(78_000_000),
            ..Stand::default()
        }
    }
    fn teile(neu: i64) -> Teile {
        Teile {
            ist: stand().ist,
            obligo: stand().obligo,
            neufaelle: Cent(neu),
            beendigungen: Cent(6_500_000),
        }
    }

    #[test]
    fn t_104_verfuegbar_und_prognose_gruen() {
        assert_eq!(verfuegbar(ANSATZ, &stand()), Cent(40_765_433));
        let p = prognose(&teile(35_000_000), ANSATZ, SCHWELLEN);
        assert_eq!(p.betrag, Cent(167_734_567));
        assert_eq!(p.prozent, "93,19 %");
        assert_eq!(p.ampel, Ampel::Gruen);
        assert_eq!(p.reserve, Cent(12_265_433));
    }

    #[test]
    fn t_105_rot_ist_nur_ein_zeichen() {
        let p = prognose(&teile(50_000_000), ANSATZ, SCHWELLEN);
        assert_eq!(p.betrag, Cent(182_734_567));
        assert_eq!(p.prozent, "101,52 %");
        assert_eq!(p.ampel, Ampel::Rot);
        assert_eq!(p.reserve, Cent(-2_734_567));
    }

    #[test]
    fn die_grenzen_gehoeren_zu_gelb() {
        let p = |ist: i64| {
            let t = Teile {
                ist: Cent(ist),
                ..Teile::default()
            };
            prognose(&t, Cent(10_000), SCHWELLEN).ampel
        };
        assert_eq!(
            [9_499, 9_500, 10_000, 10_001].map(p),
            [Ampel::Gruen, Ampel::Gelb, Ampel::Gelb, Ampel::Rot]
        );
        assert_eq!(
            prognose(&Teile::default(), Cent(0), SCHWELLEN).ampel,
            Ampel::Gruen
        );
        let etwas = Teile {
            ist: Cent(1),
            ..Teile::default()
        };
        assert_eq!(prognose(&etwas, Cent(0), SCHWELLEN).ampel, Ampel::Rot);
    }

    #[test]
    fn neue_faelle_aus_den_letzten_zwoelf_monaten() {
        let art = |faelle, c| Neufaelle {
            faelle,
            restkosten: Cent(c),
        };
        // 13 cases a year, 5 months left, 1 000.00 each: 13/12 × 5 × 1 000 = 5 416.67
        assert_eq!(erwartete_neufaelle(&[art(13, 100_000)], 5), Some(Cent(541_667)));
        assert_eq!(
            erwartete_neufaelle(&[art(13, 100_000), art(0, 5)], 0),
            Some(Cent(0))
        );
    }
}
