//! The rules of the work, pure: no database, no clock.

pub mod aenderung;
pub mod barrierefreiheit;
pub mod doppelt;
pub mod ehrenamt;
pub mod finanzierung;
pub mod frage;
pub mod frische;
pub mod luecke;
pub mod projekt;
pub mod pruefen;
pub mod rangfolge;
pub mod vorschlag;
pub mod zeiten;
