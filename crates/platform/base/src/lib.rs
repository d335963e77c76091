//! The types every room speaks: ids, money, dates, three-valued answers, findings with a code.
//!
//! Nothing here knows a rule of the domain. All values round-trip through SQLite and PostgreSQL in the same
//! shape: ids as 16 bytes/`uuid`, dates as ISO text, instants as microseconds since 1970 (UTC), money as whole
//! cents.

mod befund;
mod geld;
mod id;
mod ort;
mod sql;
mod text;
mod tri;
mod uhr;
mod zeit;

pub use befund::{Befund, Code};
pub use geld::{Bp, Cent, Min, groesster_rest, kaufm};
pub use id::{Id, Ids, SeedIds, SystemIds};
pub use ort::{Punkt, abstand_m};
pub use text::{Text, TextFehler, suchform};
pub use tri::Tri;
pub use uhr::{Clock, FesteUhr, SystemUhr};
pub use zeit::{Datum, DatumFehler, Gueltigkeit, Zeitpunkt, Zeitraum};
