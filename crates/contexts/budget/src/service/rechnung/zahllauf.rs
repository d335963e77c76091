//! Handing what is to be paid to the finance system, once: invoices, and the instalments of the budgets of Träger.

use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis, Lesen},
};
use base::{Befund, Cent, Datum, Id};
use store::Tx;

use super::{super::Regeln, lesen::offene_zum_zahlen};
use crate::{
    ablage::{self, Wann},
    model::{Rechnung, Rechnungsstand, Zahlgrund, Zahllauf, Zahlposten},
    rules::betrag,
};

pub use crate::ablage::zahllauf::alle as zahllaeufe;

/// A Storno of a paid invoice asks the money back.
fn posten(r: Rechnung, zurueck: bool) -> Zahlposten {
    Zahlposten {
        grund: Zahlgrund::Rechnung {
            id: r.id,
            version: r.version,
        },
        betrag: if zurueck {
            Cent(-r.angewiesen.0)
        } else {
            r.angewiesen
        },
        traeger: r.traeger_name,
        beleg: r.nummer,
        datum: r.datum,
    }
}

/// The day from which instalments go out with a run; what was due before, an office that began in the middle of a year
/// has paid by hand.
///
/// # Errors
/// When no Geschäftsordnung is in force.
pub async fn raten_ab(app: &App, tx: &mut Tx) -> Result<Option<Datum>> {
    Ok(Regeln::geltende(app, tx).await?.raten_ab)
}

/// What goes out, or is asked back, with the next run: booked, nothing of it waits for a second person, and no
/// instalment from before [`raten_ab`]. What a run has paid is asked back in any case.
///
/// # Errors
/// When the database refuses, or no Geschäftsordnung is in force.
pub async fn zu_zahlen(app: &App, tx: &mut Tx) -> Result<Vec<Zahlposten>> {
    let rechnungen = offene_zum_zahlen(tx).await?.into_iter().map(|r| {
        let zurueck = r.stand == Rechnungsstand::Storniert;
        posten(r, zurueck)
    });
    let mut aus: Vec<Zahlposten> = rechnungen.collect();
    let ab = raten_ab(app, tx).await?;
    let mut raten = ablage::zahllauf::raten_zu_zahlen(tx).await?;
    raten.retain(|(p, _)| p.zurueck() || ab.is_none_or(|ab| p.datum >= ab));
    let mut jahre: Vec<i64> = raten
        .iter()
        .filter_map(|(p, _)| match p.grund {
            Zahlgrund::Rate { jahr, .. } => Some(jahr),
            Zahlgrund::Rechnung { .. } => None,
        })
        .collect();
    jahre.dedup();
    let mut warten = Vec::new();
    for jahr in jahre {
        warten.extend(ablage::vorlage::stornos(tx, jahr).await?);
    }
    let bereit = raten.into_iter().filter(|(_, b)| !warten.contains(b));
    aus.extend(bereit.map(|(p, _)| p));
    Ok(aus)
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
    let offen = zu_zahlen(app, tx).await?;
    if offen.is_empty() {
        return Err(Befund::neu("BUDGET-E76", "Zurzeit ist nichts zu zahlen.").into());
    }
    let summe = betrag::summe(offen.iter().map(|p| p.betrag))?;
    let id = app.ids.neu();
    let wann = Wann::jetzt(app, may.kontext());
    let nr = ablage::zahllauf::anlegen(tx, id, &offen, summe, wann).await?;
    journal::notieren(tx, &*app.uhr, may, id, format!("nr={nr},anzahl={}", offen.len()));
    Ok(id)
}

/// A run with what it pays, noted; commit the transaction.
///
/// # Errors
/// [`amt::Error::NichtGefunden`].
pub async fn zahllauf_lesen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Zahllauf>,
    id: Id<Zahllauf>,
) -> Result<(Zahllauf, Vec<Zahlposten>)> {
    let lauf = ablage::zahllauf::laden(tx, id).await?;
    let rechnungen = ablage::rechnung::vom_zahllauf(tx, lauf.nr).await?;
    let raten = ablage::zahllauf::raten_vom_lauf(tx, lauf.nr).await?;
    journal::notieren(tx, &*app.uhr, may, id, "");
    let alle = rechnungen
        .into_iter()
        .map(|r| {
            let zurueck = r.zahllauf_zurueck == Some(lauf.nr);
            posten(r, zurueck)
        })
        .chain(raten)
        .collect();
    Ok((lauf, alle))
}
