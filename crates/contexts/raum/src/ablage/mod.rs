//! The SQL of this room: one text for both engines.

pub mod bereich;
pub mod bestand;
pub mod gliederung;
pub mod liste;
pub mod raum;
pub mod stand;
