//! On which clock a time of a calendar is told, and what the clock in Berlin shows then.

use ical::{recur::IcalRecurDateTime, tree::line::IcalLine, tz::IcalTz};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::zeilen::Teil;

pub(super) const HIER: &str = "Europe/Berlin";

/// The clock of a time.
#[derive(Debug, Clone)]
pub(super) enum Zone {
    /// That of the reader, or Berlin by its name: nothing to convert.
    Hier,
    /// World time.
    Utc,
    /// One the database of zones knows.
    Bekannt(TimeZone),
    /// One the calendar describes itself.
    Eigen(Box<IcalTz>),
}

/// A time as a line tells it.
#[derive(Debug, Clone)]
pub(super) struct Zeit {
    /// As it is written.
    pub roh: IcalRecurDateTime,
    /// A day without a time.
    pub tag: bool,
    pub zone: Zone,
}

/// The zones a calendar describes. Those whose changes do not come once a year at most are left out: no real clock does
/// that, and a calendar that says so wants the reader to count for ever.
pub(super) fn eigene(kalender: &Teil<'_>) -> Vec<IcalTz> {
    let ruhig = |z: &&Teil<'_>| {
        z.teile.len() <= 100
            && z.teile.iter().all(|t| {
                t.alle("RRULE")
                    .all(|(_, r)| r.raw_value_str().to_ascii_uppercase().contains("FREQ=YEARLY"))
                    && t.alle("RDATE")
                        .map(|(_, r)| r.raw_value_str().len())
                        .sum::<usize>()
                        <= 8_000
            })
    };
    kalender
        .teile
        .iter()
        .filter(|t| t.name == "VTIMEZONE")
        .filter(ruhig)
        .filter_map(|t| IcalTz::of_component(&t.komponente()))
        .collect()
}

fn parameter<'s>(zeile: &'s IcalLine<'_>, name: &str) -> Option<&'s str> {
    zeile
        .params
        .iter()
        .find(|p| p.name.get().eq_ignore_ascii_case(name))
        .and_then(|p| p.values.first())
        .map(|w| w.get().trim_matches('"'))
}

/// The clock of a line; the name of the zone when nobody knows it.
pub(super) fn uhr(zeile: &IcalLine<'_>, eigene: &[IcalTz]) -> Result<Zone, String> {
    let Some(name) = parameter(zeile, "TZID") else {
        return Ok(Zone::Hier);
    };
    if name.eq_ignore_ascii_case(HIER) {
        return Ok(Zone::Hier);
    }
    if let Some(z) = eigene.iter().find(|z| z.id == name) {
        return Ok(Zone::Eigen(Box::new(z.clone())));
    }
    // some put their name before it: /softwarestudio.org/Tzfile/Europe/Berlin
    let ende = name.rsplitn(3, '/').collect::<Vec<_>>();
    let kurz = match ende.as_slice() {
        [stadt, land, ..] => format!("{land}/{stadt}"),
        _ => name.to_owned(),
    };
    if kurz.eq_ignore_ascii_case(HIER) {
        return Ok(Zone::Hier);
    }
    TimeZone::get(&kurz)
        .map(Zone::Bekannt)
        .map_err(|_| name.to_owned())
}

/// One time of a line; `None` when it is none, or further away than a meeting can be.
pub(super) fn zeit(wert: &str, zone: &Zone) -> Option<Zeit> {
    let wert = wert.trim();
    let roh = IcalRecurDateTime::parse(wert).ok()?;
    if !(1970..=2200).contains(&roh.year) {
        return None;
    }
    let zone = if wert.ends_with(['Z', 'z']) {
        Zone::Utc
    } else {
        zone.clone()
    };
    Some(Zeit {
        roh,
        tag: wert.len() == 8,
        zone,
    })
}

fn civil(d: IcalRecurDateTime) -> Option<DateTime> {
    DateTime::new(
        i16::try_from(d.year).ok()?,
        i8::try_from(d.month).ok()?,
        i8::try_from(d.day).ok()?,
        i8::try_from(d.hour).ok()?,
        i8::try_from(d.minute).ok()?,
        // a leap second is none for a meeting
        i8::try_from(d.second).ok()?.min(59),
        0,
    )
    .ok()
}

impl Zeit {
    /// What the clock in Berlin shows then. A day stays that day everywhere.
    pub fn hier(&self) -> Option<DateTime> {
        let ort = civil(self.roh)?;
        if self.tag {
            return Some(ort);
        }
        let moment = match &self.zone {
            Zone::Hier => return Some(ort),
            Zone::Utc => TimeZone::UTC.to_timestamp(ort).ok()?,
            Zone::Bekannt(z) => z.to_timestamp(ort).ok()?,
            Zone::Eigen(z) => Timestamp::from_second(z.resolve(self.roh).literal_instant(self.roh)).ok()?,
        };
        Some(TimeZone::get(HIER).ok()?.to_datetime(moment))
    }

    /// The same clock at another time.
    pub fn mit(&self, roh: IcalRecurDateTime) -> Self {
        Self { roh, ..self.clone() }
    }
}
