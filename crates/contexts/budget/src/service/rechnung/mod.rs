//! Invoices from the file to the payment. A person decides on every difference; nothing here looks at a balance.

mod angaben;
mod einreichen;
mod entscheiden;
mod heilen;
mod lesen;
mod sicht;
mod stornieren;
mod zahllauf;

pub use angaben::{angaben_pruefen, traeger};
pub use einreichen::{Kopf, aus_datei, einreichen, entwurf_anlegen, gelesen, verwerfen, xrechnung};
pub use entscheiden::{Entschieden, entscheiden, wieder_oeffnen};
pub use heilen::{Haengende, haengende, haengt, wieder_gelten};
pub use lesen::{Buchungsstand, Rechnungsakte, akte, liste};
pub use sicht::{Einreichen, Rolle, befugt, darf_einreichen, rolle};
pub use stornieren::rechnung_stornieren;
pub(super) use stornieren::{storno_freigegeben, storno_verworfen};
pub use zahllauf::{raten_ab, zahllaeufe, zahllauf_erstellen, zahllauf_lesen, zu_zahlen};
