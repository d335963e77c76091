use amt::Result;
use base::{Cent, Id, Zeitpunkt};
use store::{Tx, werte};

use super::{Wann, da};
use crate::model::{Rechnung, Rechnungsstand, Zahllauf};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Zahllauf>,
    nr: i64,
    anzahl: i64,
    summe: Cent,
    angelegt_am: Zeitpunkt,
}

impl Zeile {
    fn lesen(self) -> Zahllauf {
        Zahllauf {
            id: self.id,
            nr: self.nr,
            anzahl: self.anzahl,
            summe: self.summe,
            angelegt_am: self.angelegt_am,
        }
    }
}

/// All runs, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx) -> Result<Vec<Zahllauf>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, nr, anzahl, summe, angelegt_am FROM zahllauf ORDER BY nr DESC LIMIT 200",
            werte![],
        )
        .await?;
    Ok(zeilen.into_iter().map(Zeile::lesen).collect())
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Zahllauf>) -> Result<Zahllauf> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, nr, anzahl, summe, angelegt_am FROM zahllauf WHERE id = $1",
            werte![id],
        )
        .await?;
    Ok(da(zeile)?.lesen())
}

/// Writes a run with the next number and marks its invoices; whoever comes second finds them marked.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody paid one of them in between.
pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Zahllauf>,
    rechnungen: &[Rechnung],
    summe: Cent,
    w: Wann,
) -> Result<i64> {
    let (letzte,): (i64,) = tx
        .fetch_one("SELECT COALESCE(MAX(nr), 0) FROM zahllauf", werte![])
        .await?;
    let anzahl = i64::try_from(rechnungen.len()).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO zahllauf (id, nr, anzahl, summe, angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6)",
        werte![id, letzte + 1, anzahl, summe, w.am, w.von],
    )
    .await?;
    for r in rechnungen {
        let sql = if r.stand == Rechnungsstand::Storniert {
            "UPDATE rechnung SET zahllauf_zurueck = $2, version = version + 1
             WHERE id = $1 AND version = $3 AND zahllauf_zurueck IS NULL"
        } else {
            "UPDATE rechnung SET zahllauf = $2, version = version + 1
             WHERE id = $1 AND version = $3 AND zahllauf IS NULL"
        };
        tx.execute_one(sql, werte![r.id, id, r.version]).await?;
    }
    Ok(letzte + 1)
}
