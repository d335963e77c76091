//! The brake on asking for addresses one after the other.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use base::Zeitpunkt;

/// Questions of one source within [`FENSTER_S`].
pub(crate) const JE_QUELLE: u32 = 30;
/// Ideas of one source in that time.
pub(crate) const IDEEN_JE_QUELLE: u32 = 5;
/// The quarter of an hour.
pub(crate) const FENSTER_S: i64 = 15 * 60;
/// So many sources are remembered; beyond that the old ones are forgotten first.
const QUELLEN: usize = 50_000;

/// Counts questions by source. In memory only: several servers allow so much more each, and nothing is stored about
/// who asked.
#[derive(Debug, Default)]
pub struct Adressbremse(Mutex<HashMap<String, (Zeitpunkt, u32)>>);

impl Adressbremse {
    /// Counts one question; `false` when there were too many.
    pub(crate) fn darf(&self, quelle: &str, jetzt: Zeitpunkt) -> bool {
        self.hoechstens(quelle, jetzt, JE_QUELLE)
    }

    /// The same for ideas: each is read by a person.
    pub(crate) fn darf_idee(&self, quelle: &str, jetzt: Zeitpunkt) -> bool {
        self.hoechstens(&format!("idee {quelle}"), jetzt, IDEEN_JE_QUELLE)
    }

    fn hoechstens(&self, quelle: &str, jetzt: Zeitpunkt, je_quelle: u32) -> bool {
        let mut alle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let grenze = jetzt.plus_sekunden(-FENSTER_S);
        if alle.len() >= QUELLEN {
            alle.retain(|_, (seit, _)| *seit > grenze);
        }
        if alle.len() >= QUELLEN {
            alle.clear();
        }
        let (seit, n) = alle.entry(quelle.to_owned()).or_insert((jetzt, 0));
        if *seit <= grenze {
            (*seit, *n) = (jetzt, 0);
        }
        *n = n.saturating_add(1);
        *n <= je_quelle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dreissig_fragen_je_viertelstunde() {
        let b = Adressbremse::default();
        let jetzt = Zeitpunkt("2026-11-22T10:00:00Z".parse().unwrap());
        assert!((0..JE_QUELLE).all(|_| b.darf("a", jetzt)));
        assert!(!b.darf("a", jetzt) && b.darf("b", jetzt));
        assert!(b.darf("a", jetzt.plus_sekunden(FENSTER_S)));
    }
}
