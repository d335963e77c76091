//! Courts and their published Geschäftsverteilung: entered by the office, looked up, never applied to anybody (RL-14).

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Bereich, Klasse, Lesen, Objektart, Sicht, Zweck},
};
use base::{Befund, Id};
use store::Tx;

use super::idee::gut;
use crate::{
    Akteur, ablage,
    ablage::gericht::{Gerichtsplan, PlanDaten, PlanGespeichert},
    codes::AkteurArt,
    rules::gericht::Abteilung,
};

impl Objektart for Gerichtsplan {
    const NAME: &'static str = "gerichtsplan";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}

fn nicht_fuer_alle(kontext: &Kontext) -> Result<()> {
    if super::nur_oeffentlich(kontext) {
        return Err(Error::NichtGefunden);
    }
    Ok(())
}

/// What is asked: the first letters of a name, or the code of a space. Never a whole name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gerichtsfrage {
    /// One to three letters in capitals; empty for none.
    pub anfang: String,
    /// Code of a space; empty for none.
    pub raum: String,
}

/// What one plan says: all of it, or what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auskunft {
    /// The plan.
    pub plan: PlanGespeichert,
    /// The departments concerned.
    pub abteilungen: Vec<Abteilung>,
}

/// All plans of a year with the departments the question concerns.
///
/// # Errors
/// `NichtGefunden` for those who read only what is public; when the database cannot be read.
pub async fn gericht_nachsehen(
    tx: &mut Tx,
    kontext: &Kontext,
    _sicht: &Sicht,
    jahr: i64,
    frage: &Gerichtsfrage,
) -> Result<Vec<Auskunft>> {
    nicht_fuer_alle(kontext)?;
    let passt = |a: &&Abteilung| {
        (frage.raum.is_empty() || a.fuer_raum(&frage.raum))
            // in a plan by space the letter decides nothing
            && (frage.anfang.is_empty() || a.von.is_empty() || a.fuer_buchstaben(&frage.anfang))
    };
    Ok(ablage::gericht::von(tx, jahr)
        .await?
        .into_iter()
        .map(|plan| Auskunft {
            abteilungen: plan.daten.abteilungen.iter().filter(passt).cloned().collect(),
            plan,
        })
        .collect())
}

/// The years there is a plan for, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn gericht_jahre(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<i64>> {
    ablage::gericht::jahre(tx).await
}

/// The courts among the Akteure, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn gerichte(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<(Id<Akteur>, String)>> {
    let (zeilen, _) = ablage::akteur::liste(tx, "", AkteurArt::Gericht.code(), false, 0, 500).await?;
    Ok(zeilen.into_iter().map(|z| (z.id, z.name)).collect())
}

/// One plan.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn gericht_plan_laden(tx: &mut Tx, may: &Befugnis<Lesen, Gerichtsplan>) -> Result<PlanGespeichert> {
    nicht_fuer_alle(may.kontext())?;
    ablage::gericht::laden(tx, may.objekt().ok_or(Error::NichtGefunden)?).await
}

async fn pruefen(tx: &mut Tx, d: &PlanDaten) -> Result<()> {
    let mut b = Vec::new();
    if ablage::akteur::laden(tx, d.gericht).await?.daten.art != AkteurArt::Gericht {
        let text = "Dieser Akteur ist kein Gericht. Seine Art lässt sich auf seiner Seite ändern.";
        b.push(Befund::neu("NETZ-E118", text).an("gericht"));
    }
    if !(2000..=2100).contains(&d.jahr) {
        b.push(Befund::neu("NETZ-E120", "Möglich sind die Jahre 2000 bis 2100.").an("jahr"));
    }
    if d.fundstelle.trim().is_empty() {
        let text = "Bitte schreiben Sie, wo das Gericht den Plan veröffentlicht hat.";
        b.push(Befund::neu("NETZ-E121", text).an("fundstelle"));
    }
    gut(b)
}

/// Enters a plan the court published.
///
/// # Errors
/// `NETZ-E118`, `E120`, `E121`.
pub async fn gericht_plan_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Gerichtsplan>,
    d: &PlanDaten,
) -> Result<Id<Gerichtsplan>> {
    pruefen(tx, d).await?;
    let id = app.ids.neu();
    ablage::gericht::einfuegen(tx, id, d, (may.kontext().benutzer(), app.uhr.jetzt())).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; findings as for [`gericht_plan_anlegen`].
pub async fn gericht_plan_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gerichtsplan>,
    version: i64,
    d: &PlanDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    pruefen(tx, d).await?;
    let wer = (may.kontext().benutzer(), app.uhr.jetzt());
    ablage::gericht::ersetzen(tx, (id, version), d, wer).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}
