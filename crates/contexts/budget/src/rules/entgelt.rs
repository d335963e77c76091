//! Prices and what they come to (Fachkonzept 8.4, 8.7): every line is rounded by itself.

use base::{Bp, Cent, Datum, Min, groesster_rest, kaufm};

use super::bruch::{bruch, prozent};

/// Full-time equivalents and rates that apply from a day on; the latest beginning not after the day counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satz {
    /// First day.
    pub ab: Datum,
    /// For 60 minutes.
    pub je_stunde: Cent,
}

/// The rate on a day. A later change never touches what was booked under the old one.
#[must_use]
pub fn satz_am(saetze: &[Satz], tag: Datum) -> Option<Cent> {
    saetze
        .iter()
        .filter(|s| s.ab <= tag)
        .max_by_key(|s| s.ab)
        .map(|s| s.je_stunde)
}

/// Cost of an hour that can be billed: `kaufm((Personal + Sach + Verwaltung) / Stunden)`. Hours in tenths.
#[must_use]
pub fn fls_satz(kosten: Cent, abrechenbare_zehntelstunden: i64) -> Option<Cent> {
    kaufm(i128::from(kosten.0) * 10, i128::from(abrechenbare_zehntelstunden)).map(Cent)
}

/// A share of an amount, rounded.
#[must_use]
pub fn anteil(betrag: Cent, bp: Bp) -> Option<Cent> {
    kaufm(i128::from(betrag.0) * i128::from(bp.0), 10_000).map(Cent)
}

/// One line of an invoice: `kaufm(min × satz / 60)`.
#[must_use]
pub fn zeile(minuten: Min, je_stunde: Cent) -> Option<Cent> {
    kaufm(i128::from(minuten.0) * i128::from(je_stunde.0), 60).map(Cent)
}

/// The invoice: the sum of the rounded lines, not the rounding of the sum.
#[must_use]
pub fn rechnung(zeilen: &[(Min, Cent)]) -> Option<Cent> {
    zeilen
        .iter()
        .try_fold(0_i64, |summe, (m, s)| summe.checked_add(zeile(*m, *s)?.0))
        .map(Cent)
}

/// How part months of a Pauschale are paid (GO `budget.zahlungsweise_pauschale`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zahlungsweise {
    /// Days of the month, first and last count.
    Taggenau,
    /// A month has 30 days, day 31 is ignored.
    Dreissigstel,
}

/// What is paid for one month from day `von` to day `bis` of it, both inclusive.
#[must_use]
pub fn pauschale_im_monat(
    je_monat: Cent,
    jahr: i16,
    monat: i8,
    von: i8,
    bis: i8,
    wie: Zahlungsweise,
) -> Option<Cent> {
    let tage = jiff::civil::Date::new(jahr, monat, 1).ok()?.days_in_month();
    if von == 1 && bis == tage {
        return Some(je_monat);
    }
    let (n, von_wie_viel) = match wie {
        Zahlungsweise::Taggenau => (bis - von + 1, tage),
        // the last day of the month is the thirtieth, whatever its number
        Zahlungsweise::Dreissigstel => (if bis == tage { 30 } else { bis.min(30) } - von.min(30) + 1, 30),
    };
    kaufm(i128::from(je_monat.0) * i128::from(n), i128::from(von_wie_viel)).map(Cent)
}

/// Twelve instalments: eleven rounded, the twelfth is the remainder.
#[must_use]
pub fn zwoelf_raten(betrag: Cent) -> Option<[Cent; 12]> {
    let rate = kaufm(i128::from(betrag.0), 12)?;
    let mut raten = [Cent(rate); 12];
    raten[11] = Cent(betrag.0.checked_sub(rate.checked_mul(11)?)?);
    Some(raten)
}

/// Minutes shared by several people (§ 116 Abs. 2 SGB IX): one price, split without losing a cent.
#[must_use]
pub fn gemeinsam(minuten: Min, je_stunde: Cent, personen: usize) -> Option<Vec<Cent>> {
    let teile = groesster_rest(zeile(minuten, je_stunde)?.0, &vec![1; personen])?;
    Some(teile.into_iter().map(Cent).collect())
}

/// Mehrkosten of the wish over the comparison, for display only: the word "unverhältnismäßig" is chosen and reasoned
/// by a person (§ 5 Abs. 2 SGB VIII, § 104 Abs. 2, 3 SGB IX). There is no verdict in this type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mehrkosten {
    /// How much more.
    pub betrag: Cent,
    /// The share of the comparison, for reading.
    pub prozent: String,
}

