use amt::Result;
use base::{Cent, Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::Wann;
use crate::model::Topf;

/// A forecast as somebody made it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Schnappschuss {
    /// Booked then.
    pub ist: Cent,
    /// Promised then.
    pub obligo: Cent,
    /// Expected new cases.
    pub neufaelle: Cent,
    /// Why it differs from the computed amount; empty when it does not.
    pub neufaelle_grund: String,
    /// Expected endings.
    pub beendigungen: Cent,
    /// Why it differs from the computed amount.
    pub beendigungen_grund: String,
    /// What could be spent then.
    pub rahmen: Cent,
    /// When.
    pub angelegt_am: Zeitpunkt,
    /// By whom.
    pub angelegt_von: Uuid,
}

impl Schnappschuss {
    /// What was expected for the end of the year then (8.5).
    #[must_use]
    pub const fn erwartet(&self) -> Cent {
        Cent(self.ist.0 + self.obligo.0 + self.neufaelle.0 - self.beendigungen.0)
    }
}

/// All of a Topf, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn verlauf(tx: &mut Tx, topf: Id<Topf>, hoechstens: u32) -> Result<Vec<Schnappschuss>> {
    let sql = "SELECT ist, obligo, neufaelle, neufaelle_grund, beendigungen, beendigungen_grund, rahmen, angelegt_am,
        angelegt_von FROM prognose WHERE topf = $1 ORDER BY angelegt_am DESC, id DESC LIMIT $2";
    Ok(tx.fetch_all(sql, werte![topf, hoechstens]).await?)
}

/// The latest of every Topf of a year.
///
/// # Errors
/// When the database refuses.
pub async fn letzte(tx: &mut Tx, jahr: i64) -> Result<Vec<(Id<Topf>, Cent, Cent)>> {
    let sql = "SELECT p.topf, p.neufaelle, p.beendigungen FROM prognose p JOIN topf t ON t.id = p.topf
        WHERE t.jahr = $1 AND NOT EXISTS (SELECT 1 FROM prognose q WHERE q.topf = p.topf
            AND (q.angelegt_am > p.angelegt_am OR (q.angelegt_am = p.angelegt_am AND q.id > p.id)))";
    Ok(tx.fetch_all(sql, werte![jahr]).await?)
}

/// Keeps one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, id: Uuid, topf: Id<Topf>, s: &Schnappschuss, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO prognose (id, topf, ist, obligo, neufaelle, neufaelle_grund, beendigungen, beendigungen_grund, rahmen,
            angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            id,
            topf,
            s.ist,
            s.obligo,
            s.neufaelle,
            &s.neufaelle_grund,
            s.beendigungen,
            &s.beendigungen_grund,
            s.rahmen,
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// New promises since a day by Leistungsart and month: how many cases, and how much was promised for them.
///
/// # Errors
/// When the database refuses.
pub async fn neue_zusagen(
    tx: &mut Tx,
    topf: Id<Topf>,
    seit: Datum,
) -> Result<Vec<(String, String, i64, Cent)>> {
    let sql = "SELECT leistungsart, SUBSTR(datum, 1, 7), COUNT(DISTINCT fall_pseudonym), CAST(SUM(betrag) AS BIGINT)
        FROM buchung b WHERE topf = $1 AND art = 'OBLIGO' AND datum >= $2
            AND NOT EXISTS (SELECT 1 FROM buchung s WHERE s.storno_von = b.id)
        GROUP BY leistungsart, SUBSTR(datum, 1, 7) ORDER BY 1, 2";
    Ok(tx.fetch_all(sql, werte![topf, seit]).await?)
}
