//! Rules without database and clock.

pub mod antwort;
