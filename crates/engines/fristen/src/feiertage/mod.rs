//! Calendars of public holidays and working days.

mod land;
mod ostern;
mod regeln;
mod tafel;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub use land::Land;
pub use ostern::{buss_und_bettag, ostersonntag};
pub use regeln::{FeiertagRegel, Merkmal, REGELN, Tag, Wirkung};

use crate::Fehler;
use tafel::Tafel;

/// What a municipality adds to the calendar of its Land.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Optionen {
    /// municipal holidays that are law here; none by default, which ends periods rather too early
    /// than too late
    pub merkmale: Vec<Merkmal>,
    /// days on which the office is closed although they are Werktage (e.g. 24 December); they
    /// change Arbeitstage only, never a statutory period
    pub schliesstage: Vec<Date>,
}

/// Holidays and working days of one municipality.
#[derive(Debug, Clone)]
pub struct Kalender {
    land: Land,
    optionen: Optionen,
    /// The same rules, worked out; follows from the other two.
    tafel: &'static Tafel,
}

impl PartialEq for Kalender {
    fn eq(&self, anderer: &Self) -> bool {
        (self.land, &self.optionen) == (anderer.land, &anderer.optionen)
    }
}

impl Eq for Kalender {}

impl Kalender {
    /// The calendar of a municipality.
    ///
    /// # Errors
    /// [`Fehler::MerkmalPasstNicht`] if a municipal holiday does not exist in this Land.
    pub fn neu(land: Land, optionen: Optionen) -> Result<Self, Fehler> {
        for &merkmal in &optionen.merkmale {
            let bekannt = REGELN
                .iter()
                .any(|r| r.merkmal == Some(merkmal) && r.laender.contains(&land));
            if !bekannt {
                return Err(Fehler::MerkmalPasstNicht { merkmal, land });
            }
        }
        Ok(Self {
            land,
            tafel: Tafel::fuer(land, &optionen.merkmale),
            optionen,
        })
    }

    /// The calendar of a Land without municipal additions.
    #[must_use]
    pub fn fuer(land: Land) -> Self {
        Self {
            land,
            optionen: Optionen::default(),
            tafel: Tafel::fuer(land, &[]),
        }
    }

    /// The Land of this calendar.
    #[must_use]
    pub fn land(&self) -> Land {
        self.land
    }

    /// Name of the public holiday on this day, if it is one.
    #[must_use]
    pub fn feiertag(&self, tag: Date) -> Option<&'static str> {
        self.regel_am(tag, Wirkung::Feiertag)
    }

    /// All public holidays of a year, sorted by day; a day with two names appears once.
    #[must_use]
    pub fn feiertage(&self, jahr: i16) -> Vec<(Date, &'static str)> {
        let mut alle: Vec<_> = REGELN
            .iter()
            .filter(|r| r.wirkung == Wirkung::Feiertag && self.gilt(r, jahr))
            .filter_map(|r| Some((datum(r.tag, jahr)?, r.name)))
            .collect();
        alle.sort_by_key(|&(tag, _)| tag);
        alle.dedup_by_key(|&mut (tag, _)| tag);
        alle
    }

    /// Monday to Friday without public holidays (§ 7 Abs. 4 SGB VIII). 24 and 31 December are
    /// Werktage.
    #[must_use]
    pub fn ist_werktag(&self, tag: Date) -> bool {
        let frei = || {
            self.tafel
                .feiertag(tag)
                .unwrap_or_else(|| self.feiertag(tag).is_some())
        };
        !ist_wochenende(tag) && !frei()
    }

    /// A Werktag on which the office is open.
    #[must_use]
    pub fn ist_arbeitstag(&self, tag: Date) -> bool {
        self.ist_werktag(tag) && !self.optionen.schliesstage.contains(&tag)
    }

    /// Why a period cannot end on this day (§ 26 Abs. 3 S. 1 SGB X): the name of the holiday, else
    /// "Samstag" or "Sonntag". `None` if it can.
    #[must_use]
    pub fn hindernis(&self, tag: Date) -> Option<&'static str> {
        self.feiertag(tag)
            .or_else(|| self.regel_am(tag, Wirkung::NurFristende))
            .or(match tag.weekday() {
                Weekday::Saturday => Some("Samstag"),
                Weekday::Sunday => Some("Sonntag"),
                _ => None,
            })
    }

    /// This day if a period can end on it, else the next such day. In Germany this is the next
    /// Werktag; in Austria Karfreitag and 24 December are passed over too.
    ///
    /// # Errors
    /// [`Fehler::AusserhalbDesKalenders`] at the end of the year 9999.
    pub fn naechster_werktag(&self, tag: Date) -> Result<Date, Fehler> {
        suche(tag, Date::tomorrow, |t| {
            !ist_wochenende(t)
                && !self
                    .tafel
                    .sperrt(t)
                    .unwrap_or_else(|| self.hindernis(t).is_some())
        })
    }

    /// This day if it is an Arbeitstag, else the last one before it.
    ///
    /// # Errors
    /// [`Fehler::AusserhalbDesKalenders`] at the beginning of the calendar.
    pub fn voriger_arbeitstag(&self, tag: Date) -> Result<Date, Fehler> {
        suche(tag, Date::yesterday, |t| self.ist_arbeitstag(t))
    }

    fn regel_am(&self, tag: Date, wirkung: Wirkung) -> Option<&'static str> {
        REGELN
            .iter()
            .find(|r| {
                r.wirkung == wirkung && self.gilt(r, tag.year()) && datum(r.tag, tag.year()) == Some(tag)
            })
            .map(|r| r.name)
    }

    fn gilt(&self, regel: &FeiertagRegel, jahr: i16) -> bool {
        (regel.ab..=regel.bis).contains(&jahr)
            && regel.laender.contains(&self.land)
            && regel.merkmal.is_none_or(|m| self.optionen.merkmale.contains(&m))
    }
}

fn datum(tag: Tag, jahr: i16) -> Option<Date> {
    match tag {
        Tag::Fest(monat, tag) => Date::new(jahr, monat, tag).ok(),
        Tag::Ostern(abstand) => ostersonntag(jahr)?
            .checked_add(jiff::Span::new().try_days(abstand).ok()?)
            .ok(),
        Tag::BussUndBettag => buss_und_bettag(jahr),
    }
}

fn ist_wochenende(tag: Date) -> bool {
    matches!(tag.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn suche(
    mut tag: Date,
    weiter: impl Fn(Date) -> Result<Date, jiff::Error>,
    passt: impl Fn(Date) -> bool,
) -> Result<Date, Fehler> {
    while !passt(tag) {
        tag = weiter(tag).map_err(|_| Fehler::AusserhalbDesKalenders)?;
    }
    Ok(tag)
}
