//! The event `BudgetSchwelleErreicht`, kept so that nobody who plans misses it.

use amt::Result;
use base::{Cent, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::model::Topf;

/// A Topf reached a threshold.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Schwelle {
    /// The Topf.
    pub topf: Id<Topf>,
    /// Word of the Ampel before.
    pub vorher: String,
    /// And after.
    pub nachher: String,
    /// What was expected then, in cents.
    pub prognose: i64,
    /// What might be spent then, in cents.
    pub rahmen: i64,
    /// When.
    pub zeit: Zeitpunkt,
}

impl Schwelle {
    /// What was expected then.
    #[must_use]
    pub const fn erwartet(&self) -> Cent {
        Cent(self.prognose)
    }
}

pub(crate) async fn anlegen(tx: &mut Tx, id: Uuid, s: &Schwelle) -> Result<()> {
    tx.execute(
        "INSERT INTO budget_schwelle (id, topf, vorher, nachher, prognose, rahmen, zeit) VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![id, s.topf, &s.vorher, &s.nachher, s.prognose, s.rahmen, s.zeit],
    )
    .await?;
    Ok(())
}

/// Those of a Topf, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn von_topf(tx: &mut Tx, topf: Id<Topf>) -> Result<Vec<Schwelle>> {
    Ok(tx
        .fetch_all(
            "SELECT topf, vorher, nachher, prognose, rahmen, zeit FROM budget_schwelle WHERE topf = $1
             ORDER BY zeit DESC, id DESC",
            werte![topf],
        )
        .await?)
}
