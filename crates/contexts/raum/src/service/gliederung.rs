//! The life of a version of the boundaries: drawn, discussed, decided, in force, replaced.

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Entscheiden},
};
use base::{Befund, Datum, Id, Text};
use store::Tx;

use super::pruefen::pruefen;
use crate::{
    Gliederung, GliederungStatus,
    abdeckung::Abdeckungspruefung,
    ablage::{gliederung as db, stand},
    rules::zeitfolge::{self, Spanne},
};

/// Reasons by the criteria of Fachkonzept 3.10.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Begruendung {
    /// Geography: contiguous, barriers, area.
    #[sqlx(rename = "begruendung_geografisch")]
    pub geografisch: String,
    /// Politics: boundaries of Ortsteile and Kommunen.
    #[sqlx(rename = "begruendung_politisch")]
    pub politisch: String,
    /// Institutions and reachable centre.
    #[sqlx(rename = "begruendung_infrastrukturell")]
    pub infrastrukturell: String,
    /// Numbers of cases and residents.
    #[sqlx(rename = "begruendung_fallzahlen")]
    pub fallzahlen: String,
}

/// A version as it is drawn.
#[derive(Debug, Clone)]
pub struct NeueGliederung {
    /// What it is called.
    pub bezeichnung: Text<120>,
    /// First day.
    pub gueltig_ab: Datum,
    /// First day on which it no longer holds.
    pub gueltig_bis: Option<Datum>,
    /// Reasons.
    pub begruendung: Begruendung,
    /// Criticism still open.
    pub kritik_offen: Option<Text<4000>>,
}

/// The decision of the committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beschluss {
    /// Committee.
    pub gremium: Text<120>,
    /// Day of the decision.
    pub datum: Datum,
    /// Number of the paper.
    pub vorlage: Text<120>,
}

/// Creates a draft.
///
/// # Errors
/// `RAUM-E17` when it would hold no day.
pub async fn gliederung_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Gliederung>,
    neu: &NeueGliederung,
) -> Result<Id<Gliederung>> {
    spanne_pruefen(neu)?;
    let id = app.ids.neu();
    let wer = may.kontext().benutzer();
    db::anlegen(tx, id, neu, app.uhr.jetzt(), wer).await?;
    journal::notieren(tx, &*app.uhr, may, id, "bezeichnung,gueltig_ab");
    Ok(id)
}

/// Changes the words and days of a draft. Once decided, it stays as it is.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else saved in between; `RAUM-E19` when it is decided already.
pub async fn gliederung_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gliederung>,
    id: Id<Gliederung>,
    version: i64,
    neu: &NeueGliederung,
) -> Result<()> {
    spanne_pruefen(neu)?;
    entwurf_verlangen(tx, id).await?;
    db::aendern(tx, id, version, neu, app.uhr.jetzt(), may.kontext().benutzer()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "bezeichnung,gueltig_ab,begruendung");
    Ok(())
}

/// Draws a new draft from an existing version, with all its units and ranges.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is no such version.
pub async fn gliederung_kopieren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Gliederung>,
    von: Id<Gliederung>,
    neu: &NeueGliederung,
) -> Result<Id<Gliederung>> {
    db::laden(tx, von).await?.ok_or(Error::NichtGefunden)?;
    let id = gliederung_anlegen(app, tx, may, neu).await?;
    db::inhalt_kopieren(tx, &*app.ids, von, id, app.uhr.jetzt(), may.kontext().benutzer()).await?;
    stand::erhoehen(app, tx).await?;
    Ok(id)
}

/// Puts a draft up for discussion, or takes it back.
///
/// # Errors
/// `RAUM-E19` when the step does not exist.
pub async fn gliederung_abstimmen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Gliederung>,
    id: Id<Gliederung>,
    version: i64,
    nach: GliederungStatus,
) -> Result<()> {
    use GliederungStatus::{Abstimmung, Entwurf};
    let g = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if !matches!((g.status()?, nach), (Entwurf, Abstimmung) | (Abstimmung, Entwurf)) {
        return Err(schritt_fehlt(g.status()?, nach));
    }
    db::status_setzen(tx, id, version, nach, app.uhr.jetzt(), may.kontext().benutzer()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "status");
    Ok(())
}

