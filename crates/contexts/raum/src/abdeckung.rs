//! Is somebody responsible in every Raum? Asked by the check of a Gliederung, answered by the room above (RAUM-E14).

use std::sync::Arc;

use amt::App;
use base::{Befund, Id};
use store::Tx;

use crate::{Gliederung, abschnitt::Zukunft};

/// Somebody who knows about responsibility.
pub trait Abdeckung: Send + Sync {
    /// Raumeinheiten of this version without responsible Stelle or substitute, per active Sektor.
    fn luecken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        gliederung: Id<Gliederung>,
    ) -> Zukunft<'a, amt::Result<Vec<Befund>>>;
}

/// The part of the [`App`] that holds it.
#[derive(Clone)]
pub struct Abdeckungspruefung(pub Arc<dyn Abdeckung>);
