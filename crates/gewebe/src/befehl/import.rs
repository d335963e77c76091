//! `gewebe import`: the import of the pages at the terminal.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use amt::{App, Kontext};
use anyhow::{Context, bail, ensure};
use clap::{Args as ClapArgs, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use raum::import::{self, Bericht, Einleser, Fortschritt, Stand, Umgang, Vorschau};

use crate::{dienst, konfig::Konfig};

/// How many refused lines the terminal shows; the file of `--bericht` has them all.
const ZEIGEN: usize = 20;
/// Some lines were refused: all others are stored.
const MIT_ABWEISUNGEN: u8 = 1;
/// Nothing was stored.
const NICHTS: u8 = 2;

/// Was eingelesen wird.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Was die Dateien enthalten
    #[arg(value_enum)]
    art: Art,
    /// Die Dateien; bei HSDS und Shapefile auch ein Ordner. Mehrere werden zusammen gespeichert oder gar nicht
    #[arg(required = true)]
    dateien: Vec<PathBuf>,
    /// Kennung des Kontos, in dessen Namen eingelesen wird; sie steht im Journal
    #[arg(long)]
    konto: String,
    /// Zeigt, wie die Dateien verstanden werden und was abgewiesen würde; gespeichert wird nichts
    #[arg(long)]
    vorschau: bool,
    /// Zuordnungsdatei (TOML): welche Spalte was bedeutet; ohne sie entscheiden die Namen der Spalten
    #[arg(long)]
    zuordnung: Option<PathBuf>,
    /// Schreibt alle abgewiesenen Zeilen und Hinweise als CSV; die Datei darf es noch nicht geben
    #[arg(long)]
    bericht: Option<PathBuf>,
    /// Zeichensatz der Tabellen; sonst wird er erkannt
    #[arg(long, value_enum)]
    kodierung: Option<Zeichensatz>,
    /// Trennzeichen der Tabellen; sonst wird es erkannt
    #[arg(long, value_enum)]
    trenner: Option<Trenner>,
    /// Name oder Schlüssel des Entwurfs, in den die Daten sollen; nötig, wenn es mehrere gibt
    #[arg(long)]
    zuschnitt: Option<String>,
    /// Ohne Fortschrittsbalken
    #[arg(long)]
    still: bool,
}

/// What can be read in.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum Art {
    /// Räume mit oder ohne Flächen, in einen Entwurf
    Grenzen,
    /// Straßenverzeichnis: Straßen und Hausnummernbereiche, in einen Entwurf
    #[value(alias = "strassenverzeichnis")]
    Strassen,
    /// Adressen mit Koordinaten
    Adressen,
    /// Einwohnerzahlen je Raum
    #[value(alias = "einwohner")]
    Zahlen,
    /// Indikatoren je Raum
    Indikatoren,
    /// Angebote: Tabelle, Karte oder HSDS 3
    Angebote,
    /// Veranstaltungen aus einem Kalender (.ics)
    Kalender,
}

impl Art {
    const fn code(self) -> &'static str {
        match self {
            Self::Grenzen => "grenzen",
            Self::Strassen => "strassenverzeichnis",
            Self::Adressen => "adressen",
            Self::Zahlen => "einwohner",
            Self::Indikatoren => "indikatoren",
            Self::Angebote => "angebote",
            Self::Kalender => "kalender",
        }
    }
}

#[derive(ValueEnum, Debug, Clone, Copy)]
enum Zeichensatz {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "windows-1252")]
    Windows1252,
    #[value(name = "utf-16le")]
    Utf16le,
    #[value(name = "utf-16be")]
    Utf16be,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
enum Trenner {
    Semikolon,
    Komma,
    Tabulator,
    Strich,
}

/// Reads in and reports: 0 when every line was taken, 1 when some were refused and all others stored, 2 when nothing was
/// stored.
///
/// # Errors
/// What the operator has to mend before anything can be read.
pub async fn ausfuehren(konfig: &Path, args: Args) -> anyhow::Result<ExitCode> {
    match versuchen(konfig, &args).await {
        Ok(b) if b.abgewiesen.is_empty() => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::from(MIT_ABWEISUNGEN)),
        Err(fehler) => {
            eprintln!("Fehler: {fehler:#}");
            Ok(ExitCode::from(NICHTS))
        }
    }
}

