//! The SQL of this room, one text for both engines.

pub(crate) mod akte;
pub(crate) mod einschaetzung;
pub(crate) mod massnahmen;
pub(crate) mod meldung;
pub(crate) mod zugriff;

use base::Zeitpunkt;
use uuid::Uuid;

/// Who writes, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wann<'a> {
    pub(crate) zeit: Zeitpunkt,
    pub(crate) von: Uuid,
    pub(crate) name: &'a str,
}
