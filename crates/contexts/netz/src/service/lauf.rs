//! Runs of a training: dates, places, who was there, certificates; and the day a list goes.

use std::collections::BTreeSet;

use amt::{
    App, Benutzer, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug, Lesen},
};
use base::{Befund, Datum, Id};
use store::Tx;

use crate::{
    ablage::{lauf as lablage, training as ablage},
    codes::LaufStatus,
    rules::training::{LISTEN_MONATE, vollstaendig},
    training::{
        Anmeldung, AnmeldungGespeichert, Lauf, LaufGespeichert, TerminGespeichert, Training,
        TrainingGespeichert, Trainingstermin,
    },
};

/// A run with its series, dates and places. Only those who work on it see who comes; others see themselves.
#[derive(Debug, Clone)]
pub struct LaufAkte {
    /// The run.
    pub lauf: LaufGespeichert,
    /// Its series.
    pub training: TrainingGespeichert,
    /// Names of the trainers.
    pub trainer: Vec<String>,
    /// Its dates.
    pub termine: Vec<TerminGespeichert>,
    /// Who comes.
    pub anmeldungen: Vec<AnmeldungGespeichert>,
}

/// Loads it.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn lauf_laden(tx: &mut Tx, may: &Befugnis<Lesen, Training>, id: Id<Lauf>) -> Result<LaufAkte> {
    let mut a = lauf_akte(tx, id).await?;
    let kontext = may.kontext();
    if Befugnis::<Bearbeiten, Training>::pruefen(kontext, Some(a.training.id), Bezug::default()).is_err() {
        let ich = Some(kontext.benutzer());
        a.anmeldungen.retain(|p| p.benutzer == ich);
    }
    Ok(a)
}

async fn lauf_akte(tx: &mut Tx, id: Id<Lauf>) -> Result<LaufAkte> {
    let lauf = lablage::laden(tx, id).await?;
    let training = ablage::laden(tx, lauf.training).await?;
    let trainer = ablage::trainer_namen(tx, id).await?;
    let termine = lablage::termine(tx, id).await?;
    let anmeldungen = lablage::anmeldungen(tx, id, lauf.daten.plaetze).await?;
    Ok(LaufAkte {
        lauf,
        training,
        trainer,
        termine,
        anmeldungen,
    })
}

fn offen(a: &LaufAkte) -> Result<()> {
    if a.lauf.status == LaufStatus::Geplant {
        return Ok(());
    }
    Err(Error::regel("NETZ-E108", "Dieser Lauf ist vorbei."))
}

/// The run a user may work on, still open.
async fn arbeit(tx: &mut Tx, may: &Befugnis<Bearbeiten, Training>, id: Id<Lauf>) -> Result<LaufAkte> {
    let a = lauf_akte(tx, id).await?;
    if may.objekt().is_some_and(|t| t != a.training.id) {
        return Err(Error::NichtGefunden);
    }
    offen(&a)?;
    Ok(a)
}

/// Adds a date for a module.
///
/// # Errors
/// `NETZ-E01` when it ends before it begins, `E109` for a module there is not or a day before the run.
pub async fn termin_dazu(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    lauf: Id<Lauf>,
    (modul, tag, von, bis): (i64, Datum, u16, u16),
) -> Result<Id<Trainingstermin>> {
    let a = arbeit(tx, may, lauf).await?;
    let module = i64::try_from(a.training.daten.module.len()).unwrap_or(0);
    if bis <= von {
        return Err(Befund::neu("NETZ-E01", "Das Ende liegt vor dem Beginn.")
            .an("bis")
            .into());
    }
    if !(1..=module).contains(&modul) || tag < a.lauf.daten.beginn {
        let text = "Bitte wählen Sie ein Modul und einen Tag ab dem ersten Tag des Laufs.";
        return Err(Befund::neu("NETZ-E109", text).an("tag").into());
    }
    let t = TerminGespeichert {
        id: app.ids.neu(),
        modul,
        tag,
        von,
        bis,
    };
    lablage::termin_dazu(tx, lauf, &t).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "Termin dazu");
    Ok(t.id)
}

