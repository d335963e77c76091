//! Work that takes longer than a request: imports, mail, long checks. A job is a row; whichever process claims it
//! does it, shows how far it is, and looks now and then whether somebody asked it to stop.

use base::{Id, Zeitpunkt};
use uuid::Uuid;

use crate::{Db, Result, Tx, werte};

/// How long a claim holds without a sign of life; then another process may take the job.
const SPERRE_S: i64 = 120;

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Auftrag {
    /// Key.
    pub id: Id<Self>,
    /// What kind of work, for example `mail`.
    pub art: String,
    /// What to do, as JSON.
    pub daten: String,
    /// See [`Status`].
    pub status: String,
    /// Steps done.
    pub erledigt: i64,
    /// Steps altogether; 0 while unknown.
    pub gesamt: i64,
    /// Somebody asked to stop.
    pub abbrechen: bool,
    /// How often it was claimed.
    pub versuche: i64,
    /// Not before this instant.
    pub faellig_ab: Zeitpunkt,
    /// Result or reason, as JSON or plain German.
    pub ergebnis: String,
    /// Who asked for it.
    pub angelegt_von: Option<Uuid>,
    /// When.
    pub angelegt_am: Zeitpunkt,
    /// When it ended.
    pub beendet_am: Option<Zeitpunkt>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Waits.
    Offen,
    /// Somebody works on it.
    Laeuft,
    /// Done.
    Fertig,
    /// Failed for good.
    Fehler,
    /// Stopped by a person.
    Abgebrochen,
}

impl Status {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offen => "OFFEN",
            Self::Laeuft => "LAEUFT",
            Self::Fertig => "FERTIG",
            Self::Fehler => "FEHLER",
            Self::Abgebrochen => "ABGEBROCHEN",
        }
    }
}

const SPALTEN: &str =
    "SELECT id, art, daten, status, erledigt, gesamt, abbrechen, versuche, faellig_ab, ergebnis,
     angelegt_von, angelegt_am, beendet_am FROM auftrag";

/// Puts a job into the queue, in the transaction of what caused it.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Auftrag>,
    art: &str,
    daten: &str,
    von: Option<Uuid>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "INSERT INTO auftrag (id, art, daten, status, erledigt, gesamt, abbrechen, versuche, faellig_ab, gesperrt_bis,
         ergebnis, angelegt_von, angelegt_am) VALUES ($1, $2, $3, 'OFFEN', 0, 0, $4, 0, $5, 0, '', $6, $5)",
        werte![id, art, daten, false, jetzt, von],
    )
    .await?;
    Ok(())
}

/// Claims the next job of this kind; `None` when there is nothing to do.
///
/// # Errors
/// When the database refuses.
pub async fn naechster(db: &Db, art: &str, jetzt: Zeitpunkt) -> Result<Option<Auftrag>> {
    let mut tx = db.write().await?;
    // the outer condition is asked again after waiting for a row another process took first
    let wer: Option<(Id<Auftrag>,)> = tx
        .fetch_optional(
            "UPDATE auftrag SET status = 'LAEUFT', versuche = versuche + 1, gesperrt_bis = $3
             WHERE status IN ('OFFEN', 'LAEUFT') AND gesperrt_bis <= $2 AND faellig_ab <= $2 AND id = (
                 SELECT id FROM auftrag WHERE art = $1 AND status IN ('OFFEN', 'LAEUFT') AND gesperrt_bis <= $2
                 AND faellig_ab <= $2 ORDER BY faellig_ab, id LIMIT 1)
             RETURNING id",
            werte![art, jetzt, jetzt.plus_sekunden(SPERRE_S)],
        )
        .await?;
    let auftrag = match wer {
        Some((id,)) => laden(&mut tx, id).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(auftrag)
}

/// One job.
///
/// # Errors
/// When the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Auftrag>) -> Result<Option<Auftrag>> {
    tx.fetch_optional(
        crate::Sql::aus_konstanten(format!("{SPALTEN} WHERE id = $1")),
        werte![id],
    )
    .await
}

/// The newest jobs of this kind.
///
/// # Errors
/// When the database refuses.
pub async fn liste(tx: &mut Tx, art: &str, hoechstens: u32) -> Result<Vec<Auftrag>> {
    let sql = format!("{SPALTEN} WHERE art = $1 ORDER BY angelegt_am DESC, id DESC LIMIT $2");
    tx.fetch_all(crate::Sql::aus_konstanten(sql), werte![art, hoechstens])
        .await
}

/// Notes how far the job is and renews the claim; says whether somebody asked it to stop.
///
/// # Errors
/// When the database refuses.
pub async fn fortschritt(
    db: &Db,
    id: Id<Auftrag>,
    erledigt: i64,
    gesamt: i64,
    jetzt: Zeitpunkt,
) -> Result<bool> {
    let mut tx = db.write().await?;
    let (abbrechen,): (bool,) = tx
        .fetch_one(
            "UPDATE auftrag SET erledigt = $2, gesamt = $3, gesperrt_bis = $4 WHERE id = $1 RETURNING abbrechen",
            werte![id, erledigt, gesamt, jetzt.plus_sekunden(SPERRE_S)],
        )
        .await?;
    tx.commit().await?;
    Ok(abbrechen)
}

/// Asks a job to stop. It stops at its next sign of life; one that has not begun never begins.
///
/// # Errors
/// When the database refuses.
pub async fn abbrechen(tx: &mut Tx, id: Id<Auftrag>, jetzt: Zeitpunkt) -> Result<()> {
    tx.execute(
        "UPDATE auftrag SET abbrechen = $2 WHERE id = $1 AND status = 'LAEUFT'",
        werte![id, true],
    )
    .await?;
    tx.execute(
        "UPDATE auftrag SET status = 'ABGEBROCHEN', beendet_am = $2 WHERE id = $1 AND status = 'OFFEN'",
        werte![id, jetzt],
    )
    .await?;
    Ok(())
}

/// Ends a job, in the transaction of its result.
///
/// # Errors
/// When the database refuses.
pub async fn beenden(
    tx: &mut Tx,
    id: Id<Auftrag>,
    wie: Status,
    ergebnis: &str,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute(
        "UPDATE auftrag SET status = $2, ergebnis = $3, beendet_am = $4 WHERE id = $1",
        werte![id, wie.code(), ergebnis, jetzt],
    )
    .await?;
    Ok(())
}

/// Puts a job back to be tried again later.
///
/// # Errors
/// When the database refuses.
pub async fn spaeter(tx: &mut Tx, id: Id<Auftrag>, ab: Zeitpunkt, grund: &str) -> Result<()> {
    tx.execute(
        "UPDATE auftrag SET status = 'OFFEN', faellig_ab = $2, gesperrt_bis = 0, ergebnis = $3 WHERE id = $1",
        werte![id, ab, grund],
    )
    .await?;
    Ok(())
}
