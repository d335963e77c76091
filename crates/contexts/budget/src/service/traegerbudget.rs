//! Budgets of Träger, and who is paid how much where.

use std::collections::BTreeMap;

use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Id};
use store::Tx;

use super::Blick;
use crate::{
    ablage::{self, Wann},
    model::Traegerbudget,
    rules::traegerbudget::{self as regel, Anteil},
};

pub use crate::ablage::traegerbudget::alle as traegerbudgets;

/// Agrees on a budget of a Träger. What it pays is not paid a second time by invoice (`BUDGET-E64`). The key comes with
/// the form: sent twice it is entered once.
///
/// # Errors
/// `BUDGET-E01`, `BUDGET-E02`, `BUDGET-E30`, [`amt::Error::Konflikt`] when the same form is being entered at this moment.
pub async fn traegerbudget_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Traegerbudget>,
    mut neu: Traegerbudget,
) -> Result<Id<Traegerbudget>> {
    if ablage::traegerbudget::finden(tx, neu.id).await?.is_some() {
        return Ok(neu.id);
    }
    let jahr = ablage::jahr::laden(tx, neu.jahr).await?;
    let mut befunde = Vec::new();
    if neu.von > neu.bis || !jahr.enthaelt(neu.von) || !jahr.enthaelt(neu.bis) {
        let text = format!("Die Zeit muss in {} bis {} liegen.", jahr.beginn, jahr.ende);
        befunde.push(Befund::neu("BUDGET-E02", text).an("bis"));
    }
    let bekannt = team::service::traeger_auswahl(tx, (neu.von, neu.von), &[]).await?;
    match bekannt.into_iter().find(|t| t.id.uuid() == neu.traeger) {
        Some(t) => neu.traeger_name = t.name,
        None => befunde.push(Befund::neu("BUDGET-E30", "Bitte einen Träger wählen.").an("traeger")),
    }
    let toepfe = ablage::topf::im_jahr(tx, neu.jahr).await?;
    match toepfe.into_iter().find(|t| Some(t.id) == neu.topf) {
        Some(t) => neu.raum = t.raum,
        None => {
            let text = "Bitte den Topf wählen, der die Raten zahlt.";
            befunde.push(Befund::neu("BUDGET-E30", text).an("topf"));
        }
    }
    match regel::betrag(neu.art, neu.menge, neu.satz, neu.sachkosten).filter(|c| c.0 > 0) {
        Some(c) => neu.betrag = c,
        None => {
            let text = "Das Budget ist null oder zu groß. Bitte Menge und Satz prüfen.";
            befunde.push(Befund::neu("BUDGET-E01", text).an("satz"));
        }
    }
    if befunde.is_empty() && regel::raten(neu.betrag, neu.von, neu.bis).is_none() {
        let text = "Das Budget ist zu klein für eine Rate in jedem Monat.";
        befunde.push(Befund::neu("BUDGET-E01", text).an("satz"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    ablage::traegerbudget::anlegen(tx, &neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, neu.id, format!("jahr={}", neu.jahr));
    Ok(neu.id)
}

/// What one region paid to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regionsanteile {
    /// The region.
    pub raum: String,
    /// Shares, largest first.
    pub anteile: Vec<Anteil>,
    /// Share of all who are not preferred there.
    pub andere: String,
}

/// The shares by region (RL-03), of the Töpfe somebody sees.
///
/// # Errors
/// When the database refuses.
pub async fn traegeranteile(app: &App, tx: &mut Tx, blick: &Blick, jahr: i64) -> Result<Vec<Regionsanteile>> {
    let j = ablage::jahr::laden(tx, jahr).await?;
    let tag = app.uhr.heute().clamp(j.beginn, j.ende);
    let raeume = team::service::raeume(app, tx, tag).await?;
    let gezahlt = ablage::traegerbudget::gezahlt(tx, jahr).await?;
    let mut je_raum: BTreeMap<_, BTreeMap<String, i64>> = BTreeMap::new();
    for (topf, traeger, c) in gezahlt {
        if let Some(raum) = blick.topf(topf).ok().and_then(|t| t.raum) {
            *je_raum.entry(raum).or_default().entry(traeger).or_default() += c.0;
        }
    }
    let mut aus = Vec::new();
    for (raum, teile) in je_raum {
        let orte: Vec<_> = std::iter::once(raum)
            .chain(raeume.kette(raum).iter().map(|r| r.id))
            .collect();
        let wahl = team::service::traeger_auswahl(tx, (tag, tag), &orte).await?;
        let bevorzugt: Vec<String> = wahl
            .into_iter()
            .filter(|t| t.schwerpunkt)
            .map(|t| t.name)
            .collect();
        let teile: Vec<(String, Cent)> = teile.into_iter().map(|(n, c)| (n, Cent(c))).collect();
        let (anteile, andere) = regel::anteile(&teile, &bevorzugt);
        aus.push(Regionsanteile {
            raum: raeume.raum(raum).map_or_else(String::new, |r| r.name.clone()),
            anteile,
            andere,
        });
    }
    aus.sort_by(|a, b| a.raum.cmp(&b.raum));
    Ok(aus)
}
