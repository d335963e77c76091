use amt::{Error, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::{Wann, da};
use crate::model::{Antrag, Buchung, Vorlage, VorlageStatus};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Vorlage>,
    jahr: i64,
    posten: String,
    anlass: String,
    gebucht_von: Uuid,
    angelegt_am: Zeitpunkt,
}

impl Zeile {
    fn lesen(self) -> Result<Vorlage> {
        let antrag: Antrag = serde_json::from_str(&self.posten)
            .map_err(|e| Error::Intern(format!("waiting booking {}: {e}", self.id)))?;
        Ok(Vorlage {
            id: self.id,
            jahr: self.jahr,
            antrag,
            anlass: self.anlass,
            gebucht_von: self.gebucht_von,
            angelegt_am: self.angelegt_am,
        })
    }
}

/// What waits for a second person, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn offene(tx: &mut Tx, jahr: i64) -> Result<Vec<Vorlage>> {
    let sql = "SELECT id, jahr, posten, anlass, gebucht_von, angelegt_am FROM buchung_vorlage
        WHERE jahr = $1 AND status = 'OFFEN' ORDER BY angelegt_am, id";
    let zeilen = tx.fetch_all::<Zeile>(sql, werte![jahr]).await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One that still waits.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none, or it was decided already.
pub async fn laden(tx: &mut Tx, id: Id<Vorlage>) -> Result<Vorlage> {
    let sql = "SELECT id, jahr, posten, anlass, gebucht_von, angelegt_am FROM buchung_vorlage
        WHERE id = $1 AND status = 'OFFEN'";
    da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.lesen()
}

/// Whether one with this key waits.
///
/// # Errors
/// When the database refuses.
pub async fn offen(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let zeile: Option<(i64,)> = tx
        .fetch_optional(
            "SELECT jahr FROM buchung_vorlage WHERE id = $1 AND status = 'OFFEN'",
            werte![id],
        )
        .await?;
    Ok(zeile.is_some())
}

/// Whether there is or was one with this key.
///
/// # Errors
/// When the database refuses.
pub async fn gibt_es(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let zeile: Option<(i64,)> = tx
        .fetch_optional("SELECT jahr FROM buchung_vorlage WHERE id = $1", werte![id])
        .await?;
    Ok(zeile.is_some())
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, v: &Vorlage) -> Result<()> {
    let posten = serde_json::to_string(&v.antrag).map_err(|e| Error::Intern(e.to_string()))?;
    tx.execute(
        "INSERT INTO buchung_vorlage (id, jahr, posten, anlass, status, gebucht_von, angelegt_am)
         VALUES ($1,$2,$3,$4,'OFFEN',$5,$6)",
        werte![v.id, v.jahr, posten, &v.anlass, v.gebucht_von, v.angelegt_am],
    )
    .await?;
    Ok(())
}

/// Decides it, once.
///
/// # Errors
/// [`Error::Konflikt`] when somebody decided in between.
pub async fn entscheiden(tx: &mut Tx, id: Id<Vorlage>, status: VorlageStatus, w: Wann) -> Result<()> {
    tx.execute_one(
        "UPDATE buchung_vorlage SET status = $2, entschieden_von = $3, entschieden_am = $4
         WHERE id = $1 AND status = 'OFFEN'",
        werte![id, status.code(), w.von, w.am],
    )
    .await?;
    Ok(())
}

/// The bookings of a year whose Storno waits for a second person.
///
/// # Errors
/// When the database refuses.
pub async fn stornos(tx: &mut Tx, jahr: i64) -> Result<Vec<Id<Buchung>>> {
    let alle = offene(tx, jahr).await?;
    Ok(alle
        .into_iter()
        .filter_map(|v| match v.antrag {
            Antrag::Storno { buchung, .. } => Some(buchung),
            Antrag::Buchen { .. } | Antrag::Abschluss { .. } => None,
        })
        .collect())
}
