//! The instalments of the budgets of Träger: where each stands, booking what is due, and revoking a budget.

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;

use super::{Gebucht, buchen};
use crate::{
    ablage::{self, Wann},
    model::{Arbeitsart, Bezug, Buchung, BuchungsArt, NeueBuchung, Traegerbudget, Vorgang},
    rules::traegerbudget::{Rate, raten},
};

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ratenlage {
    /// Nothing is booked, or what was booked was taken back.
    Offen,
    /// Waits for a second person.
    Wartet,
    /// Booked, with key and number, and the number of the run that paid it.
    Gebucht(Id<Buchung>, i64, Option<i64>),
}

/// What booking the due instalments came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ratenlauf {
    /// So many were booked.
    pub gebucht: usize,
    /// So many wait for a second person.
    pub warten: usize,
}

/// The instalments of a budget and where each stands.
///
/// # Errors
/// When the database refuses.
pub async fn raten_von(tx: &mut Tx, b: &Traegerbudget) -> Result<Vec<(Rate, Ratenlage)>> {
    let gekannt = ablage::traegerbudget::raten(tx, b.id).await?;
    let gezahlt = ablage::zahllauf::von_raten(tx, b.id).await?;
    let mut aus = Vec::new();
    for r in raten(b.betrag, b.von, b.bis).unwrap_or_default() {
        let mut lage = Ratenlage::Offen;
        if let Some((_, vorgang)) = gekannt.iter().find(|(nr, _)| *nr == r.nr) {
            match ablage::buchung::vom_vorgang(tx, *vorgang).await?.first() {
                Some(g) if ablage::buchung::storno(tx, g.id).await?.is_none() => {
                    let lauf = gezahlt.iter().find(|(v, _)| v == vorgang).map(|(_, nr)| *nr);
                    lage = Ratenlage::Gebucht(g.id, g.nr, lauf);
                }
                Some(_) => {}
                None if ablage::vorlage::offen(tx, *vorgang).await? => lage = Ratenlage::Wartet,
                None => {}
            }
        }
        aus.push((r, lage));
    }
    Ok(aus)
}

/// Books every instalment of the year that is due today and not booked yet, each as an act of its own: above the limit
/// it waits for a second person. Asked twice, nothing is booked twice.
///
/// # Errors
/// `BUDGET-E77` for a budget without Topf, and what the booking itself refuses; then nothing is booked.
pub async fn raten_buchen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Buchung>,
    jahr: i64,
) -> Result<Ratenlauf> {
    // of two at once the second one waits here and then sees what the first one booked
    ablage::jahr::sperren(tx, jahr).await?;
    let heute = app.uhr.heute();
    let mut lauf = Ratenlauf::default();
    for b in ablage::traegerbudget::alle(tx, Some(jahr), None).await? {
        if !b.gilt() {
            continue;
        }
        let alle = raten_von(tx, &b).await?;
        let anzahl = alle.len();
        for (r, lage) in alle {
            if r.faellig > heute || lage != Ratenlage::Offen {
                continue;
            }
            let Some(topf) = b.topf else {
                let text = format!(
                    "Für das Budget von {} ist kein Topf gewählt. Bitte das Budget aufheben und mit Topf neu eintragen.",
                    b.traeger_name
                );
                return Err(Befund::neu("BUDGET-E77", text).into());
            };
            let vorgang = Vorgang {
                id: app.ids.uuid(),
                anlass: "traegerbudget".to_owned(),
            };
            let posten = NeueBuchung {
                datum: r.faellig,
                topf,
                art: BuchungsArt::Ist,
                arbeitsart: Some(arbeitsart(tx, &b).await?),
                betrag: r.betrag,
                beleg: format!("Rate {} von {anzahl}", r.nr),
                bezug: Bezug {
                    traeger: b.traeger_name.clone(),
                    ..Bezug::default()
                },
                leistungsart: b.leistungsart.clone(),
                text: format!("Trägerbudget {jahr}, Rate {} von {anzahl}", r.nr),
            };
            match buchen(app, tx, may, jahr, &vorgang, vec![posten]).await? {
                Gebucht::Wartet(_) => lauf.warten += 1,
                Gebucht::Ja(_) | Gebucht::Schon => lauf.gebucht += 1,
            }
            ablage::traegerbudget::rate(tx, b.id, r.nr, vorgang.id).await?;
        }
    }
    Ok(lauf)
}

/// The kind of work of the Topf that pays.
async fn arbeitsart(tx: &mut Tx, b: &Traegerbudget) -> Result<Arbeitsart> {
    match b.topf {
        Some(id) => Ok(ablage::topf::laden(tx, id).await?.arbeitsart),
        None => Ok(Arbeitsart::Gemischt),
    }
}

/// Revokes a budget that was wrong: a correction is a new one. What is booked of it has to be taken back before.
///
/// # Errors
/// [`Error::NichtGefunden`], `BUDGET-E30` without a reason, `BUDGET-E80` when instalments are booked or wait,
/// [`Error::Konflikt`] when it was revoked already.
pub async fn traegerbudget_aufheben(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Traegerbudget>,
    (jahr, id): (i64, Id<Traegerbudget>),
    grund: &str,
) -> Result<()> {
    ablage::jahr::sperren(tx, jahr).await?;
    let b = traegerbudget(tx, jahr, id).await?;
    if grund.is_empty() {
        let text = "Bitte sagen Sie, warum das Budget aufgehoben wird.";
        return Err(Befund::neu("BUDGET-E30", text).an("grund").into());
    }
    let stehen = raten_von(tx, &b).await?;
    let stehen = stehen
        .iter()
        .filter(|(_, lage)| *lage != Ratenlage::Offen)
        .count();
    if stehen > 0 {
        let text = format!(
            "Gebuchte oder wartende Raten: {stehen}. Bitte zuerst jede Buchung stornieren oder unter „Freigaben“ verwerfen."
        );
        return Err(Befund::neu("BUDGET-E80", text).an("grund").into());
    }
    ablage::traegerbudget::aufheben(tx, id, grund, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, id, "aufgehoben");
    Ok(())
}

/// One of a year.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn traegerbudget(tx: &mut Tx, jahr: i64, id: Id<Traegerbudget>) -> Result<Traegerbudget> {
    let b = ablage::traegerbudget::finden(tx, id).await?;
    b.filter(|b| b.jahr == jahr).ok_or(Error::NichtGefunden)
}
