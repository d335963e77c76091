//! The address register in memory: built from the database, rebuilt when that has changed.

mod bauen;
pub mod pruefstand;
mod zuschnitt;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use amt::{App, Result};
use base::{Datum, Id};
use store::Tx;
use tokio::sync::{Mutex as AsyncMutex, OnceCell};

pub use zuschnitt::Zuschnitt;
pub(crate) use zuschnitt::punkt;

use crate::{
    Gliederung, GliederungKurz,
    ablage::{
        bestand,
        stand::{self, Stand},
    },
};

/// From this many addresses on a question is answered from the old copy while the new one is being built.
const GROSS: usize = 100_000;
/// How often a question that has no transaction of its own looks whether the copy is old.
const PRUEFEN_ALLE_MIKROS: i64 = 1_000_000;

struct Eintrag {
    kurz: GliederungKurz,
    zuschnitt: OnceCell<Arc<Zuschnitt>>,
}

/// All versions as of one state of the database. Each is built when it is first asked.
struct Bestand {
    stand: Stand,
    eintraege: Vec<Eintrag>,
}

impl Bestand {
    async fn laden(tx: &mut Tx, stand: Stand) -> Result<Arc<Self>> {
        let eintraege = bestand::geltende(tx)
            .await?
            .into_iter()
            .map(|kurz| Eintrag {
                kurz,
                zuschnitt: OnceCell::new(),
            })
            .collect();
        Ok(Arc::new(Self { stand, eintraege }))
    }

    /// The version that holds on this day. Whoever comes while it is being built waits for that one.
    async fn am(&self, tx: &mut Tx, tag: Datum) -> Result<Option<Arc<Zuschnitt>>> {
        let Some(e) = self.eintraege.iter().find(|e| e.kurz.gilt_am(tag)) else {
            return Ok(None);
        };
        let zuschnitt = e
            .zuschnitt
            .get_or_try_init(|| async {
                bauen::bauen(tx, e.kurz.clone(), self.stand.version, true)
                    .await
                    .map(Arc::new)
            })
            .await?;
        Ok(Some(zuschnitt.clone()))
    }

    fn ist_gross(&self) -> bool {
        self.eintraege
            .iter()
            .filter_map(|e| e.zuschnitt.get())
            .any(|z| z.register.adressen_zahl() > GROSS)
    }
}

/// Keeps the register; one per [`App`], added with [`App::mit`].
#[derive(Default)]
pub struct RegisterHalter {
    jetzt: Mutex<Option<Arc<Bestand>>>,
    laden: AsyncMutex<()>,
    baut: AtomicBool,
    geprueft: AtomicI64,
    pruefstand: pruefstand::Pruefstand,
}

impl RegisterHalter {
    /// The version of the boundaries that holds on this day, as this transaction sees it; `None` when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn am(&self, app: &App, tx: &mut Tx, tag: Datum) -> Result<Option<Arc<Zuschnitt>>> {
        let stand = stand::lesen(tx).await?;
        let bestand = match self.bestand() {
            Some(alt) if alt.stand.stempel == stand.stempel => alt,
            Some(alt) if alt.ist_gross() => {
                self.im_hintergrund(app);
                alt
            }
            _ => self.neu_laden(tx, stand).await?,
        };
        bestand.am(tx, tag).await
    }

    /// The version that holds today, for suggestions: without touching the database as long as the copy was looked at
    /// within the last second.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn heute(&self, app: &App) -> Result<Option<Arc<Zuschnitt>>> {
        let jetzt = app.uhr.jetzt().mikros();
        let alter = jetzt - self.geprueft.load(Ordering::Relaxed);
        let heute = app.uhr.heute();
        if (0..PRUEFEN_ALLE_MIKROS).contains(&alter)
            && let Some(bestand) = self.bestand()
        {
            let da = bestand.eintraege.iter().find(|e| e.kurz.gilt_am(heute));
            match da.map(|e| e.zuschnitt.get()) {
                None => return Ok(None),
                Some(Some(zuschnitt)) => return Ok(Some(zuschnitt.clone())),
                Some(None) => {}
            }
        }
        let mut tx = app.db.read().await?;
        let zuschnitt = self.am(app, &mut tx, heute).await?;
        self.geprueft.store(jetzt, Ordering::Relaxed);
        Ok(zuschnitt)
    }

    /// Builds the register of any version, drafts included, without keeping it: for checks and comparisons.
    ///
    /// # Errors
    /// [`amt::Error::NichtGefunden`] when there is no such version.
    pub async fn entwurf(tx: &mut Tx, id: Id<Gliederung>) -> Result<Zuschnitt> {
        let kurz = bestand::kurz(tx, id).await?.ok_or(amt::Error::NichtGefunden)?;
        let stand = stand::lesen(tx).await?;
        bauen::bauen(tx, kurz, stand.version, true).await
    }

    /// As [`Self::entwurf`], with streets and ranges only.
    pub(crate) async fn verzeichnis(tx: &mut Tx, id: Id<Gliederung>) -> Result<Zuschnitt> {
        let kurz = bestand::kurz(tx, id).await?.ok_or(amt::Error::NichtGefunden)?;
        let stand = stand::lesen(tx).await?;
        bauen::bauen(tx, kurz, stand.version, false).await
    }

    /// The next question looks at the database, whatever the clock says.
    pub(crate) fn bald_pruefen(&self) {
        self.geprueft.store(i64::MIN / 2, Ordering::Relaxed);
    }

    fn bestand(&self) -> Option<Arc<Bestand>> {
        self.jetzt.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn setzen(&self, neu: Arc<Bestand>) {
        *self.jetzt.lock().unwrap_or_else(PoisonError::into_inner) = Some(neu);
    }

    async fn neu_laden(&self, tx: &mut Tx, stand: Stand) -> Result<Arc<Bestand>> {
        let _einer = self.laden.lock().await;
        match self.bestand() {
            Some(da) if da.stand.stempel == stand.stempel => Ok(da),
            _ => {
                let neu = Bestand::laden(tx, stand).await?;
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
                let stand = stand::lesen(&mut tx).await?;
                let neu = Bestand::laden(&mut tx, stand).await?;
                neu.am(&mut tx, app.uhr.heute()).await?;
                halter.setzen(neu);
                Ok::<_, amt::Error>(())
            }
            .await;
            halter.baut.store(false, Ordering::Release);
            if let Err(fehler) = ergebnis {
                tracing::warn!(%fehler, "Das Adressregister konnte nicht erneuert werden; das alte gilt weiter.");
            }
        });
    }
}

/// The register of the app, or one of its own where the program was put together without.
pub(crate) fn halter(app: &App) -> Arc<RegisterHalter> {
    app.teil().unwrap_or_default()
}