async fn versuchen(konfig: &Path, args: &Args) -> anyhow::Result<Bericht> {
    if let Some(b) = &args.bericht {
        ensure!(!b.exists(), "{} gibt es schon.", b.display());
    }
    for d in &args.dateien {
        ensure!(d.exists(), "{} gibt es nicht.", d.display());
    }
    let app = dienst::app(&Konfig::lesen(konfig)?).await?;
    let kontext = konto(&app, &args.konto).await?;
    let bericht = einlesen(&app, &kontext, args).await;
    app.db.schliessen().await;
    bericht
}

/// Reads in on behalf of somebody.
async fn einlesen(app: &App, kontext: &Kontext, args: &Args) -> anyhow::Result<Bericht> {
    let art = import::nach_code(app, args.art.code())?;
    if art.darf(kontext).is_err() {
        bail!(
            "Das Konto {} darf das nicht einlesen. Nötig ist eine Rolle, die {} bearbeiten darf, ohne Beschränkung auf einzelne Räume.",
            args.konto,
            if args.art == Art::Angebote {
                "Angebote"
            } else {
                "Zuschnitte"
            }
        );
    }
    let abbildung = abbildung(&*art, args)?;
    if args.vorschau {
        for datei in &args.dateien {
            let v = import::vorschau(&*art, datei.clone().into(), &abbildung).await?;
            print!("{}", ansicht(datei, &*art, &v));
        }
    }
    let halt = Arc::new(AtomicBool::new(false));
    let unterbrechen = tokio::spawn(auf_strg_c(halt.clone()));
    let balken = balken(args.still)?;
    let umgang = if args.vorschau {
        Umgang::Proben
    } else {
        Umgang::Speichern
    };
    let fortschritt = fortschritt(halt, balken.clone());
    let ergebnis = import::einlesen_datei(
        app,
        kontext,
        &*art,
        &args.dateien,
        &abbildung,
        umgang,
        fortschritt,
    )
    .await;
    unterbrechen.abort();
    balken.finish_and_clear();
    let bericht = ergebnis?;
    print!("{}", text(&bericht, args.vorschau));
    if let Some(pfad) = &args.bericht {
        fs::write(pfad, bericht.als_csv()?).with_context(|| pfad.display().to_string())?;
        println!("Alle Meldungen stehen in {}.", pfad.display());
    }
    Ok(bericht)
}

/// The account of this name with the roles it holds today. Whoever may run this program on the machine of the database
/// needs no password here; the journal names the account.
async fn konto(app: &App, kennung: &str) -> anyhow::Result<Kontext> {
    let mut tx = app.db.read().await?;
    amt::benutzer::kontext(&mut tx, kennung, app.uhr.heute())
        .await?
        .with_context(|| format!("Ein Konto „{kennung}“, das aktiv ist, gibt es nicht."))
}

/// The mapping file with what the command line says over it.
fn abbildung(art: &dyn Einleser, args: &Args) -> anyhow::Result<String> {
    let toml = match &args.zuordnung {
        Some(p) => fs::read_to_string(p).with_context(|| p.display().to_string())?,
        None => String::new(),
    };
    art.abbildung_pruefen(&toml).context("Zuordnungsdatei")?;
    if args.kodierung.is_none() && args.trenner.is_none() && args.zuschnitt.is_none() {
        return Ok(toml);
    }
    let mut dokument: toml::Table = toml.parse()?;
    let mut setze = |abschnitt: &str, schluessel: &str, wert: Option<&str>| -> anyhow::Result<()> {
        let Some(wert) = wert else { return Ok(()) };
        let teil = dokument
            .entry(abschnitt)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        let teil = teil
            .as_table_mut()
            .with_context(|| format!("[{abschnitt}] ist kein Abschnitt"))?;
        teil.insert(schluessel.to_owned(), toml::Value::String(wert.to_owned()));
        Ok(())
    };
    setze(
        "tabelle",
        "kodierung",
        args.kodierung.map(|k| match k {
            Zeichensatz::Utf8 => "utf-8",
            Zeichensatz::Windows1252 => "windows-1252",
            Zeichensatz::Utf16le => "utf-16le",
            Zeichensatz::Utf16be => "utf-16be",
        }),
    )?;
    setze(
        "tabelle",
        "trenner",
        args.trenner.map(|t| match t {
            Trenner::Semikolon => ";",
            Trenner::Komma => ",",
            Trenner::Tabulator => "\t",
            Trenner::Strich => "|",
        }),
    )?;
    setze("ziel", "zuschnitt", args.zuschnitt.as_deref())?;
    let toml = toml::to_string(&dokument)?;
    art.abbildung_pruefen(&toml).context(
        "Kodierung, Trenner und Zuschnitt gehen nur mit Spalten, nicht mit dieser Zuordnungsdatei",
    )?;
    Ok(toml)
}

