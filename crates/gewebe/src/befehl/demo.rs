//! `gewebe demo`.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use amt::{
    go::{
        self,
        modell::{self, Modell},
    },
    recht::Rolle,
};
use anyhow::{Context, bail};
use clap::Args as ClapArgs;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::{
    demo::{self, Wunsch},
    dienst,
    konfig::Konfig,
};

/// Was gezeigt werden soll.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// isar, graz, norderstedt, saarbruecken, kiel oder der Ordner eines eigenen Modells
    #[arg(long, default_value = "isar")]
    modell: String,
    /// Wie viele Menschen in der erfundenen Gemeinde leben
    #[arg(long, default_value_t = 25_000, value_parser = clap::value_parser!(u32).range(1_000..=1_000_000))]
    einwohner: u32,
    /// Wie viele Adressen sie hat; sonst ein Viertel der Einwohner
    #[arg(long, value_parser = clap::value_parser!(u32).range(100..=2_000_000))]
    adressen: Option<u32>,
    /// Wie viele Angebote es gibt; sonst so viele, wie zur Größe passen
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    angebote: Option<u32>,
    /// Gleiche Zahl, gleiche Gemeinde
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Wo der Server lauscht
    #[arg(long, default_value = "127.0.0.1:8080")]
    adresse: String,
    /// Ein Ordner, in dem alles bleibt; ohne ihn verschwindet die Demo mit dem Ende des Programms
    #[arg(long)]
    daten: Option<PathBuf>,
    /// Eine leere Datenbank, zum Beispiel postgres://…; sonst eine SQLite-Datei im Ordner
    #[arg(long)]
    datenbank: Option<String>,
}

/// What a folder holds, written when the demo is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Merkzettel {
    modell: String,
    einwohner: u32,
    adressen: Option<u32>,
    angebote: Option<u32>,
    seed: u64,
    datenbank: String,
}

const MERKZETTEL: &str = "demo.toml";

