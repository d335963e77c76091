//! The ground the town stands on: cells, their spaces, and the borders between them.

mod gebiet;
mod gitter;
mod grenze;
mod punkt;
mod teilen;

pub use gebiet::flaeche;
pub use gitter::{Gitter, KEINE};
pub use grenze::{flaeche_m2, umriss};
pub use punkt::{Koordinate, Massstab, Punkt, innen};
pub use teilen::{naechster_kern, teilen};
