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
        let _allein = match self.laden.try_lock() {
            Ok(allein) => allein,
            // somebody is building it: better the directory of a moment ago than a page that waits
            Err(_) => match self.von_eben(heute) {
                Some(b) => return Ok(b),
                None => self.laden.lock().await,
            },
        };
        if let Some(b) = self.passender(&stempel, heute) {
            return Ok(b);
        }
        let neu = Arc::new(Bestand::laden(tx, stempel, heute).await?);
        *self.jetzt.lock().unwrap_or_else(PoisonError::into_inner) = Some(neu.clone());
        Ok(neu)
    }

    /// The last state of this day, whatever has changed since.
    fn von_eben(&self, heute: Datum) -> Option<Arc<Bestand>> {
        let jetzt = self.jetzt.lock().unwrap_or_else(PoisonError::into_inner);
        jetzt.as_ref().filter(|b| b.heute == heute).cloned()
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

#[cfg(test)]
mod tests {
    use super::*;

    const RAEUME: [store::Migrationen; 5] = [
        store::MIGRATIONEN,
        amt::MIGRATIONEN,
        raum::MIGRATIONEN,
        team::MIGRATIONEN,
        crate::MIGRATIONEN,
    ];

    testkit::auf_beiden!(
        waehrend_jemand_neu_liest_wartet_niemand,
        RAEUME,
        |db| async move {
            let halter = AngebotsHalter::default();
            let heute: Datum = "2026-11-21".parse().unwrap();
            let mut tx = db.write().await.unwrap();
            let erster = halter.bestand(&mut tx, heute).await.unwrap();
            tx.execute("UPDATE netz_stand SET stempel = 'neu'", werte![])
                .await
                .unwrap();
            // while another one builds, the last state answers; afterwards the new one
            let baut = halter.laden.lock().await;
            assert!(Arc::ptr_eq(
                &halter.bestand(&mut tx, heute).await.unwrap(),
                &erster
            ));
            drop(baut);
            assert_eq!(halter.bestand(&mut tx, heute).await.unwrap().stempel, "neu");
            tx.commit().await.unwrap();
        }
    );
}
