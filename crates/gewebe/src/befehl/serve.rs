//! `gewebe serve`.

use std::{path::Path, process::ExitCode};

use amt::benutzer;

use crate::{dienst, konfig::Konfig};

/// Login name of the first account.
const ERSTE_KENNUNG: &str = "verwaltung";

/// Serves until asked to stop.
///
/// # Errors
/// When something cannot start; the message says what to mend.
pub async fn ausfuehren(datei: &Path) -> anyhow::Result<ExitCode> {
    if Konfig::vorlage_schreiben(datei)? {
        println!("{} wurde angelegt. Bitte ansehen und anpassen.", datei.display());
    }
    let konfig = Konfig::lesen(datei)?;
    super::protokoll(&konfig.protokoll);
    let app = dienst::app(&konfig).await?;
    match benutzer::ersteinrichtung(&app, ERSTE_KENNUNG, "Fachadministration").await {
        Ok(kennwort) => {
            println!(
                "Erste Anmeldung: {ERSTE_KENNUNG} mit dem Kennwort {}",
                kennwort.zeigen()
            );
            println!("Das Kennwort gilt einmal und muss bei der ersten Anmeldung geändert werden.");
        }
        // there are accounts already
        Err(fehler) if fehler.befunde().iter().any(|b| b.code == "AMT-E29") => {}
        Err(fehler) => return Err(fehler.into()),
    }
    dienst::laufen(&app, &konfig, |adresse| tracing::info!(%adresse, "ready")).await?;
    Ok(ExitCode::SUCCESS)
}
