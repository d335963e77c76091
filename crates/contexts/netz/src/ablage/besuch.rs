//! Which offers somebody should go and look at.

use base::{Datum, Id};
use store::{Result, Tx, werte};

use crate::{Angebot, Pruefbesuch, rules::barrierefreiheit::Bedarf};

/// More are never shown at once; the oldest come first.
const HOECHSTENS: i64 = 500;

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Zeile {
    pub angebot: Id<Angebot>,
    pub bedarf: String,
    pub seit: Datum,
}

/// Asked for once is enough: whoever asked first sets the day.
pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Pruefbesuch>,
    (angebot, bedarf): (Id<Angebot>, Bedarf),
    tag: Datum,
) -> Result<()> {
    tx.execute(
        "INSERT INTO pruefbesuch (id, angebot, bedarf, seit) VALUES ($1, $2, $3, $4)
         ON CONFLICT (angebot, bedarf) DO NOTHING",
        werte![id, angebot, bedarf.code(), tag],
    )
    .await?;
    Ok(())
}

/// All that wait, the oldest first.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<Zeile>> {
    tx.fetch_all(
        "SELECT angebot, bedarf, seit FROM pruefbesuch ORDER BY seit, angebot, bedarf LIMIT $1",
        werte![HOECHSTENS],
    )
    .await
}

pub(crate) async fn zu(tx: &mut Tx, angebot: Id<Angebot>) -> Result<Vec<Zeile>> {
    tx.fetch_all(
        "SELECT angebot, bedarf, seit FROM pruefbesuch WHERE angebot = $1 ORDER BY seit, bedarf",
        werte![angebot],
    )
    .await
}

pub(crate) async fn weg(tx: &mut Tx, angebot: Id<Angebot>, bedarf: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM pruefbesuch WHERE angebot = $1 AND bedarf = $2",
        werte![angebot, bedarf],
    )
    .await?;
    Ok(())
}
