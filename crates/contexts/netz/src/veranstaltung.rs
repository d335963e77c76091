//! Meetings of the network: Sozialraumdialog, Stadtteilkonferenz, Fachtag … What is said about one, and what is refused.

use std::collections::BTreeMap;

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Befund, Datum, Text};
use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule, expand::IcalRecurExpand};
use jiff::{ToSpan as _, civil::Date};

use crate::{
    Zeit,
    codes::{AkteurArt, Sichtbarkeit, VeranstaltungStatus, VeranstaltungTyp},
    rules::zeiten::Regel,
};

/// How far ahead a repetition is looked at.
const VORAUS_TAGE: i32 = 366;
/// Most single days in each of the two lists.
const EINZELNE_TAGE: usize = 1_000;

/// A meeting (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Veranstaltung;

impl Objektart for Veranstaltung {
    const NAME: &'static str = "veranstaltung";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}

/// How many came, by kind of institution. No names: those are gone after twelve months anyway, the counts stay.
pub type Anwesend = BTreeMap<AkteurArt, i64>;

/// What is said about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VeranstaltungDaten {
    /// Kind.
    pub typ: VeranstaltungTyp,
    /// Title.
    pub titel: String,
    /// What it is about, agenda.
    pub beschreibung: String,
    /// Place in one line.
    pub ort: String,
    /// Who invites.
    pub veranstalter: String,
    /// First day.
    pub tag: Datum,
    /// Minute of the day it begins.
    pub von: u16,
    /// Minute of the day it ends.
    pub bis: u16,
    /// How it repeats, RFC 5545; empty for once.
    pub rrule: String,
    /// Days of the repetition on which it is not.
    pub ausser: Vec<Datum>,
    /// Days besides those of the repetition.
    pub dazu: Vec<Datum>,
    /// Who may see it.
    pub sichtbarkeit: Sichtbarkeit,
    /// Where it stands.
    pub status: VeranstaltungStatus,
    /// Why it was cancelled.
    pub absagegrund: String,
    /// What came of it.
    pub ergebnis: String,
}

impl VeranstaltungDaten {
    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.titel, "titel", &mut b);
        text::<4000>(&mut self.beschreibung, "beschreibung", &mut b);
        text::<300>(&mut self.ort, "ort", &mut b);
        text::<200>(&mut self.veranstalter, "veranstalter", &mut b);
        text::<500>(&mut self.absagegrund, "absagegrund", &mut b);
        text::<4000>(&mut self.ergebnis, "ergebnis", &mut b);
        if self.titel.is_empty() {
            b.push(Befund::neu("NETZ-E33", "Bitte einen Titel eintragen.").an("titel"));
        }
        if self.bis <= self.von {
            b.push(Befund::neu("NETZ-E01", "Das Ende liegt vor dem Beginn.").an("bis"));
        }
        if !self.rrule.is_empty() && self.rrule.parse::<Regel>().is_err() && self.regel().is_none() {
            b.push(Befund::neu("NETZ-E23", "Diese Wiederholung wird nicht verstanden.").an("rrule"));
        }
        for (feld, liste) in [("ausser", &mut self.ausser), ("dazu", &mut self.dazu)] {
            liste.sort_unstable();
            liste.dedup();
            if liste.len() > EINZELNE_TAGE {
                b.push(Befund::neu("NETZ-E163", "Das sind mehr als 1.000 einzelne Tage.").an(feld));
            }
        }
        if self.status == VeranstaltungStatus::Abgesagt && self.absagegrund.is_empty() {
            b.push(Befund::neu("NETZ-E34", "Bitte den Grund der Absage eintragen.").an("absagegrund"));
        }
        b
    }

    /// The repetition as the standard means it; `None` when it breaks the standard or is more often than once a day.
    fn regel(&self) -> Option<IcalRecurRule> {
        let r = IcalRecurRule::parse(self.rrule.trim_start_matches("RRULE:")).ok()?;
        let einmal_am_tag = !matches!(
            r.freq,
            IcalRecurFreq::Secondly | IcalRecurFreq::Minutely | IcalRecurFreq::Hourly
        ) && r.by_hour.is_empty()
            && r.by_minute.is_empty()
            && r.by_second.is_empty();
        // the end is kept as a day; days are counted here, not times
        let r = IcalRecurRule {
            until: r.until.map(|u| IcalRecurDateTime::date(u.year, u.month, u.day)),
            ..r
        };
        (einmal_am_tag && r.problems().is_empty()).then_some(r)
    }

    /// The days of its repetition alone, from this one on.
    fn nach_regel(&self, ab: Datum, hoechstens: usize) -> Vec<Datum> {
        let Some(regel) = self.regel() else {
            let zeit = Zeit {
                beginn: Some(self.tag),
                rrule: self.rrule.clone(),
                ..Zeit::default()
            };
            return crate::rules::zeiten::termine(&zeit, ab, hoechstens).unwrap_or_default();
        };
        let d = |d: Datum| {
            IcalRecurDateTime::date(
                i32::from(d.0.year()),
                d.0.month().unsigned_abs(),
                d.0.day().unsigned_abs(),
            )
        };
        let letzter = d(Datum(ab.0.max(self.tag.0).saturating_add(VORAUS_TAGE.days())));
        let zurueck = |t: IcalRecurDateTime| {
            let jahr = i16::try_from(t.year).ok()?;
            let tag = Date::new(jahr, i8::try_from(t.month).ok()?, i8::try_from(t.day).ok()?).ok()?;
            Some(Datum(tag))
        };
        IcalRecurExpand::new(regel, d(self.tag))
            .take_while(|t| *t <= letzter)
            .filter_map(zurueck)
            .filter(|t| *t >= ab)
            .take(hoechstens)
            .collect()
    }

    /// Its days from this one on, at most so many, within a year.
    #[must_use]
    pub fn termine(&self, ab: Datum, hoechstens: usize) -> Vec<Datum> {
        let mut tage = if self.rrule.is_empty() {
            vec![self.tag]
        } else {
            self.nach_regel(ab, hoechstens + self.ausser.len())
        };
        tage.extend(&self.dazu);
        tage.retain(|t| *t >= ab && !self.ausser.contains(t));
        tage.sort_unstable();
        tage.dedup();
        tage.truncate(hoechstens);
        tage
    }

    /// The day it begins with, whether or not it takes place then. The first day of a rule is a day of the meeting only if
    /// the rule or the list says so.
    #[must_use]
    pub fn erster(&self) -> Datum {
        if self.rrule.is_empty() || self.dazu.contains(&self.tag) {
            return self.tag;
        }
        self.nach_regel(self.tag, 1).first().copied().unwrap_or(self.tag)
    }
}

pub(crate) fn text<const N: usize>(feld: &mut String, name: &'static str, b: &mut Vec<Befund>) {
    match Text::<N>::neu(feld.as_str()) {
        Ok(t) => *feld = t.to_string(),
        Err(_) if feld.trim().is_empty() => feld.clear(),
        Err(_) => b.push(Befund::neu("NETZ-E22", "Dieser Text ist zu lang.").an(name)),
    }
}
