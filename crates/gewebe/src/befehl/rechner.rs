//! `gewebe rechner`: one rule from JSON to JSON, with its steps and norms.

use std::{
    io::{IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::Args as ClapArgs;

use crate::rechner::{self, Problem};

/// Welcher Rechner.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Name des Rechners; die Eingabe kommt als JSON von der Standardeingabe
    #[arg(required_unless_present = "liste")]
    name: Option<String>,
    /// Nennt alle Rechner mit den JSON-Schemas von Eingabe und Ergebnis, als ein JSON-Feld
    #[arg(long)]
    liste: bool,
    /// Schreibt statt zu rechnen eine Eingabe, die geht
    #[arg(long, conflicts_with = "liste")]
    beispiel: bool,
    /// Die Eingabe aus einer Datei statt von der Standardeingabe
    #[arg(long, value_name = "DATEI")]
    ein: Option<PathBuf>,
}

/// Most bytes of an input.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Runs it. A problem goes to stderr as JSON, and the exit code is 2.
///
/// # Errors
/// When the input cannot be read or the output not written.
pub fn ausfuehren(args: &Args) -> anyhow::Result<ExitCode> {
    let mut aus = std::io::stdout().lock();
    if args.liste {
        // in a terminal a person reads, elsewhere a program
        if aus.is_terminal() {
            for r in rechner::liste() {
                writeln!(aus, "{:<18} {} ({})", r.name, r.zweck, r.norm)?;
            }
        } else {
            writeln!(aus, "{}", serde_json::to_string_pretty(&rechner::liste())?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let name = args.name.as_deref().unwrap_or_default();
    if args.beispiel {
        return match rechner::finden(name) {
            Some(r) => {
                writeln!(aus, "{}", serde_json::to_string_pretty(&r.beispiel)?)?;
                Ok(ExitCode::SUCCESS)
            }
            None => problem(&Problem::unbekannt(name)),
        };
    }
    // an unknown name is said before somebody waits for an input
    if rechner::finden(name).is_none() {
        return problem(&Problem::unbekannt(name));
    }
    let mut eingabe = Vec::new();
    match &args.ein {
        Some(pfad) => {
            let datei = std::fs::File::open(pfad).with_context(|| pfad.display().to_string())?;
            datei.take(MAX_BYTES).read_to_end(&mut eingabe)?;
        }
        None => {
            std::io::stdin()
                .lock()
                .take(MAX_BYTES)
                .read_to_end(&mut eingabe)?;
        }
    }
    match rechner::api::antwort(name, &eingabe) {
        Ok(a) => {
            writeln!(aus, "{}", serde_json::to_string_pretty(&a)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(p) => problem(&p),
    }
}

fn problem(p: &Problem) -> anyhow::Result<ExitCode> {
    eprintln!("{}", serde_json::to_string_pretty(p)?);
    Ok(ExitCode::from(2))
}
