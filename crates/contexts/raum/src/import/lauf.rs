//! Uploaded files and what became of them. The file lies in the database in pieces, so that whichever server process
//! claims the job can do it; after seven days it is deleted.

use std::{
    io::{Read, Write},
    sync::Arc,
};

use amt::{App, Error, Kontext, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, auftrag::Auftrag, werte};
use uuid::Uuid;

use super::{Einleser, nach_code};

/// An upload (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Importlauf;

/// Size of a piece.
const TEIL: usize = 1 << 20;
/// How long a file is kept, in seconds.
const AUFBEWAHREN_S: i64 = 7 * 24 * 3600;

/// An upload as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Lauf {
    /// Key.
    pub id: Uuid,
    art: String,
    /// Name of the file on the computer of the user.
    pub dateiname: String,
    /// Bytes.
    pub groesse: i64,
    /// The mapping as TOML; empty until one is chosen.
    pub abbildung: String,
    /// Role in which it was uploaded.
    pub rolle: String,
    /// Job, once started.
    pub auftrag: Option<Uuid>,
    /// Report as JSON, once done.
    pub bericht: String,
    /// For saving without overwriting somebody else's change.
    pub version: i64,
    /// When.
    pub angelegt_am: Zeitpunkt,
    /// Who.
    pub angelegt_von: Uuid,
}

impl Lauf {
    /// Kind.
    ///
    /// # Errors
    /// When the database holds one this program does not know.
    pub fn einleser(&self, app: &App) -> Result<Arc<dyn Einleser>> {
        nach_code(app, &self.art)
    }
}

const SPALTEN: &str = "SELECT id, art, dateiname, groesse, abbildung, rolle, auftrag, bericht, version, angelegt_am, \
     angelegt_von FROM import_lauf";

/// Stores an upload.
///
/// # Errors
/// When it cannot be read or the database refuses.
pub async fn anlegen(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Importlauf>,
    (art, dateiname, abbildung): (&dyn Einleser, &str, &str),
    datei: &mut (dyn Read + Send),
    jetzt: Zeitpunkt,
) -> Result<()> {
    let rolle = art.darf(kontext)?;
    tx.execute(
        "INSERT INTO import_lauf (id, art, dateiname, groesse, abbildung, rolle, bericht, version, angelegt_am, angelegt_von)
         VALUES ($1, $2, $3, 0, $4, $5, '', 1, $6, $7)",
        werte![id, art.code(), dateiname, abbildung, rolle.code(), jetzt, kontext.benutzer()],
    )
    .await?;
    let (mut nr, mut groesse) = (0_i64, 0_i64);
    loop {
        let mut teil = Vec::with_capacity(TEIL);
        let gelesen = (&mut *datei).take(TEIL as u64).read_to_end(&mut teil);
        let n = gelesen.map_err(|e| Error::Intern(e.to_string()))?;
        if n == 0 {
            break;
        }
        groesse += i64::try_from(n).unwrap_or(0);
        tx.execute(
            "INSERT INTO import_datei (lauf, nr, daten) VALUES ($1, $2, $3)",
            werte![id, nr, teil],
        )
        .await?;
        nr += 1;
    }
    tx.execute(
        "UPDATE import_lauf SET groesse = $2 WHERE id = $1",
        werte![id, groesse],
    )
    .await?;
    Ok(())
}

/// One upload.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn laden(tx: &mut Tx, id: Id<Importlauf>) -> Result<Lauf> {
    let sql = store::Sql::aus_konstanten(format!("{SPALTEN} WHERE id = $1"));
    tx.fetch_optional(sql, werte![id])
        .await?
        .ok_or(Error::NichtGefunden)
}

/// The newest uploads.
///
/// # Errors
/// When the database refuses.
pub async fn liste(tx: &mut Tx) -> Result<Vec<Lauf>> {
    let sql = store::Sql::aus_konstanten(format!("{SPALTEN} ORDER BY angelegt_am DESC, id DESC LIMIT 100"));
    Ok(tx.fetch_all(sql, werte![]).await?)
}

/// Puts the pieces together again, into a file that disappears with the value.
///
/// # Errors
/// `EINLESEN-E51` when the file was deleted already.
pub async fn datei(tx: &mut Tx, id: Id<Importlauf>) -> Result<tempfile::NamedTempFile> {
    let io = |e: std::io::Error| Error::Intern(e.to_string());
    let mut aus = tempfile::NamedTempFile::new().map_err(io)?;
    let mut nr = 0_i64;
    loop {
        let teil: Option<(Vec<u8>,)> = tx
            .fetch_optional(
                "SELECT daten FROM import_datei WHERE lauf = $1 AND nr = $2",
                werte![id, nr],
            )
            .await?;
        let Some((daten,)) = teil else { break };
        aus.write_all(&daten).map_err(io)?;
        nr += 1;
    }
    if nr == 0 {
        return Err(Error::regel(
            "EINLESEN-E51",
            "Die Datei wurde nach sieben Tagen gelöscht. Bitte laden Sie sie neu hoch.",
        ));
    }
    aus.flush().map_err(io)?;
    Ok(aus)
}

/// Notes the mapping.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else saved in between.
pub async fn abbildung_setzen(tx: &mut Tx, lauf: &Lauf, toml: &str) -> Result<()> {
    tx.execute_one(
        "UPDATE import_lauf SET abbildung = $3, version = version + 1 WHERE id = $1 AND version = $2",
        werte![lauf.id, lauf.version, toml],
    )
    .await?;
    Ok(())
}

/// Notes the job that does it. One upload is done once at a time.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else started it in between.
pub async fn auftrag_setzen(tx: &mut Tx, lauf: &Lauf, auftrag: Id<Auftrag>) -> Result<()> {
    tx.execute_one(
        "UPDATE import_lauf SET auftrag = $3, bericht = '', version = version + 1 WHERE id = $1 AND version = $2",
        werte![lauf.id, lauf.version, auftrag],
    )
    .await?;
    Ok(())
}

/// Notes the report.
///
/// # Errors
/// When the database refuses.
pub async fn bericht_setzen(tx: &mut Tx, id: Id<Importlauf>, bericht: &str) -> Result<()> {
    tx.execute(
        "UPDATE import_lauf SET bericht = $2 WHERE id = $1",
        werte![id, bericht],
    )
    .await?;
    Ok(())
}

/// Deletes files older than seven days; the report stays.
///
/// # Errors
/// When the database refuses.
pub async fn aufraeumen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    let n = tx
        .execute(
            "DELETE FROM import_datei WHERE lauf IN (SELECT id FROM import_lauf WHERE angelegt_am < $1)",
            werte![jetzt.plus_sekunden(-AUFBEWAHREN_S)],
        )
        .await?;
    Ok(n)
}
