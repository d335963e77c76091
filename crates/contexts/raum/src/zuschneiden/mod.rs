//! Proposals for new boundaries: small units, what the planner demands and wishes, and the plans the engine finds. The
//! search runs as a job with progress; it can be ended at any time and then keeps the best plan so far. No plan decides
//! anything: a person looks at the four panels of Fachkonzept 3.10 and makes a draft of one, or none.

pub mod ablage;
mod aufgabe;
mod einheiten;
pub mod ergebnis;
mod pages;
pub mod planung;
pub mod rechnen;
pub mod uebernehmen;

pub use einheiten::{Einheiten, aus_datei, aus_zuschnitt};
pub use pages::routen;

/// A proposal (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Vorschlag;

/// A mistake in the units or in a file beside them.
pub(crate) const EINHEITEN: &str = "RAUM-E30";
/// A demand that cannot be understood.
pub(crate) const VORGABE: &str = "RAUM-E31";
/// The plan is not there, or the boundaries cannot take it.
pub(crate) const PLAN: &str = "RAUM-E32";
