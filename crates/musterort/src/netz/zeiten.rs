//! When an offer takes place.

use super::Zeit;
use crate::wuerfel::Wuerfel;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Part of the day and of the week an offer usually has.
#[derive(Clone, Copy)]
pub enum Tageszeit {
    Vormittag,
    Nachmittag,
    Abend,
    Wochenende,
    /// By appointment only.
    Vereinbarung,
}

const WERKTAGE: [(Weekday, &str); 5] = [
    (Weekday::Monday, "MO"),
    (Weekday::Tuesday, "TU"),
    (Weekday::Wednesday, "WE"),
    (Weekday::Thursday, "TH"),
    (Weekday::Friday, "FR"),
];
const WOCHENENDE: [(Weekday, &str); 2] = [(Weekday::Saturday, "SA"), (Weekday::Sunday, "SU")];

/// One time, sometimes two, beginning in the half-year before the Stichtag.
pub fn zeiten(tageszeit: Tageszeit, stichtag: Date, wuerfel: &mut Wuerfel) -> Vec<Zeit> {
    let (von, bis) = match tageszeit {
        Tageszeit::Vormittag => (8, 11),
        Tageszeit::Nachmittag => (14, 16),
        Tageszeit::Abend => (17, 19),
        Tageszeit::Wochenende => (10, 15),
        Tageszeit::Vereinbarung => return Vec::new(),
    };
    let anzahl = if wuerfel.promille(200) { 2 } else { 1 };
    (0..anzahl)
        .map(|_| zeit(tageszeit, (von, bis), stichtag, wuerfel))
        .collect()
}

fn zeit(tageszeit: Tageszeit, (von, bis): (u32, u32), stichtag: Date, wuerfel: &mut Wuerfel) -> Zeit {
    let (tag, kuerzel) = match tageszeit {
        Tageszeit::Wochenende => *wuerfel.aus(&WOCHENENDE),
        _ => *wuerfel.aus(&WERKTAGE),
    };
    let stunde = i8::try_from(wuerfel.zwischen(von, bis)).unwrap_or_default();
    let minute = *wuerfel.gewichtet(&[(5, 0i8), (3, 30), (1, 15)]);
    let start = zurueck(stichtag, wuerfel.zwischen(30, 180));
    let mut erster = start.nth_weekday(1, tag).unwrap_or(start);
    let rrule = match wuerfel.unter(10) {
        0..7 => format!("FREQ=WEEKLY;BYDAY={kuerzel}"),
        7..9 => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={kuerzel}"),
        _ => {
            // DTSTART must itself be a day of the rule
            erster = erster
                .first_of_month()
                .nth_weekday_of_month(1, tag)
                .unwrap_or(erster);
            format!("FREQ=MONTHLY;BYDAY=1{kuerzel}")
        }
    };
    let dauer_min = *wuerfel.gewichtet(&[(3, 60), (5, 90), (6, 120), (2, 180)]);
    Zeit {
        beginn: erster.at(stunde, minute, 0, 0),
        dauer_min,
        rrule,
    }
}

/// The day `tage` days earlier.
pub fn zurueck(tag: Date, tage: u32) -> Date {
    tag.checked_sub(i64::from(tage).days()).unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wuerfel::Strom;

    #[test]
    fn first_time_falls_on_a_day_of_the_rule() {
        let mut w = Wuerfel::neu(4, Strom::Angebote, 0);
        for _ in 0..300 {
            let z = zeit(
                Tageszeit::Abend,
                (17, 19),
                jiff::civil::date(2026, 11, 21),
                &mut w,
            );
            let tag = z.beginn.date();
            let erwartet = WERKTAGE
                .iter()
                .find(|(t, _)| *t == tag.weekday())
                .expect("a working day")
                .1;
            assert!(z.rrule.ends_with(erwartet), "{z:?}");
            assert!(!z.rrule.starts_with("FREQ=MONTHLY") || tag.day() <= 7, "{z:?}");
        }
    }
}
