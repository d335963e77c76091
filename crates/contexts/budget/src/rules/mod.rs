//! Pure computation: nothing here reads a clock or a database.

mod abgerechnet;
pub mod abschluss;
pub mod betrag;
pub mod bewegung;
pub mod bruch;
pub mod buchen;
pub mod entgelt;
pub mod obligo;
pub mod prognose;
pub mod rechnung;
pub mod traegerbudget;
pub mod verteilung;
mod xml;
pub mod xrechnung;
