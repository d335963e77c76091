//! The SQL of this room: one text for both engines.

pub mod bestand;
pub mod stand;
