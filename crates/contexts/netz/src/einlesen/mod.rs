//! Offers from files: tables and maps by columns, open data by a mapping file with templates, HSDS 3 as JSON, as a folder
//! or as three tables; and meetings from calendars.
//!
//! In a mapping file with templates a value is a text with columns in braces, such as `{strasse} {hausnr}`. What the
//! source does not say stays unknown.

mod art;
mod dateien;
mod felder;
mod kalender;
mod tags;
mod zuordnung;

pub use art::AngeboteEinlesen;
pub use dateien::{Datensatz, datensaetze};
pub use kalender::KalenderEinlesen;
pub use zuordnung::Zuordnung;
