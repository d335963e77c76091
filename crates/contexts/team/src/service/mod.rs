//! The use cases, one file per verb.

mod raeume;
mod zustaendig;

pub use raeume::{Raeume, raeume};
pub use zustaendig::{abdeckung_pruefen, gesichter, matrix, zustaendig};
