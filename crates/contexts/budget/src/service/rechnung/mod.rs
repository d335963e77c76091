//! Invoices from the file to the payment. A person decides on every difference; nothing here looks at a balance.

mod einreichen;
mod entscheiden;
mod lesen;
mod sicht;
mod stornieren;
mod zahllauf;

pub use einreichen::{Kopf, aus_datei, einreichen, verwerfen};
pub use entscheiden::{Entschieden, entscheiden, wieder_oeffnen};
pub use lesen::{Buchungsstand, Rechnungsakte, akte, liste, offene_zum_zahlen};
pub use sicht::{Einreichen, Rolle, befugt, darf_einreichen, rolle};
pub use stornieren::rechnung_stornieren;
pub use zahllauf::{zahllaeufe, zahllauf_erstellen, zahllauf_lesen};
