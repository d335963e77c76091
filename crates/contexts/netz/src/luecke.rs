//! Gaps of the quarter as the rooms above count them: the month, the space, the theme and how often. There is no key
//! of a case or a person in it, and this room does not read the tables they come from.

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Result};
use store::Tx;
use uuid::Uuid;

/// How often something was missing in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lueckenzahl {
    /// Space.
    pub raumeinheit: Uuid,
    /// Code of the theme.
    pub thema: String,
    /// `2026-11`.
    pub monat: String,
    /// How often.
    pub anzahl: i64,
}

/// The counts, on their way.
pub type Lueckenliste<'a> = Pin<Box<dyn Future<Output = Result<Vec<Lueckenzahl>>> + Send + 'a>>;

/// Who counts them; the program says who that is.
pub trait Lueckenquelle: Send + Sync {
    /// The counts since a month.
    fn seit<'a>(&'a self, app: &'a App, tx: &'a mut Tx, monat: &'a str) -> Lueckenliste<'a>;
}

/// The part of [`App`] that holds it. Without it there are no gaps to show.
pub struct Luecken(pub Arc<dyn Lueckenquelle>);
