//! Calendars of others (RFC 5545) as meetings of the network: read line by line, told on the clock of the wall in Berlin.
//!
//! Names and addresses of the people who invite or are invited are not taken over.

mod lesen;
mod zeilen;
mod zone;

/// One reading of a calendar (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Stapel;

pub use lesen::{Gelesen, Kalendertermin, lesen};
