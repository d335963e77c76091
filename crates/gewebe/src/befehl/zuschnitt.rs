//! `gewebe zuschnitt`: small units to balanced, contiguous zones.

use std::{
    fs,
    io::{BufWriter, ErrorKind, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, ensure};
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use rustix::time::{ClockId, clock_gettime};
use zuschnitt::{
    Aufgabe, Dateien, Gesamtbericht, Suche, Topologie, aus_geojson, lesen, plan_schreiben, zuschneiden,
};

/// Was zugeschnitten wird und wie lange gesucht wird.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Ordner mit units.csv, edges.csv und task.json (dazu infra.csv, barriers.csv) oder mit units.geojson, mapping.json und task.json (dazu values.csv)
    #[arg(long)]
    ein: PathBuf,
    /// Die Ergebnisdatei mit unit_id und zone; weitere Pläne stehen daneben als …-2.csv, …-3.csv
    #[arg(long)]
    aus: PathBuf,
    /// Der Bericht als JSON; ohne Angabe neben der Ergebnisdatei
    #[arg(long)]
    bericht: Option<PathBuf>,
    /// Rechenzeit in Sekunden (Prozessorzeit); Strg+C beendet vorher mit dem besten Plan bis dahin
    #[arg(long, default_value_t = 10.0)]
    zeit: f64,
    /// Zahl der Suchschritte statt der Rechenzeit; damit ist das Ergebnis auf jedem Rechner gleich
    #[arg(long)]
    schritte: Option<u64>,
    /// Startzahl des Zufalls
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Der heutige Zuschnitt: unit_id, zone, wahlweise staff
    #[arg(long, requires = "aenderung")]
    bestand: Option<PathBuf>,
    /// Wie sehr Änderungen gegenüber heute zählen; 0 = gar nicht, 1 = so viel wie alle Grenzen zusammen
    #[arg(long, requires = "bestand")]
    aenderung: Option<f64>,
    /// Einheiten, die fest zu einer Zone gehören: unit_id, zone
    #[arg(long)]
    gesperrt: Option<PathBuf>,
    /// Zahl der deutlich verschiedenen Pläne
    #[arg(long, default_value_t = 1)]
    plaene: usize,
}

