//! The versions of the Geschäftsordnung in the database, and the one in force (Fachkonzept 2).

mod anlass;
mod geltend;
mod schalten;
mod vergleich;

use base::{Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{
    Result,
    go::{Geschaeftsordnung, GoFehler, Status},
    recht::{Bereich, Klasse, Objektart, Zweck},
};

pub use anlass::entwurf_aus_anlass;
pub(crate) use geltend::bekannt;
pub use geltend::{Geladen, geltende, gilt_am};
pub use schalten::{Beschlussfassung, einspielen, uebernehmen, weiter};
pub use vergleich::{Unterschied, vergleichen};

/// One stored version. Its text is the file; the state of the decision lives beside it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Fassung {
    /// Key.
    pub id: Id<Self>,
    /// Number of the version, as in the file.
    pub nummer: i64,
    /// What the office calls it.
    pub bezeichnung: String,
    /// The file.
    pub toml: String,
    /// First day in force.
    pub gueltig_ab: Datum,
    /// First day no longer in force.
    pub gueltig_bis: Option<Datum>,
    /// Code of [`Status`].
    pub status: String,
    /// Committee, day and paper of the decision; empty before.
    pub beschluss: String,
    /// Who put it into force.
    pub beschlossen_von: Option<Uuid>,
    /// Counter of changes.
    pub version: i64,
    /// Who brought it in.
    pub angelegt_von: Option<Uuid>,
    /// When it was changed last.
    pub geaendert_am: Zeitpunkt,
}

const SPALTEN: &str = "id, nummer, bezeichnung, toml, gueltig_ab, gueltig_bis, status, beschluss, beschlossen_von, \
                       version, angelegt_von, geaendert_am";

impl Fassung {
    /// Where it stands.
    #[must_use]
    pub fn stand(&self) -> Status {
        Status::von_code(&self.status).unwrap_or(Status::Entwurf)
    }

    /// The rules in it, with the state and validity stored here.
    ///
    /// # Errors
    /// All errors of the file; a stored version has none unless the program became stricter.
    pub fn lesen(&self) -> std::result::Result<Geschaeftsordnung, Vec<GoFehler>> {
        let mut go = crate::go::lesen(&format!("Fassung {}", self.nummer), &self.toml)?;
        go.status = self.stand();
        if let Some(gueltig) = base::Gueltigkeit::neu(self.gueltig_ab, self.gueltig_bis) {
            go.gueltigkeit = gueltig;
        }
        Ok(go)
    }
}

impl Objektart for Fassung {
    const NAME: &'static str = "geschaeftsordnung";
    const BEREICH: Bereich = Bereich::Amt;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z16;
}

/// All versions, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Fassung>> {
    let sql = format!("SELECT {SPALTEN} FROM geschaeftsordnung ORDER BY nummer DESC");
    Ok(tx.fetch_all(store::Sql::aus_konstanten(sql), werte![]).await?)
}

/// One version.
///
/// # Errors
/// When there is none, or the database refuses.
pub async fn eine(tx: &mut Tx, id: Id<Fassung>) -> Result<Fassung> {
    let sql = format!("SELECT {SPALTEN} FROM geschaeftsordnung WHERE id = $1");
    tx.fetch_optional(store::Sql::aus_konstanten(sql), werte![id])
        .await?
        .ok_or(crate::Error::NichtGefunden)
}
