//! The use cases of this room. Pages, interface, import and command line call these and nothing else.

mod zuordnen;

pub use zuordnen::{vorschlaege, zuordnen};
