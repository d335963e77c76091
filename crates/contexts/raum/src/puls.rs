//! A sign of life every second beside long work: notes how far it is, and learns whether to stop.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use amt::App;
use base::Id;
use store::auftrag::{self, Auftrag};

/// What the work says to the pulse, from any thread.
#[derive(Debug, Clone, Default)]
pub struct Melder(Arc<(AtomicU64, AtomicU64, AtomicBool)>);

impl Melder {
    /// Notes the state; answers whether to go on.
    #[must_use]
    pub fn weiter(&self, erledigt: u64, gesamt: u64) -> bool {
        self.0.0.store(erledigt, Ordering::Relaxed);
        self.0.1.store(gesamt, Ordering::Relaxed);
        !self.0.2.load(Ordering::Relaxed)
    }
}

/// Beats as long as it lives.
pub struct Puls {
    melder: Melder,
    schlag: tokio::task::JoinHandle<()>,
}

impl Puls {
    /// For this job.
    #[must_use]
    pub fn neu(app: App, id: Id<Auftrag>) -> Self {
        let melder = Melder::default();
        let hier = melder.0.clone();
        let zahl = |a: &AtomicU64| i64::try_from(a.load(Ordering::Relaxed)).unwrap_or(0);
        let schlag = tokio::spawn(async move {
            loop {
                let (erledigt, gesamt) = (zahl(&hier.0), zahl(&hier.1));
                // SQLite has one writer: while the job itself writes, there is no sign of life, and no other writer
                // who could miss it
                match auftrag::fortschritt(&app.db, id, erledigt, gesamt, app.uhr.jetzt()).await {
                    Ok(abbrechen) => hier.2.store(abbrechen, Ordering::Relaxed),
                    Err(fehler) => tracing::debug!(%id, %fehler, "no sign of life"),
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        Self { melder, schlag }
    }

    /// For the thread that works.
    #[must_use]
    pub fn melder(&self) -> Melder {
        self.melder.clone()
    }

    /// Ends it before the job is ended, so that the two do not wait for each other.
    pub async fn halt(&self) {
        self.schlag.abort();
        while !self.schlag.is_finished() {
            tokio::task::yield_now().await;
        }
    }
}

impl Drop for Puls {
    fn drop(&mut self) {
        self.schlag.abort();
    }
}
