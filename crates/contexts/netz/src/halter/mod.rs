//! The directory in memory: built from the database, rebuilt when that has changed.
//!
//! Both engines give the same hits in the same order this way, typing errors included, and a search costs no more
//! than one short question to the database: whether the copy is still the right one.

mod alltag;
mod kern;
mod laden;
mod menge;
mod stellen;
mod text;
mod wort;

pub use wort::stamm;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use amt::{App, Result};
use base::{Datum, Id};
use store::{Tx, werte};

use crate::{Angebot, kandidat::Kandidat};
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
    /// What those find who read only what is public: the other index would betray names and hidden offers, and be it
    /// by the words it does not know.
    pub text_offen: Textsuche,
}

/// From this many offers on reading anew takes longer than a page may: then the state of a moment ago answers while
/// the new one is built beside it.
const GROSS: usize = 2_000;

/// Keeps the directory; one per [`amt::App`], added with [`amt::App::mit`].
pub struct AngebotsHalter {
    jetzt: Mutex<Option<Arc<Bestand>>>,
    laden: tokio::sync::Mutex<()>,
    baut: AtomicBool,
    gross: usize,
    stellen: stellen::Stellenhalter,
}

impl Default for AngebotsHalter {
    fn default() -> Self {
        Self {
            jetzt: Mutex::default(),
            laden: tokio::sync::Mutex::default(),
            baut: AtomicBool::new(false),
            gross: GROSS,
            stellen: stellen::Stellenhalter::default(),
        }
    }
}

impl AngebotsHalter {
    /// The directory as this transaction sees it; a big one as it was a moment ago, when it has changed since.
    pub(crate) async fn bestand(&self, app: &App, tx: &mut Tx, heute: Datum) -> Result<Arc<Bestand>> {
        let stempel = stempel(tx).await?;
        match self.bekannter() {
            Some(b) if b.passt(&stempel, heute) => Ok(b),
            Some(alt) if alt.kandidaten.len() >= self.gross => {
                self.im_hintergrund(app);
                Ok(alt)
            }
            _ => self.neu_laden(tx, stempel, heute).await,
        }
    }

    /// The offer a place of the open interface belongs to.
    pub(crate) async fn stelle(&self, tx: &mut Tx, id: &str) -> Result<Option<Id<Angebot>>> {
        let stempel = stempel(tx).await?;
        self.stellen.finden(tx, stempel, id).await
    }

    /// Counts a directory as big from this many offers on.
    #[must_use]
    pub const fn gross_ab(mut self, angebote: usize) -> Self {
        self.gross = angebote;
        self
    }

    /// Reads the directory before anybody asks for it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn aufwaermen(&self, app: &App) -> Result<()> {
        let mut tx = app.db.read().await?;
        self.bestand(app, &mut tx, app.uhr.heute()).await.map(drop)
    }

    async fn neu_laden(&self, tx: &mut Tx, stempel: String, heute: Datum) -> Result<Arc<Bestand>> {
        let _einer = self.laden.lock().await;
        match self.bekannter() {
            Some(b) if b.passt(&stempel, heute) => Ok(b),
            _ => {
                let neu = Arc::new(Bestand::laden(tx, stempel, heute).await?);
                self.setzen(neu.clone());
                Ok(neu)
            }
        }
    }

    fn im_hintergrund(&self, app: &App) {
        if self.baut.swap(true, Ordering::AcqRel) {
            return;
        }
        let app = app.clone();
        tokio::spawn(async move {
            let Some(halter) = app.teil::<Self>() else { return };
            let ergebnis = async {
                let mut tx = app.db.read().await?;
                let stempel = stempel(&mut tx).await?;
                Bestand::laden(&mut tx, stempel, app.uhr.heute()).await
            }
            .await;
            match ergebnis {
                Ok(neu) => halter.setzen(Arc::new(neu)),
                Err(fehler) => tracing::warn!(
                    %fehler,
                    "Das Verzeichnis der Angebote konnte nicht erneuert werden; das alte gilt weiter."
                ),
            }
            halter.baut.store(false, Ordering::Release);
        });
    }

    fn bekannter(&self) -> Option<Arc<Bestand>> {
        self.jetzt.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn setzen(&self, neu: Arc<Bestand>) {
        *self.jetzt.lock().unwrap_or_else(PoisonError::into_inner) = Some(neu);
    }
}

async fn stempel(tx: &mut Tx) -> Result<String> {
    let (stempel,): (String,) = tx.fetch_one("SELECT stempel FROM netz_stand", werte![]).await?;
    Ok(stempel)
}

impl Bestand {
    async fn laden(tx: &mut Tx, stempel: String, heute: Datum) -> Result<Self> {
        let roh = laden::lesen(tx).await?;
        let bauen = move || {
            let (kandidaten, text, text_offen) = laden::zusammensetzen(roh, heute)?;
            Ok(Self {
                stempel,
                heute,
                kerne: Kerne::packen(&kandidaten),
                kandidaten,
                text,
                text_offen,
            })
        };
        tokio::task::spawn_blocking(bauen)
            .await
            .map_err(|e| amt::Error::Intern(e.to_string()))?
    }

    fn passt(&self, stempel: &str, heute: Datum) -> bool {
        self.stempel == stempel && self.heute == heute
    }
}
