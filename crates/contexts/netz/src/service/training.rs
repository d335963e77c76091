//! Trainings: write a series, name its trainers, plan its runs.

use std::collections::BTreeMap;

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, Sicht, Verwalten},
};
use base::{Befund, Id};
use store::Tx;

use super::idee::gut;
use crate::{
    ablage::{lauf as lablage, training as ablage},
    codes::LaufStatus,
    rules::training::{halbjahr, hoechstens_laeufe},
    training::{
        Lauf, LaufDaten, LaufGespeichert, Trainer, TrainerGespeichert, Training, TrainingDaten,
        TrainingGespeichert,
    },
};

/// All series by title.
///
/// # Errors
/// When the database cannot be read.
pub async fn trainings(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<TrainingGespeichert>> {
    ablage::alle(tx).await
}

/// How the runs of a half-year stand: how many there can be, and how many more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planung {
    /// Year and half.
    pub halbjahr: (i16, u8),
    /// The most there can be with the trainers there are.
    pub hoechstens: u32,
    /// How many are planned or done.
    pub geplant: usize,
    /// How many more there can be, as the trainers are taken.
    pub noch: u32,
}

/// One series with its trainers, its runs, and the planning of the half-years from today on.
#[derive(Debug, Clone)]
pub struct TrainingAkte {
    /// The series.
    pub training: TrainingGespeichert,
    /// Who holds it.
    pub trainer: Vec<TrainerGespeichert>,
    /// Its runs, the latest first.
    pub laeufe: Vec<LaufGespeichert>,
    /// This half-year and the next.
    pub planung: Vec<Planung>,
}

/// Loads it.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn training_laden(app: &App, tx: &mut Tx, may: &Befugnis<Lesen, Training>) -> Result<TrainingAkte> {
    akte(app, tx, may.objekt().ok_or(Error::NichtGefunden)?).await
}

async fn akte(app: &App, tx: &mut Tx, id: Id<Training>) -> Result<TrainingAkte> {
    let training = ablage::laden(tx, id).await?;
    let trainer = ablage::trainer(tx, id).await?;
    let laeufe = lablage::von(tx, id).await?;
    let (jahr, halb) = halbjahr(app.uhr.heute());
    let danach = if halb == 1 { (jahr, 2) } else { (jahr + 1, 1) };
    let planung = [(jahr, halb), danach]
        .map(|hj| planen(&training, &trainer, &laeufe, hj))
        .to_vec();
    Ok(TrainingAkte {
        training,
        trainer,
        laeufe,
        planung,
    })
}

/// How many runs each trainer can still hold in a half-year.
fn frei(
    t: &TrainingGespeichert,
    trainer: &[TrainerGespeichert],
    laeufe: &[LaufGespeichert],
    hj: (i16, u8),
) -> Vec<u32> {
    let mut gehalten: BTreeMap<Id<Trainer>, i64> = BTreeMap::new();
    for l in zaehlt(laeufe, hj) {
        for t in &l.daten.trainer {
            *gehalten.entry(*t).or_default() += 1;
        }
    }
    trainer
        .iter()
        .map(|p| t.daten.laeufe_je_trainer - gehalten.get(&p.id).copied().unwrap_or(0))
        .map(|n| u32::try_from(n).unwrap_or(0))
        .collect()
}

fn zaehlt(laeufe: &[LaufGespeichert], hj: (i16, u8)) -> impl Iterator<Item = &LaufGespeichert> {
    laeufe
        .iter()
        .filter(move |l| l.status != LaufStatus::Abgesagt && halbjahr(l.daten.beginn) == hj)
}

fn planen(
    t: &TrainingGespeichert,
    trainer: &[TrainerGespeichert],
    laeufe: &[LaufGespeichert],
    hj: (i16, u8),
) -> Planung {
    let je_lauf = u32::try_from(t.daten.trainer_je_lauf).unwrap_or(0);
    let je_trainer = u32::try_from(t.daten.laeufe_je_trainer).unwrap_or(0);
    Planung {
        halbjahr: hj,
        hoechstens: hoechstens_laeufe(&vec![je_trainer; trainer.len()], je_lauf),
        geplant: zaehlt(laeufe, hj).count(),
        noch: hoechstens_laeufe(&frei(t, trainer, laeufe, hj), je_lauf),
    }
}