/// The user takes a place, or waits for one.
///
/// # Errors
/// `NETZ-E108` when it is over, `E110` when the user is on the list already.
pub async fn sich_anmelden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Training>,
    lauf: Id<Lauf>,
) -> Result<Id<Anmeldung>> {
    let a = lauf_akte(tx, lauf).await?;
    offen(&a)?;
    let k = may.kontext();
    if a.anmeldungen.iter().any(|p| p.benutzer == Some(k.benutzer())) {
        return Err(Error::regel("NETZ-E110", "Sie sind schon angemeldet."));
    }
    let id = app.ids.neu();
    let wer = (k.name(), k.rollen_text());
    lablage::anmelden(tx, (id, lauf), Some(k.benutzer()), (wer.0, &wer.1)).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "angemeldet");
    Ok(id)
}

/// The user gives the place back.
///
/// # Errors
/// `NichtGefunden` when the user has none; `NETZ-E108`.
pub async fn sich_abmelden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Lesen, Training>,
    lauf: Id<Lauf>,
) -> Result<()> {
    let a = lauf_akte(tx, lauf).await?;
    offen(&a)?;
    let ich: Id<Benutzer> = may.kontext().benutzer();
    let platz = a.anmeldungen.iter().find(|p| p.benutzer == Some(ich));
    lablage::abmelden(tx, lauf, platz.ok_or(Error::NichtGefunden)?.id).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "abgemeldet");
    Ok(())
}

/// Somebody without an account gets a place, for example from the court.
///
/// # Errors
/// `NETZ-E106` without a name, `E108`.
pub async fn anmelden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    lauf: Id<Lauf>,
    (name, stelle): (&str, &str),
) -> Result<Id<Anmeldung>> {
    let a = arbeit(tx, may, lauf).await?;
    if name.trim().is_empty() {
        return Err(Befund::neu("NETZ-E106", "Bitte einen Namen eintragen.")
            .an("name")
            .into());
    }
    let id = app.ids.neu();
    lablage::anmelden(tx, (id, lauf), None, (name.trim(), stelle.trim())).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "jemanden angemeldet");
    Ok(id)
}

/// Takes somebody off the list.
///
/// # Errors
/// `NichtGefunden` when there is no such place; `NETZ-E108`.
pub async fn abmelden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    lauf: Id<Lauf>,
    wen: Id<Anmeldung>,
) -> Result<()> {
    let a = arbeit(tx, may, lauf).await?;
    lablage::abmelden(tx, lauf, wen).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "jemanden abgemeldet");
    Ok(())
}

/// Notes who was there at a date. Who waits for a place was not.
///
/// # Errors
/// `NichtGefunden` when the date or somebody is not of this run; `NETZ-E111` for a date to come.
pub async fn teilnahme(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    (lauf, termin): (Id<Lauf>, Id<Trainingstermin>),
    wer: &[Id<Anmeldung>],
) -> Result<()> {
    let a = arbeit(tx, may, lauf).await?;
    let t = a
        .termine
        .iter()
        .find(|t| t.id == termin)
        .ok_or(Error::NichtGefunden)?;
    if t.tag > app.uhr.heute() {
        return Err(Error::regel("NETZ-E111", "Dieser Termin war noch nicht."));
    }
    let auf_der_liste = |id: &Id<Anmeldung>| a.anmeldungen.iter().any(|p| p.id == *id && !p.wartet);
    if !wer.iter().all(auf_der_liste) {
        return Err(Error::NichtGefunden);
    }
    lablage::anwesend(tx, termin, wer).await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "Teilnahme");
    Ok(())
}

