//! `gewebe serve`.

use std::{path::Path, process::ExitCode};

use crate::{dienst, konfig::Konfig};

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
    if let Some(zugang) = amt::benutzer::ersteinrichtung(&app).await? {
        println!("Erste Anmeldung: {} mit dem Kennwort {}", zugang.kennung, zugang.kennwort);
        println!("Das Kennwort gilt einmal und muss bei der ersten Anmeldung geändert werden.");
    }
    dienst::laufen(&app, &konfig, |adresse| tracing::info!(%adresse, "ready")).await?;
    Ok(ExitCode::SUCCESS)
}
