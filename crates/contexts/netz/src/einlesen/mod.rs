//! Facilities from open data: a mapping file says which column means what.
//!
//! A value is a text with columns in braces, such as `{strasse} {hausnr}`. What the source does not say stays unknown.

mod dateien;
mod zuordnung;

pub use dateien::{Datensatz, aus_csv, aus_geojson};
pub use zuordnung::Zuordnung;
