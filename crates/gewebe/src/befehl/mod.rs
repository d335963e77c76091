//! The command line.
#![expect(
    clippy::print_stdout,
    reason = "a command talks to the person at the terminal"
)]

mod abgleich;
mod budget;
mod demo;
mod fristen;
mod go;
mod import;
mod journal;
mod rechner;
mod serve;
mod sicherung;
mod zuordnen;
mod zuschnitt;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Freie Software für sozialraumorientierte Sozialverwaltung.
#[derive(Parser, Debug)]
#[command(name = "gewebe", version, about, propagate_version = true)]
pub struct Aufruf {
    /// Die Konfigurationsdatei; sie entsteht beim ersten Start.
    #[arg(long, global = true, default_value = "gewebe.toml", env = "GEWEBE_KONFIG")]
    konfig: PathBuf,
    #[command(subcommand)]
    befehl: Befehl,
}

#[derive(Subcommand, Debug)]
enum Befehl {
    /// Startet den Server
    Serve,
    /// Zeigt eine erfundene Gemeinde mit einem Arbeitstag
    Demo(demo::Args),
    /// Geschäftsordnung prüfen und drucken
    #[command(subcommand)]
    Go(go::Befehl),
    /// Liest Grenzen, Straßen, Adressen, Zahlen oder Angebote aus Dateien ein
    Import(import::Args),
    /// Ordnet eine ganze Liste zu: Adressen den Sozialräumen, Punkte den Flächen, Texte einem Register
    Zuordnen(zuordnen::Args),
    /// Schneidet kleine Einheiten zu ausgeglichenen, zusammenhängenden Räumen zu
    Zuschnitt(zuschnitt::Args),
    /// Findet Datensätze, die dieselbe Person meinen
    Abgleich(abgleich::Args),
    /// Rechnet eine Liste von Fristen, oder nennt die Feiertage einiger Jahre
    Fristen(fristen::Args),
    /// Rechnet eine Regel aus JSON und erklärt jeden Schritt mit seiner Vorschrift
    Rechner(rechner::Args),
    /// Journal prüfen
    #[command(subcommand)]
    Journal(journal::Befehl),
    /// Hauptbuch nachrechnen
    #[command(subcommand)]
    Budget(budget::Befehl),
    /// Sichert alles in eine Datei, im laufenden Betrieb
    Sichern(sicherung::SichernArgs),
    /// Stellt eine Sicherung in eine leere Datenbank wieder her
    Wiederherstellen(sicherung::WiederherstellenArgs),
}

/// Runs the command.
///
/// # Errors
/// What the operator has to mend, with all causes.
pub fn ausfuehren(aufruf: Aufruf) -> anyhow::Result<ExitCode> {
    // commands that need neither configuration nor database
    if let Befehl::Go(b) = &aufruf.befehl {
        return go::ausfuehren(b);
    }
    if let Befehl::Zuschnitt(args) = &aufruf.befehl {
        return zuschnitt::ausfuehren(args);
    }
    let aufruf = match aufruf.befehl {
        Befehl::Abgleich(args) => return abgleich::ausfuehren(args),
        befehl => Aufruf { befehl, ..aufruf },
    };
    if let Befehl::Fristen(args) = &aufruf.befehl {
        return fristen::ausfuehren(args);
    }
    if let Befehl::Rechner(args) = &aufruf.befehl {
        return rechner::ausfuehren(args);
    }
    let laufzeit = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    laufzeit.block_on(async {
        match aufruf.befehl {
            Befehl::Serve => serve::ausfuehren(&aufruf.konfig).await,
            Befehl::Demo(args) => demo::ausfuehren(args).await,
            Befehl::Import(args) => import::ausfuehren(&aufruf.konfig, args).await,
            Befehl::Zuordnen(args) => zuordnen::ausfuehren(&aufruf.konfig, args).await,
            Befehl::Journal(b) => journal::ausfuehren(&aufruf.konfig, b).await,
            Befehl::Budget(b) => budget::ausfuehren(&aufruf.konfig, b).await,
            Befehl::Sichern(args) => sicherung::sichern(&aufruf.konfig, args).await,
            Befehl::Wiederherstellen(args) => sicherung::wiederherstellen(&aufruf.konfig, args).await,
            Befehl::Go(_)
            | Befehl::Zuschnitt(_)
            | Befehl::Abgleich(_)
            | Befehl::Fristen(_)
            | Befehl::Rechner(_) => Ok(ExitCode::SUCCESS),
        }
    })
}

/// Sets up the log once; a second call (several servers in one test) changes nothing.
fn protokoll(wie: &crate::konfig::Protokoll) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_new(&wie.stufe).unwrap_or_else(|_| EnvFilter::new("info"));
    let bauer = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = if wie.format == "json" {
        bauer.json().try_init()
    } else {
        bauer.compact().try_init()
    };
}
