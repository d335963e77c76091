use std::sync::Mutex;

use crate::{Datum, Zeitpunkt};

/// Where the time comes from. A parameter of every use case, so that tests can set it.
pub trait Clock: Send + Sync {
    /// This instant.
    fn jetzt(&self) -> Zeitpunkt;

    /// Today's date in Germany.
    fn heute(&self) -> Datum {
        self.jetzt().datum()
    }
}

/// The clock of the machine.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemUhr;

impl Clock for SystemUhr {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the real clock"
    )]
    fn jetzt(&self) -> Zeitpunkt {
        Zeitpunkt(jiff::Timestamp::now())
    }
}

/// A clock that stands still until it is set: for tests and the demo.
#[derive(Debug)]
pub struct FesteUhr(Mutex<Zeitpunkt>);

impl FesteUhr {
    /// A clock standing at this instant.
    #[must_use]
    pub const fn bei(zeit: Zeitpunkt) -> Self {
        Self(Mutex::new(zeit))
    }

    /// Sets the clock.
    pub fn stelle(&self, zeit: Zeitpunkt) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = zeit;
    }
}

impl Clock for FesteUhr {
    fn jetzt(&self) -> Zeitpunkt {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
