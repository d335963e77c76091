//! `gewebe budget pruefen`.

use std::{path::Path, process::ExitCode};

use clap::Subcommand;
use store::Db;

use crate::konfig::Konfig;

/// Was mit dem Hauptbuch geschehen soll.
#[derive(Subcommand, Debug)]
pub enum Befehl {
    /// Rechnet jeden Stand aus den Buchungen nach und nennt, was nicht stimmt
    Pruefen {
        /// Nur dieses Haushaltsjahr
        #[arg(long)]
        jahr: Option<i64>,
    },
}

/// Runs it.
///
/// # Errors
/// When the database cannot be read.
pub async fn ausfuehren(konfig: &Path, befehl: Befehl) -> anyhow::Result<ExitCode> {
    let Befehl::Pruefen { jahr } = befehl;
    let db = Db::verbinden(&Konfig::lesen(konfig)?.datenbank()).await?;
    let mut tx = db.snapshot().await?;
    let bericht = budget::service::pruefen(&mut tx, jahr).await?;
    for befund in &bericht.befunde {
        println!("{befund}");
    }
    println!(
        "{} Buchungen in {} Töpfen nachgerechnet: {}.",
        bericht.buchungen,
        bericht.toepfe,
        if bericht.befunde.is_empty() {
            "alles stimmt".to_owned()
        } else {
            format!("{} Abweichungen", bericht.befunde.len())
        }
    );
    Ok(if bericht.befunde.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
