//! `gewebe go pruefen`, `gewebe go drucken`.

use std::{path::PathBuf, process::ExitCode};

use amt::go;
use anyhow::Context;
use clap::Subcommand;

/// Was mit der Geschäftsordnung geschehen soll.
#[derive(Subcommand, Debug)]
pub enum Befehl {
    /// Prüft eine Datei und nennt jeden Fehler mit Zeile, Schlüssel und dem, was erlaubt ist
    Pruefen {
        /// Die Datei, zum Beispiel modelle/isar/go.toml, oder der Ordner eines ganzen Modells
        datei: PathBuf,
    },
    /// Gibt die Geschäftsordnung als Text aus
    Drucken {
        /// Die Datei
        datei: PathBuf,
    },
}

/// Runs it.
///
/// # Errors
/// When the file cannot be read.
pub fn ausfuehren(befehl: &Befehl) -> anyhow::Result<ExitCode> {
    let (Befehl::Pruefen { datei } | Befehl::Drucken { datei }) = befehl;
    let name = datei.display().to_string();
    if datei.is_dir() {
        return Ok(match go::modell::Modell::aus_ordner(datei) {
            Ok(modell) => {
                println!("{name}: in Ordnung. {} Räume, {} Personen.", modell.raeume.raeume.len(), modell.organisation.personen.len());
                ExitCode::SUCCESS
            }
            Err(fehler) => {
                print!("{}", go::bericht(&fehler));
                ExitCode::FAILURE
            }
        });
    }
    let text = std::fs::read_to_string(datei).with_context(|| name.clone())?;
    Ok(match go::lesen(&name, &text) {
        Err(fehler) => {
            print!("{}", go::bericht(&fehler));
            ExitCode::FAILURE
        }
        Ok(ordnung) => {
            if matches!(befehl, Befehl::Drucken { .. }) {
                print!("{}", go::darstellen(&ordnung).markdown());
            } else {
                println!("{name}: in Ordnung.");
            }
            ExitCode::SUCCESS
        }
    })
}
