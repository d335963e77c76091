//! `cargo xtask bench`: our own figures, and with `--peers` those of the best public peers in the same run.
//!
//! Each engine has a folder `xtask/peers/<engine>/` with `requirements.txt` and `messen.py`. The script builds inputs
//! from seeds, runs peer and engine in turn, checks every output, and prints one JSON object per figure; here they
//! become `docs/benchmarks.md`. Nothing is ever filled in that was not measured in the run.

mod maschine;
mod tabelle;
mod umgebung;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Args as ClapArgs;

use crate::lauf::{cargo, muss, wurzel, zeilen};
use tabelle::Figur;

/// What is measured.
#[derive(ClapArgs)]
pub struct Args {
    /// Install the public peers and measure them beside our engines; writes docs/benchmarks.md
    #[arg(long)]
    peers: bool,
    /// Small inputs, to try the scripts; docs/benchmarks.md stays as it is
    #[arg(long)]
    klein: bool,
    /// Middle sizes with --peers: the largest inputs and the longest runs are left out, and each peer runs once
    #[arg(long, conflicts_with = "klein")]
    mittel: bool,
    /// Measure this binary instead of building one
    #[arg(long, value_name = "DATEI", requires = "peers")]
    gewebe: Option<PathBuf>,
    /// The commit that binary was built from
    #[arg(long, value_name = "COMMIT", requires = "gewebe")]
    stand: Option<String>,
    /// Measure nothing: take lines of earlier or single runs from ENGINE.jsonl in this folder; the table says so
    #[arg(long, value_name = "ORDNER", requires = "peers", conflicts_with_all = ["klein", "mittel", "gewebe"])]
    zeilen: Option<PathBuf>,
    /// Only this engine (may be given several times)
    #[arg(long, value_name = "ENGINE")]
    nur: Vec<String>,
}

pub fn ausfuehren(args: &Args) -> anyhow::Result<()> {
    if let Some(aus) = &args.zeilen {
        eintragen(args, aus)
    } else if args.peers {
        vergleichen(args)
    } else {
        eigene(args)
    }
}

/// The benches of the crates; they print JSON lines themselves.
fn eigene(args: &Args) -> anyhow::Result<()> {
    let wo = ["crates/engines", "crates/contexts"].map(|o| wurzel().join(o));
    let alle: Vec<String> = wo
        .iter()
        .flat_map(|o| ordner(o, "benches", &args.nur).unwrap_or_default())
        .collect();
    ensure!(!alle.is_empty(), "Dazu gibt es nichts zu messen.");
    for name in alle {
        println!("== {name}");
        let mut c = cargo(&["bench", "--quiet", "--locked", "--package", &name]);
        if args.klein {
            c.env("ADRESSEN", "50000").env("GEWEBE_BENCH_KLEIN", "1");
        }
        muss(c)?;
    }
    Ok(())
}

/// The table from lines there are already; an engine without a file keeps its section.
fn eintragen(args: &Args, aus: &Path) -> anyhow::Result<()> {
    let datei = wurzel().join("docs/benchmarks.md");
    for name in ordner(&wurzel().join("xtask/peers"), "messen.py", &args.nur)? {
        let Ok(text) = fs::read_to_string(aus.join(&name).with_extension("jsonl")) else {
            continue;
        };
        let figuren: Vec<Figur> = text.lines().filter_map(Figur::lesen).collect();
        ensure!(!figuren.is_empty(), "{name}: keine Figur");
        let alt = fs::read_to_string(&datei).unwrap_or_default();
        let woher = [
            maschine::beschreiben(&maschine::stand(None)).as_str(),
            ". Put together from single runs with the same inputs and scorers, not from one run of the script",
        ]
        .concat();
        let neu = tabelle::einsetzen(&alt, &name, &figuren, &woher);
        fs::write(&datei, neu).with_context(|| datei.display().to_string())?;
    }
    Ok(())
}

fn vergleichen(args: &Args) -> anyhow::Result<()> {
    let peers = wurzel().join("xtask/peers");
    let engines = ordner(&peers, "messen.py", &args.nur)?;
    let gewebe = match &args.gewebe {
        Some(datei) => datei
            .canonicalize()
            .with_context(|| datei.display().to_string())?,
        None => {
            let was = ["build", "--quiet", "--release", "--locked", "--package", "gewebe"];
            muss(cargo(&was))?;
            umgebung::ziel()?.join("release/gewebe")
        }
    };
    let umfang = match (args.klein, args.mittel) {
        (true, _) => Some("--klein"),
        (_, true) => Some("--mittel"),
        _ => None,
    };
    let datei = wurzel().join("docs/benchmarks.md");
    // before the first figure: a long run outlives a commit
    let stand = maschine::stand(match (&args.stand, &args.gewebe) {
        (None, Some(_)) => Some("unknown"),
        (stand, _) => stand.as_deref(),
    });
    let mut gescheitert = Vec::new();
    for name in engines {
        println!("== {name}");
        let quelle = peers.join(&name);
        let python = umgebung::besorgen(&quelle, &name)?;
        let mut c = umgebung::messung(&python, &quelle, &gewebe, umfang)?;
        let mut figuren = Vec::new();
        let umfang = if args.mittel {
            ". Middle sizes (`--mittel`), each peer once"
        } else {
            ""
        };
        let eintragen = |figuren: &[Figur], fertig: bool| -> anyhow::Result<()> {
            if args.klein || figuren.is_empty() {
                return Ok(());
            }
            let alt = fs::read_to_string(&datei).unwrap_or_default();
            let ende = if fertig {
                ""
            } else {
                ". The run was stopped before its end"
            };
            let woher = [&maschine::beschreiben(&stand), umfang, ende].concat();
            fs::write(&datei, tabelle::einsetzen(&alt, &name, figuren, &woher))
                .with_context(|| datei.display().to_string())
        };
        let gut = zeilen(&mut c.befehl, |zeile| match Figur::lesen(zeile) {
            Some(figur) => {
                println!("{figur}");
                figuren.push(figur);
                // after every figure, so that a long run that is stopped keeps what it has
                if let Err(fehler) = eintragen(&figuren, false) {
                    println!("  {fehler:#}");
                }
            }
            // what the script says besides belongs to the person at the terminal
            None => println!("  {zeile}"),
        })?;
        if !gut || figuren.is_empty() {
            gescheitert.push(name.clone());
        }
        eintragen(&figuren, gut)?;
    }
    ensure!(
        gescheitert.is_empty(),
        "Nicht vollständig gemessen: {}",
        gescheitert.join(", ")
    );
    Ok(())
}

/// The subfolders that hold `darin`, in order; only the named ones when any is named.
fn ordner(eltern: &PathBuf, darin: &str, nur: &[String]) -> anyhow::Result<Vec<String>> {
    let mut namen: Vec<String> = fs::read_dir(eltern)
        .with_context(|| eltern.display().to_string())?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.join(darin).exists())
        .filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned()))
        .filter(|n| nur.is_empty() || nur.contains(n))
        .collect();
    namen.sort();
    ensure!(
        !namen.is_empty(),
        "Unter {} gibt es dazu nichts zu messen.",
        eltern.display()
    );
    Ok(namen)
}
