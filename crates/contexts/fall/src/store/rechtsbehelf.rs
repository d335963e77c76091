//! Remedies and their steps.

use base::{Datum, Id};
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Fall, Rechtsbehelf, Rechtsbehelfsschritt, Rechtsbehelfsstand};

pub(crate) async fn einlegen(tx: &mut Tx, fall: Id<Fall>, r: &Rechtsbehelf, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_rechtsbehelf (id, fall, entscheidung, form, eingelegt_am, worte, stand, stand_am,
            benutzer_name, zeit, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            r.id,
            fall,
            r.entscheidung,
            r.form,
            r.eingelegt_am,
            &r.worte,
            r.stand,
            r.stand_am,
            &r.benutzer_name,
            r.zeit,
            von
        ],
    )
    .await?;
    Ok(())
}

/// Newest first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Rechtsbehelf>> {
    tx.fetch_all(
        "SELECT id, entscheidung, form, eingelegt_am, worte, stand, stand_am, benutzer_name, zeit
         FROM fall_rechtsbehelf WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

/// In order.
pub(crate) async fn schritte(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Rechtsbehelfsschritt>> {
    tx.fetch_all(
        "SELECT s.rechtsbehelf, s.stand, s.am, s.worte, s.benutzer_name, s.zeit FROM fall_rechtsbehelf_schritt s
         JOIN fall_rechtsbehelf r ON r.id = s.rechtsbehelf WHERE r.fall = $1 ORDER BY s.zeit, s.id",
        werte![fall],
    )
    .await
}

/// A step is appended; somebody else's step in between is a conflict.
pub(crate) async fn weiter(
    tx: &mut Tx,
    schritt: Uuid,
    r: &Rechtsbehelf,
    (nach, am, worte): (Rechtsbehelfsstand, Datum, &str),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE fall_rechtsbehelf SET stand = $3, stand_am = $4 WHERE id = $1 AND stand = $2",
        werte![r.id, r.stand, nach, am],
    )
    .await?;
    tx.execute(
        "INSERT INTO fall_rechtsbehelf_schritt (id, rechtsbehelf, stand, am, worte, benutzer_name, zeit, angelegt_von)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![schritt, r.id, nach, am, worte, w.name, w.zeit, w.von],
    )
    .await?;
    Ok(())
}
