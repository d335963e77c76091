//! Properties that hold for every start, length and territory.

use fristen::{
    Fehler, Kalender, Laenge, Land, alter_am, beginn_vor, ende_nach, fristende, hat_alter_ab,
    minus_arbeitstage, plus_arbeitstage, plus_stunden, plus_werktage, vollendet_am,
};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp, tz::TimeZone};
use proptest::prelude::*;

#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn tage() -> impl Strategy<Value = Date> {
    (0..40_000_i32).prop_map(|n| date(1995, 1, 1).checked_add(Span::new().days(n)).unwrap())
}

fn laengen() -> impl Strategy<Value = Laenge> {
    prop_oneof![
        (0..800_u32).prop_map(Laenge::Tage),
        (0..100_u32).prop_map(Laenge::Wochen),
        (0..60_u32).prop_map(Laenge::Monate),
        (0..30_u32).prop_map(Laenge::Jahre),
        (0..60_u32).prop_map(Laenge::Werktage),
        (0..60_u32).prop_map(Laenge::Arbeitstage),
    ]
}

fn kalender() -> impl Strategy<Value = Kalender> {
    prop::sample::select(Land::ALLE).prop_map(Kalender::fuer)
}

proptest! {
    #[test]
    fn end_is_not_before_start_and_shift_only_moves_forward(s in tage(), l in laengen(), k in kalender()) {
        let roh = ende_nach(s, l, &k).unwrap();
        let ende = fristende(s, l, &k).unwrap();
        prop_assert!(s <= roh && roh <= ende);
        prop_assert!(roh.until(ende).unwrap().get_days() <= 6, "{roh} -> {ende}");
    }

    #[test]
    fn shifted_end_is_a_werktag_and_shifting_again_changes_nothing(s in tage(), l in laengen(), k in kalender()) {
        let ende = fristende(s, l, &k).unwrap();
        prop_assert!(k.ist_werktag(ende));
        prop_assert_eq!(k.naechster_werktag(ende), Ok(ende));
    }

    #[test]
    fn no_day_between_raw_and_shifted_end_was_possible(s in tage(), l in laengen(), k in kalender()) {
        let mut tag = ende_nach(s, l, &k).unwrap();
        let ende = fristende(s, l, &k).unwrap();
        while tag < ende {
            prop_assert!(k.hindernis(tag).is_some());
            tag = tag.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier(a in tage(), b in tage(), l in laengen(), k in kalender()) {
        let (frueh, spaet) = (a.min(b), a.max(b));
        prop_assert!(fristende(frueh, l, &k).unwrap() <= fristende(spaet, l, &k).unwrap());
        prop_assert!(beginn_vor(frueh, l, &k).unwrap() <= beginn_vor(spaet, l, &k).unwrap());
    }

    #[test]
    fn weeks_keep_the_weekday_and_months_the_number(s in tage(), n in 0..60_u32, k in kalender()) {
        let wochen = ende_nach(s, Laenge::Wochen(n), &k).unwrap();
        prop_assert_eq!(wochen.weekday(), s.weekday());
        let monate = ende_nach(s, Laenge::Monate(n), &k).unwrap();
        prop_assert!(monate.day() == s.day() || (monate.day() < s.day() && monate == monate.last_of_month()));
        let jahre = ende_nach(s, Laenge::Jahre(n), &k).unwrap();
        prop_assert_eq!(jahre, ende_nach(s, Laenge::Monate(12 * n), &k).unwrap());
    }

    #[test]
    fn counted_werktage_are_exactly_n(s in tage(), n in 0..60_u32, k in kalender()) {
        let ende = plus_werktage(s, n, &k).unwrap();
        let mut gezaehlt = 0;
        let mut tag = s;
        while tag < ende {
            tag = tag.tomorrow().unwrap();
            gezaehlt += u32::from(k.ist_werktag(tag));
        }
        prop_assert_eq!(gezaehlt, n);
    }

    #[test]
    fn arbeitstage_back_and_forth_from_an_arbeitstag(s in tage(), n in 0..60_u32, k in kalender()) {
        let s = k.voriger_arbeitstag(s).unwrap();
        let hin = plus_arbeitstage(s, n, &k).unwrap();
        prop_assert_eq!(minus_arbeitstage(hin, n, &k), Ok(s));
    }

    #[test]
    fn list_of_a_year_and_single_look_up_agree(jahr in 1995..2105_i16, k in kalender()) {
        let liste = k.feiertage(jahr);
        let mut tag = date(jahr, 1, 1);
        let mut einzeln = Vec::new();
        while tag.year() == jahr {
            einzeln.extend(k.feiertag(tag).map(|name| (tag, name)));
            tag = tag.tomorrow().unwrap();
        }
        prop_assert_eq!(liste, einzeln);
    }

    #[test]
    fn hours_are_elapsed_time_in_every_season(sekunde in 788_918_400..4_102_444_800_i64, n in 0..2_000_u32) {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let start = Timestamp::from_second(sekunde).unwrap().to_zoned(zone);
        let ende = plus_stunden(&start, n).unwrap();
        prop_assert_eq!(ende.timestamp().as_second() - sekunde, i64::from(n) * 3600);
    }

    #[test]
    fn age_changes_exactly_on_the_day_it_is_reached(geburt in tage(), jahre in 1..110_u16) {
        let ab = hat_alter_ab(geburt, jahre).unwrap();
        prop_assert_eq!(alter_am(geburt, ab), Some(jahre));
        prop_assert_eq!(alter_am(geburt, vollendet_am(geburt, jahre).unwrap()), Some(jahre - 1));
    }
}

#[test]
fn leap_days_and_the_end_of_the_calendar() {
    let k = Kalender::fuer(Land::Sh);
    let schalttag = date(2028, 2, 29);
    assert_eq!(ende_nach(schalttag, Laenge::Jahre(1), &k), Ok(date(2029, 2, 28)));
    assert_eq!(
        ende_nach(schalttag, Laenge::Jahre(4), &k),
        Ok(schalttag.with().year(2032).build().unwrap())
    );
    assert_eq!(ende_nach(date(2028, 1, 31), Laenge::Monate(1), &k), Ok(schalttag));
    assert_eq!(beginn_vor(schalttag, Laenge::Jahre(1), &k), Ok(date(2027, 2, 28)));
    assert_eq!(
        beginn_vor(date(2026, 3, 31), Laenge::Monate(1), &k),
        Ok(date(2026, 2, 28))
    );
    // retention of a hundred years does not stop at 2099 or 2106 (T-146 and the retention rules)
    assert_eq!(
        ende_nach(date(2026, 6, 15), Laenge::Jahre(100), &k),
        Ok(date(2126, 6, 15))
    );
    for laenge in [
        Laenge::Tage(u32::MAX),
        Laenge::Jahre(8000),
        Laenge::Werktage(u32::MAX),
    ] {
        assert_eq!(
            ende_nach(schalttag, laenge, &k),
            Err(Fehler::AusserhalbDesKalenders)
        );
    }
    assert_eq!(
        k.naechster_werktag(Date::MAX),
        Ok(Date::MAX),
        "31 December 9999 is a Friday"
    );
    assert_eq!(
        ende_nach(schalttag, Laenge::Stunden(1), &k),
        Err(Fehler::BrauchtUhrzeit)
    );
}
