//! The table of bits says what the rules say, and the rules go on where it ends.
#![expect(clippy::unwrap_used, reason = "tests")]

use fristen::{Kalender, Laenge, Land, Merkmal, Optionen, fristende};
use jiff::civil::{Date, Weekday, date};

#[test]
fn table_and_rules_agree_on_every_day() {
    let augsburg = Optionen {
        merkmale: vec![Merkmal::AugsburgerFriedensfest, Merkmal::MariaeHimmelfahrt],
        schliesstage: vec![],
    };
    let mut kalender: Vec<Kalender> = Land::ALLE.iter().map(|l| Kalender::fuer(*l)).collect();
    kalender.push(Kalender::neu(Land::By, augsburg).unwrap());
    for k in kalender {
        // beyond both ends of the table, and some years between
        let mut tag = date(1988, 1, 1);
        while tag < date(2123, 1, 1) {
            if [1993, 2000, 2005, 2016, 2021, 2032].contains(&tag.year()) {
                tag = date(tag.year() + if tag.year() == 2032 { 86 } else { 3 }, 1, 1);
            }
            let wochenende = matches!(tag.weekday(), Weekday::Saturday | Weekday::Sunday);
            assert_eq!(
                k.ist_werktag(tag),
                !wochenende && k.feiertag(tag).is_none(),
                "{tag} {:?}",
                k.land()
            );
            assert_eq!(
                k.naechster_werktag(tag).unwrap() == tag,
                k.hindernis(tag).is_none(),
                "{tag} {:?}",
                k.land()
            );
            tag = tag.tomorrow().unwrap();
        }
    }
}

/// R13: 200 cases around clock changes, leap days and 2106, each by counting on the fingers: day by day.
#[test]
fn two_hundred_hard_cases_counted_day_by_day() {
    let schwer: [Date; 20] = [
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2028, 2, 29),
        date(2100, 2, 28),
        date(2100, 3, 1),
        date(2106, 2, 7),
        date(2106, 12, 31),
        date(2026, 3, 28),
        date(2026, 3, 29),
        date(2026, 10, 24),
        date(2026, 10, 25),
        date(2025, 12, 22),
        date(2025, 12, 24),
        date(2025, 12, 31),
        date(2027, 1, 29),
        date(2027, 1, 31),
        date(2026, 4, 2),
        date(2038, 1, 19),
        date(1999, 12, 31),
    ];
    let laengen = [
        Laenge::Tage(1),
        Laenge::Tage(14),
        Laenge::Wochen(2),
        Laenge::Wochen(6),
        Laenge::Monate(1),
        Laenge::Monate(12),
        Laenge::Jahre(1),
        Laenge::Jahre(4),
        Laenge::Werktage(7),
        Laenge::Arbeitstage(10),
    ];
    let k = Kalender::fuer(Land::Sh);
    let mut faelle = 0;
    for start in schwer {
        for laenge in laengen {
            let mut soll = von_hand(start, laenge, &k);
            while matches!(soll.weekday(), Weekday::Saturday | Weekday::Sunday) || k.feiertag(soll).is_some()
            {
                soll = soll.tomorrow().unwrap();
            }
            assert_eq!(fristende(start, laenge, &k).unwrap(), soll, "{start} {laenge:?}");
            faelle += 1;
        }
    }
    assert_eq!(faelle, 200);
}

/// No calendar arithmetic but "tomorrow".
fn von_hand(start: Date, laenge: Laenge, k: &Kalender) -> Date {
    let tage = |n: u32| (0..n).fold(start, |t, _| t.tomorrow().unwrap());
    match laenge {
        Laenge::Tage(n) => tage(n),
        Laenge::Wochen(n) => tage(7 * n),
        Laenge::Monate(n) | Laenge::Jahre(n) => {
            let monate = if matches!(laenge, Laenge::Jahre(_)) {
                12 * n
            } else {
                n
            };
            let ziel =
                i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + i32::try_from(monate).unwrap();
            let monat = |t: Date| i32::from(t.year()) * 12 + i32::from(t.month()) - 1;
            // the same number, or the last day of the month
            let mut t = start;
            while monat(t) < ziel || monat(t) == ziel && t.day() < start.day() {
                let morgen = t.tomorrow().unwrap();
                if monat(morgen) > ziel {
                    break;
                }
                t = morgen;
            }
            t
        }
        Laenge::Werktage(n) | Laenge::Arbeitstage(n) => {
            let (mut t, mut rest) = (start, n);
            while rest > 0 {
                t = t.tomorrow().unwrap();
                let frei =
                    matches!(t.weekday(), Weekday::Saturday | Weekday::Sunday) || k.feiertag(t).is_some();
                rest -= u32::from(!frei);
            }
            t
        }
        Laenge::Stunden(_) => unreachable!(),
    }
}

#[test]
fn a_longer_period_never_ends_earlier() {
    let k = Kalender::fuer(Land::By);
    let mut start = date(2025, 11, 1);
    while start < date(2026, 3, 1) {
        for je in [
            Laenge::Tage,
            Laenge::Wochen,
            Laenge::Monate,
            Laenge::Werktage,
            Laenge::Arbeitstage,
        ] {
            let mut davor = start;
            for n in 0..40 {
                let ende = fristende(start, je(n), &k).unwrap();
                assert!(ende >= davor, "{start} {n}");
                assert!(k.ist_werktag(ende), "{start} {n}");
                davor = ende;
            }
        }
        start = start.tomorrow().unwrap();
    }
}
