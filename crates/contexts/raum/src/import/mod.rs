//! Import of boundaries, street directories, addresses, residents and indicators: one flow for the page and the command
//! line. Read, check and prepare everything first; then one transaction does it all or nothing. Doing it twice is the
//! same as once.

mod art;
pub mod auftrag;
mod bericht;
mod hauskoordinaten;
pub mod lauf;
mod lesen;
mod pages;
mod schreiben;
mod vorbereiten;

use std::path::PathBuf;

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Befugnis, Bezug},
};
use base::{Befund, Id};
use einlesen::{Quelle, abbildung::Abbildung};

pub use art::Importart;
pub use bericht::{Ablehnung, Bericht};
pub use lesen::{Vorschau, vorschau};
pub use pages::{navigation, routen};

use crate::Gliederung;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Steps done.
    pub erledigt: u64,
    /// Steps altogether; 0 while unknown.
    pub gesamt: u64,
}

/// Reads files and stores what they hold. `fortschritt` is told how far it is and answers whether to go on; the answer
/// "no" leaves everything as it was. Without a mapping the columns are found by their names.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right; `EINLESEN-E…` when a file or its mapping cannot be used at all;
/// `RAUM-E28` when it is not clear which draft is meant; `EINLESEN-E50` when somebody stopped it.
pub async fn einlesen_datei(
    app: &App,
    kontext: &Kontext,
    art: Importart,
    pfade: &[PathBuf],
    abbildung: Option<&Abbildung>,
    fortschritt: impl Fn(Stand) -> bool + Send + Sync,
) -> Result<Bericht> {
    Befugnis::<Bearbeiten, Gliederung>::pruefen(kontext, None, Bezug::default())?;
    let mut gesamt = Bericht::default();
    let mut mengen = Vec::new();
    for pfad in pfade {
        let (quelle, wunsch) = (Quelle::from(pfad.clone()), abbildung.cloned());
        let (menge, bericht) = lesen::lesen(quelle, art, wunsch, &fortschritt).await?;
        gesamt.dazu(bericht);
        mengen.push(menge);
    }
    let mut tx = app.db.write().await?;
    for menge in mengen {
        schreiben::schreiben(app, &mut tx, kontext, menge, &mut gesamt, &fortschritt).await?;
    }
    tx.commit().await?;
    Ok(gesamt)
}

/// What a stopped import answers.
fn abgebrochen() -> Error {
    Error::regel(
        "EINLESEN-E50",
        "Der Import wurde abgebrochen. Es wurde nichts gespeichert.",
    )
}

/// The whole file cannot be used.
fn unbrauchbar(f: &einlesen::Fehler) -> Error {
    Error::Regel(vec![Befund::neu(f.code, &f.text)])
}

/// The draft an import goes into: the one named by its key or title, else the only one there is.
///
/// # Errors
/// `RAUM-E28` when none or several fit.
async fn zuschnitt(tx: &mut store::Tx, name: Option<&str>) -> Result<Id<Gliederung>> {
    let alle: Vec<(uuid::Uuid, String)> = tx
        .fetch_all(
            "SELECT id, bezeichnung FROM gliederung WHERE status IN ('ENTWURF', 'ABSTIMMUNG') ORDER BY bezeichnung",
            store::werte![],
        )
        .await?;
    let passende: Vec<_> = alle
        .iter()
        .filter(|(id, titel)| name.is_none_or(|n| n == titel || n == id.to_string()))
        .collect();
    match passende[..] {
        [(id, _)] => Ok(Id::von(*id)),
        _ => {
            let titel: Vec<&str> = alle.iter().map(|(_, t)| t.as_str()).collect();
            let text = format!(
                "Es ist nicht klar, in welchen Entwurf die Daten sollen. Bitte geben Sie ihn im Abschnitt [ziel] als zuschnitt an. Es gibt: {}.",
                titel.join(", ")
            );
            Err(Error::regel("RAUM-E28", text))
        }
    }
}
