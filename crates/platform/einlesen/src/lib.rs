//! Readers for files as offices have them.
//!
//! - [`Quelle`]: a file or bytes, unpacked when it is gzip, bounded in size.
//! - [`tabelle`]: CSV in any usual encoding and with any usual delimiter and the first sheet of a workbook (XLSX), row
//!   by row with line numbers.
//! - [`abbildung`]: which target field comes from which column, as a TOML file with checked keys.
//! - [`geodaten`]: GeoJSON, TopoJSON, Shapefile and GeoPackage in any EPSG, handed out in WGS 84, with a report on
//!   broken rings.
//!
//! Nothing here knows a word of the domain, and nothing is dropped in silence: what cannot be read is a
//! [`Meldung`] with line, column and code.

pub mod abbildung;
pub mod geodaten;
mod meldung;
pub mod packen;
mod quelle;
pub mod tabelle;
pub mod wert;
mod zeichen;

pub use meldung::{Fehler, Meldung, Schwere, codes};
pub use quelle::Quelle;
pub use zeichen::Kodierung;