/// The first Ctrl-C asks the import to stop at its next step; whoever cannot wait ends the process, and the database
/// takes back what was not finished.
async fn auf_strg_c(halt: Arc<AtomicBool>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        halt.store(true, Ordering::Relaxed);
        eprintln!("Wird abgebrochen …");
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(i32::from(NICHTS));
        }
    }
}

fn balken(still: bool) -> anyhow::Result<ProgressBar> {
    if still {
        return Ok(ProgressBar::hidden());
    }
    let balken = ProgressBar::new_spinner();
    balken.set_style(ProgressStyle::with_template("{spinner} {msg}  {elapsed}")?);
    Ok(balken)
}

fn fortschritt(halt: Arc<AtomicBool>, balken: ProgressBar) -> Fortschritt {
    Arc::new(move |s: Stand| {
        balken.set_message(if s.gesamt > 0 {
            format!("{} von {} Schritten", s.erledigt, s.gesamt)
        } else {
            format!("{} Zeilen gelesen", s.erledigt)
        });
        balken.tick();
        !halt.load(Ordering::Relaxed)
    })
}

/// What the page of the preview shows.
fn ansicht(datei: &Path, art: &dyn Einleser, v: &Vorschau) -> String {
    let mut aus = format!("{}: {}\n", datei.display(), v.format);
    let titel = |f: &str| {
        art.felder()
            .iter()
            .find(|z| z.name == f)
            .map_or_else(|| f.to_owned(), |z| z.titel.to_owned())
    };
    for (feld, herkunft) in v.abbildung.iter().flat_map(|a| &a.felder) {
        let aus_was = match (&herkunft.spalte, &herkunft.fest) {
            (Some(s), _) => format!("Spalte „{s}“"),
            (_, Some(f)) => format!("immer „{f}“"),
            _ => continue,
        };
        let _ = writeln!(aus, "  {}: {aus_was}", titel(feld));
    }
    for (nr, satz) in v.saetze.iter().take(5) {
        let werte: Vec<String> = satz
            .iter()
            .filter(|(_, w)| !w.is_empty())
            .map(|(f, w)| format!("{f} = {}", zeigbar(w)))
            .collect();
        let _ = writeln!(aus, "  Zeile {nr}: {}", werte.join(" · "));
    }
    for m in v.meldungen.iter().take(ZEIGEN) {
        let _ = writeln!(aus, "  {}", zeigbar(&m.to_string()));
    }
    aus
}

/// The report as a person reads it.
fn text(b: &Bericht, vorschau: bool) -> String {
    let mut aus = String::new();
    if vorschau {
        aus.push_str("Nur zur Ansicht, es ist nichts gespeichert.\n");
    }
    aus.push_str(&b.zusammenfassung());
    aus.push('\n');
    for satz in &b.saetze {
        let _ = writeln!(aus, "{satz}");
    }
    for a in b.abgewiesen.iter().take(ZEIGEN) {
        let spalte = if a.spalte.is_empty() {
            String::new()
        } else {
            format!(" {}:", zeigbar(&a.spalte))
        };
        let _ = writeln!(
            aus,
            "Zeile {}:{spalte} {} ({})",
            a.zeile,
            zeigbar(&a.text),
            a.code
        );
    }
    if b.abgewiesen.len() > ZEIGEN {
        let _ = writeln!(
            aus,
            "… und {} weitere abgewiesene Zeilen.",
            b.abgewiesen.len() - ZEIGEN
        );
    }
    aus
}

/// Nothing from a file may steer the terminal.
fn zeigbar(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests;
