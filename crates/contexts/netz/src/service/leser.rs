//! Who of those who are signed in reads no more than everybody does.

use amt::{Kontext, recht::Rolle};

/// Citizens, and those of other offices who only look something up: they read what is public, as the public does.
#[must_use]
pub fn nur_oeffentlich(kontext: &Kontext) -> bool {
    kontext
        .rollen()
        .iter()
        .all(|r| matches!(r.rolle, Rolle::R28 | Rolle::R29 | Rolle::R31))
}
