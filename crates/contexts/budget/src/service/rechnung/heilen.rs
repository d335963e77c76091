//! Invoices that say they were taken back although their money is still booked: an earlier Storno was noted before the
//! second person released its counter-booking, and was refused. The office sees them and lets them count again.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;

use super::{
    lesen::{Buchungsstand, buchungen},
    sicht::befugt,
};
use crate::{
    ablage::{self, Wann},
    model::{Rechnung, Rechnungsstand},
};

/// An invoice that is taken back in name only.
#[derive(Debug, Clone)]
pub struct Haengende {
    /// The invoice.
    pub r: Rechnung,
    /// Its counter-booking still waits for a second person.
    pub wartet: bool,
}

/// Whether money of an invoice that was taken back is still booked.
#[must_use]
pub fn haengt(r: &Rechnung, stand: &[Buchungsstand]) -> bool {
    r.stand == Rechnungsstand::Storniert && stand.iter().any(|b| !b.gezahlt.is_empty() && !b.zurueck)
}

/// All of them, noted.
///
/// # Errors
/// When the database refuses.
pub async fn haengende(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Haengende>> {
    let mut aus: Vec<Haengende> = Vec::new();
    for r in ablage::rechnung::storniert_und_gebucht(tx).await? {
        let stand = buchungen(tx, r.id).await?;
        let wartet = storno_wartet(tx, &stand).await?;
        aus.push(Haengende { r, wartet });
    }
    if let Some(erste) = aus.first() {
        let may: Befugnis<Bearbeiten, Rechnung> =
            befugt(tx, kontext, Some(erste.r.id), erste.r.traeger).await?;
        journal::notieren(
            tx,
            &*app.uhr,
            &may,
            erste.r.id,
            format!("haengend,treffer={}", aus.len()),
        );
    }
    Ok(aus)
}

/// Whether a counter-booking of one of these acts waits.
async fn storno_wartet(tx: &mut Tx, stand: &[Buchungsstand]) -> Result<bool> {
    for b in stand {
        let warten = ablage::vorlage::stornos(tx, b.jahr).await?;
        if b.gezahlt.iter().any(|(id, ..)| warten.contains(id)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Lets an invoice count again whose Storno was refused: it says what the ledger says.
///
/// # Errors
/// `BUDGET-E79` while the counter-booking waits, `BUDGET-E82` when its number counts for another invoice since,
/// [`Error::Konflikt`] when there is nothing to heal.
pub async fn wieder_gelten(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Rechnung>) -> Result<()> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may: Befugnis<Bearbeiten, Rechnung> = befugt(tx, kontext, Some(id), r.traeger).await?;
    let stand = buchungen(tx, id).await?;
    if !haengt(&r, &stand) {
        return Err(Error::Konflikt);
    }
    if storno_wartet(tx, &stand).await? {
        let text = "Das Storno wartet noch: Bitte zuerst unter „Freigaben“ freigeben oder verwerfen.";
        return Err(Befund::neu("BUDGET-E79", text).an("rechnung").into());
    }
    if ablage::rechnung::nummern(tx, r.traeger, id)
        .await?
        .contains(&r.nummer)
    {
        let text = "Die Nummer zählt inzwischen für eine andere Rechnung. Bitte die Buchung, die unten unter „Im Budget“ steht, noch einmal stornieren.";
        return Err(Befund::neu("BUDGET-E82", text).an("rechnung").into());
    }
    let zeilen = ablage::rechnung::zeilen(tx, id).await?;
    let nach = if zeilen.iter().all(|z| z.gezahlt == z.zeile.betrag) {
        Rechnungsstand::Angenommen
    } else {
        Rechnungsstand::Teilweise
    };
    let wann = Wann::jetzt(app, kontext);
    let grund = "Das Storno wurde nicht freigegeben, die Rechnung gilt.";
    ablage::rechnung::weiter(tx, &r, nach, grund, r.angewiesen, wann).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "gilt wieder");
    Ok(())
}
