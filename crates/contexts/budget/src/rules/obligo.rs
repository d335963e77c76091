//! Obligo: what an approval will still cost within the fiscal year, and which Topf it belongs to (Fachkonzept 8.5).

use base::{Cent, Datum, Min};

use super::entgelt::{Zahlungsweise, pauschale_im_monat, zeile};
use crate::model::Finanzierung;

/// The expected minutes of a corridor: its mean, rounded up to five.
#[must_use]
pub fn erwartete_minuten(min: Min, max: Min) -> Min {
    // the mean may be a half minute; rounded up to five in whole numbers
    Min((min.0 + max.0 + 9).div_euclid(10) * 5)
}

/// Obligo of a Pauschale per month from `von` to `bis` (inclusive), only the days within the fiscal year.
#[must_use]
pub fn pauschale(
    je_monat: Cent,
    von: Datum,
    bis: Datum,
    jahr: (Datum, Datum),
    wie: Zahlungsweise,
) -> Option<Cent> {
    let (von, bis) = (von.max(jahr.0).0, bis.min(jahr.1).0);
    let mut summe = 0_i64;
    let mut monat = von.first_of_month();
    while monat <= bis {
        let erster = if monat < von { von.day() } else { 1 };
        let letzter = if monat.last_of_month() > bis {
            bis.day()
        } else {
            monat.days_in_month()
        };
        let dieser = pauschale_im_monat(je_monat, monat.year(), monat.month(), erster, letzter, wie)?;
        summe = summe.checked_add(dieser.0)?;
        monat = monat.last_of_month().tomorrow().ok()?;
    }
    Some(Cent(summe))
}

/// Obligo of hours: so many weeks of the expected minutes at the rate, each week a line.
#[must_use]
pub fn stunden(min_je_woche: Min, max_je_woche: Min, wochen: i64, je_stunde: Cent) -> Option<Cent> {
    let woche = zeile(erwartete_minuten(min_je_woche, max_je_woche), je_stunde)?;
    woche.0.checked_mul(wochen).map(Cent)
}

/// What of the Obligo of a Bezug is dissolved by an Ist booking: as much as is there, never more.
#[must_use]
pub fn aufloesung(offen: Cent, ist: Cent) -> Cent {
    Cent(ist.0.clamp(0, offen.0.max(0)))
}

/// Which kind of Topf pays: the GO says it for each Leistungsart, all others come from the region (seed C, T-115).
#[must_use]
pub fn finanzierung(go: &[(String, Finanzierung)], leistungsart: &str) -> Finanzierung {
    go.iter()
        .find(|(l, _)| l == leistungsart)
        .map_or(Finanzierung::Regional, |(_, f)| *f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }
    fn jahr() -> (Datum, Datum) {
        (tag("2026-01-01"), tag("2026-12-31"))
    }

    #[test]
    fn t_112_obligo_einer_pauschale() {
        let o = |von: &str, bis: &str| {
            pauschale(Cent(125_000), tag(von), tag(bis), jahr(), Zahlungsweise::Taggenau)
        };
        assert_eq!(o("2026-02-10", "2026-11-30"), Some(Cent(1_209_821)));
        // only what falls into the fiscal year
        assert_eq!(o("2025-12-10", "2026-01-31"), Some(Cent(125_000)));
        assert_eq!(o("2026-12-01", "2027-06-30"), Some(Cent(125_000)));
        assert_eq!(o("2027-01-01", "2027-06-30"), Some(Cent(0)));
    }

    #[test]
    fn t_115_inobhutnahme_nach_der_go() {
        let go = |f| vec![("INOBHUTNAHME".to_owned(), f)];
        assert_eq!(
            finanzierung(&go(Finanzierung::Zentral), "INOBHUTNAHME"),
            Finanzierung::Zentral
        );
        assert_eq!(
            finanzierung(&go(Finanzierung::Regional), "INOBHUTNAHME"),
            Finanzierung::Regional
        );
        assert_eq!(finanzierung(&[], "J31"), Finanzierung::Regional);
    }

    #[test]
    fn mittel_des_korridors_auf_fuenf_aufgerundet() {
        assert_eq!(erwartete_minuten(Min(120), Min(240)), Min(180));
        assert_eq!(erwartete_minuten(Min(120), Min(241)), Min(185));
        assert_eq!(erwartete_minuten(Min(121), Min(128)), Min(125));
        assert_eq!(stunden(Min(120), Min(240), 10, Cent(6_980)), Some(Cent(209_400)));
    }

    #[test]
    fn aufgeloest_wird_nie_mehr_als_da_ist() {
        assert_eq!(aufloesung(Cent(100), Cent(40)), Cent(40));
        assert_eq!(aufloesung(Cent(100), Cent(140)), Cent(100));
        assert_eq!(aufloesung(Cent(0), Cent(40)), Cent(0));
        assert_eq!(aufloesung(Cent(100), Cent(-5)), Cent(0));
    }
}
