use amt::Result;
use base::{Cent, Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::{Wann, code};
use crate::model::{Entgelt, NeuesEntgelt};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Entgelt>,
    traeger: Uuid,
    leistungsart: String,
    einheit: String,
    betrag: Cent,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
    fundstelle: String,
    angelegt_am: Zeitpunkt,
}

/// The prices of one Träger, or of all; the latest beginning first.
///
/// # Errors
/// When the database refuses.
pub async fn alle(tx: &mut Tx, traeger: Option<Uuid>) -> Result<Vec<Entgelt>> {
    let zeilen: Vec<Zeile> = tx
        .fetch_all(
            "SELECT id, traeger, leistungsart, einheit, betrag, gueltig_ab, gueltig_bis, fundstelle, angelegt_am
             FROM entgelt WHERE traeger = $1 OR $2 ORDER BY gueltig_ab DESC, angelegt_am DESC, id DESC",
            werte![traeger.unwrap_or_default(), traeger.is_none()],
        )
        .await?;
    zeilen
        .into_iter()
        .map(|z| {
            Ok(Entgelt {
                einheit: code(&z.einheit)?,
                id: z.id,
                traeger: z.traeger,
                leistungsart: z.leistungsart,
                betrag: z.betrag,
                ab: z.gueltig_ab,
                bis: z.gueltig_bis,
                fundstelle: z.fundstelle,
                angelegt_am: z.angelegt_am,
            })
        })
        .collect()
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, id: Id<Entgelt>, e: &NeuesEntgelt, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO entgelt (id, traeger, leistungsart, einheit, betrag, gueltig_ab, gueltig_bis, fundstelle,
            angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            id,
            e.traeger,
            &e.leistungsart,
            e.einheit.code(),
            e.betrag,
            e.ab,
            e.bis,
            &e.fundstelle,
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}
