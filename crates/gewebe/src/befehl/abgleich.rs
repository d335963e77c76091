//! `gewebe abgleich`: which records of one or several registers are the same person.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use abgleich::{
    Einstellung,
    erzeugen::{Auftrag, erzeugen},
    formate, privat,
};
use anyhow::{Context, ensure};
use clap::{Args as ClapArgs, Subcommand};

/// Was abgeglichen wird.
#[derive(ClapArgs, Debug)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    anderes: Option<Anderes>,
    #[command(flatten)]
    lauf: Option<Lauf>,
}

#[derive(ClapArgs, Debug)]
struct Lauf {
    /// Die Datensätze als CSV: rec_id, source, first_name, last_name, birth_name, dob, sex, street, house_no, postcode,
    /// city und weitere Spalten; mit --verschluesselt auch mehrere Dateien
    #[arg(long, required = true, num_args = 1..)]
    ein: Vec<PathBuf>,
    /// Die Ergebnisdatei: rec_a, rec_b, score (Wahrscheinlichkeit, dass beide dieselbe Person meinen)
    #[arg(long)]
    aus: PathBuf,
    /// Ab welcher Wahrscheinlichkeit ein Paar genannt wird
    #[arg(long, default_value_t = 0.5)]
    schwelle: f64,
    /// Nennt zu jedem Paar die gemeinsame Person (Spalte cluster)
    #[arg(long)]
    cluster: bool,
    /// Schreibt zu jedem Datensatz seine Person in diese Datei: rec_id, cluster
    #[arg(long)]
    gruppen: Option<PathBuf>,
    /// Begründet jedes Paar in Worten (Spalte warum)
    #[arg(long)]
    warum: bool,
    /// Die Datensätze sind mit „abgleich verschluesseln“ verschlüsselt
    #[arg(long, conflicts_with_all = ["cluster", "gruppen", "warum"])]
    verschluesselt: bool,
}

#[derive(Subcommand, Debug)]
enum Anderes {
    /// Verschlüsselt Datensätze für einen Abgleich, bei dem keine Seite Namen zeigt
    Verschluesseln {
        /// Die Datensätze als CSV
        #[arg(long)]
        ein: PathBuf,
        /// Die verschlüsselte Datei: rec_id, source, filter_v1
        #[arg(long)]
        aus: PathBuf,
        /// Datei mit dem gemeinsamen Schlüssel beider Ämter, mindestens 16 Zeichen
        #[arg(long)]
        schluessel: PathBuf,
    },
    /// Erzeugt erfundene Register mit bekannter Wahrheit zum Messen
    Erzeugen {
        /// Anzahl der Datensätze
        #[arg(long)]
        datensaetze: usize,
        /// Anfang der Zufallszahlen
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Wie schlecht die Register geführt sind, 1 bis 5
        #[arg(long, default_value_t = 1)]
        haerte: usize,
        /// Ordner für records.csv und truth.csv
        #[arg(long)]
        aus: PathBuf,
    },
}

/// Runs the comparison or one of its helpers.
///
/// # Errors
/// When a file cannot be read or written.
pub fn ausfuehren(args: Args) -> anyhow::Result<ExitCode> {
    match (args.anderes, args.lauf) {
        (Some(Anderes::Verschluesseln { ein, aus, schluessel }), _) => {
            verschluesseln(&ein, &aus, &schluessel)?;
        }
        (
            Some(Anderes::Erzeugen {
                datensaetze,
                seed,
                haerte,
                aus,
            }),
            _,
        ) => {
            std::fs::create_dir_all(&aus).with_context(|| aus.display().to_string())?;
            let auftrag = Auftrag {
                datensaetze,
                seed,
                haerte,
            };
            let (mut saetze, mut wahrheit) = (
                schreiber(&aus.join("records.csv"))?,
                schreiber(&aus.join("truth.csv"))?,
            );
            erzeugen(&auftrag, &mut saetze, &mut wahrheit)?;
            saetze.flush()?;
            wahrheit.flush()?;
        }
        (None, Some(lauf)) if lauf.verschluesselt => verschluesselt(&lauf)?,
        (None, Some(lauf)) => offen(&lauf)?,
        (None, None) => anyhow::bail!("Es fehlen --ein und --aus."),
    }
    Ok(ExitCode::SUCCESS)
}

fn offen(lauf: &Lauf) -> anyhow::Result<()> {
    let [ein] = lauf.ein.as_slice() else {
        anyhow::bail!(
            "Mehrere Dateien gehen nur mit --verschluesselt; sonst bitte eine mit der Spalte source."
        );
    };
    schwelle_pruefen(lauf.schwelle)?;
    let daten = lesen(ein)?;
    let bestand = formate::lesen(&daten).with_context(|| ein.display().to_string())?;
    drop(daten);
    let wie = Einstellung {
        schwelle: lauf.schwelle,
        gruende: lauf.warum,
    };
    let ergebnis = abgleich::abgleichen(&bestand, &wie);
    let mut aus = schreiber(&lauf.aus)?;
    formate::paare_schreiben(&bestand, &ergebnis, lauf.cluster, &mut aus)?;
    aus.flush()?;
    if let Some(pfad) = &lauf.gruppen {
        let mut aus = schreiber(pfad)?;
        formate::gruppen_schreiben(&bestand, &ergebnis, &mut aus)?;
        aus.flush()?;
    }
    Ok(())
}

fn verschluesselt(lauf: &Lauf) -> anyhow::Result<()> {
    schwelle_pruefen(lauf.schwelle)?;
    let mut kodierte = Vec::new();
    for ein in &lauf.ein {
        kodierte.extend(privat::kodierte_lesen(&lesen(ein)?).with_context(|| ein.display().to_string())?);
    }
    let ergebnis = privat::abgleichen(&kodierte, lauf.schwelle);
    let mut aus = schreiber(&lauf.aus)?;
    privat::paare_schreiben(&kodierte, &ergebnis, &mut aus)?;
    aus.flush()?;
    Ok(())
}

fn verschluesseln(ein: &Path, aus: &Path, schluessel: &Path) -> anyhow::Result<()> {
    let schluessel = lesen(schluessel)?;
    let bestand = formate::lesen(&lesen(ein)?).with_context(|| ein.display().to_string())?;
    let kodierte = privat::kodieren(&bestand, &schluessel)?;
    let mut ziel = schreiber(aus)?;
    privat::kodierte_schreiben(&kodierte, &mut ziel)?;
    ziel.flush()?;
    Ok(())
}

fn schwelle_pruefen(schwelle: f64) -> anyhow::Result<()> {
    ensure!(
        (0.0..=1.0).contains(&schwelle),
        "Die Schwelle liegt zwischen 0 und 1."
    );
    Ok(())
}

fn lesen(pfad: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(pfad).with_context(|| pfad.display().to_string())
}

fn schreiber(pfad: &Path) -> anyhow::Result<BufWriter<File>> {
    Ok(BufWriter::new(
        File::create(pfad).with_context(|| pfad.display().to_string())?,
    ))
}
