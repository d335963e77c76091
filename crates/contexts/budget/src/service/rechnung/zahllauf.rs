//! Handing what is to be paid to the finance system, once.

use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis, Lesen},
};
use base::{Befund, Cent, Id};
use store::Tx;

use super::lesen::offene_zum_zahlen;
use crate::{
    ablage::{self, Wann},
    model::{Rechnung, Rechnungsstand, Zahllauf},
};

pub use crate::ablage::zahllauf::alle as zahllaeufe;

/// What a run pays for an invoice: a Storno of a paid one asks the money back.
#[must_use]
pub fn betrag(r: &Rechnung, lauf: i64) -> Cent {
    if r.zahllauf_zurueck == Some(lauf) {
        Cent(-r.angewiesen.0)
    } else {
        r.angewiesen
    }
}

/// Makes the next run of everything that is booked and not paid yet, and of what is asked back.
///
/// # Errors
/// `BUDGET-E76` when there is nothing, [`amt::Error::Konflikt`] when somebody was faster.
pub async fn zahllauf_erstellen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Zahllauf>,
) -> Result<Id<Zahllauf>> {
    let offen = offene_zum_zahlen(tx).await?;
    if offen.is_empty() {
        return Err(Befund::neu("BUDGET-E76", "Zurzeit ist nichts zu zahlen.").into());
    }
    let summe = Cent(
        offen
            .iter()
            .map(|r| match r.stand {
                Rechnungsstand::Storniert => -r.angewiesen.0,
                _ => r.angewiesen.0,
            })
            .sum(),
    );
    let id = app.ids.neu();
    let wann = Wann::jetzt(app, may.kontext());
    let nr = ablage::zahllauf::anlegen(tx, id, &offen, summe, wann).await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("nr={nr},anzahl={}", offen.len()));
    Ok(id)
}

/// A run with its invoices, noted; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn zahllauf_lesen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Zahllauf>,
    id: Id<Zahllauf>,
) -> Result<(Zahllauf, Vec<(Rechnung, Cent)>)> {
    let lauf = ablage::zahllauf::laden(tx, id).await?;
    let alle = ablage::rechnung::vom_zahllauf(tx, lauf.nr).await?;
    journal::notieren(tx, &*app.uhr, may, id, "");
    let mit_betrag = alle.into_iter().map(|r| {
        let b = betrag(&r, lauf.nr);
        (r, b)
    });
    let zeilen = mit_betrag.collect();
    Ok((lauf, zeilen))
}