/// Reads the task, searches, writes plans and report.
///
/// # Errors
/// When a file cannot be read or written or holds a mistake. A task that cannot be fulfilled is no error; the report
/// says which demand is broken.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bar goes from 0 to 1000"
)]
pub fn ausfuehren(args: &Args) -> anyhow::Result<ExitCode> {
    ensure!(
        args.zeit > 0.0 && args.zeit.is_finite(),
        "--zeit muss eine Zahl über 0 sein."
    );
    ensure!((1..=100).contains(&args.plaene), "--plaene geht von 1 bis 100.");
    let (aufgabe, topologie) = einlesen(args)?;
    let suche = Suche {
        saat: args.seed,
        schritte: args.schritte,
        plaene: args.plaene,
    };
    // what writing will take is not for searching
    let rest = args.zeit - (0.01 + 4e-6 * aufgabe.einheiten.len() as f64).min(args.zeit * 0.3);
    let halt = auf_abbruch_hoeren();
    let balken = balken();
    let mut lang_genug = 0_u64;
    let ergebnis = zuschneiden(&aufgabe, &suche, &mut |f| {
        lang_genug += 1;
        if lang_genug.is_multiple_of(64) {
            balken.set_position((f.anteil * 1000.0) as u64);
            if f.zulaessig {
                balken.set_message(format!("bester Plan {:.4}", f.kosten));
            }
        }
        match (halt.load(Ordering::Relaxed), args.schritte) {
            (true, _) => 1.0,
            (false, Some(_)) => 0.0,
            (false, None) => rechenzeit() / rest,
        }
    })?;
    balken.finish_and_clear();
    for (i, plan) in ergebnis.plaene.iter().enumerate() {
        let pfad = if i == 0 {
            args.aus.clone()
        } else {
            daneben(&args.aus, i + 1)
        };
        let datei = fs::File::create(&pfad).with_context(|| pfad.display().to_string())?;
        plan_schreiben(&aufgabe, plan, BufWriter::new(datei)).with_context(|| pfad.display().to_string())?;
        let b = &plan.bericht;
        println!(
            "{}: J {:.4}, größte Abweichung {:.1} %, {}",
            pfad.display(),
            b.bewertung.j,
            b.bewertung.max_abweichung * 100.0,
            if b.zulaessig {
                "alle Vorgaben eingehalten"
            } else {
                "Vorgaben verletzt:"
            }
        );
        for v in b.verletzungen.iter().take(10) {
            println!(
                "  {}{}",
                v.zone
                    .as_ref()
                    .map_or_else(String::new, |z| format!("Zone {z}: ")),
                v.text
            );
        }
        for grund in b.unmoeglich.iter().take(10) {
            println!("  unmöglich – {grund}");
        }
    }
    for b in &ergebnis.bedenken {
        println!("  {b}");
    }
    let pfad = args
        .bericht
        .clone()
        .unwrap_or_else(|| args.aus.with_extension("json"));
    let datei = fs::File::create(&pfad).with_context(|| pfad.display().to_string())?;
    serde_json::to_writer(
        BufWriter::new(datei),
        &Gesamtbericht::neu(&ergebnis, topologie.as_ref()),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn einlesen(args: &Args) -> anyhow::Result<(Aufgabe, Option<Topologie>)> {
    let aus_ordner = |name: &str| vielleicht(&args.ein.join(name));
    let muss = |name: &str| -> anyhow::Result<Vec<u8>> {
        let pfad = args.ein.join(name);
        fs::read(&pfad).with_context(|| format!("{} fehlt oder ist nicht lesbar", pfad.display()))
    };
    let (einrichtungen, barrieren) = (aus_ordner("infra.csv")?, aus_ordner("barriers.csv")?);
    let angegeben = |pfad: &Option<PathBuf>| -> anyhow::Result<Vec<u8>> {
        match pfad {
            Some(p) => fs::read(p).with_context(|| p.display().to_string()),
            None => Ok(Vec::new()),
        }
    };
    let (bestand, gesperrt) = (angegeben(&args.bestand)?, angegeben(&args.gesperrt)?);
    let auftrag = muss("task.json")?;
    let mut dateien = Dateien {
        aufgabe: &auftrag,
        einrichtungen: &einrichtungen,
        barrieren: &barrieren,
        bestand: &bestand,
        gesperrt: &gesperrt,
        ..Dateien::default()
    };
    let geo = aus_ordner("units.geojson")?;
    let (mut aufgabe, topologie) = if geo.is_empty() {
        let (einheiten, kanten) = (muss("units.csv")?, muss("edges.csv")?);
        dateien.einheiten = &einheiten;
        dateien.kanten = &kanten;
        (lesen(&dateien)?, None)
    } else {
        let (werte, abbildung) = (aus_ordner("values.csv")?, muss("mapping.json")?);
        dateien.einheiten = &werte;
        let (a, t) = aus_geojson(&geo, &abbildung, &dateien)?;
        (a, Some(t))
    };
    if let Some(g) = args.aenderung {
        ensure!((0.0..=1e6).contains(&g), "--aenderung muss eine Zahl ab 0 sein.");
        aufgabe.gewichte.aenderung = g;
    }
    Ok((aufgabe, topologie))
}

/// The file, or nothing if it is not there.
fn vielleicht(pfad: &Path) -> anyhow::Result<Vec<u8>> {
    match fs::read(pfad) {
        Ok(roh) => Ok(roh),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(e).with_context(|| pfad.display().to_string()),
    }
}

/// `plan.csv` → `plan-2.csv`.
fn daneben(pfad: &Path, nummer: usize) -> PathBuf {
    let stamm = pfad.file_stem().unwrap_or_default().to_string_lossy();
    let endung = pfad.extension().unwrap_or_default().to_string_lossy();
    pfad.with_file_name(format!("{stamm}-{nummer}.{endung}"))
}

/// Seconds of the processor used by this process, so that a busy machine does not make plans worse.
fn rechenzeit() -> f64 {
    let t = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(t.tv_sec).unwrap_or(0),
        u32::try_from(t.tv_nsec).unwrap_or(0),
    )
    .as_secs_f64()
}

/// Ctrl-C and a polite kill end the search, not the program.
fn auf_abbruch_hoeren() -> Arc<AtomicBool> {
    let halt = Arc::new(AtomicBool::new(false));
    let fuer_faden = Arc::clone(&halt);
    std::thread::spawn(move || {
        let Ok(laufzeit) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return;
        };
        laufzeit.block_on(async {
            #[cfg(unix)]
            {
                use tokio::signal::unix::{SignalKind, signal};
                if let Ok(mut ende) = signal(SignalKind::terminate()) {
                    tokio::select! {
                        _ = ende.recv() => {}
                        _ = tokio::signal::ctrl_c() => {}
                    }
                    fuer_faden.store(true, Ordering::Relaxed);
                    return;
                }
            }
            if tokio::signal::ctrl_c().await.is_ok() {
                fuer_faden.store(true, Ordering::Relaxed);
            }
        });
    });
    halt
}

fn balken() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let balken = ProgressBar::new(1000);
    if let Ok(stil) = ProgressStyle::with_template("{bar:30} {percent} %  {msg}") {
        balken.set_style(stil);
    }
    balken
}
