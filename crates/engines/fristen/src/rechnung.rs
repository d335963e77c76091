//! Arithmetic of periods: §§ 187, 188 BGB (via § 26 Abs. 1 SGB X) on days, weeks, months, years,
//! Werktage and Arbeitstage, and elapsed hours across clock changes.

use jiff::civil::Date;
use jiff::{Span, Zoned};
use serde::{Deserialize, Serialize};

use crate::{Fehler, Kalender};

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Laenge {
    /// calendar days
    Tage(u32),
    /// weeks: ends on the same weekday
    Wochen(u32),
    /// months: ends on the same number, or the last day of a shorter month
    Monate(u32),
    /// years: as months
    Jahre(u32),
    /// Monday to Friday without public holidays (§ 7 Abs. 4 SGB VIII)
    Werktage(u32),
    /// Werktage on which the office is open
    Arbeitstage(u32),
    /// elapsed hours; weekends and holidays count (§ 26 Abs. 6 SGB X)
    Stunden(u32),
}

impl Laenge {
    /// The length in words of a sentence: "2 Wochen", "1 Monat".
    #[must_use]
    pub fn text(self) -> String {
        let (zahl, eins, viele) = match self {
            Self::Tage(n) => (n, "Tag", "Tage"),
            Self::Wochen(n) => (n, "Woche", "Wochen"),
            Self::Monate(n) => (n, "Monat", "Monate"),
            Self::Jahre(n) => (n, "Jahr", "Jahre"),
            Self::Werktage(n) => (n, "Werktag", "Werktage"),
            Self::Arbeitstage(n) => (n, "Arbeitstag", "Arbeitstage"),
            Self::Stunden(n) => (n, "Stunde", "Stunden"),
        };
        format!("{zahl} {}", if zahl == 1 { eins } else { viele })
    }

    fn spanne(self) -> Result<Option<Span>, Fehler> {
        let leer = Span::new();
        let spanne = match self {
            Self::Tage(n) => leer.try_days(n),
            Self::Wochen(n) => leer.try_weeks(n),
            Self::Monate(n) => leer.try_months(n),
            Self::Jahre(n) => leer.try_years(n),
            Self::Werktage(_) | Self::Arbeitstage(_) => return Ok(None),
            Self::Stunden(_) => return Err(Fehler::BrauchtUhrzeit),
        };
        spanne.map(Some).map_err(|_| Fehler::AusserhalbDesKalenders)
    }
}

/// Last day of a period that the event day `start` sets off; the event day is not counted
/// (§ 187 Abs. 1 BGB). Nothing is shifted here.
///
/// # Errors
/// [`Fehler::BrauchtUhrzeit`] for hours, [`Fehler::AusserhalbDesKalenders`] on overflow.
pub fn ende_nach(start: Date, laenge: Laenge, kalender: &Kalender) -> Result<Date, Fehler> {
    match (laenge.spanne()?, laenge) {
        (Some(spanne), _) => start
            .checked_add(spanne)
            .map_err(|_| Fehler::AusserhalbDesKalenders),
        (None, Laenge::Arbeitstage(n)) => plus_arbeitstage(start, n, kalender),
        (None, Laenge::Werktage(n)) => plus_werktage(start, n, kalender),
        (None, _) => Err(Fehler::BrauchtUhrzeit),
    }
}

/// Day that lies a whole period before `ziel`: the latest day to begin something that has to be
/// under way that long before (backward period). Nothing is shifted.
///
/// # Errors
/// As [`ende_nach`].
pub fn beginn_vor(ziel: Date, laenge: Laenge, kalender: &Kalender) -> Result<Date, Fehler> {
    match (laenge.spanne()?, laenge) {
        (Some(spanne), _) => ziel
            .checked_sub(spanne)
            .map_err(|_| Fehler::AusserhalbDesKalenders),
        (None, Laenge::Arbeitstage(n)) => minus_arbeitstage(ziel, n, kalender),
        (None, Laenge::Werktage(n)) => zaehle(ziel, n, Date::yesterday, |t| kalender.ist_werktag(t)),
        (None, _) => Err(Fehler::BrauchtUhrzeit),
    }
}

/// Last day of a period, moved to the next Werktag if it would end on a Saturday, Sunday or public
/// holiday (§ 26 Abs. 3 S. 1 SGB X).
///
/// # Errors
/// As [`ende_nach`].
pub fn fristende(start: Date, laenge: Laenge, kalender: &Kalender) -> Result<Date, Fehler> {
    kalender.naechster_werktag(ende_nach(start, laenge, kalender)?)
}

/// The `n`-th Werktag after `start`; `start` itself is not counted. `n = 0` gives `start`.
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] on overflow.
pub fn plus_werktage(start: Date, n: u32, kalender: &Kalender) -> Result<Date, Fehler> {
    zaehle(start, n, Date::tomorrow, |t| kalender.ist_werktag(t))
}

/// The `n`-th Arbeitstag after `start`; `start` itself is not counted. `n = 0` gives `start`.
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] on overflow.
pub fn plus_arbeitstage(start: Date, n: u32, kalender: &Kalender) -> Result<Date, Fehler> {
    zaehle(start, n, Date::tomorrow, |t| kalender.ist_arbeitstag(t))
}

/// The `n`-th Arbeitstag before `start`; `start` itself is not counted.
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] on overflow.
pub fn minus_arbeitstage(start: Date, n: u32, kalender: &Kalender) -> Result<Date, Fehler> {
    zaehle(start, n, Date::yesterday, |t| kalender.ist_arbeitstag(t))
}

/// The instant `stunden` elapsed hours after `start`, in the same zone. Nights, weekends and
/// holidays count, and an hour skipped or repeated by the clock change is neither lost nor gained.
///
/// # Errors
/// [`Fehler::AusserhalbDesKalenders`] on overflow.
pub fn plus_stunden(start: &Zoned, stunden: u32) -> Result<Zoned, Fehler> {
    let spanne = Span::new()
        .try_hours(stunden)
        .map_err(|_| Fehler::AusserhalbDesKalenders)?;
    start
        .checked_add(spanne)
        .map_err(|_| Fehler::AusserhalbDesKalenders)
}

/// Whole hours from `start` to `jetzt`; negative before the start. For "unverzüglich", which has no
/// number: the office sees how long it has been.
#[must_use]
pub fn verstrichene_stunden(start: &Zoned, jetzt: &Zoned) -> i64 {
    jetzt.duration_since(start).as_hours()
}

fn zaehle(
    start: Date,
    n: u32,
    weiter: impl Fn(Date) -> Result<Date, jiff::Error>,
    zaehlt: impl Fn(Date) -> bool,
) -> Result<Date, Fehler> {
    // An absurd count is refused before a single day is walked.
    Span::new()
        .try_days(n)
        .map_err(|_| Fehler::AusserhalbDesKalenders)?;
    let mut tag = start;
    let mut rest = n;
    while rest > 0 {
        tag = weiter(tag).map_err(|_| Fehler::AusserhalbDesKalenders)?;
        if zaehlt(tag) {
            rest -= 1;
        }
    }
    Ok(tag)
}
