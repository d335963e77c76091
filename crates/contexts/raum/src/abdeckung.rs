//! Is somebody responsible in every Raum? Asked by the check of a Gliederung, answered by the room above (RAUM-E14).

use std::{collections::HashMap, sync::Arc};

use amt::{App, Kontext};
use base::{Befund, Datum, Id};
use store::Tx;

use crate::{RaumKurz, Raumeinheit, abschnitt::Zukunft};

/// The units of a version that is about to be decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Anfang {
    /// Its first day.
    pub ab: Datum,
    /// Per unit of the lowest level: itself and all above it, from the bottom up.
    pub ketten: Vec<Vec<RaumKurz>>,
    /// Units of the version that holds the day before, by code; empty when this is the first version.
    pub bisher: HashMap<String, Id<Raumeinheit>>,
}

/// Somebody who knows about responsibility.
pub trait Abdeckung: Send + Sync {
    /// Units that would be without responsible Stelle or substitute on the first day, per active Sektor. Who is
    /// responsible for a unit stays so for the unit with the same code.
    fn luecken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        anfang: &'a Anfang,
    ) -> Zukunft<'a, amt::Result<Vec<Befund>>>;

    /// Hands the responsibilities on to the units with the same codes, when the version is decided; how many.
    fn uebernehmen<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        anfang: &'a Anfang,
    ) -> Zukunft<'a, amt::Result<usize>>;
}

/// The part of the [`App`] that holds it.
#[derive(Clone)]
pub struct Abdeckungspruefung(pub Arc<dyn Abdeckung>);