/// Decides: from its first day on this version answers every question. It must be free of findings that bar it
/// (RAUM-E10 … E14) and fit among the others in time (INV-R2); the one before ends where this one begins.
///
/// # Errors
/// The findings; `RAUM-E17`, `RAUM-E19`; [`Error::Konflikt`].
pub async fn gliederung_beschliessen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Gliederung>,
    id: Id<Gliederung>,
    version: i64,
    beschluss: &Beschluss,
) -> Result<()> {
    let g = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if g.status()? != GliederungStatus::Abstimmung {
        return Err(schritt_fehlt(g.status()?, GliederungStatus::Beschlossen));
    }
    let bericht = pruefen(app, tx, id).await?;
    let sperren: Vec<Befund> = bericht.sperrende().collect();
    if !sperren.is_empty() {
        return Err(Error::Regel(sperren));
    }
    let andere: Vec<Spanne> = db::spannen(tx).await?;
    let platz = zeitfolge::einordnen(g.gueltig_ab, g.gueltig_bis, &andere)?;
    let (jetzt, wer) = (app.uhr.jetzt(), may.kontext().benutzer());
    if let Some((vorher, ende)) = platz.vorgaenger {
        db::beenden(tx, vorher, ende, jetzt, wer).await?;
    }
    db::beschliessen(tx, id, version, platz.bis, beschluss, jetzt, wer).await?;
    let mut angaben = "status,beschluss,gueltig_bis".to_owned();
    if let Some(abdeckung) = app.teil::<Abdeckungspruefung>() {
        let n = abdeckung
            .0
            .uebernehmen(app, tx, may.kontext(), &bericht.anfang)
            .await?;
        angaben = format!("{angaben},zustaendigkeiten={n}");
    }
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, angaben);
    Ok(())
}

/// Marks the version in force once its first day has come; the one before is then replaced.
///
/// # Errors
/// `RAUM-E19` when it is not decided or its first day is still to come.
pub async fn gliederung_in_kraft_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Entscheiden, Gliederung>,
    id: Id<Gliederung>,
    version: i64,
) -> Result<()> {
    let g = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if g.status()? != GliederungStatus::Beschlossen {
        return Err(schritt_fehlt(g.status()?, GliederungStatus::InKraft));
    }
    if g.gueltig_ab > app.uhr.heute() {
        let text = format!("Dieser Zuschnitt gilt erst ab dem {}.", g.gueltig_ab);
        return Err(Error::regel("RAUM-E19", text));
    }
    let (jetzt, wer) = (app.uhr.jetzt(), may.kontext().benutzer());
    db::andere_abloesen(tx, id, jetzt, wer).await?;
    db::status_setzen(tx, id, version, GliederungStatus::InKraft, jetzt, wer).await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "status");
    Ok(())
}

/// Refuses changes of a version that is decided: what answered a question yesterday must answer it the same way
/// tomorrow.
pub(super) async fn entwurf_verlangen(tx: &mut Tx, id: Id<Gliederung>) -> Result<()> {
    use GliederungStatus::{Abstimmung, Entwurf};
    let g = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if matches!(g.status()?, Entwurf | Abstimmung) {
        Ok(())
    } else {
        Err(Error::regel(
            "RAUM-E19",
            "Dieser Zuschnitt ist beschlossen und bleibt, wie er ist. Bitte zeichnen Sie einen neuen Entwurf.",
        ))
    }
}

fn spanne_pruefen(neu: &NeueGliederung) -> Result<()> {
    if neu.bezeichnung.is_empty() {
        return Err(Befund::neu("RAUM-E17", "Bitte eine Bezeichnung angeben.")
            .an("bezeichnung")
            .into());
    }
    if neu.gueltig_bis.is_some_and(|b| b <= neu.gueltig_ab) {
        return Err(Befund::neu("RAUM-E17", "Der letzte Tag liegt vor dem ersten.")
            .an("gueltig_bis")
            .into());
    }
    Ok(())
}

fn schritt_fehlt(von: GliederungStatus, nach: GliederungStatus) -> Error {
    let text = format!("Von „{}“ führt kein Schritt zu „{}“.", von.text(), nach.text());
    Error::regel("RAUM-E19", text)
}
