//! Taking an invoice back, also one that was paid: every booking by its counter-booking, the Obligo stands again, and
//! paid money is asked back with the next run.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;

use super::{lesen::buchungen, sicht::befugt};
use crate::{
    ablage::{self, Wann},
    model::{Buchung, Rechnung, Rechnungsstand, Vorgang},
    service::{Gebucht, darf_ueberall, stornieren, verwerfen},
};

/// Takes it back. Returns whether the counter-booking is above the limit and waits for a second person.
///
/// # Errors
/// `BUDGET-E30` without a reason, `BUDGET-E20` when the year is closed, `BUDGET-E08`, [`Error::Konflikt`].
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
    let wann = Wann::jetzt(app, kontext);
    ablage::rechnung::weiter(tx, &r, Rechnungsstand::Storniert, grund, r.angewiesen, wann).await?;
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
        wartet |= matches!(was, Gebucht::Wartet(_));
    }
    journal::notieren(tx, &*app.uhr, &may, id, "storniert");
    Ok(wartet)
}
