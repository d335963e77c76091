use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use super::{
    Regeln,
    buchen::{Gebucht, Wer, notieren, schon, wartet},
};
use crate::{
    ablage::{self, buchung::Satz},
    model::{Antrag, Buchung, BuchungsArt, Haushaltsjahr, Vorgang, Vorlage},
    rules::buchen as regel,
};

/// Takes a booking back: by counter-booking, in full, with everything that was booked in the same act, so that an
/// Umbuchung never loses one of its sides.
///
/// # Errors
/// `BUDGET-E08`, `BUDGET-E20`, `BUDGET-E30` without a reason.
pub async fn stornieren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    id: Id<Buchung>,
    vorgang: &Vorgang,
    grund: &str,
) -> Result<Gebucht> {
    if grund.is_empty() {
        return Err(
            Befund::neu("BUDGET-E30", "Bitte sagen Sie, warum storniert wird.")
                .an("grund")
                .into(),
        );
    }
    let regeln = Regeln::geltende(app, tx).await?;
    let erste = ablage::buchung::laden(tx, id).await?;
    let jahr = ablage::jahr::sperren(tx, erste.jahr).await?;
    if schon(tx, vorgang.id).await? {
        return Ok(Gebucht::Schon);
    }
    let alle = originale(app, tx, &jahr, id).await?;
    if alle
        .iter()
        .any(|b| regel::braucht_zweite(b.art, b.betrag, regeln.vier_augen))
    {
        let vorlage = Vorlage {
            id: Id::von(vorgang.id),
            jahr: jahr.jahr,
            antrag: Antrag::Storno {
                buchung: id,
                grund: grund.to_owned(),
            },
            anlass: vorgang.anlass.clone(),
            gebucht_von: may.kontext().benutzer().uuid(),
            angelegt_am: app.uhr.jetzt(),
        };
        return wartet(app, tx, may, &vorlage).await;
    }
    let wer = Wer {
        gebucht_von: may.kontext().benutzer().uuid(),
        freigegeben_von: None,
    };
    let gebucht = gegenbuchen(app, tx, &jahr, &alle, vorgang, grund, wer, regeln.vier_augen).await?;
    notieren(app, tx, may, &gebucht);
    Ok(Gebucht::Ja(gebucht.iter().map(|b| b.nr).collect()))
}

/// The lines that are taken back together, checked. The year must be locked.
pub(super) async fn originale(
    app: &App,
    tx: &mut Tx,
    jahr: &Haushaltsjahr,
    id: Id<Buchung>,
) -> Result<Vec<Buchung>> {
    if let Some(befund) = regel::offen(jahr, app.uhr.heute()) {
        return Err(befund.into());
    }
    let erste = ablage::buchung::laden(tx, id).await?;
    let alle = ablage::buchung::vom_vorgang(tx, erste.vorgang.id).await?;
    for b in &alle {
        let zurueck = ablage::buchung::storno(tx, b.id).await?.is_some();
        regel::storno(b, zurueck)?;
    }
    Ok(alle)
}

/// Writes the counter-bookings. The year must be locked.
#[expect(clippy::too_many_arguments, reason = "one call from two places")]
pub(super) async fn gegenbuchen(
    app: &App,
    tx: &mut Tx,
    jahr: &Haushaltsjahr,
    originale: &[Buchung],
    vorgang: &Vorgang,
    grund: &str,
    wer: Wer,
    grenze: Cent,
) -> Result<Vec<Buchung>> {
    let heute = app.uhr.heute();
    let datum = if jahr.enthaelt(heute) { heute } else { jahr.ende };
    let mut saetze: Vec<Satz> = originale
        .iter()
        .map(|o| Satz {
            buchung: Buchung {
                id: app.ids.neu(),
                nr: 0,
                datum,
                art: BuchungsArt::Storno,
                betrag: Cent(-o.betrag.0),
                text: format!("Storno von Nr. {}: {grund}", o.nr),
                vorgang: vorgang.clone(),
                gebucht_am: app.uhr.jetzt(),
                gebucht_von: wer.gebucht_von,
                freigegeben_von: wer.freigegeben_von,
                storno_von: Some(o.id),
                ..o.clone()
            },
            grenze,
            original: Some(o.clone()),
        })
        .collect();
    ablage::buchung::schreiben(tx, &mut saetze).await?;
    Ok(saetze.into_iter().map(|s| s.buchung).collect())
}
