//! The polygon index against a slow reference that shares nothing with it but the predicate: not one point differs.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and says what it did"
)]

mod daten;
mod faelle;
mod referenz;
