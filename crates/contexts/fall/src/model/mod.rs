//! The types of this room.

mod anliegen;
mod codes;
mod fall;
mod kontakt;
mod kurzberatung;
mod umgebung;

pub use anliegen::{Anliegen, Person, RUECKGAENGIG_TAGE, Verlaufszeile, WORTE_MAX};
pub use codes::*;
pub use fall::{Beteiligter, Fall, Meldung};
pub use kontakt::Kontaktvorgang;
pub use kurzberatung::{Kurzberatung, Merkstand};
pub use umgebung::*;
