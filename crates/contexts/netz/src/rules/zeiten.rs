//! When an offer takes place: the part of RFC 5545 a directory needs, in local time.
//!
//! Times of day are those on the wall of the house, so nothing shifts when the clocks change. What is not understood
//! is refused when it is entered; imported rules that are not understood count as unknown, never as closed.

use std::str::FromStr;

use base::Datum;
use jiff::{ToSpan, civil::Date};

use crate::{codes::Wochentag, dinge::Zeit};

/// How far ahead a rule is expanded to see on which days of the week it falls.
const VORAUS_TAGE: i32 = 366;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takt {
    Tag,
    Woche,
    Monat,
    Jahr,
}

/// A rule that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    takt: Takt,
    abstand: u32,
    bis: Option<Date>,
    anzahl: Option<u32>,
    /// Position in the month (0: every) and day of the week.
    tage: Vec<(i8, Wochentag)>,
    monatstage: Vec<i8>,
    monate: Vec<i8>,
}

impl FromStr for Regel {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let mut r = Self {
            takt: Takt::Woche,
            abstand: 1,
            bis: None,
            anzahl: None,
            tage: Vec::new(),
            monatstage: Vec::new(),
            monate: Vec::new(),
        };
        let mut takt = false;
        for teil in s
            .trim_start_matches("RRULE:")
            .split(';')
            .filter(|t| !t.is_empty())
        {
            let (name, wert) = teil
                .split_once('=')
                .ok_or_else(|| format!("„{teil}“ ist keine Angabe"))?;
            let falsch = || format!("„{teil}“ wird nicht verstanden");
            match name {
                "FREQ" => {
                    takt = true;
                    r.takt = match wert {
                        "DAILY" => Takt::Tag,
                        "WEEKLY" => Takt::Woche,
                        "MONTHLY" => Takt::Monat,
                        "YEARLY" => Takt::Jahr,
                        _ => return Err(falsch()),
                    };
                }
                "INTERVAL" => r.abstand = wert.parse().ok().filter(|n| *n > 0).ok_or_else(falsch)?,
                "COUNT" => r.anzahl = Some(wert.parse().map_err(|_| falsch())?),
                "UNTIL" => r.bis = Some(bis(wert).ok_or_else(falsch)?),
                "BYDAY" => r.tage = liste(wert, wochentag).ok_or_else(falsch)?,
                "BYMONTHDAY" => r.monatstage = liste(wert, |t| zwischen(t, 31)).ok_or_else(falsch)?,
                "BYMONTH" => {
                    r.monate = liste(wert, |t| zwischen(t, 12).filter(|m| *m > 0)).ok_or_else(falsch)?;
                }
                "WKST" => {}
                _ => return Err(falsch()),
            }
        }
        takt.then_some(r)
            .ok_or_else(|| "Die Angabe FREQ fehlt".to_owned())
    }
}

fn liste<T>(s: &str, lesen: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    s.split(',').map(|t| lesen(t.trim())).collect()
}

fn zwischen(s: &str, grenze: i8) -> Option<i8> {
    s.parse().ok().filter(|n: &i8| *n != 0 && n.abs() <= grenze)
}

fn bis(s: &str) -> Option<Date> {
    let tag: String = s.chars().take_while(char::is_ascii_digit).take(8).collect();
    Date::strptime("%Y%m%d", &tag).ok().or_else(|| s.parse().ok())
}

fn wochentag(s: &str) -> Option<(i8, Wochentag)> {
    let (vorn, tag) = s.split_at_checked(s.len().checked_sub(2)?)?;
    let n = if vorn.is_empty() {
        0
    } else {
        zwischen(vorn.trim_start_matches('+'), 5)?
    };
    Some((n, tag.parse().ok()?))
}

/// Day of the week of a date.
#[must_use]
pub fn tag_von(d: Date) -> Wochentag {
    Wochentag::ALLE
        .get(usize::from(d.weekday().to_monday_zero_offset().unsigned_abs()))
        .copied()
        .unwrap_or(Wochentag::Montag)
}

impl Regel {
    /// Days on which it falls, from `ab` on, at most `hoechstens`, within a year.
    #[must_use]
    pub fn tage(&self, beginn: Option<Date>, ende: Option<Date>, ab: Date, hoechstens: usize) -> Vec<Date> {
        let start = beginn.unwrap_or(ab);
        let schluss = [self.bis, ende].into_iter().flatten().min();
        // counting begins at the first day; without a count there is no need to walk the past
        let mut tag = if self.anzahl.is_some() {
            start
        } else {
            start.max(ab)
        };
        let letzter = ab.max(start).saturating_add(VORAUS_TAGE.days());
        let (mut aus, mut gezaehlt) = (Vec::new(), 0u32);
        while tag <= letzter && schluss.is_none_or(|s| tag <= s) && aus.len() < hoechstens {
            if self.faellt_auf(start, tag) {
                gezaehlt += 1;
                if self.anzahl.is_some_and(|n| gezaehlt > n) {
                    break;
                }
                if tag >= ab {
                    aus.push(tag);
                }
            }
            let Ok(morgen) = tag.tomorrow() else { break };
            tag = morgen;
        }
        aus
    }