/// Fills a database, or takes the one of the folder, and serves it.
///
/// # Errors
/// When the model has errors, the folder holds another demo, or something cannot start.
pub async fn ausfuehren(args: Args) -> anyhow::Result<ExitCode> {
    let Some(wunsch) = wunsch(&args)? else {
        return Ok(ExitCode::FAILURE);
    };
    // lives as long as the server; dropped, the folder is gone
    let (ordner, _fluechtig): (PathBuf, Option<TempDir>) = match &args.daten {
        Some(ordner) => {
            std::fs::create_dir_all(ordner).with_context(|| ordner.display().to_string())?;
            (ordner.clone(), None)
        }
        None => {
            let fluechtig = tempfile::Builder::new().prefix("gewebe-demo-").tempdir()?;
            (fluechtig.path().to_owned(), Some(fluechtig))
        }
    };
    let konfig = konfig(&args, &wunsch.modell, &ordner);
    super::protokoll(&konfig.protokoll);
    let app = dienst::app(&konfig).await?;
    if bereit(&ordner, &args, &wunsch, &konfig)? {
        println!("Die Demo aus {} geht weiter.", ordner.display());
    } else {
        demo::fuellen(&app, &wunsch, &demo::balken()).await?;
        merken(&ordner, &args, &wunsch, &konfig)?;
    }
    dienst::laufen(&app, &konfig, |adresse| begruessen(&wunsch.modell, adresse)).await?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the model; `None` when it has errors, which are printed.
fn wunsch(args: &Args) -> anyhow::Result<Option<Wunsch>> {
    let modell = match Modell::laden(&args.modell) {
        Ok(modell) => modell,
        Err(fehler) => {
            print!("{}", go::bericht(&fehler));
            return Ok(None);
        }
    };
    let go = match demo::go_text(&modell.kennung) {
        Some(text) => text.to_owned(),
        None => std::fs::read_to_string(Path::new(&args.modell).join("go.toml"))?,
    };
    Ok(Some(Wunsch {
        modell,
        go,
        einwohner: args.einwohner,
        adressen: args.adressen,
        angebote: args.angebote,
        seed: args.seed,
    }))
}

fn konfig(args: &Args, modell: &Modell, ordner: &Path) -> Konfig {
    let mut konfig = Konfig {
        adresse: args.adresse.clone(),
        behoerde: format!("{} · Demo – alles erfunden", modell.lage.amt_name),
        datenbank: args
            .datenbank
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", ordner.join("gewebe.db").display())),
        schluessel_datei: ordner.join("gewebe.schluessel"),
        // the addresses of the made-up town are made up, too
        links: crate::konfig::Links {
            pruefen: false,
            ..crate::konfig::Links::default()
        },
        ..Konfig::default()
    };
    // the terminal belongs to the table of logins
    konfig.protokoll.stufe = "warn,sqlx=error".into();
    konfig
}

fn zettel(args: &Args, wunsch: &Wunsch, konfig: &Konfig) -> Merkzettel {
    Merkzettel {
        modell: wunsch.modell.kennung.clone(),
        einwohner: args.einwohner,
        adressen: args.adressen,
        angebote: args.angebote,
        seed: args.seed,
        datenbank: konfig.datenbank.clone(),
    }
}

fn merken(ordner: &Path, args: &Args, wunsch: &Wunsch, konfig: &Konfig) -> anyhow::Result<()> {
    let text = toml::to_string(&zettel(args, wunsch, konfig))?;
    std::fs::write(ordner.join(MERKZETTEL), text).with_context(|| ordner.display().to_string())
}

/// Whether the folder already holds this demo.
fn bereit(ordner: &Path, args: &Args, wunsch: &Wunsch, konfig: &Konfig) -> anyhow::Result<bool> {
    let datei = ordner.join(MERKZETTEL);
    if !datei.exists() {
        return Ok(false);
    }
    let da: Merkzettel =
        toml::from_str(&std::fs::read_to_string(&datei)?).with_context(|| datei.display().to_string())?;
    if da != zettel(args, wunsch, konfig) {
        bail!(
            "In {} liegt schon eine Demo: Modell {}, {} Einwohner, Seed {}. Bitte genauso starten oder einen anderen Ordner nehmen.",
            ordner.display(),
            da.modell,
            da.einwohner,
            da.seed
        );
    }
    Ok(true)
}

/// One login per role that somebody in the model holds: name, role in words, login.
fn zugaenge(modell: &Modell) -> Vec<[String; 3]> {
    let mut zeilen: Vec<[String; 3]> = Vec::new();
    for rolle in Rolle::ALLE {
        let halten = |p: &&modell::PersonEintrag| p.rollen.iter().any(|r| r == rolle.code());
        let alle: Vec<_> = modell.organisation.personen.iter().filter(halten).collect();
        // rather a new face than the same one twice
        let neu = alle.iter().find(|p| zeilen.iter().all(|z| z[2] != p.anmeldename));
        if let Some(p) = neu.or(alle.first()) {
            zeilen.push([
                format!("{} {}", p.vorname, p.nachname),
                rolle.name().to_owned(),
                p.anmeldename.clone(),
            ]);
        }
    }
    zeilen
}

fn begruessen(modell: &Modell, adresse: SocketAddr) {
    let kopf = ["Name", "Rolle", "Anmeldename"].map(str::to_owned);
    let mut zeilen = vec![kopf];
    zeilen.extend(zugaenge(modell));
    let breite = |i: usize| zeilen.iter().map(|z| z[i].chars().count()).max().unwrap_or(0);
    let (a, b, c) = (breite(0), breite(1), breite(2));
    println!();
    println!("{} – Demo, alles erfunden", modell.lage.amt_name);
    println!();
    println!("  http://{adresse}");
    println!();
    for (i, [name, rolle, login]) in zeilen.iter().enumerate() {
        println!("  {name:a$}  {rolle:b$}  {login}");
        if i == 0 {
            println!("  {}  {}  {}", "─".repeat(a), "─".repeat(b), "─".repeat(c));
        }
    }
    println!();
    println!("  Kennwort für alle: {}", demo::KENNWORT);
    println!();
    println!("Zuerst vielleicht:");
    println!("  1. Als Servicebereich anmelden, „Anliegen aufnehmen“ wählen und eine Adresse tippen.");
    println!(
        "  2. Unter „Sozialräume“ die Karte ansehen und einen Raum öffnen: Menschen, Straßen, Angebote."
    );
    println!("  3. Als ASD-Fachkraft die offenen Anliegen ansehen und eines weiterführen.");
    println!();
    println!("Beenden mit Strg+C.");
}
