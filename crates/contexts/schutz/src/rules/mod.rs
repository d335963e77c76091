//! The rules of this room: pure, no I/O.

pub mod fachkraefte;
pub mod fehlt;
pub mod frist;
pub mod lage;
pub mod pseudonym;
pub mod rueckmeldung;
pub mod sm;
pub mod statistik;
