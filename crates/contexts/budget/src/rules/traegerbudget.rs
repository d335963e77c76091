//! A budget of a Träger (Fachkonzept 8.4): what it comes to, its instalments, and the share of each Träger in what
//! a region pays (RL-03). Nothing here depends on how long a help lasts.

use base::{Cent, Datum, kaufm};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::bruch::prozent;
use crate::model::Traegerbudgetart;

/// What it comes to. `menge` in hundredths: full-time equivalents, or hours.
#[must_use]
pub fn betrag(art: Traegerbudgetart, menge: i64, satz: Cent, sachkosten: Cent) -> Option<Cent> {
    let grund = match art {
        Traegerbudgetart::Pauschal => satz.0,
        Traegerbudgetart::TeamVzae | Traegerbudgetart::KontingentFls => {
            kaufm(i128::from(menge) * i128::from(satz.0), 100)?
        }
    };
    grund.checked_add(sachkosten.0).map(Cent)
}

/// An instalment of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Its place, from 1.
    pub nr: i64,
    /// First day it may be paid: the first of its month, of the first month the first day of the budget.
    pub faellig: Datum,
    /// Amount.
    pub betrag: Cent,
}

/// One instalment for each month the budget reaches into: all alike, rounded to the cent, the last takes the rest.
/// `None` when there is nothing to pay in one of them.
#[must_use]
pub fn raten(betrag: Cent, von: Datum, bis: Datum) -> Option<Vec<Rate>> {
    let mut tage = Vec::new();
    let mut tag = von.0;
    while tag <= bis.0 {
        tage.push(Datum(tag));
        tag = tag.last_of_month().tomorrow().ok()?;
    }
    let anzahl = i64::try_from(tage.len()).ok().filter(|n| *n > 0)?;
    let rate = kaufm(i128::from(betrag.0), i128::from(anzahl))?;
    let letzte = betrag.0.checked_sub(rate.checked_mul(anzahl - 1)?)?;
    let alle = (1..).zip(tage).map(|(nr, faellig)| Rate {
        nr,
        faellig,
        betrag: Cent(if nr == anzahl { letzte } else { rate }),
    });
    (rate > 0 && letzte > 0).then(|| alle.collect())
}

/// A Träger in what a region pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anteil {
    /// Name; empty for bookings that name none.
    pub traeger: String,
    /// What it was paid.
    pub gezahlt: Cent,
    /// Preferred in this region.
    pub schwerpunkt: bool,
    /// Its share, for reading.
    pub prozent: String,
}

/// The shares, largest first, and the share of all who are not preferred: the figure the committee sees (RL-03).
#[must_use]
pub fn anteile(gezahlt: &[(String, Cent)], schwerpunkte: &[String]) -> (Vec<Anteil>, String) {
    let summe: i64 = gezahlt.iter().map(|(_, c)| c.0).sum();
    let teil = |c: i64| {
        if summe > 0 {
            prozent(&BigRational::new(BigInt::from(c), BigInt::from(summe)), 1)
        } else {
            "–".to_owned()
        }
    };
    let mut alle: Vec<Anteil> = gezahlt
        .iter()
        .map(|(name, c)| Anteil {
            schwerpunkt: schwerpunkte.contains(name),
            prozent: teil(c.0),
            traeger: name.clone(),
            gezahlt: *c,
        })
        .collect();
    alle.sort_by(|a, b| (b.gezahlt, &a.traeger).cmp(&(a.gezahlt, &b.traeger)));
    let andere: i64 = alle.iter().filter(|a| !a.schwerpunkt).map(|a| a.gezahlt.0).sum();
    (alle, teil(andere))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_103_das_budget_des_traegers_in_zwoelf_raten() {
        // 5.5 full-time equivalents at 78 500.00 and 68 250.00 for things
        let b = betrag(Traegerbudgetart::TeamVzae, 550, Cent(7_850_000), Cent(6_825_000));
        assert_eq!(b, Some(Cent(50_000_000)));
        let raten = super::super::entgelt::zwoelf_raten(Cent(50_000_000)).unwrap();
        assert_eq!((raten[0], raten[11]), (Cent(4_166_667), Cent(4_166_663)));
        assert_eq!(
            betrag(Traegerbudgetart::Pauschal, 0, Cent(100), Cent(0)),
            Some(Cent(100))
        );
        assert_eq!(
            betrag(Traegerbudgetart::KontingentFls, 120_000, Cent(6_980), Cent(0)),
            Some(Cent(8_376_000))
        );
    }

    #[test]
    fn so_viele_raten_wie_monate() {
        let tag = |t: &str| t.parse::<Datum>().unwrap();
        let alle = |c, von, bis| raten(Cent(c), tag(von), tag(bis));
        let zwoelf = alle(50_000_000, "2026-01-01", "2026-12-31").unwrap();
        let wie_t_103 = super::super::entgelt::zwoelf_raten(Cent(50_000_000)).unwrap();
        assert_eq!(zwoelf.iter().map(|r| r.betrag).collect::<Vec<_>>(), wie_t_103);
        let neun = alle(1_000_000, "2026-04-15", "2026-12-31").unwrap();
        assert_eq!(
            (neun.len(), neun[0].faellig, neun[1].faellig),
            (9, tag("2026-04-15"), tag("2026-05-01"))
        );
        assert_eq!((neun[0].betrag, neun[8].betrag), (Cent(111_111), Cent(111_112)));
        assert_eq!(
            alle(100, "2026-04-15", "2026-04-15").unwrap()[0].betrag,
            Cent(100)
        );
        // six cents in twelve months would end with five cents back
        assert_eq!(alle(6, "2026-01-01", "2026-12-31"), None);
        assert_eq!(alle(5, "2026-02-01", "2026-01-31"), None);
    }

    #[test]
    fn rl_03_der_anteil_der_anderen_wird_gezeigt() {
        let gezahlt = [
            ("A".to_owned(), Cent(70_000)),
            ("B".to_owned(), Cent(20_000)),
            ("C".to_owned(), Cent(10_000)),
        ];
        let (alle, andere) = anteile(&gezahlt, &["A".to_owned()]);
        assert_eq!((alle[0].prozent.as_str(), andere.as_str()), ("70,0 %", "30,0 %"));
        assert!(alle[0].schwerpunkt && !alle[1].schwerpunkt);
        assert_eq!(anteile(&[], &[]).1, "–");
    }
}
