//! Kurzskizzen everybody may read: the published ones, as team and round agreed to them.

use std::collections::BTreeSet;

use amt::{App, Error, Result};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use crate::{
    ablage::{erfassung as ablage, foto},
    codes::ErfassungStatus,
    erfassung::{ErfassungGespeichert, FotoGespeichert},
    kurzskizze::Kurzskizze,
    rules::erfassung::veraltet_ab,
};

/// A published Kurzskizze.
#[derive(Debug, Clone, PartialEq)]
pub struct OffeneKurzskizze {
    /// Space.
    pub raum: Id<Raumeinheit>,
    /// Number of the Fassung.
    pub fassung: i64,
    /// What it says.
    pub kurz: Kurzskizze,
    /// The approved pictures.
    pub fotos: Vec<FotoGespeichert>,
    /// Whether somebody should look again.
    pub veraltet: bool,
    /// The other published Fassungen of this space with their day, newest first.
    pub andere: Vec<(i64, Datum)>,
}

fn offen(e: &ErfassungGespeichert) -> bool {
    e.status == ErfassungStatus::Veroeffentlicht
}

async fn eine(app: &App, tx: &mut Tx, e: &ErfassungGespeichert) -> Result<OffeneKurzskizze> {
    Ok(OffeneKurzskizze {
        raum: e.raumeinheit,
        fassung: e.fassung,
        kurz: ablage::kurz(tx, e.id).await?.ok_or(Error::NichtGefunden)?,
        fotos: foto::von(tx, e.id)
            .await?
            .into_iter()
            .filter(|f| f.offen)
            .collect(),
        veraltet: app.uhr.heute() >= veraltet_ab(e.daten.stichtag),
        andere: Vec::new(),
    })
}

/// The newest of each space of today, by name. Where no boundaries hold, of each space there is one of.
///
/// # Errors
/// When the database cannot be read.
pub async fn kurzskizzen(app: &App, tx: &mut Tx) -> Result<Vec<OffeneKurzskizze>> {
    let heutige: BTreeSet<Id<Raumeinheit>> = raum::service::unterste_raeume(app)
        .await?
        .into_iter()
        .map(|r| r.id)
        .collect();
    let mut gesehen = BTreeSet::new();
    let mut aus = Vec::new();
    for e in ablage::alle(tx).await?.iter().filter(|e| offen(e)) {
        if gesehen.insert(e.raumeinheit) && (heutige.is_empty() || heutige.contains(&e.raumeinheit)) {
            aus.push(eine(app, tx, e).await?);
        }
    }
    aus.sort_by_cached_key(|o| base::suchform(&o.kurz.raum));
    Ok(aus)
}

/// The newest of a space, or the Fassung asked for.
///
/// # Errors
/// `NichtGefunden` when nothing is published.
pub async fn kurzskizze(
    app: &App,
    tx: &mut Tx,
    raum: Id<Raumeinheit>,
    fassung: Option<i64>,
) -> Result<OffeneKurzskizze> {
    let alle: Vec<ErfassungGespeichert> = ablage::von_raum(tx, raum)
        .await?
        .into_iter()
        .filter(offen)
        .collect();
    let diese = alle
        .iter()
        .find(|e| fassung.is_none_or(|f| e.fassung == f))
        .ok_or(Error::NichtGefunden)?;
    let mut aus = eine(app, tx, diese).await?;
    aus.andere = alle
        .iter()
        .filter(|e| e.fassung != aus.fassung)
        .map(|e| (e.fassung, e.daten.stichtag))
        .collect();
    Ok(aus)
}
