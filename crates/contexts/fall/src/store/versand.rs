//! Who sends which Bescheid.

use base::{Id, Zeitpunkt};
use store::{Result, Sql, Tx, werte};
use uuid::Uuid;

use super::{fall_akte::Wann, fall_liste::Bau};
use crate::model::{Entscheidung, Fall, Versandzeile};

/// Lines of the list; more is work for more than one desk.
const ZEILEN: i64 = 200;

/// Decided since `ab` and not sent, in these spaces (`None`: everywhere), the oldest first. Of each case the newest
/// decision.
pub(crate) async fn offene(tx: &mut Tx, ab: Zeitpunkt, raeume: Option<&[Uuid]>) -> Result<Vec<Versandzeile>> {
    let mut b = Bau {
        wo: String::new(),
        werte: werte![],
    };
    let ab = b.platz(ab);
    b.wo = format!(
        "e.stand = 'ENTSCHIEDEN' AND e.entschieden_am >= {ab} AND v.erledigt_am IS NULL
         AND NOT EXISTS (SELECT 1 FROM fall_entscheidung n WHERE n.fall = e.fall AND n.stand = 'ENTSCHIEDEN'
            AND n.zeit > e.zeit)"
    );
    if let Some(raeume) = raeume {
        let plaetze: Vec<String> = raeume.iter().map(|r| b.platz(*r)).collect();
        b.und(&format!(
            "EXISTS (SELECT 1 FROM fall_raum r WHERE r.fall = f.id AND r.raumeinheit IN ({}))",
            plaetze.join(", ")
        ));
    }
    let sql = format!(
        "SELECT f.id AS fall, f.aktenzeichen, f.raum_name, e.art, e.entschieden_am, v.bearbeiter, v.bearbeiter_name
         FROM fall_entscheidung e JOIN fall f ON f.id = e.fall LEFT JOIN fall_versand v ON v.entscheidung = e.id
         WHERE {} ORDER BY e.entschieden_am, e.id LIMIT {ZEILEN}",
        b.wo
    );
    tx.fetch_all(Sql::aus_konstanten(sql), b.werte).await
}

/// The user a decision of this case was given to, and when it was sent.
pub(crate) async fn bei(tx: &mut Tx, e: Id<Entscheidung>) -> Result<Option<(Uuid, Option<Zeitpunkt>)>> {
    tx.fetch_optional(
        "SELECT bearbeiter, erledigt_am FROM fall_versand WHERE entscheidung = $1",
        werte![e],
    )
    .await
}

/// Whether this user ever took over a Bescheid of the case.
pub(crate) async fn zugewiesen(tx: &mut Tx, fall: Id<Fall>, wer: Uuid) -> Result<bool> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM fall_versand WHERE fall = $1 AND bearbeiter = $2",
            werte![fall, wer],
        )
        .await?;
    Ok(n > 0)
}

/// Taken over, from a colleague too; nothing when it is sent already.
pub(crate) async fn uebernehmen(
    tx: &mut Tx,
    fall: Id<Fall>,
    e: Id<Entscheidung>,
    w: Wann<'_>,
) -> Result<u64> {
    tx.execute(
        "INSERT INTO fall_versand (entscheidung, fall, bearbeiter, bearbeiter_name, uebernommen_am)
         VALUES ($1,$2,$3,$4,$5)
         ON CONFLICT (entscheidung) DO UPDATE SET bearbeiter = excluded.bearbeiter,
            bearbeiter_name = excluded.bearbeiter_name, uebernommen_am = excluded.uebernommen_am
         WHERE fall_versand.erledigt_am IS NULL",
        werte![e, fall, w.von, w.name, w.zeit],
    )
    .await
}

/// Sent, by whomever.
pub(crate) async fn erledigt(tx: &mut Tx, fall: Id<Fall>, e: Id<Entscheidung>, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_versand (entscheidung, fall, bearbeiter, bearbeiter_name, uebernommen_am, erledigt_am)
         VALUES ($1,$2,$3,$4,$5,$5)
         ON CONFLICT (entscheidung) DO UPDATE SET erledigt_am = excluded.erledigt_am",
        werte![e, fall, w.von, w.name, w.zeit],
    )
    .await?;
    Ok(())
}
