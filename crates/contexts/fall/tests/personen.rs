//! Search before create, merge and un-merge, Genogramm and Netzwerkkarte.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

mod beziehungen;
mod suchen;
mod zusammen;
