use amt::Result;
use base::{Datum, Id};
use store::{Tx, werte};

use super::{Wann, da};
use crate::model::{Abwesenheit, Fachkraft};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Abwesenheit>,
    fachkraft: Id<Fachkraft>,
    von: Datum,
    bis: Datum,
    version: i64,
}

impl From<Zeile> for Abwesenheit {
    fn from(z: Zeile) -> Self {
        Self {
            id: z.id,
            fachkraft: z.fachkraft,
            von: z.von,
            bis: z.bis,
            version: z.version,
        }
    }
}

/// All that touch a day from `von` to `bis`, by beginning.
///
/// # Errors
/// When the database refuses.
pub async fn zwischen(tx: &mut Tx, von: Datum, bis: Datum) -> Result<Vec<Abwesenheit>> {
    let sql = "SELECT id, fachkraft, von, bis, version FROM abwesenheit WHERE von <= $2 AND bis >= $1 ORDER BY von, bis, id";
    Ok(tx
        .fetch_all::<Zeile>(sql, werte![von, bis])
        .await?
        .into_iter()
        .map(Into::into)
        .collect())
}

/// One.
///
/// # Errors
/// [`amt::Error::NichtGefunden`], or when the database refuses.
pub async fn laden(tx: &mut Tx, id: Id<Abwesenheit>) -> Result<Abwesenheit> {
    let sql = "SELECT id, fachkraft, von, bis, version FROM abwesenheit WHERE id = $1";
    Ok(da(tx.fetch_optional::<Zeile>(sql, werte![id]).await?)?.into())
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, a: &Abwesenheit, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO abwesenheit (id, fachkraft, von, bis, version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,$2,$3,$4,1,$5,$6,$5,$6)",
        werte![a.id, a.fachkraft, a.von, a.bis, w.am, w.von],
    )
    .await?;
    Ok(())
}

/// Takes one back.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it is gone already.
pub async fn entfernen(tx: &mut Tx, a: &Abwesenheit) -> Result<()> {
    Ok(tx
        .execute_one(
            "DELETE FROM abwesenheit WHERE id = $1 AND version = $2",
            werte![a.id, a.version],
        )
        .await?)
}
