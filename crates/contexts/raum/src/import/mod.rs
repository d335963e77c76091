//! Import of boundaries, street directories, addresses, residents and indicators: one flow for the page and the command
//! line. Read, check and prepare everything first; then one transaction does it all or nothing. Doing it twice is the
//! same as once.

mod art;
pub mod auftrag;
mod bericht;
mod einleser;
mod hauskoordinaten;
pub mod lauf;
mod lesen;
mod pages;
mod schreiben;
mod verzeichnis;
mod vorbereiten;

use std::path::PathBuf;

use amt::{App, Error, Kontext, Result};
use base::{Befund, Id};
use einlesen::Quelle;

pub use art::Importart;
pub use bericht::{Ablehnung, Bericht};
pub use einleser::{Einleseliste, Einleser, Fortschritt, Gelesen, abbildung_lesen, alle, nach_code};
pub use lesen::{Datei, VORSCHAU_ZEILEN, Vorschau, Zeile, ansehen, durchgehen, oder_vorschlag};
pub use pages::{navigation, routen};
pub use verzeichnis::LUECKE;

use crate::Gliederung;

/// Where an import stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stand {
    /// Steps done.
    pub erledigt: u64,
    /// Steps altogether; 0 while unknown.
    pub gesamt: u64,
}

/// Whether an import counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Umgang {
    /// Everything is stored, or nothing.
    Speichern,
    /// The same way to the end, then everything is taken back: the report says what would happen.
    Proben,
}

/// Reads files and stores what they hold. `fortschritt` is told how far it is and answers whether to go on; the answer
/// "no" leaves everything as it was. Without a mapping (TOML) the columns are found by their names.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right; `EINLESEN-E…` when a file or its mapping cannot be used at all;
/// `RAUM-E28` when it is not clear which draft is meant; `EINLESEN-E50` when somebody stopped it.
pub async fn einlesen_datei(
    app: &App,
    kontext: &Kontext,
    art: &dyn Einleser,
    pfade: &[PathBuf],
    abbildung: &str,
    umgang: Umgang,
    fortschritt: Fortschritt,
) -> Result<Bericht> {
    art.darf(kontext)?;
    let mut gesamt = Bericht::default();
    let mut mengen = Vec::new();
    for pfad in pfade {
        let (menge, bericht) = lesen_abseits(art, pfad.clone().into(), abbildung, &fortschritt).await?;
        gesamt.dazu(bericht, pfad, pfade.len() > 1);
        mengen.push(menge);
    }
    let mut tx = app.db.write().await?;
    for menge in mengen {
        menge
            .schreiben(app, &mut tx, kontext, &mut gesamt, &fortschritt)
            .await?;
    }
    if !fortschritt(Stand::default()) {
        return Err(abgebrochen());
    }
    if umgang == Umgang::Speichern {
        tx.commit().await?;
    }
    Ok(gesamt)
}

/// Reads a file beside the threads that answer requests: a million rows are seconds of computing.
async fn lesen_abseits(
    art: &dyn Einleser,
    quelle: Quelle,
    abbildung: &str,
    fortschritt: &Fortschritt,
) -> Result<(Box<dyn Gelesen>, Bericht)> {
    abseits(art.lesen(quelle, abbildung.to_owned(), fortschritt.clone())).await
}

/// Reads the beginning of a file beside the threads that answer requests, and shows how it is understood.
///
/// # Errors
/// As [`Einleser::vorschau`].
pub async fn vorschau(art: &dyn Einleser, quelle: Quelle, abbildung: &str) -> Result<Vorschau> {
    abseits(art.vorschau(quelle, abbildung.to_owned())).await
}

async fn abseits<T: Send + 'static>(arbeit: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    let hier = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || hier.block_on(arbeit))
        .await
        .map_err(|e| Error::Intern(e.to_string()))?
}

/// What a stopped import answers.
#[must_use]
pub fn abgebrochen() -> Error {
    Error::regel(
        "EINLESEN-E50",
        "Der Import wurde abgebrochen. Es wurde nichts gespeichert.",
    )
}

/// The whole file cannot be used.
#[must_use]
pub fn unbrauchbar(f: &einlesen::Fehler) -> Error {
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
