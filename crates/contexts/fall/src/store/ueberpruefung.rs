//! Reviews, ratings, the end.

use base::Id;
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Abschluss, Bewertung, Fall, Ueberpruefung};

pub(crate) async fn beginnen(tx: &mut Tx, fall: Id<Fall>, u: &Ueberpruefung) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_ueberpruefung (id, fall, nummer, beginn, zeit) VALUES ($1,$2,$3,$4,$5)",
        werte![u.id, fall, u.nummer, u.beginn, u.zeit],
    )
    .await?;
    Ok(())
}

/// Newest first.
pub(crate) async fn alle(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Ueberpruefung>> {
    tx.fetch_all(
        "SELECT id, nummer, beginn, zeit FROM fall_ueberpruefung WHERE fall = $1 ORDER BY nummer DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn bewerten(tx: &mut Tx, id: Uuid, fall: Id<Fall>, b: &Bewertung, von: Uuid) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_bewertung (id, fall, ueberpruefung, handlungsziel, bewerter, wertung, gas, text,
            benutzer_name, zeit, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            id,
            fall,
            b.ueberpruefung,
            b.handlungsziel,
            b.bewerter,
            &b.wertung,
            b.gas,
            &b.text,
            &b.benutzer_name,
            b.zeit,
            von
        ],
    )
    .await?;
    Ok(())
}

/// Newest first.
pub(crate) async fn bewertungen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Bewertung>> {
    tx.fetch_all(
        "SELECT ueberpruefung, handlungsziel, bewerter, wertung, gas, text, benutzer_name, zeit FROM fall_bewertung
         WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn abschliessen(
    tx: &mut Tx,
    id: Uuid,
    fall: Id<Fall>,
    a: &Abschluss,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_abschluss (id, fall, grund, anschluss, anschluss_worte, nachfrage, nachbetreuung, statistik,
            benutzer_name, zeit, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            id,
            fall,
            a.grund,
            a.anschluss,
            &a.anschluss_worte,
            a.nachfrage,
            &a.nachbetreuung,
            &a.statistik,
            w.name,
            w.zeit,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// The one that counts.
pub(crate) async fn abschluss(tx: &mut Tx, fall: Id<Fall>) -> Result<Option<Abschluss>> {
    tx.fetch_optional(
        "SELECT grund, anschluss, anschluss_worte, nachfrage, nachbetreuung, statistik, benutzer_name, zeit
         FROM fall_abschluss WHERE fall = $1 ORDER BY zeit DESC, id DESC LIMIT 1",
        werte![fall],
    )
    .await
}
