//! Dates and spans of the Fachkonzept 0.3.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// A calendar date without time zone, stored as ISO 8601 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Datum(pub Date);

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("„{0}“ ist kein Datum. Bitte schreiben Sie zum Beispiel 21.11.2026.")]
pub struct DatumFehler(String);

impl Datum {
    /// A date from its parts; `None` when there is no such day.
    #[must_use]
    pub fn neu(jahr: i16, monat: i8, tag: i8) -> Option<Self> {
        Date::new(jahr, monat, tag).ok().map(Self)
    }

    /// This date and `tage` more (or fewer), held at the ends of the calendar.
    #[must_use]
    pub fn plus_tage(self, tage: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(tage)))
    }
}

impl fmt::Display for Datum {
    /// German notation: `21.11.2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}.{:02}.{:04}",
            self.0.day(),
            self.0.month(),
            self.0.year()
        )
    }
}

impl FromStr for Datum {
    type Err = DatumFehler;
    /// Reads `2026-11-21` and `21.11.2026`.
    fn from_str(s: &str) -> Result<Self, DatumFehler> {
        let fehler = || DatumFehler(s.to_owned());
        let s = s.trim();
        if let Ok(datum) = s.parse::<Date>() {
            return Ok(Self(datum));
        }
        let mut teile = s.split('.');
        let (Some(tag), Some(monat), Some(jahr), None) =
            (teile.next(), teile.next(), teile.next(), teile.next())
        else {
            return Err(fehler());
        };
        match (tag.parse(), monat.parse(), jahr.parse()) {
            (Ok(tag), Ok(monat), Ok(jahr)) if jahr >= 1000 => Self::neu(jahr, monat, tag).ok_or_else(fehler),
            _ => Err(fehler()),
        }
    }
}

/// An instant, stored as microseconds since 1970 in UTC and shown in German time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Zeitpunkt(pub Timestamp);

impl Zeitpunkt {
    /// From microseconds since 1970, UTC; `None` outside the calendar.
    #[must_use]
    pub fn von_mikros(mikros: i64) -> Option<Self> {
        Timestamp::from_microsecond(mikros).ok().map(Self)
    }

    /// Microseconds since 1970, UTC.
    #[must_use]
    pub fn mikros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// The same instant in German local time.
    #[must_use]
    pub fn berlin(self) -> jiff::Zoned {
        self.0
            .to_zoned(TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC))
    }

    /// The German date of this instant.
    #[must_use]
    pub fn datum(self) -> Datum {
        Datum(self.berlin().date())
    }

    /// This instant and `sekunden` later (or earlier).
    #[must_use]
    pub fn plus_sekunden(self, sekunden: i64) -> Self {
        Self(
            self.0
                .saturating_add(jiff::SignedDuration::from_secs(sekunden))
                .unwrap_or(if sekunden < 0 {
                    Timestamp::MIN
                } else {
                    Timestamp::MAX
                }),
        )
    }

    /// `21.11.2026, 14:05 Uhr`.
    #[must_use]
    pub fn lang(self) -> String {
        let z = self.berlin();
        format!("{}, {:02}:{:02} Uhr", Datum(z.date()), z.hour(), z.minute())
    }

    /// `14:05`.
    #[must_use]
    pub fn uhrzeit(self) -> String {
        let z = self.berlin();
        format!("{:02}:{:02}", z.hour(), z.minute())
    }
}

/// Two dates, both inclusive, the end open when `None`: for benefits and contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Zeitraum {
    von: Datum,
    bis: Option<Datum>,
}

impl Zeitraum {
    /// `None` when the end lies before the beginning.
    #[must_use]
    pub fn neu(von: Datum, bis: Option<Datum>) -> Option<Self> {
        bis.is_none_or(|bis| bis >= von).then_some(Self { von, bis })
    }

    /// First day.
    #[must_use]
    pub const fn von(&self) -> Datum {
        self.von
    }

    /// Last day, `None` when open.
    #[must_use]
    pub const fn bis(&self) -> Option<Datum> {
        self.bis
    }

    /// Whether the day lies inside.
    #[must_use]
    pub fn enthaelt(&self, tag: Datum) -> bool {
        self.von <= tag && self.bis.is_none_or(|bis| tag <= bis)
    }
}

/// Half-open `[ab, bis)`: for versions of configuration, spaces and responsibilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Gueltigkeit {
    ab: Datum,
    bis: Option<Datum>,
}

impl Gueltigkeit {
    /// `None` when it would hold no day.
    #[must_use]
    pub fn neu(ab: Datum, bis: Option<Datum>) -> Option<Self> {
        bis.is_none_or(|bis| bis > ab).then_some(Self { ab, bis })
    }

    /// First day.
    #[must_use]
    pub const fn ab(&self) -> Datum {
        self.ab
    }

    /// First day that is no longer inside, `None` when open.
    #[must_use]
    pub const fn bis(&self) -> Option<Datum> {
        self.bis
    }

    /// Whether the day lies inside.
    #[must_use]
    pub fn gilt_am(&self, tag: Datum) -> bool {
        self.ab <= tag && self.bis.is_none_or(|bis| tag < bis)
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn ueberlappt(&self, andere: &Self) -> bool {
        self.bis.is_none_or(|bis| andere.ab < bis) && andere.bis.is_none_or(|bis| self.ab < bis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn datum_liest_beide_schreibweisen() {
        assert_eq!(tag("21.11.2026"), tag("2026-11-21"));
        assert_eq!(tag("1.2.2026").to_string(), "01.02.2026");
        assert!("30.02.2026".parse::<Datum>().is_err());
        assert!("21.11.26".parse::<Datum>().is_err());
    }

    #[test]
    fn zeitraum_schliesst_das_ende_ein_gueltigkeit_nicht() {
        let (a, b) = (tag("2026-01-01"), tag("2026-02-01"));
        assert!(Zeitraum::neu(a, Some(b)).is_some_and(|z| z.enthaelt(b)));
        assert!(Gueltigkeit::neu(a, Some(b)).is_some_and(|g| !g.gilt_am(b)));
        assert_eq!(Gueltigkeit::neu(a, Some(a)), None);
        assert_eq!(Zeitraum::neu(b, Some(a)), None);
    }

    #[test]
    fn zeitpunkt_zeigt_deutsche_zeit_ueber_die_umstellung() {
        let winter: Zeitpunkt = Zeitpunkt("2026-01-01T11:00:00Z".parse().unwrap());
        let sommer: Zeitpunkt = Zeitpunkt("2026-07-01T22:30:00Z".parse().unwrap());
        assert_eq!(winter.uhrzeit(), "12:00");
        assert_eq!(sommer.lang(), "02.07.2026, 00:30 Uhr");
    }
}
