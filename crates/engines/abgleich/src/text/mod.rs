//! Texts: folding, sounds, distances, names.

pub mod distanz;
pub mod falten;
pub mod phonetik;
pub mod rufnamen;
