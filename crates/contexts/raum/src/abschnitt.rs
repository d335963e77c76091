//! Sections on the page of a space that rooms above contribute: its people, its offers.

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Kontext};
use base::Id;
use store::Tx;

use crate::Raumeinheit;

/// What an asynchronous method of a trait object returns.
pub type Zukunft<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One section.
pub trait Abschnitt: Send + Sync {
    /// Heading.
    fn titel(&self) -> &'static str;

    /// The section below its heading, as finished HTML from a template; `None` leaves heading and section out, for
    /// example because the user may not see it.
    fn html<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        raum: Id<Raumeinheit>,
    ) -> Zukunft<'a, amt::Result<Option<String>>>;
}

/// All sections in order; a part of the [`App`].
#[derive(Clone, Default)]
pub struct Abschnitte(pub Vec<Arc<dyn Abschnitt>>);
