//! What a computation hands back.

use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;

use super::eintrag::{Art, Schluessel};
use crate::Norm;
use crate::text::{tag_text, zeitpunkt_text};

/// A day, or an instant in the zone of the office (Europe/Berlin), given by the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Zeitmarke {
    /// whole day
    Tag(Date),
    /// instant
    Zeitpunkt(Zoned),
}

impl Zeitmarke {
    /// The day, in the zone of the instant.
    #[must_use]
    pub fn tag(&self) -> Date {
        match self {
            Self::Tag(tag) => *tag,
            Self::Zeitpunkt(zeit) => zeit.date(),
        }
    }

    /// As written in letters.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Tag(tag) => tag_text(*tag),
            Self::Zeitpunkt(zeit) => zeitpunkt_text(zeit),
        }
    }
}

impl From<Date> for Zeitmarke {
    fn from(tag: Date) -> Self {
        Self::Tag(tag)
    }
}

impl From<Zoned> for Zeitmarke {
    fn from(zeit: Zoned) -> Self {
        Self::Zeitpunkt(zeit)
    }
}

/// When the period ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ende {
    /// with the last moment of this day
    Tag(Date),
    /// at this instant
    Zeitpunkt(Zoned),
    /// without delay: the law gives no number
    Unverzueglich,
}

impl Ende {
    /// The last day; `None` for "unverzüglich".
    #[must_use]
    pub fn tag(&self) -> Option<Date> {
        match self {
            Self::Tag(tag) => Some(*tag),
            Self::Zeitpunkt(zeit) => Some(zeit.date()),
            Self::Unverzueglich => None,
        }
    }
}

/// One step of the computation: a plain sentence and the provision it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schritt {
    /// sentence as shown
    pub text: String,
    /// provision
    pub norm: Norm,
}

/// Where a period stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stand {
    /// time is left
    Offen,
    /// the time to warn has come
    Warnung,
    /// the end has passed
    Ueberfaellig,
}

/// A computed period with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fristergebnis {
    /// key
    pub schluessel: Schluessel,
    /// name as shown
    pub name: &'static str,
    /// kind
    pub art: Art,
    /// the event
    pub beginn: Zeitmarke,
    /// the end, shifted where the law shifts it
    pub ende: Ende,
    /// the end before the shift; equal to `ende` where nothing was shifted, `None` for
    /// "unverzüglich" and hour periods
    pub ohne_verschiebung: Option<Date>,
    /// last Arbeitstag on which somebody can still act; `None` for "unverzüglich" and hour periods
    pub erinnerung_am: Option<Date>,
    /// from when to warn; `None` if the Geschäftsordnung gives no hour for "unverzüglich"
    pub warnung_ab: Option<Zeitmarke>,
    /// the reasons, in the order of the computation
    pub schritte: Vec<Schritt>,
}

impl Fristergebnis {
    /// Where the period stands. `jetzt` is in the zone of the office: a day ends at its midnight.
    #[must_use]
    pub fn stand(&self, jetzt: &Zoned) -> Stand {
        let vorbei = match &self.ende {
            Ende::Tag(tag) => jetzt.date() > *tag,
            Ende::Zeitpunkt(zeit) => jetzt > zeit,
            Ende::Unverzueglich => false,
        };
        let warnen = match &self.warnung_ab {
            Some(Zeitmarke::Tag(tag)) => jetzt.date() >= *tag,
            Some(Zeitmarke::Zeitpunkt(zeit)) => jetzt >= zeit,
            None => false,
        };
        match (vorbei, warnen) {
            (true, _) => Stand::Ueberfaellig,
            (false, true) => Stand::Warnung,
            (false, false) => Stand::Offen,
        }
    }
}
