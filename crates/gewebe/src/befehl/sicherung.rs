//! `gewebe sichern` and `gewebe wiederherstellen`.

use std::{
    fs::File,
    io::{BufReader, BufWriter},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};
use store::{Db, sicherung};

use crate::{anwendung::RAEUME, konfig::Konfig};

/// Wohin gesichert wird.
#[derive(Args, Debug)]
pub struct SichernArgs {
    /// Die Datei, die entsteht; es darf sie noch nicht geben
    datei: PathBuf,
}

/// Woher wiederhergestellt wird.
#[derive(Args, Debug)]
pub struct WiederherstellenArgs {
    /// Die Sicherungsdatei
    datei: PathBuf,
}

/// Writes a backup beside the final name and renames it when it is whole and on the disk.
///
/// # Errors
/// When the database cannot be read or the file not written.
pub async fn sichern(konfig: &Path, args: SichernArgs) -> anyhow::Result<ExitCode> {
    let db = Db::verbinden(&Konfig::lesen(konfig)?.datenbank()).await?;
    anyhow::ensure!(!args.datei.exists(), "{} gibt es schon.", args.datei.display());
    let teil = args.datei.with_extension("teil");
    let datei = File::create(&teil).with_context(|| teil.display().to_string())?;
    let mut packer = GzEncoder::new(BufWriter::new(datei), Compression::default());
    let bericht = sicherung::sichern(&db, &mut packer).await?;
    packer.finish()?.into_inner().map_err(|e| e.into_error())?.sync_all()?;
    std::fs::rename(&teil, &args.datei)?;
    println!("Gesichert: {} Tabellen, {} Zeilen.", bericht.tabellen, bericht.zeilen);
    println!("Prüfsumme {}", bericht.pruefsumme);
    Ok(ExitCode::SUCCESS)
}

/// Restores into the configured database, which must be empty.
///
/// # Errors
/// When the file is damaged or the target in use; then nothing was restored.
pub async fn wiederherstellen(konfig: &Path, args: WiederherstellenArgs) -> anyhow::Result<ExitCode> {
    let db = Db::verbinden(&Konfig::lesen(konfig)?.datenbank()).await?;
    let datei = File::open(&args.datei).with_context(|| args.datei.display().to_string())?;
    let mut packer = BufReader::new(GzDecoder::new(BufReader::new(datei)));
    let bericht = sicherung::wiederherstellen(&db, &RAEUME, &mut packer).await?;
    db.schliessen().await;
    println!("Wiederhergestellt: {} Tabellen, {} Zeilen. Das Journal ist in Ordnung.", bericht.tabellen, bericht.zeilen);
    println!("Prüfsumme {}", bericht.pruefsumme);
    Ok(ExitCode::SUCCESS)
}
