//! Open Referral HSDS 3: taking in directories of others, and giving away our own.
//!
//! The entry of the source is kept whole beside ours. What leaves is that entry with our changes laid over it, so that
//! nothing the source said is lost, and every required field of the standard is there.

mod ausgeben;
mod einlesen;
mod felder;
mod stuecke;
mod tabellen;

pub use ausgeben::{Umfang, organisation, service};
pub use einlesen::{Bestand, Vorgabe, lesen};
pub(crate) use stuecke::{stellen, taxonomie, taxonomie_id, thema_als_begriff, thema_id};
pub use tabellen::Tabellen;
