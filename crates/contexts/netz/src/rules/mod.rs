//! The rules of the work, pure: no database, no clock.

pub mod aenderung;
pub mod barrierefreiheit;
pub mod doppelt;
pub mod ehrenamt;
pub mod erfassung;
pub mod finanzierung;
pub mod foto;
pub mod frage;
pub mod frische;
pub mod gericht;
pub mod kleine_zahlen;
pub mod link;
pub mod luecke;
pub mod netzbild;
pub mod projekt;
pub mod pruefen;
pub mod rangfolge;
pub mod ruecknahme;
pub mod training;
pub mod unterwegs;
pub mod vorschlag;
pub mod zeiten;
