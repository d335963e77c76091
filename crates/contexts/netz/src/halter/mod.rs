//! The directory in memory: built from the database, rebuilt when that has changed.
//!
//! Both engines give the same hits in the same order this way, typing errors included, and a search costs no more
//! than one short question to the database: whether the copy is still the right one.

mod alltag;
mod kern;
mod laden;
mod menge;
mod text;
mod wort;

use std::sync::{Arc, Mutex, PoisonError};

use amt::Result;
use base::Datum;
use store::{Tx, werte};

use crate::kandidat::Kandidat;
pub(crate) use kern::{Kerne, Wertung};
pub(crate) use text::Textsuche;

/// One state of the directory.
pub(crate) struct Bestand {
    stempel: String,
    /// Windows of time are those from this day on.
    heute: Datum,
    pub kandidaten: Vec<Kandidat>,
    pub kerne: Kerne,
    pub text: Textsuche,
}

/// Keeps the directory; one per [`amt::App`], added with [`amt::App::mit`].
#[derive(Default)]
pub struct AngebotsHalter {
    jetzt: Mutex<Option<Arc<Bestand>>>,
    laden: tokio::sync::Mutex<()>,
}

impl AngebotsHalter {
    /// The directory as this transaction sees it.
    pub(crate) async fn bestand(&self, tx: &mut Tx, heute: Datum) -> Result<Arc<Bestand>> {
        let (stempel,): (String,) = tx.fetch_one("SELECT stempel FROM netz_stand", werte![]).await?;
        if let Some(b) = self.passender(&stempel, heute) {
            return Ok(b);
        }
        // whoever comes while it is being built waits for that one
        let _allein = self.laden.lock().await;
        if let Some(b) = self.passender(&stempel, heute) {
            return Ok(b);
        }
        let neu = Arc::new(Bestand::laden(tx, stempel, heute).await?);
        *self.jetzt.lock().unwrap_or_else(PoisonError::into_inner) = Some(neu.clone());
        Ok(neu)
    }

    fn passender(&self, stempel: &str, heute: Datum) -> Option<Arc<Bestand>> {
        let jetzt = self.jetzt.lock().unwrap_or_else(PoisonError::into_inner);
        jetzt
            .as_ref()
            .filter(|b| b.stempel == stempel && b.heute == heute)
            .cloned()
    }
}

impl Bestand {
    async fn laden(tx: &mut Tx, stempel: String, heute: Datum) -> Result<Self> {
        let (kandidaten, text) = laden::alles(tx, heute).await?;
        Ok(Self {
            stempel,
            heute,
            kerne: Kerne::packen(&kandidaten),
            kandidaten,
            text,
        })
    }
}
