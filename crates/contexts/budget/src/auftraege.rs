//! The one question this room asks the room above it: which orders a Träger has, and what was done under them. The
//! answer carries a pseudonym, days and minutes; nobody's name and nobody's story come this way.

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Result};
use store::Tx;
use uuid::Uuid;

use crate::model::Auftrag;

/// An answer that is on its way.
pub type Zukunft<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Who knows the orders.
pub trait Auftragsquelle: Send + Sync {
    /// The orders to a Träger with these numbers, each with its contacts.
    fn auftraege<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        traeger: Uuid,
        nummern: Vec<String>,
    ) -> Zukunft<'a, Vec<Auftrag>>;
}

/// The part of [`App`] that holds them.
#[derive(Clone)]
pub struct Auftraege(pub Arc<dyn Auftragsquelle>);

/// The orders that the lines of an invoice name. Without a room that leads cases there are none.
pub(crate) async fn auftraege(
    app: &App,
    tx: &mut Tx,
    traeger: Uuid,
    mut nummern: Vec<String>,
) -> Result<Vec<Auftrag>> {
    nummern.sort();
    nummern.dedup();
    match app.teil::<Auftraege>() {
        Some(a) if !nummern.is_empty() => a.0.auftraege(app, tx, traeger, nummern).await,
        _ => Ok(Vec::new()),
    }
}
