//! Search before create, merge and un-merge, Genogramm and Netzwerkkarte.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

#[path = "personen/beziehungen.rs"]
mod beziehungen;
mod gemeinsam;
#[path = "personen/suchen.rs"]
mod suchen;
#[path = "personen/zusammen.rs"]
mod zusammen;
