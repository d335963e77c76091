use std::{collections::HashMap, sync::Arc};

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Bezug, Objektart},
};
use base::{Datum, Id};
use raum::{RaumKurz, Raumeinheit, RegisterHalter};
use store::Tx;
use uuid::Uuid;

/// The spaces of the Gliederung that holds on a day, in the order of their codes.
#[derive(Debug, Clone, Default)]
pub struct Raeume {
    alle: Vec<Vec<RaumKurz>>,
    nach_id: HashMap<Id<Raumeinheit>, usize>,
    unterste: String,
}

impl Raeume {
    /// The space and all above it, from the bottom up; empty when the Gliederung does not know it.
    #[must_use]
    pub fn kette(&self, raum: Id<Raumeinheit>) -> &[RaumKurz] {
        self.nach_id
            .get(&raum)
            .and_then(|i| self.alle.get(*i))
            .map_or(&[], Vec::as_slice)
    }

    /// One space.
    #[must_use]
    pub fn raum(&self, raum: Id<Raumeinheit>) -> Option<&RaumKurz> {
        self.kette(raum).first()
    }

    /// All spaces of all levels.
    pub fn alle(&self) -> impl Iterator<Item = &RaumKurz> {
        self.alle.iter().filter_map(|k| k.first())
    }

    /// The chains of the spaces of the lowest level, from the bottom up.
    #[must_use]
    pub fn unterste(&self) -> Vec<Vec<RaumKurz>> {
        let ist_unterste = |k: &&Vec<RaumKurz>| k.first().is_some_and(|r| r.ebene == self.unterste);
        self.alle.iter().filter(ist_unterste).cloned().collect()
    }
}

/// The spaces of the Gliederung that holds on this day; empty when there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn raeume(app: &App, tx: &mut Tx, tag: Datum) -> Result<Raeume> {
    let halter: Arc<RegisterHalter> = app.teil().unwrap_or_default();
    let Some(zuschnitt) = halter.am(app, tx, tag).await? else {
        return Ok(Raeume::default());
    };
    let mut alle: Vec<Vec<RaumKurz>> = (0..)
        .map_while(|nr| zuschnitt.raum(nr).map(|_| nr))
        .map(|nr| zuschnitt.ebenen(nr).into_iter().rev().collect())
        .collect();
    alle.sort_by(|a: &Vec<RaumKurz>, b| a.first().map(|r| &r.code).cmp(&b.first().map(|r| &r.code)));
    // the lowest level is that of the longest chain
    let unterste = alle
        .iter()
        .max_by_key(|k| k.len())
        .and_then(|k| k.first())
        .map_or_else(String::new, |r| r.ebene.clone());
    let nach_id = alle
        .iter()
        .enumerate()
        .filter_map(|(i, k)| Some((k.first()?.id, i)))
        .collect();
    Ok(Raeume {
        alle,
        nach_id,
        unterste,
    })
}

/// The right to change what belongs to these spaces: a role limited to spaces needs one of them, or one above it, as
/// its own. What belongs to no space is for roles without that limit.
///
/// # Errors
/// [`Error::NichtGefunden`] when no role of the user reaches there.
pub fn befugnis<A: Aktion, K: Objektart>(
    kontext: &Kontext,
    raeume: &Raeume,
    id: Option<Id<K>>,
    orte: &[Id<Raumeinheit>],
) -> Result<Befugnis<A, K>> {
    let ketten = orte.iter().flat_map(|o| raeume.kette(*o)).map(|r| r.id);
    orte.iter()
        .copied()
        .chain(ketten)
        .map(Id::uuid)
        // no role is for this space: with nothing else to ask for, only a role without limit passes
        .chain([Uuid::nil()])
        .find_map(|raum| {
            let bezug = Bezug {
                raum: Some(raum),
                ..Bezug::default()
            };
            Befugnis::pruefen(kontext, id, bezug).ok()
        })
        .ok_or(Error::NichtGefunden)
}
