//! Genogramm and Netzwerkkarte. A row is never changed: it ends, and another one begins.

use base::{Id, Zeitpunkt};
use store::{Result, Sql, Tx, Wert, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{Beziehung, Fall, Merkmal, Netz, Umfeld};

pub(crate) async fn merkmal(tx: &mut Tx, fall: Id<Fall>, m: &Merkmal, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "UPDATE fall_merkmal SET ende = $3, ende_von = $4 WHERE fall = $1 AND person = $2 AND ende IS NULL",
        werte![fall, m.person, w.zeit, w.von],
    )
    .await?;
    tx.execute(
        "INSERT INTO fall_merkmal (id, fall, person, geschlecht, verstorben, verstorben_am, haushalt, zeit, benutzer,
            benutzer_name) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            m.id,
            fall,
            m.person,
            m.geschlecht,
            m.lebt,
            m.verstorben_am,
            &m.haushalt,
            w.zeit,
            w.von,
            w.name
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn umfeld(tx: &mut Tx, fall: Id<Fall>, u: &Umfeld, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_umfeld (id, fall, art, bezeichnung, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![u.id, fall, u.art, &u.bezeichnung, w.zeit, w.von, w.name],
    )
    .await?;
    Ok(())
}

pub(crate) async fn beziehung(tx: &mut Tx, fall: Id<Fall>, b: &Beziehung, w: Wann<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_beziehung (id, fall, von, nach, umfeld, art, guete, seit, bis, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        werte![
            b.id, fall, b.von, b.nach, b.umfeld, b.art, b.guete, b.seit, b.bis, w.zeit, w.von, w.name
        ],
    )
    .await?;
    Ok(())
}

/// Ends a relation, or something around the family with all that led to it. Returns whether there was one.
pub(crate) async fn beenden(tx: &mut Tx, fall: Id<Fall>, id: Uuid, w: Wann<'_>) -> Result<bool> {
    let beziehungen = tx
        .execute(
            "UPDATE fall_beziehung SET ende = $3, ende_von = $4
             WHERE fall = $1 AND (id = $2 OR umfeld = $2) AND ende IS NULL",
            werte![fall, id, w.zeit, w.von],
        )
        .await?;
    let umfeld = tx
        .execute(
            "UPDATE fall_umfeld SET ende = $3, ende_von = $4 WHERE fall = $1 AND id = $2 AND ende IS NULL",
            werte![fall, id, w.zeit, w.von],
        )
        .await?;
    Ok(beziehungen + umfeld > 0)
}

/// The picture as it was at the end of a moment; `None` for now.
pub(crate) async fn netz(tx: &mut Tx, fall: Id<Fall>, am: Option<Zeitpunkt>) -> Result<Netz> {
    let wo = if am.is_some() {
        "fall = $1 AND zeit <= $2 AND (ende IS NULL OR ende > $2)"
    } else {
        "fall = $1 AND ende IS NULL"
    };
    let werte = || -> Vec<Wert> {
        match am {
            Some(am) => werte![fall, am],
            None => werte![fall],
        }
    };
    let sql = |was: &str| Sql::aus_konstanten(format!("{was} WHERE {wo} ORDER BY zeit, id"));
    Ok(Netz {
        merkmale: tx
            .fetch_all(
                sql(
                    "SELECT id, person, geschlecht, verstorben AS lebt, verstorben_am, haushalt FROM fall_merkmal",
                ),
                werte(),
            )
            .await?,
        umfeld: tx
            .fetch_all(sql("SELECT id, art, bezeichnung FROM fall_umfeld"), werte())
            .await?,
        beziehungen: tx
            .fetch_all(
                sql("SELECT id, von, nach, umfeld, art, guete, seit, bis, zeit FROM fall_beziehung"),
                werte(),
            )
            .await?,
    })
}

/// When something was changed, newest first.
pub(crate) async fn zeiten(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Zeitpunkt>> {
    let zeilen: Vec<(Zeitpunkt,)> = tx
        .fetch_all(
            "SELECT zeit FROM fall_merkmal WHERE fall = $1
             UNION SELECT zeit FROM fall_umfeld WHERE fall = $1
             UNION SELECT zeit FROM fall_beziehung WHERE fall = $1
             UNION SELECT ende FROM fall_beziehung WHERE fall = $1 AND ende IS NOT NULL
             UNION SELECT ende FROM fall_umfeld WHERE fall = $1 AND ende IS NOT NULL ORDER BY 1 DESC",
            werte![fall],
        )
        .await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}
