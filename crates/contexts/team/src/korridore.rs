//! The one question this room asks the room above it: which corridors were agreed for the cases of its spaces. The answer
//! carries the number of a case and minutes; nobody's name comes this way.

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Result};
use base::{Datum, Id, Min};
use raum::Raumeinheit;
use store::Tx;

use crate::rules::pool::Bereich;

/// An answer that is on its way.
pub type Zukunft<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// What was agreed for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Korridor {
    /// Aktenzeichen.
    pub kennzeichen: String,
    /// Area of the case.
    pub bereich: Bereich,
    /// Where the person lives.
    pub raum: Id<Raumeinheit>,
    /// Least minutes a week.
    pub min: Min,
    /// Most.
    pub max: Min,
    /// What is done now.
    pub umfang: Min,
}

/// Who knows the corridors.
pub trait Korridorquelle: Send + Sync {
    /// Those of the orders that run on one of these days.
    fn korridore<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        zeit: (Datum, Datum),
    ) -> Zukunft<'a, Vec<Korridor>>;
}

/// The part of [`App`] that holds them.
#[derive(Clone)]
pub struct Korridore(pub Arc<dyn Korridorquelle>);

/// The corridors; without a room that leads cases there are none.
pub(crate) async fn korridore(app: &App, tx: &mut Tx, zeit: (Datum, Datum)) -> Result<Vec<Korridor>> {
    match app.teil::<Korridore>() {
        Some(k) => k.0.korridore(app, tx, zeit).await,
        None => Ok(Vec::new()),
    }
}
