//! What somebody's days held, as the rooms above know it. It is offered as working time and never booked by itself. The
//! answer carries the number of a case and minutes; nobody's name comes this way.

use std::{collections::HashSet, sync::Arc};

use amt::{App, Kontext, Result};
use base::{Datum, Id, Min};
use jiff::civil::Time;
use raum::Raumeinheit;
use store::Tx;
use uuid::Uuid;

use crate::{
    ablage,
    korridore::Zukunft,
    model::{Arbeitsart, Fachkraft},
};

/// How far a booking may lie from the day of its entry in the calendar, in days.
pub(crate) const VERSCHOBEN: i32 = 31;

/// One entry of somebody's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kalendereintrag {
    /// What it is in the room it comes from; with the day it is told apart from every other.
    pub quelle: Uuid,
    /// Day.
    pub tag: Datum,
    /// Where it began at a known time.
    pub beginn: Option<Time>,
    /// How long; what is not known is asked.
    pub minuten: Option<Min>,
    /// What for.
    pub art: Arbeitsart,
    /// Where, if known.
    pub raum: Option<Id<Raumeinheit>>,
    /// Aktenzeichen, or the counselling without a name.
    pub bezug: String,
    /// What a person reads.
    pub was: String,
    /// What stands beside the booking; at most 200 characters count.
    pub stichwort: String,
}

impl Kalendereintrag {
    /// Tells it apart from every other, also on another day of a series: `key/2026-11-23`.
    #[must_use]
    pub fn schluessel(&self) -> String {
        format!("{}/{}", self.quelle, self.tag.0)
    }
}

/// Whose calendar.
#[derive(Debug, Clone, Copy)]
pub struct Wessen<'a> {
    /// The user with their rights.
    pub kontext: &'a Kontext,
    /// The person behind the account.
    pub fachkraft: Id<Fachkraft>,
}

/// Who knows what somebody's days held.
pub trait Kalenderquelle: Send + Sync {
    /// What was from the first to the last day.
    fn eintraege<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        wessen: Wessen<'a>,
        zeit: (Datum, Datum),
    ) -> Zukunft<'a, Vec<Kalendereintrag>>;
}

/// The part of [`App`] that holds them.
#[derive(Clone)]
pub struct Kalender(pub Vec<Arc<dyn Kalenderquelle>>);

/// What was on these days and is not booked yet, the latest first. Nothing of the days to come.
pub(crate) async fn offen(
    app: &App,
    tx: &mut Tx,
    wessen: Wessen<'_>,
    (von, bis): (Datum, Datum),
) -> Result<Vec<Kalendereintrag>> {
    let bis = bis.min(app.uhr.heute());
    let Some(kalender) = app.teil::<Kalender>().filter(|_| von <= bis) else {
        return Ok(Vec::new());
    };
    let mut alle = Vec::new();
    for quelle in &kalender.0 {
        alle.extend(quelle.eintraege(app, tx, wessen, (von, bis)).await?);
    }
    let ab = von.plus_tage(-VERSCHOBEN);
    let gebucht: HashSet<String> = ablage::zeit::quellen(tx, wessen.fachkraft, ab).await?;
    alle.retain(|e| !gebucht.contains(&e.schluessel()));
    alle.sort_by(|a, b| (b.tag, b.beginn, &a.was).cmp(&(a.tag, a.beginn, &b.was)));
    Ok(alle)
}
