//! Agreements with Träger: which of them hold on a day, and who is preferred in a Raum.

use amt::{
    App, Benutzer, Error, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Datum, Gueltigkeit, Id};
use raum::Raumeinheit;
use store::{Tx, werte};

use super::{feld, ohne_befund};
use crate::{
    ablage::{self, Wann, vereinbarung},
    model::{Organisation, Vereinbarung, Vereinbarungsart},
    rules::vereinbarung::deckt,
};

/// What is to be entered: one period for several kinds at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vereinbart {
    /// What is agreed on.
    pub arten: Vec<Vereinbarungsart>,
    /// When.
    pub gueltigkeit: Gueltigkeit,
    /// What it allows, in words.
    pub inhalt: String,
    /// Where it is to be read.
    pub fundstelle: String,
}

/// Keeps agreements with the Träger the permission is for.
///
/// # Errors
/// `TEAM-E25` when one of the kinds is agreed on already in this time; [`Error::NichtGefunden`] for the public body.
pub async fn vereinbarung_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    v: &Vereinbart,
) -> Result<()> {
    let organisation = may.objekt().ok_or(Error::NichtGefunden)?;
    if !ablage::organisation::laden(tx, organisation).await?.ist_traeger() {
        return Err(Error::NichtGefunden);
    }
    let alle = vereinbarung::alle(tx, Some(organisation)).await?;
    let mut befunde: Vec<Befund> = Vec::new();
    if v.arten.is_empty() {
        befunde.push(feld("WEB-E01", "arten", "Bitte ankreuzen, was vereinbart ist."));
    }
    for art in &v.arten {
        let schon = alle
            .iter()
            .find(|a| a.art == *art && a.gueltigkeit.ueberlappt(&v.gueltigkeit));
        if let Some(a) = schon {
            let text = format!(
                "{art} ist schon vereinbart, {}. Die neue beginnt am Tag danach.",
                zeitraum(&a.gueltigkeit)
            );
            befunde.push(feld("TEAM-E25", "ab", text));
        }
    }
    ohne_befund(befunde)?;
    let wann = Wann::jetzt(app, may.kontext());
    for art in &v.arten {
        let neu = Vereinbarung {
            id: app.ids.neu(),
            organisation,
            art: *art,
            gueltigkeit: v.gueltigkeit,
            inhalt: v.inhalt.clone(),
            fundstelle: v.fundstelle.clone(),
        };
        vereinbarung::anlegen(tx, &neu, wann).await?;
        let angaben = format!("vereinbarung={}", art.code());
        journal::notieren(tx, &*app.uhr, may, organisation, angaben);
    }
    Ok(())
}

/// From when to when, as people say it.
#[must_use]
pub fn zeitraum(g: &Gueltigkeit) -> String {
    match g.bis() {
        Some(bis) => format!("{} bis {}", g.ab(), bis.plus_tage(-1)),
        None => format!("ab {}", g.ab()),
    }
}

/// Ends an agreement with the end of `letzter`. It is never deleted: what was commissioned under it stays explained.
///
/// # Errors
/// `WEB-E04` for a day before its beginning or after its end.
pub async fn vereinbarung_beenden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    id: Id<Vereinbarung>,
    letzter: Datum,
) -> Result<()> {
    let alt = vereinbarung::laden(tx, id).await?;
    if may.objekt() != Some(alt.organisation) {
        return Err(Error::NichtGefunden);
    }
    let g = alt.gueltigkeit;
    let bis = letzter.plus_tage(1);
    if bis <= g.ab() || g.bis().is_some_and(|alt| alt <= bis) {
        let text = format!("Der letzte Tag liegt in der Zeit {}.", zeitraum(&g));
        return Err(feld("WEB-E04", "letzter", text).into());
    }
    vereinbarung::beenden(tx, id, bis).await?;
    let angaben = format!("beendet={}", alt.art.code());
    journal::notieren(tx, &*app.uhr, may, alt.organisation, angaben);
    Ok(())
}

/// A Träger to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traegerstand {
    /// Key.
    pub id: Id<Organisation>,
    /// Name.
    pub name: String,
    /// Preferred in this Raum or one above it.
    pub schwerpunkt: bool,
    /// What is not agreed on for the whole period.
    pub fehlt: Vec<Vereinbarungsart>,
}

/// All Träger that are not the public body: what is agreed with them for a period, and whether they are preferred in
/// one of these spaces when it begins. Nobody is left out (RL-03).
///
/// # Errors
/// When the database cannot be read.
pub async fn traeger_auswahl(
    tx: &mut Tx,
    (ab, bis): (Datum, Datum),
    raeume: &[Id<Raumeinheit>],
) -> Result<Vec<Traegerstand>> {
    let alle = vereinbarung::alle(tx, None).await?;
    let bevorzugte = vereinbarung::bevorzugte(tx, ab).await?;
    let traeger = ablage::organisation::alle(tx).await?;
    Ok(traeger
        .into_iter()
        .filter(Organisation::ist_traeger)
        .map(|o| {
            let hat = |art: &Vereinbarungsart| {
                let zeiten: Vec<Gueltigkeit> = alle
                    .iter()
                    .filter(|v| v.organisation == o.id && v.art == *art)
                    .map(|v| v.gueltigkeit)
                    .collect();
                deckt(&zeiten, ab, bis)
            };
            Traegerstand {
                schwerpunkt: bevorzugte
                    .iter()
                    .any(|(t, raum)| *t == o.id && raeume.contains(raum)),
                fehlt: Vereinbarungsart::PFLICHT
                    .into_iter()
                    .filter(|a| !hat(a))
                    .collect(),
                id: o.id,
                name: o.name,
            }
        })
        .collect())
}

/// Whom a user works for; `None` for nobody known.
///
/// # Errors
/// When the database cannot be read.
pub async fn arbeitgeber(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Option<(Id<Organisation>, String)>> {
    Ok(tx
        .fetch_optional(
            "SELECT o.id, o.name FROM fachkraft f JOIN organisation o ON o.id = f.organisation WHERE f.benutzer = $1",
            werte![benutzer],
        )
        .await?)
}
