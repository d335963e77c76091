//! Prices: entered with their day, never changed. What is not decided yet is computed anew, what is booked stays.

use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;

use crate::{
    ablage::{self, Wann},
    model::{Entgelt, NeuesEntgelt},
};

pub use crate::ablage::entgelt::alle as entgelte;

/// What came of entering a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eingetragen {
    /// Key.
    pub id: Id<Entgelt>,
    /// So many open invoices of this Träger are computed with it from now on.
    pub offen: usize,
}

/// Enters a price, also for days that are over. Invoices nothing is decided about are held against it from now on;
/// nothing that was booked changes.
///
/// # Errors
/// `BUDGET-E01`, `BUDGET-E30`.
pub async fn entgelt_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Entgelt>,
    neu: &NeuesEntgelt,
) -> Result<Eingetragen> {
    let mut befunde = Vec::new();
    if neu.betrag.0 <= 0 {
        befunde.push(Befund::neu("BUDGET-E01", "Der Satz muss größer als null sein.").an("betrag"));
    }
    if neu.bis.is_some_and(|b| b <= neu.ab) {
        befunde.push(Befund::neu("BUDGET-E30", "Der letzte Tag liegt vor dem ersten.").an("bis"));
    }
    let bekannt = team::service::traeger_auswahl(tx, (neu.ab, neu.ab), &[]).await?;
    if !bekannt.iter().any(|t| t.id.uuid() == neu.traeger) {
        befunde.push(Befund::neu("BUDGET-E30", "Bitte einen Träger wählen.").an("traeger"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let id = app.ids.neu();
    ablage::entgelt::anlegen(tx, id, neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        id,
        format!("ab={},einheit={}", neu.ab.0, neu.einheit.code()),
    );
    Ok(Eingetragen {
        id,
        offen: ablage::rechnung::offene(tx, neu.traeger).await?.len(),
    })
}
