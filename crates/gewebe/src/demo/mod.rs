//! The demo: a made-up municipality after one of the models, with everything a working day needs, entered through the
//! use cases of the rooms by the people of the model. The same wish on the same day gives the same town.

mod anliegen;
mod belegschaft;
mod budget;
mod faelle;
mod geschaeftsordnung;
mod leute;
mod netz;
mod netz_ehrenamt;
mod netz_erfassung;
mod netz_ideen;
mod netz_leben;
mod netz_verbindungen;
mod ort;
mod raeume;
mod rechnungen;
mod schutz;
mod servicebereich;
mod traeger;
mod woche;

use std::sync::Arc;

use amt::{App, go::modell::Modell, recht::Rolle};
use base::{FesteUhr, SeedIds, Zeitpunkt};
use indicatif::{ProgressBar, ProgressStyle};
use store::werte;

pub use geschaeftsordnung::text as go_text;
pub use leute::{KENNWORT, Leute};
pub use ort::{erzeugen, nach_wunsch};

/// What somebody wants to see.
#[derive(Debug, Clone)]
pub struct Wunsch {
    /// The municipality.
    pub modell: Modell,
    /// Text of its Geschäftsordnung, as it is brought in.
    pub go: String,
    /// Inhabitants, 1,000 to 1,000,000.
    pub einwohner: u32,
    /// Addresses; by default as many as such a town has.
    pub adressen: Option<u32>,
    /// Offers; by default as many as such a town has.
    pub angebote: Option<u32>,
    /// Start of all chance.
    pub seed: u64,
}

/// A progress bar over the steps of filling; shows nothing where there is no terminal.
#[must_use]
pub fn balken() -> ProgressBar {
    let balken = ProgressBar::new(0);
    if let Ok(stil) = ProgressStyle::with_template("{spinner} {msg}  {bar:30} {elapsed}") {
        balken.set_style(stil);
    }
    balken
}

/// Hour of the day, in German time, at which the office of the demo sets things up.
const MORGENS: i8 = 8;

/// Fills a fresh database: accounts and passwords first, everything else in one transaction.
///
/// # Errors
/// When the town cannot be built or a room refuses something; then nothing is stored.
pub async fn fuellen(app: &App, wunsch: &Wunsch, balken: &ProgressBar) -> anyhow::Result<Leute> {
    let modell = &wunsch.modell;
    let heute = app.uhr.heute();
    balken.set_message("Gemeinde erfinden");
    let ort = nach_wunsch(wunsch, heute)?;
    balken.set_length(ort.adressen.len() as u64);

    // the office is set up on the day its rules begin; the parts kept in memory are shared with the server
    let ab = raeume::beginn(modell, heute);
    let uhr = Arc::new(FesteUhr::bei(morgens(ab, app.uhr.jetzt())));
    let mut werk = app.clone();
    werk.uhr = uhr.clone();
    werk.ids = Arc::new(SeedIds::neu(wunsch.seed));

    balken.set_message("Konten");
    let mut leute = Leute::anlegen(&werk, modell, ab).await?;
    let mut tx = app.db.write().await?;
    balken.set_message("Geschäftsordnung");
    geschaeftsordnung::in_kraft(&werk, &mut tx, &wunsch.go, &leute).await?;
    balken.set_message("Räume");
    let planung = leute.erste(Rolle::R22)?.clone();
    let orte = raeume::anlegen(&werk, &mut tx, modell, &ort, &planung).await?;
    leute.raeume_zuweisen(&werk, &mut tx, modell, &orte, ab).await?;
    balken.set_message("Menschen und Zuständigkeit");
    let verwaltung = leute.erste(Rolle::R26)?.clone();
    let kraefte = belegschaft::anlegen(&werk, &mut tx, modell, &orte, &leute, &verwaltung, ab).await?;
    traeger::anlegen(&werk, &mut tx, modell, &orte, &verwaltung, ab).await?;
    balken.set_message("Adressen");
    raeume::register(&werk, &mut tx, &ort, orte.gliederung, &planung, |n| {
        balken.set_position(n);
    })
    .await?;
    raeume::in_kraft(&werk, &mut tx, modell, orte.gliederung, &planung).await?;

    balken.set_message("Angebote");
    uhr.stelle(morgens(heute, app.uhr.jetzt()));
    netz::anlegen(&werk, &mut tx, &ort, &orte, leute.erste(Rolle::R19)?).await?;
    netz_leben::erzaehlen(&werk, &mut tx, leute.erste(Rolle::R19)?).await?;
    // not every model has this role
    if let Some(fachkraft) = leute.mit_rolle(Rolle::R02).next() {
        netz_leben::vermittlungen(&werk, &mut tx, fachkraft).await?;
    }
    netz_verbindungen::erzaehlen(&werk, &mut tx, leute.erste(Rolle::R19)?).await?;
    netz_ideen::erzaehlen(&werk, &mut tx, leute.erste(Rolle::R19)?).await?;
    netz_erfassung::erzaehlen(
        &werk,
        &mut tx,
        leute.erste(Rolle::R19)?,
        &planung,
        orte.gliederung,
    )
    .await?;
    netz_erfassung::trainings(&werk, &mut tx, leute.erste(Rolle::R19)?).await?;
    netz_ehrenamt::erzaehlen(&werk, &mut tx, leute.erste(Rolle::R19)?).await?;
    belegschaft::abwesenheiten(&werk, &mut tx, modell, &kraefte, &verwaltung).await?;

    balken.set_message("Budget");
    budget::anlegen(&werk, &mut tx, &modell.kennung, &ort, &leute).await?;

    balken.set_message("Anliegen");
    let jetzt = app.uhr.jetzt();
    anliegen::erzaehlen(&werk, &uhr, &mut tx, &ort, &leute).await?;
    servicebereich::beratungen(&werk, &uhr, &mut tx, &ort, &orte, &leute, jetzt).await?;
    servicebereich::anrufe(&werk, &uhr, &mut tx, &ort, &leute, jetzt).await?;
    schutz::erzaehlen(&werk, &uhr, &mut tx, &leute, jetzt).await?;
    faelle::erzaehlen(&werk, &uhr, &mut tx, (&ort, &orte), &leute, jetzt).await?;
    rechnungen::erzaehlen(&werk, &mut tx, &leute).await?;
    woche::planen(&werk, &mut tx, &leute).await?;
    // the story lies in the past: nobody gets a letter about it today
    tx.execute("DELETE FROM auftrag WHERE art = 'mail'", werte![])
        .await?;

    balken.set_message("Speichern");
    tx.commit().await?;
    balken.finish_and_clear();
    Ok(leute)
}

/// The morning of a day; `sonst` when there is no such instant.
fn morgens(tag: base::Datum, sonst: Zeitpunkt) -> Zeitpunkt {
    let berlin = tag.0.at(MORGENS, 0, 0, 0).in_tz("Europe/Berlin");
    berlin.map_or(sonst, |z| Zeitpunkt(z.timestamp()))
}
