//! Checks that take long run on their own; the page asks again until they are done.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use amt::{App, Error, Result};
use base::Id;
use store::Tx;
use tokio::sync::watch;
use uuid::Uuid;

use super::halter;
use crate::{
    Gliederung,
    ablage::stand,
    service::{self, Pruefbericht},
};

/// How long a page waits before it says that the check is still running.
const WARTEN: Duration = Duration::from_millis(1_500);
/// How long a report counts as fresh: rules and responsibilities outside the register may have changed.
const FRISCH_MIKROS: i64 = 30_000_000;

type Ergebnis = std::result::Result<Arc<Pruefbericht>, String>;

struct Lauf {
    stempel: Uuid,
    beginn: i64,
    ergebnis: watch::Receiver<Option<Ergebnis>>,
}

/// The runs of this server, one per version.
#[derive(Default)]
pub struct Pruefstand(Mutex<HashMap<Uuid, Lauf>>);

/// Where a check stands.
pub enum Lage {
    /// Not done yet.
    Laeuft,
    /// Done.
    Fertig(Arc<Pruefbericht>),
}

/// Starts the check, or looks at the one that runs, and waits a moment for it.
pub async fn lage(app: &App, tx: &mut Tx, id: Id<Gliederung>) -> Result<Lage> {
    let mut lauf = anstossen(app, tx, id).await?;
    let fertig = tokio::time::timeout(WARTEN, lauf.wait_for(Option::is_some)).await;
    match fertig {
        Err(_) => Ok(Lage::Laeuft),
        Ok(ergebnis) => auspacken(ergebnis.ok().and_then(|e| e.clone())).map(Lage::Fertig),
    }
}

/// The report, however long it takes.
pub async fn fertig(app: &App, tx: &mut Tx, id: Id<Gliederung>) -> Result<Arc<Pruefbericht>> {
    let mut lauf = anstossen(app, tx, id).await?;
    let ergebnis = lauf.wait_for(Option::is_some).await.ok().and_then(|e| e.clone());
    auspacken(ergebnis)
}

fn auspacken(e: Option<Ergebnis>) -> Result<Arc<Pruefbericht>> {
    e.unwrap_or_else(|| Err("Die Prüfung ist abgebrochen.".to_owned()))
        .map_err(Error::Intern)
}

async fn anstossen(app: &App, tx: &mut Tx, id: Id<Gliederung>) -> Result<watch::Receiver<Option<Ergebnis>>> {
    let stempel = stand::lesen(tx).await?.stempel;
    let jetzt = app.uhr.jetzt().mikros();
    let halter = halter(app);
    let mut laeufe = halter.pruefstand.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(l) = laeufe.get(&id.uuid())
        && l.stempel == stempel
        && (l.ergebnis.borrow().is_none() || (0..FRISCH_MIKROS).contains(&(jetzt - l.beginn)))
    {
        return Ok(l.ergebnis.clone());
    }
    let (sender, empfaenger) = watch::channel(None);
    laeufe.insert(
        id.uuid(),
        Lauf {
            stempel,
            beginn: jetzt,
            ergebnis: empfaenger.clone(),
        },
    );
    let app = app.clone();
    tokio::spawn(async move {
        let ergebnis = async {
            let mut tx = app.db.read().await?;
            service::pruefen(&app, &mut tx, id).await
        }
        .await;
        // nobody may be waiting any more; the report stays in the channel for who comes next
        let _ = sender.send(Some(ergebnis.map(Arc::new).map_err(|e| e.to_string())));
    });
    Ok(empfaenger)
}