/// Whether the user may say which proof a series gives, and give it: who may decide in this room. Everybody who edits
/// the network could otherwise open their own access.
#[must_use]
pub fn darf_nachweis(kontext: &Kontext) -> bool {
    Befugnis::<Entscheiden, Training>::pruefen(kontext, None, Bezug::default()).is_ok()
        || Befugnis::<Verwalten, Training>::pruefen(kontext, None, Bezug::default()).is_ok()
}

/// Writes a new series. Which proof it gives only those say who may decide in this room.
///
/// # Errors
/// `NETZ-E100` … `E102`.
pub async fn training_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Training>,
    mut daten: TrainingDaten,
) -> Result<Id<Training>> {
    gut(daten.pruefen())?;
    if !darf_nachweis(may.kontext()) {
        daten.nachweis.clear();
    }
    let id = app.ids.neu();
    ablage::einfuegen(tx, id, &daten, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// Saves changes to the version the user saw. The number of modules stays once a run is planned: its dates name them.
///
/// # Errors
/// `Konflikt` when somebody else saved since; `NETZ-E105`; findings as for [`training_anlegen`].
pub async fn training_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    version: i64,
    mut daten: TrainingDaten,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    gut(daten.pruefen())?;
    let alt = ablage::laden(tx, id).await?;
    if !darf_nachweis(may.kontext()) {
        daten.nachweis.clone_from(&alt.daten.nachweis);
    }
    if alt.daten.module.len() != daten.module.len() && !lablage::von(tx, id).await?.is_empty() {
        let text = "Es gibt schon einen Lauf. Module können umbenannt, aber nicht mehr oder weniger werden.";
        return Err(Befund::neu("NETZ-E105", text).an("module").into());
    }
    ablage::ersetzen(
        tx,
        (id, version),
        &daten,
        may.kontext().benutzer(),
        app.uhr.jetzt(),
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, id, "geändert");
    Ok(())
}

/// Somebody qualified joins.
///
/// # Errors
/// `NETZ-E106` without a name.
pub async fn trainer_dazu(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    (name, stelle): (&str, &str),
) -> Result<Id<Trainer>> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    ablage::laden(tx, id).await?;
    if name.trim().is_empty() {
        return Err(Befund::neu("NETZ-E106", "Bitte einen Namen eintragen.")
            .an("trainer_name")
            .into());
    }
    let t = TrainerGespeichert {
        id: app.ids.neu(),
        name: name.trim().to_owned(),
        stelle: stelle.trim().to_owned(),
        seit: app.uhr.heute(),
    };
    ablage::trainer_dazu(tx, id, &t).await?;
    journal::notieren(tx, &*app.uhr, may, id, "Trainer dazu");
    Ok(t.id)
}

/// Somebody stops holding it.
///
/// # Errors
/// `NichtGefunden` when there is no such trainer.
pub async fn trainer_ende(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    trainer: Id<Trainer>,
) -> Result<()> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    ablage::trainer_ende(tx, id, trainer, app.uhr.heute()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "Trainer beendet");
    Ok(())
}

/// Plans a run: enough different trainers, and none of them more often in a half-year than the series allows.
///
/// # Errors
/// `NETZ-E100`, `E103`, `E104`; `E107` when a trainer is taken.
pub async fn lauf_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    mut daten: LaufDaten,
) -> Result<Id<Lauf>> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let a = akte(app, tx, id).await?;
    gut(daten.pruefen(a.training.daten.trainer_je_lauf))?;
    let frei = frei(&a.training, &a.trainer, &a.laeufe, halbjahr(daten.beginn));
    for t in &daten.trainer {
        let platz = a
            .trainer
            .iter()
            .position(|p| p.id == *t)
            .ok_or(Error::NichtGefunden)?;
        if frei[platz] == 0 {
            let text = format!(
                "{} hält in diesem Halbjahr schon {} Läufe.",
                a.trainer[platz].name, a.training.daten.laeufe_je_trainer
            );
            return Err(Befund::neu("NETZ-E107", text).an("lauf_trainer").into());
        }
    }
    let lauf = app.ids.neu();
    lablage::einfuegen(tx, (lauf, id), &daten, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "Lauf geplant");
    Ok(lauf)
}
