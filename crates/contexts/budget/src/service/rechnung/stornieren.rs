//! Taking an invoice back, also one that was paid: every booking by its counter-booking, the Obligo stands again, and
//! paid money is asked back with the next run. Above the limit a second person releases the counter-booking; until then
//! the invoice counts and its number is taken, and a refused Storno leaves it as it was.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;

use super::{lesen::buchungen, sicht::befugt};
use crate::{
    ablage::{self, Wann},
    model::{Buchung, Rechnung, Rechnungsstand, Vorgang},
    service::{Gebucht, darf_ueberall, stornieren, verwerfen},
};

/// Takes it back. Returns whether the counter-booking is above the limit and waits for a second person.
///
/// # Errors
/// `BUDGET-E30` without a reason, `BUDGET-E79` when a Storno waits already, `BUDGET-E20` when the year is closed,
/// `BUDGET-E08`, [`Error::Konflikt`].
pub async fn rechnung_stornieren(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Rechnung>, i64),
    grund: &str,
) -> Result<bool> {
    let r = ablage::rechnung::laden(tx, id).await?;
    let may: Befugnis<Bearbeiten, Rechnung> = befugt(tx, kontext, Some(id), r.traeger).await?;
    if !r.gebucht() || r.version != version {
        return Err(Error::Konflikt);
    }
    if grund.is_empty() {
        let text = "Bitte sagen Sie, warum storniert wird.";
        return Err(Befund::neu("BUDGET-E30", text).an("storno_grund").into());
    }
    if r.storno_wartet {
        let text = "Das Storno wartet schon: Eine zweite Person gibt es unter „Freigaben“ frei.";
        return Err(Befund::neu("BUDGET-E79", text).an("storno_grund").into());
    }
    // the version first: of two at once only one goes on
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &r, r.stand, &r.grund, r.angewiesen, wann).await?;
    let mut wartet = false;
    for b in buchungen(tx, id).await? {
        if b.wartet {
            // nothing is booked yet: what waits is taken away
            verwerfen(app, tx, kontext, Id::von(b.vorgang)).await?;
            continue;
        }
        let Some((erste, ..)) = b.gezahlt.first().filter(|_| !b.zurueck) else {
            continue;
        };
        let darf: Befugnis<Bearbeiten, Buchung> = darf_ueberall(kontext, None)?;
        let vorgang = Vorgang {
            id: app.ids.uuid(),
            anlass: "rechnung".to_owned(),
        };
        let was = stornieren(app, tx, &darf, *erste, &vorgang, grund).await?;
        if matches!(was, Gebucht::Wartet(_)) {
            ablage::rechnung::storno_wartet(tx, vorgang.id, id, grund, wann).await?;
            wartet = true;
        }
    }
    if wartet {
        journal::notieren(tx, &*app.uhr, &may, id, "storno wartet");
    } else {
        zurueckgenommen(tx, id, grund, wann).await?;
        journal::notieren(tx, &*app.uhr, &may, id, "storniert");
    }
    Ok(wartet)
}

async fn zurueckgenommen(tx: &mut Tx, id: Id<Rechnung>, grund: &str, wann: Wann) -> Result<()> {
    let r = ablage::rechnung::laden(tx, id).await?;
    ablage::rechnung::weiter(tx, &r, Rechnungsstand::Storniert, grund, r.angewiesen, wann).await
}

/// The second person released this act: when it was the last counter-booking of an invoice, that is taken back now.
pub(in crate::service) async fn storno_freigegeben(tx: &mut Tx, vorgang: Uuid, wann: Wann) -> Result<()> {
    let Some((id, grund)) = ablage::rechnung::storno_entschieden(tx, vorgang).await? else {
        return Ok(());
    };
    let r = ablage::rechnung::laden(tx, id).await?;
    // what was refused before it was booked has nothing to take back
    let steht = |b: &super::Buchungsstand| b.wartet || (!b.gezahlt.is_empty() && !b.zurueck);
    if r.gebucht() && !r.storno_wartet && !buchungen(tx, id).await?.iter().any(steht) {
        zurueckgenommen(tx, id, &grund, wann).await?;
    }
    Ok(())
}

/// The second person refused this act: an invoice whose Storno it was counts as before.
pub(in crate::service) async fn storno_verworfen(tx: &mut Tx, vorgang: Uuid) -> Result<()> {
    ablage::rechnung::storno_entschieden(tx, vorgang).await?;
    Ok(())
}
