//! `gewebe fristen`: a list of periods, or the holidays of some years, as plain tables.

use std::{fs::File, io::BufWriter, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args as ClapArgs;
use fristen::{Kalender, Land, dateien};

/// Was gerechnet wird.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Liste als CSV: id, beginn und laenge (P3W, P14D, P1M, P1Y, PT24H, 7WT, 10AT) oder schluessel; dazu land, merkmale
    #[arg(long, required_unless_present = "feiertage")]
    ein: Option<PathBuf>,
    /// Statt Fristen die Feiertage dieser Jahre, zum Beispiel 2026-2030
    #[arg(long, value_name = "VON-BIS", value_parser = jahre, conflicts_with = "ein")]
    feiertage: Option<(i16, i16)>,
    /// Land, wo die Liste keines nennt; ohne Angabe alle Länder (Feiertage) oder Schleswig-Holstein
    #[arg(long)]
    land: Option<Land>,
    /// Die Ergebnisdatei: id, ende, grund, fehler – oder land, tag, name
    #[arg(long)]
    aus: PathBuf,
}

fn jahre(text: &str) -> Result<(i16, i16), String> {
    let (von, bis) = text.split_once('-').unwrap_or((text, text));
    let zahl = |t: &str| t.parse::<i16>().ok().filter(|j| (1583..=9998).contains(j));
    match zahl(von).zip(zahl(bis)) {
        Some((von, bis)) if von <= bis => Ok((von, bis)),
        _ => Err("Bitte zwei Jahre angeben, zum Beispiel 2026-2030.".to_owned()),
    }
}

/// Runs it.
///
/// # Errors
/// When a file cannot be read or written or a column is missing. A line that cannot be computed is no error: it says so.
pub fn ausfuehren(args: &Args) -> anyhow::Result<ExitCode> {
    let aus = File::create(&args.aus).with_context(|| args.aus.display().to_string())?;
    let aus = BufWriter::new(aus);
    if let Some((von, bis)) = args.feiertage {
        let laender = args.land.as_ref().map_or(Land::ALLE, std::slice::from_ref);
        let kalender: Vec<Kalender> = laender.iter().map(|l| Kalender::fuer(*l)).collect();
        dateien::feiertage(&kalender, von..=bis, aus)?;
    } else if let Some(pfad) = &args.ein {
        let ein = std::fs::read(pfad).with_context(|| pfad.display().to_string())?;
        let (alle, abgelehnt) = dateien::fristen(&ein, args.land.unwrap_or(Land::Sh), aus)?;
        println!("{alle} Fristen, {abgelehnt} davon nicht zu rechnen");
    }
    Ok(ExitCode::SUCCESS)
}