    fn faellt_auf(&self, start: Date, tag: Date) -> bool {
        let abstand = i64::from(self.abstand);
        if !self.monate.is_empty() && !self.monate.contains(&tag.month()) {
            return false;
        }
        let monate = |d: Date| i64::from(d.year()) * 12 + i64::from(d.month());
        let seit = match self.takt {
            Takt::Tag => i64::from((tag - start).get_days()),
            Takt::Woche => {
                let montag =
                    |d: Date| d.saturating_sub(i64::from(d.weekday().to_monday_zero_offset()).days());
                i64::from((montag(tag) - montag(start)).get_days()) / 7
            }
            Takt::Monat => monate(tag) - monate(start),
            Takt::Jahr => i64::from(tag.year()) - i64::from(start.year()),
        };
        if seit % abstand != 0 {
            return false;
        }
        let wochentag = tag_von(tag);
        let am_tag = self
            .tage
            .iter()
            .any(|(n, w)| *w == wochentag && (*n == 0 || im_monat(tag, *n)));
        let vom_ende = tag.day() - tag.days_in_month() - 1;
        let am_monatstag = self.monatstage.iter().any(|m| *m == tag.day() || *m == vom_ende);
        match (self.tage.is_empty(), self.monatstage.is_empty()) {
            (false, false) => am_tag && am_monatstag,
            (false, true) => am_tag,
            (true, false) => am_monatstag,
            (true, true) => match self.takt {
                Takt::Tag => true,
                Takt::Woche => tag.weekday() == start.weekday(),
                Takt::Monat => tag.day() == start.day(),
                Takt::Jahr => {
                    tag.day() == start.day() && (!self.monate.is_empty() || tag.month() == start.month())
                }
            },
        }
    }
}

/// Whether this is the n-th (from the end: negative) such day of the week in its month.
fn im_monat(tag: Date, n: i8) -> bool {
    if n > 0 {
        (tag.day() - 1) / 7 + 1 == n
    } else {
        (tag.days_in_month() - tag.day()) / 7 + 1 == -n
    }
}

/// On which days of the week and between which minutes of the day an offer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fenster {
    /// One bit for each day of the week, Monday is the lowest.
    pub tage: u8,
    /// Opens; 0 when unknown.
    pub von: u16,
    /// Closes; 1440 when unknown.
    pub bis: u16,
}

/// Desired time: a day of the week, and perhaps from and to as minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wann {
    /// Day; `None` means any.
    pub tag: Option<Wochentag>,
    /// Not before.
    pub ab: u16,
    /// Not after.
    pub bis: u16,
}

/// The windows of one entry from today on; `None` when its rule is not understood.
#[must_use]
pub fn fenster(zeit: &Zeit, heute: Datum) -> Option<Fenster> {
    let mut tage = 0u8;
    for tag in termine(zeit, heute, 366)? {
        tage |= bit(tag_von(tag.0));
        if tage == 0b111_1111 {
            break;
        }
    }
    Some(Fenster {
        tage,
        von: zeit.von.unwrap_or(0),
        bis: zeit.bis.unwrap_or(1440),
    })
}

/// The next days of one entry; `None` when its rule is not understood.
#[must_use]
pub fn termine(zeit: &Zeit, ab: Datum, hoechstens: usize) -> Option<Vec<Datum>> {
    if zeit.rrule.is_empty() {
        let tag = zeit.beginn?;
        let bis = zeit.ende.unwrap_or(tag);
        return Some(if bis >= ab { vec![tag.max(ab)] } else { Vec::new() });
    }
    let regel: Regel = zeit.rrule.parse().ok()?;
    let tage = regel.tage(zeit.beginn.map(|d| d.0), zeit.ende.map(|d| d.0), ab.0, hoechstens);
    Some(tage.into_iter().map(Datum).collect())
}

const fn bit(tag: Wochentag) -> u8 {
    1 << (tag as u8)
}

impl Fenster {
    /// Whether one can come at the desired time: the two spans share at least a moment.
    #[must_use]
    pub fn passt(self, wann: Wann) -> bool {
        let tag = wann.tag.map_or(self.tage != 0, |t| self.tage & bit(t) != 0);
        tag && self.von < wann.bis && wann.ab < self.bis
    }
}

/// Such as `17:30`.
#[must_use]
pub fn uhrzeit(minuten: u16) -> String {
    format!("{:02}:{:02}", minuten / 60, minuten % 60)
}

/// Minute of the day of `17:30` or `17`.
#[must_use]
pub fn minuten(text: &str) -> Option<u16> {
    let (h, m) = text.split_once(':').unwrap_or((text, "0"));
    let (h, m): (u16, u16) = (h.trim().parse().ok()?, m.get(..2).unwrap_or(m).parse().ok()?);
    (h < 24 && m < 60 || h == 24 && m == 0).then_some(h * 60 + m)
}

