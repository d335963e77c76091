use amt::Result;
use base::Cent;
use store::{Tx, werte};

use super::Wann;

/// What one Raum spent and had in an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Vorjahreswert {
    /// The year.
    pub jahr: i64,
    /// Code of the Raum.
    pub raum: String,
    /// Spent.
    pub ist: Cent,
    /// Planned.
    pub ansatz: Cent,
}

/// All of a year.
///
/// # Errors
/// When the database refuses.
pub async fn im_jahr(tx: &mut Tx, jahr: i64) -> Result<Vec<Vorjahreswert>> {
    let sql = "SELECT jahr, raum, ist, ansatz FROM vorjahreswert WHERE jahr = $1 ORDER BY raum";
    Ok(tx.fetch_all(sql, werte![jahr]).await?)
}

/// Brings values in; those of the same year and Raum are replaced, so an import can be repeated.
///
/// # Errors
/// When the database refuses.
pub async fn einspielen(tx: &mut Tx, alle: &[Vorjahreswert], w: Wann) -> Result<()> {
    let zeilen = alle
        .iter()
        .map(|v| werte![v.jahr, &v.raum, v.ist, v.ansatz, w.am, w.von])
        .collect();
    tx.insert_many(
        "INSERT INTO vorjahreswert (jahr, raum, ist, ansatz, angelegt_am, angelegt_von) VALUES",
        zeilen,
        "ON CONFLICT (jahr, raum) DO UPDATE SET ist = excluded.ist, ansatz = excluded.ansatz,
            angelegt_am = excluded.angelegt_am, angelegt_von = excluded.angelegt_von",
    )
    .await?;
    Ok(())
}