/// Compares; `None` when there is nothing to compare with, or when the alternative is not reasonable for the person:
/// then no comparison of cost takes place at all (§ 104 Abs. 3 SGB IX).
#[must_use]
pub fn mehrkosten(gewuenscht: Cent, vergleich: Cent, alternative_zumutbar: bool) -> Option<Mehrkosten> {
    if !alternative_zumutbar || vergleich.0 <= 0 {
        return None;
    }
    let betrag = Cent(gewuenscht.0.checked_sub(vergleich.0)?);
    Some(Mehrkosten {
        betrag,
        prozent: prozent(&bruch(betrag.0, vergleich.0), 2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn t_098_fls_satz() {
        let personal = Cent(6_840_000);
        let sach = anteil(personal, Bp(1_500)).unwrap();
        let verwaltung = anteil(personal, Bp(1_000)).unwrap();
        let kosten = Cent(personal.0 + sach.0 + verwaltung.0);
        assert_eq!(kosten, Cent(8_550_000));
        // 1 599 h × 70 % = 1 119,3 h
        assert_eq!(fls_satz(kosten, 11_193), Some(Cent(7_639)));
    }

    #[test]
    fn t_099_summe_der_gerundeten_zeilen() {
        let satz = Cent(6_980);
        assert_eq!(zeile(Min(95), satz), Some(Cent(11_052)));
        assert_eq!(zeile(Min(50), satz), Some(Cent(5_817)));
        assert_eq!(rechnung(&[(Min(95), satz), (Min(50), satz)]), Some(Cent(16_869)));
        assert_eq!(
            zeile(Min(145), satz),
            Some(Cent(16_868)),
            "the rounding of the sum differs"
        );
    }

    #[test]
    fn t_100_drei_zeilen_oder_eine() {
        let satz = Cent(6_980);
        assert_eq!(rechnung(&[(Min(25), satz); 3]), Some(Cent(8_724)));
        assert_eq!(rechnung(&[(Min(75), satz)]), Some(Cent(8_725)));
    }

    #[test]
    fn t_101_neuer_satz_ab_dem_stichtag() {
        let saetze = [
            Satz {
                ab: tag("2023-01-01"),
                je_stunde: Cent(6_656),
            },
            Satz {
                ab: tag("2024-07-01"),
                je_stunde: Cent(6_980),
            },
        ];
        let preis = |t: &str| zeile(Min(60), satz_am(&saetze, tag(t)).unwrap()).unwrap();
        let (alt, neu) = (preis("2024-06-30"), preis("2024-07-01"));
        assert_eq!((alt, neu), (Cent(6_656), Cent(6_980)));
        let mehr = mehrkosten(neu, alt, true).unwrap();
        assert_eq!((mehr.betrag, mehr.prozent.as_str()), (Cent(324), "4,87 %"));
        assert_eq!(satz_am(&saetze, tag("2022-12-31")), None);
    }

    #[test]
    fn t_102_angebrochener_monat() {
        let p = |wie| pauschale_im_monat(Cent(125_000), 2026, 2, 10, 28, wie);
        assert_eq!(p(Zahlungsweise::Taggenau), Some(Cent(84_821)));
        assert_eq!(p(Zahlungsweise::Dreissigstel), Some(Cent(87_500)));
    }

    #[test]
    fn t_103_zwoelf_raten() {
        let raten = zwoelf_raten(Cent(50_000_000)).unwrap();
        assert!(raten[..11].iter().all(|r| *r == Cent(4_166_667)));
        assert_eq!(raten[11], Cent(4_166_663));
    }

    #[test]
    fn t_108_gemeinsame_assistenz() {
        assert_eq!(zeile(Min(120), Cent(4_850)), Some(Cent(9_700)));
        let teile = gemeinsam(Min(120), Cent(4_850), 3).unwrap();
        assert_eq!(teile, [Cent(3_234), Cent(3_233), Cent(3_233)]);
    }

    #[test]
    fn t_109_verwaltungskostenpauschale() {
        let betrag = Cent(1_234_567);
        let dazu = anteil(betrag, Bp(500)).unwrap();
        assert_eq!((dazu, betrag.0 + dazu.0), (Cent(61_728), 1_296_295));
    }

    #[test]
    fn t_110_kosten_je_fall_und_je_einwohner() {
        assert_eq!(kaufm(9_000_000_000, 3_900), Some(2_307_692));
        assert_eq!(kaufm(9_000_000_000, 249_000), Some(36_145));
    }

    #[test]
    fn t_113_mehrkosten_ohne_urteil() {
        let m = mehrkosten(Cent(8_120), Cent(6_980), true).unwrap();
        assert_eq!((m.betrag, m.prozent.as_str()), (Cent(1_140), "16,33 %"));
        assert_eq!(mehrkosten(Cent(8_120), Cent(6_980), false), None);
        assert_eq!(mehrkosten(Cent(8_120), Cent(0), true), None);
    }

    proptest! {
        #[test]
        fn raten_und_teile_ergeben_die_summe(c in -1_000_000_000_000_i64..1_000_000_000_000, n in 1usize..30) {
            prop_assert_eq!(zwoelf_raten(Cent(c)).unwrap().iter().map(|r| r.0).sum::<i64>(), c);
            let m = Min(c.rem_euclid(5_000));
            let teile = gemeinsam(m, Cent(4_850), n).unwrap();
            prop_assert_eq!(teile.iter().map(|r| r.0).sum::<i64>(), zeile(m, Cent(4_850)).unwrap().0);
        }

        #[test]
        fn die_reihenfolge_der_zeilen_ist_egal(mut z in prop::collection::vec((0i64..10_000, 1i64..20_000), 0..30)) {
            let summe = |z: &[(i64, i64)]| rechnung(&z.iter().map(|(m, s)| (Min(*m), Cent(*s))).collect::<Vec<_>>());
            let vorher = summe(&z);
            z.reverse();
            prop_assert_eq!(vorher, summe(&z));
        }
    }
}
