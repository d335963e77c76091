//! Projects: write, change, take a step on the way from the idea to permanence.

use amt::{
    App, Result, journal,
    recht::{Aktion, Anlegen, Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, OrganisationsArt, Sicht},
};
use base::{Cent, Datum, Id};
use store::Tx;

use super::{ProjektGespeichert, ProjektSchritt, idee::gut};
use crate::{
    ablage::projekt::{self as ablage, Weiter},
    codes::ProjektStatus,
    projekt::{Projekt, ProjektDaten},
    rules::projekt::{Beiwerk, Wer, fehlt, oeffentlich, offen, schritt},
};

/// All projects, by title.
///
/// # Errors
/// When the database cannot be read.
pub async fn projekte(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<ProjektGespeichert>> {
    ablage::alle(tx).await
}

/// One project with its way so far.
///
/// # Errors
/// `NichtGefunden` when there is none, or the user reads only what is public and it is not.
pub async fn projekt_laden(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Projekt>,
) -> Result<(ProjektGespeichert, Vec<ProjektSchritt>)> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    if super::nur_oeffentlich(may.kontext()) {
        // who took which step is a matter of the office
        return Ok((oeffentliches_projekt(tx, id).await?, Vec::new()));
    }
    Ok((ablage::laden(tx, id).await?, ablage::schritte(tx, id).await?))
}

/// The projects everybody may read.
///
/// # Errors
/// When the database cannot be read.
pub async fn oeffentliche_projekte(tx: &mut Tx) -> Result<Vec<ProjektGespeichert>> {
    let mut alle = ablage::alle(tx).await?;
    alle.retain(|p| oeffentlich(p.status));
    Ok(alle)
}

/// One of them.
///
/// # Errors
/// `NichtGefunden` when there is none, or it is not granted.
pub async fn oeffentliches_projekt(tx: &mut Tx, id: Id<Projekt>) -> Result<ProjektGespeichert> {
    let g = ablage::laden(tx, id).await?;
    if oeffentlich(g.status) {
        Ok(g)
    } else {
        Err(amt::Error::NichtGefunden)
    }
}

/// Writes a new project; it begins as an idea.
///
/// # Errors
/// `NETZ-E01`, `E07`, `E60` … `E64`.
pub async fn projekt_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Projekt>,
    mut daten: ProjektDaten,
) -> Result<Id<Projekt>> {
    gut(daten.pruefen())?;
    let id = app.ids.neu();
    ablage::einfuegen(tx, id, &daten, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw. What was checked stays: after that only the result and what became of
/// the indicators are taken over.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`projekt_anlegen`]; `NETZ-E68` when it has ended.
pub async fn projekt_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Projekt>,
    version: i64,
    mut daten: ProjektDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let alt = ablage::laden(tx, id).await?;
    if !offen(alt.status) {
        if matches!(
            alt.status,
            ProjektStatus::Verstetigt | ProjektStatus::Beendet | ProjektStatus::Gestoppt
        ) {
            let text = "Das Projekt ist abgeschlossen und kann nicht mehr geändert werden.";
            return Err(amt::Error::regel("NETZ-E68", text));
        }
        let neu = std::mem::replace(&mut daten, alt.daten.clone());
        daten.ergebnis = neu.ergebnis;
        for (da, dort) in daten.indikatoren.iter_mut().zip(neu.indikatoren) {
            da.ist = dort.ist;
        }
    }
    gut(daten.pruefen())?;
    let wer = may.kontext().benutzer().uuid();
    ablage::ersetzen(tx, id, version, &daten, wer, app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}

/// What is said at a step.
#[derive(Debug, Clone, Default)]
pub struct SchrittAngaben {
    /// Number and committee of the Beschluss.
    pub beschluss: String,
    /// Its day.
    pub beschluss_am: Option<Datum>,
    /// Why it is stopped.
    pub grund: String,
}

/// The sum up to which no Beschluss is needed.
///
/// # Errors
/// When no Geschäftsordnung is in force.
pub async fn projekt_grenze(app: &App, tx: &mut Tx) -> Result<Cent> {
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(Cent(
        go.wert("netz.projekt_grenze")
            .and_then(amt::go::Wert::zahl)
            .unwrap_or(0),
    ))
}

/// Takes a step. Who may take it says the table: money is granted by those who decide, and by the public body only.
///
/// # Errors
/// `NichtGefunden` when the user may not; `NETZ-E69` when there is no such step; what is missing for it.
pub async fn projekt_schritt(
    app: &App,
    tx: &mut Tx,
    kontext: &amt::Kontext,
    id: Id<Projekt>,
    nach: ProjektStatus,
    angaben: &SchrittAngaben,
) -> Result<()> {
    // the right first: who may change nothing does not learn that there is one
    let may = Befugnis::<Bearbeiten, Projekt>::pruefen(kontext, Some(id), Bezug::default())?;
    let g = ablage::laden(tx, id).await?;
    let Some(schritt) = schritt(g.status, nach) else {
        let text = format!("Von „{}“ führt kein Schritt nach „{nach}“.", g.status);
        return Err(amt::Error::regel("NETZ-E69", text));
    };
    let bei = Beiwerk {
        beschluss: angaben.beschluss.trim().to_owned(),
        grund: angaben.grund.trim().to_owned(),
        grenze: projekt_grenze(app, tx).await?,
    };
    if schritt.wer == Wer::Entscheidende {
        let may = entscheidet(kontext, id)?;
        return gehen(app, tx, &may, (&g, schritt), &bei, angaben).await;
    }
    gehen(app, tx, &may, (&g, schritt), &bei, angaben).await
}

/// Whether the user decides about projects: the right, and a desk of the public body (RL-02).
///
/// # Errors
/// `NichtGefunden` without the right; `NETZ-E70` for a free Träger.
pub fn entscheidet(kontext: &amt::Kontext, id: Id<Projekt>) -> Result<Befugnis<Entscheiden, Projekt>> {
    let text = "Über Projekte entscheiden die Raumverantwortlichen der Verwaltung.";
    let may = Befugnis::<Entscheiden, Projekt>::pruefen(kontext, Some(id), Bezug::default())
        .map_err(|_| amt::Error::regel("NETZ-E70", text))?;
    if kontext.organisation() != OrganisationsArt::Oeffentlich {
        return Err(amt::Error::regel("NETZ-E70", text));
    }
    Ok(may)
}

async fn gehen<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<A, Projekt>,
    (g, schritt): (&ProjektGespeichert, &crate::rules::projekt::Schritt),
    bei: &Beiwerk,
    angaben: &SchrittAngaben,
) -> Result<()> {
    gut(fehlt(schritt, &g.daten, bei))?;
    let beschluss = if bei.beschluss.is_empty() {
        (g.beschluss.as_str(), g.beschluss_am)
    } else {
        (bei.beschluss.as_str(), angaben.beschluss_am)
    };
    let weiter = Weiter {
        schritt: app.ids.uuid(),
        nach: schritt.nach,
        beschluss,
        grund: &bei.grund,
    };
    ablage::weiter(tx, g, weiter, may.kontext(), app.uhr.jetzt()).await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        g.id,
        format!("{} → {}", g.status.code(), schritt.nach.code()),
    );
    Ok(())
}
