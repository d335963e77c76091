//! `gewebe journal pruefen`, `gewebe journal anker`.

use std::{path::Path, process::ExitCode};

use clap::Subcommand;
use store::{
    Db,
    journal::{self, Anker},
};

use crate::konfig::Konfig;

/// Was mit dem Journal geschehen soll.
#[derive(Subcommand, Debug)]
pub enum Befehl {
    /// Liest die ganze Kette und nennt den ersten Bruch
    Pruefen {
        /// Außer Haus verwahrte Anker (NUMMER:HASH), durch die die Kette gehen muss
        #[arg(long)]
        anker: Vec<Anker>,
    },
    /// Gibt den jetzigen Stand der Kette aus, zum Verwahren außer Haus
    Anker,
}

/// Runs it.
///
/// # Errors
/// When the database cannot be read.
pub async fn ausfuehren(konfig: &Path, befehl: Befehl) -> anyhow::Result<ExitCode> {
    let db = Db::verbinden(&Konfig::lesen(konfig)?.datenbank()).await?;
    let mut tx = db.snapshot().await?;
    match befehl {
        Befehl::Anker => println!("{}", journal::anker(&mut tx).await?),
        Befehl::Pruefen { anker } => {
            let p = journal::pruefen(&mut tx, &anker).await?;
            if let Some(bruch) = p.bruch {
                println!("{} Einträge sind in Ordnung, dann: {bruch}", p.geprueft);
                return Ok(ExitCode::FAILURE);
            }
            println!("Das Journal ist in Ordnung: {} Einträge.", p.geprueft);
        }
    }
    Ok(ExitCode::SUCCESS)
}