/// An entry in plain words: `donnerstags 14:00–17:00 Uhr`.
#[must_use]
pub fn in_worten(zeit: &Zeit) -> String {
    let tage = if let Ok(r) = zeit.rrule.parse::<Regel>() {
        r.in_worten()
    } else if let Some(tag) = zeit.beginn.filter(|_| zeit.rrule.is_empty()) {
        format!("am {tag}")
    } else {
        "Tage bitte erfragen".to_owned()
    };
    match (zeit.von, zeit.bis) {
        (Some(v), Some(b)) => format!("{tage}, {}–{} Uhr", uhrzeit(v), uhrzeit(b)),
        (Some(v), None) => format!("{tage}, ab {} Uhr", uhrzeit(v)),
        (None, Some(b)) => format!("{tage}, bis {} Uhr", uhrzeit(b)),
        (None, None) => tage,
    }
}

impl Regel {
    fn in_worten(&self) -> String {
        let wort = |(n, t): &(i8, Wochentag)| match n {
            0 => t.text().to_owned(),
            -1 => format!("letzter {}", t.text()),
            n if *n < 0 => format!("{}.-letzter {}", -n, t.text()),
            n => format!("{n}. {}", t.text()),
        };
        let tage = self.tage.iter().map(wort).collect::<Vec<_>>().join(", ");
        let takt = match (self.takt, self.abstand) {
            (Takt::Tag, 1) => "täglich".to_owned(),
            (Takt::Tag, n) => format!("alle {n} Tage"),
            (Takt::Woche, 1) => "jede Woche".to_owned(),
            (Takt::Woche, n) => format!("alle {n} Wochen"),
            (Takt::Monat, 1) => "jeden Monat".to_owned(),
            (Takt::Monat, n) => format!("alle {n} Monate"),
            (Takt::Jahr, _) => "jedes Jahr".to_owned(),
        };
        match (tage.is_empty(), self.takt, self.abstand) {
            (true, ..) => takt,
            (false, Takt::Woche | Takt::Tag, 1) => tage,
            _ => format!("{takt}: {tage}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zeit(rrule: &str, beginn: &str, von: u16, bis: u16) -> Zeit {
        Zeit {
            beginn: beginn.parse().ok(),
            ende: None,
            rrule: rrule.to_owned(),
            von: Some(von),
            bis: Some(bis),
        }
    }
    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }
    fn tage(z: &Zeit, ab: &str, n: usize) -> Vec<String> {
        let t = termine(z, tag(ab), n).unwrap();
        t.iter().map(|d| d.0.to_string()).collect()
    }

    #[test]
    fn donnerstag_nach_17_uhr() {
        let f = fenster(&zeit("FREQ=WEEKLY;BYDAY=TU,TH", "", 900, 1080), tag("2026-11-21")).unwrap();
        let wann = |tag, ab| Wann {
            tag: Some(tag),
            ab,
            bis: 1440,
        };
        assert!(f.passt(wann(Wochentag::Donnerstag, 1020)));
        assert!(!f.passt(wann(Wochentag::Donnerstag, 1080)));
        assert!(!f.passt(wann(Wochentag::Freitag, 0)));
    }

    #[test]
    fn erster_donnerstag_und_letzter_freitag_im_monat() {
        let erster = zeit("FREQ=MONTHLY;BYDAY=1TH", "2026-01-01", 0, 60);
        assert_eq!(tage(&erster, "2026-11-21", 2), ["2026-12-03", "2027-01-07"]);
        let letzter = zeit("FREQ=MONTHLY;BYDAY=-1FR", "", 0, 60);
        assert_eq!(tage(&letzter, "2026-11-21", 2), ["2026-11-27", "2026-12-25"]);
    }

    #[test]
    fn abstand_anzahl_und_ende_zaehlen_vom_beginn() {
        let zwei = zeit("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-02", 0, 60);
        assert_eq!(tage(&zwei, "2026-11-03", 2), ["2026-11-16", "2026-11-30"]);
        let drei = zeit("FREQ=DAILY;COUNT=3", "2026-11-01", 0, 60);
        assert_eq!(tage(&drei, "2026-11-02", 9), ["2026-11-02", "2026-11-03"]);
        let aus = zeit("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261001T000000Z", "", 0, 60);
        assert!(tage(&aus, "2026-11-21", 9).is_empty());
        assert!(!fenster(&aus, tag("2026-11-21")).unwrap().passt(Wann {
            tag: None,
            ab: 0,
            bis: 1440
        }));
    }

    #[test]
    fn die_zeitumstellung_verschiebt_nichts() {
        let z = zeit("FREQ=WEEKLY;BYDAY=SU", "", 150, 180);
        assert_eq!(tage(&z, "2026-10-20", 2), ["2026-10-25", "2026-11-01"]);
        assert_eq!(in_worten(&z), "Sonntag, 02:30–03:00 Uhr");
    }

    #[test]
    fn unverstandenes_ist_unbekannt() {
        for falsch in [
            "BYDAY=MO",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYSETPOS=1",
            "x",
            "FREQ=WEEKLY;BYDAY=ÄÖ",
        ] {
            assert!(falsch.parse::<Regel>().is_err(), "{falsch}");
            assert_eq!(fenster(&zeit(falsch, "", 0, 1), tag("2026-11-21")), None);
        }
    }
}