/// Ends a run: who attended every module gets a certificate, and the proof the Geschäftsordnung may demand before access.
/// The counts stay when the list goes. Nobody gives the proof to themselves: that place is closed without it, and the
/// administration enters it.
///
/// # Errors
/// `NETZ-E112` while a date lies ahead or a module had none; `E115` when the series gives a proof and the user may not
/// decide in this room.
pub async fn lauf_abschliessen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    lauf: Id<Lauf>,
) -> Result<i64> {
    let a = arbeit(tx, may, lauf).await?;
    let heute = app.uhr.heute();
    let nachweis = &a.training.daten.nachweis;
    if !nachweis.is_empty() && !super::training::darf_nachweis(may.kontext()) {
        let text = "Dieses Training öffnet Zugänge. Abschließen darf es die Netzredaktion, das Regionalmanagement oder \
                    die Fachadministration.";
        return Err(Error::regel("NETZ-E115", text));
    }
    let module: BTreeSet<i64> = (1..=i64::try_from(a.training.daten.module.len()).unwrap_or(0)).collect();
    let gehalten: BTreeSet<i64> = a.termine.iter().map(|t| t.modul).collect();
    if !vollstaendig(&module, &gehalten) || a.termine.iter().any(|t| t.tag > heute) {
        let text = "Abschließen geht, wenn jedes Modul einen Termin hatte und keiner mehr kommt.";
        return Err(Error::regel("NETZ-E112", text));
    }
    let (mut da, mut bestanden) = (0, 0);
    for p in &a.anmeldungen {
        let besucht: BTreeSet<i64> = a
            .termine
            .iter()
            .filter(|t| p.anwesend.contains(&t.id))
            .map(|t| t.modul)
            .collect();
        da += i64::from(!besucht.is_empty());
        if vollstaendig(&module, &besucht) {
            bestanden += 1;
            lablage::abgeschlossen(tx, p.id, Some(heute)).await?;
            if let Some(wem) = p.benutzer {
                let was = (nachweis.as_str(), heute, a.lauf.daten.titel.as_str());
                amt::nachweis::aus_training(app, tx, may.kontext(), wem, was).await?;
            }
        }
    }
    let wer = (may.kontext().benutzer(), app.uhr.jetzt());
    lablage::weiter(
        tx,
        &a.lauf,
        LaufStatus::Abgeschlossen.code(),
        "",
        (da, bestanden),
        wer,
    )
    .await?;
    journal::notieren(
        tx,
        &*app.uhr,
        may,
        a.training.id,
        format!("Lauf abgeschlossen, {bestanden} Zertifikate"),
    );
    Ok(bestanden)
}

/// Cancels a run; it no longer takes its trainers.
///
/// # Errors
/// `NETZ-E34` without a reason.
pub async fn lauf_absagen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Training>,
    lauf: Id<Lauf>,
    grund: &str,
) -> Result<()> {
    let a = arbeit(tx, may, lauf).await?;
    if grund.trim().is_empty() {
        return Err(Befund::neu("NETZ-E34", "Bitte den Grund der Absage eintragen.")
            .an("grund")
            .into());
    }
    let wer = (may.kontext().benutzer(), app.uhr.jetzt());
    lablage::weiter(
        tx,
        &a.lauf,
        LaufStatus::Abgesagt.code(),
        grund.trim(),
        (0, 0),
        wer,
    )
    .await?;
    journal::notieren(tx, &*app.uhr, may, a.training.id, "Lauf abgesagt");
    Ok(())
}

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zertifikat {
    /// Who.
    pub name: String,
    /// Where from.
    pub stelle: String,
    /// Which series.
    pub training: String,
    /// Which run.
    pub lauf: String,
    /// The modules.
    pub module: Vec<String>,
    /// First and last day.
    pub zeit: (Datum, Datum),
    /// The day of completion.
    pub am: Datum,
}

/// A certificate, for whoever earned it and for those who hand it out.
///
/// # Errors
/// `NichtGefunden` for everybody else, and without completion.
pub async fn zertifikat(tx: &mut Tx, kontext: &Kontext, id: Id<Anmeldung>) -> Result<Zertifikat> {
    let may = Befugnis::<Lesen, Training>::pruefen(kontext, None, Bezug::default())?;
    let lauf = lablage::lauf_von(tx, id).await?;
    let a = lauf_laden(tx, &may, lauf).await?;
    let p = a
        .anmeldungen
        .iter()
        .find(|p| p.id == id)
        .ok_or(Error::NichtGefunden)?;
    let am = p.abgeschlossen_am.ok_or(Error::NichtGefunden)?;
    let letzter = a
        .termine
        .iter()
        .map(|t| t.tag)
        .max()
        .unwrap_or(a.lauf.daten.beginn);
    Ok(Zertifikat {
        name: p.name.clone(),
        stelle: p.stelle.clone(),
        training: a.training.daten.titel,
        lauf: a.lauf.daten.titel,
        module: a.training.daten.module,
        zeit: (a.lauf.daten.beginn, letzter),
        am,
    })
}

/// Lists of runs that ended twelve months ago go; the counts stay (7.2). How many went.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn trainingslisten_loeschen(app: &App, tx: &mut Tx) -> Result<usize> {
    let heute = app.uhr.heute();
    let vor = heute
        .0
        .checked_sub(jiff::Span::new().months(LISTEN_MONATE))
        .map_or(heute, Datum);
    let alte = lablage::alte_listen(tx, vor).await?;
    for lauf in &alte {
        lablage::liste_weg(tx, *lauf).await?;
    }
    Ok(alte.len())
}
