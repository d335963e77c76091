//! Reading and writing the tables of this room.

pub(crate) mod akteur;
pub(crate) mod angebot;
pub(crate) mod doppelt;
pub(crate) mod ehrenamt;
pub(crate) mod ehrenamt_loeschen;
pub(crate) mod erfassung;
pub(crate) mod faq;
pub(crate) mod foto;
pub(crate) mod fremd;
pub(crate) mod hsds;
pub(crate) mod idee;
pub(crate) mod lauf;
pub(crate) mod link;
pub(crate) mod luecke;
pub(crate) mod pflege;
pub(crate) mod projekt;
pub(crate) mod stand;
pub(crate) mod training;
pub(crate) mod unterwegs;
pub(crate) mod veranstaltung;
pub(crate) mod verlauf;
pub(crate) mod weg;
pub(crate) mod zeilen;
