use amt::Result;
use base::{Cent, Id};
use store::{Tx, werte};

use super::Wann;
use crate::model::{Jahresabschluss, Topf};

#[derive(sqlx::FromRow)]
struct Zeile {
    topf: Id<Topf>,
    bezeichnung: String,
    saldo: Cent,
    region: Cent,
    kommune: Cent,
    rueckstellung: Cent,
    aus_vorweg: Cent,
}

/// The year end of a year, Topf by Topf.
///
/// # Errors
/// When the database refuses.
pub async fn im_jahr(tx: &mut Tx, jahr: i64) -> Result<Vec<Jahresabschluss>> {
    let sql = "SELECT a.topf, a.bezeichnung, a.saldo, a.region, a.kommune, a.rueckstellung, a.aus_vorweg
        FROM jahresabschluss a JOIN topf t ON t.id = a.topf WHERE t.jahr = $1 ORDER BY t.sortier";
    let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte![jahr]).await?;
    Ok(zeilen
        .into_iter()
        .map(|z| Jahresabschluss {
            topf: z.topf,
            bezeichnung: z.bezeichnung,
            saldo: z.saldo,
            region: z.region,
            kommune: z.kommune,
            rueckstellung: z.rueckstellung,
            aus_vorweg: z.aus_vorweg,
        })
        .collect())
}

/// Writes it; a second time the database refuses.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, alle: &[Jahresabschluss], w: Wann) -> Result<()> {
    let zeilen = alle
        .iter()
        .map(|a| {
            werte![
                a.topf,
                &a.bezeichnung,
                a.saldo,
                a.region,
                a.kommune,
                a.rueckstellung,
                a.aus_vorweg,
                w.am,
                w.von
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO jahresabschluss (topf, bezeichnung, saldo, region, kommune, rueckstellung, aus_vorweg, angelegt_am,
            angelegt_von) VALUES",
        zeilen,
        "",
    )
    .await?;
    Ok(())
}

/// A promise that is still open.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OffenesObligo {
    /// Where.
    pub topf: Id<Topf>,
    /// Pseudonym of the case; empty for none.
    pub fall: String,
    /// Leistungsart.
    pub leistungsart: String,
    /// How much.
    pub betrag: Cent,
}

/// Everything a year promised and did not pay.
///
/// # Errors
/// When the database refuses.
pub async fn offenes_obligo(tx: &mut Tx, jahr: i64) -> Result<Vec<OffenesObligo>> {
    let sql = "SELECT topf, fall_pseudonym AS fall, leistungsart, CAST(SUM(betrag) AS BIGINT) AS betrag FROM buchung
        WHERE jahr = $1 AND konto = 'OBLIGO' GROUP BY topf, fall_pseudonym, leistungsart HAVING SUM(betrag) > 0
        ORDER BY topf, fall_pseudonym, leistungsart";
    Ok(tx.fetch_all(sql, werte![jahr]).await?)
}
