//! Showing somebody the way to an offer; about the offer, never about the person.

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;

use crate::{
    Angebot, WegWeisung,
    ablage::{self, weg::Weg},
    codes::{Altersband, Rueckmeldung, WegQuelle},
};

/// What is noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WegWeisungNeu {
    /// Raum of the person who asked.
    pub raum: Option<Id<Raumeinheit>>,
    /// The offers on the slip.
    pub angebote: Vec<Id<Angebot>>,
    /// Age band of the person who asked.
    pub altersband: Option<Altersband>,
    /// Where it happened.
    pub quelle: WegQuelle,
}

/// Notes one Weg-Weisung for each offer, in the order given.
///
/// # Errors
/// `NichtGefunden` when an offer does not exist.
pub async fn weg_weisung(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, WegWeisung>,
    neu: &WegWeisungNeu,
) -> Result<Vec<Id<WegWeisung>>> {
    let mut paare = Vec::with_capacity(neu.angebote.len());
    for angebot in &neu.angebote {
        ablage::angebot::laden(tx, *angebot).await?;
        paare.push((app.ids.neu(), *angebot));
    }
    let weg = Weg {
        datum: app.uhr.heute(),
        raum: neu.raum,
        altersband: neu.altersband,
        quelle: neu.quelle,
    };
    ablage::weg::einfuegen(tx, &weg, &paare).await?;
    for (id, _) in &paare {
        journal::notieren(tx, &*app.uhr, may, *id, "angelegt");
    }
    Ok(paare.into_iter().map(|(id, _)| id).collect())
}

/// Notes what became of it.
///
/// # Errors
/// `Konflikt` when there is no such Weg-Weisung.
pub async fn rueckmelden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, WegWeisung>,
    rueckmeldung: Rueckmeldung,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    ablage::weg::rueckmelden(tx, id, rueckmeldung).await?;
    journal::notieren(tx, &*app.uhr, may, id, "rueckmeldung");
    Ok(())
}

/// How often the way was shown to this offer since a day.
///
/// # Errors
/// When the database cannot be read.
pub async fn weg_weisungen_seit(tx: &mut Tx, angebot: Id<Angebot>, seit: Datum) -> Result<i64> {
    ablage::weg::anzahl(tx, angebot, seit).await
}
