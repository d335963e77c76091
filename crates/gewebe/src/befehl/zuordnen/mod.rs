//! `gewebe zuordnen`: three ways to put a whole list in its place.

mod liste;
mod punkte;
mod register;

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};
use base::Datum;
use clap::Args as ClapArgs;

/// Was zugeordnet wird: eine Adressliste dem eigenen Gebiet, Punkte einer Karte oder Texte einem Register.
#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Adressliste als CSV: Spalten strasse, hausnummer, plz, ort – oder eine Spalte adresse
    #[arg(long, conflicts_with_all = ["polygone", "register"])]
    ein: Option<PathBuf>,
    /// Karte mit Flächen: GeoJSON, TopoJSON, Shapefile oder GeoPackage; die Nummer einer Fläche ist ihr Platz ab 0
    #[arg(long, requires = "punkte", conflicts_with = "register")]
    polygone: Option<PathBuf>,
    /// Punkte: CSV mit den Spalten x und y, oder .f64 (Paare von 64-Bit-Zahlen, little-endian)
    #[arg(long, requires = "polygone")]
    punkte: Option<PathBuf>,
    /// Bezugssystem der Karte als EPSG-Nummer, wenn die Datei es nicht sagt
    #[arg(long, requires = "polygone")]
    epsg_polygone: Option<u32>,
    /// Bezugssystem der Punkte als EPSG-Nummer; sonst das der Karte
    #[arg(long, requires = "polygone")]
    epsg_punkte: Option<u32>,
    /// Adressregister als CSV: addr_id, street, house_no, suffix, postcode
    #[arg(long, requires = "anfragen")]
    register: Option<PathBuf>,
    /// Anfragen als CSV: query_id, text
    #[arg(long, requires = "register")]
    anfragen: Option<PathBuf>,
    /// Die Ergebnisdatei; bei --ein darf es sie noch nicht geben. Endung .i32: little-endian, −1 für keine Fläche
    #[arg(long)]
    aus: PathBuf,
    /// Der Tag, der bei --ein zählt, zum Beispiel 2026-11-21; sonst heute
    #[arg(long, requires = "ein")]
    stichtag: Option<Datum>,
}

/// Runs the way the arguments choose.
///
/// # Errors
/// When a file cannot be read or written, or the arguments do not fit together.
pub async fn ausfuehren(konfig: &Path, args: Args) -> anyhow::Result<ExitCode> {
    let aus = args.aus.as_path();
    match (
        args.ein,
        args.polygone.zip(args.punkte),
        args.register.zip(args.anfragen),
    ) {
        (Some(ein), None, None) => {
            ensure!(!aus.exists(), "{} gibt es schon.", aus.display());
            liste::ausfuehren(konfig, &ein, aus, args.stichtag).await
        }
        (None, Some((polygone, punkte)), None) => {
            let bezug = punkte::Bezuege {
                polygone: args.epsg_polygone,
                punkte: args.epsg_punkte,
            };
            punkte::ausfuehren(&polygone, &punkte, aus, bezug).await
        }
        (None, None, Some((register, anfragen))) => register::ausfuehren(&register, &anfragen, aus),
        _ => bail!("Bitte --ein, --polygone mit --punkte oder --register mit --anfragen angeben."),
    }
}

/// Writes beside the target and puts it in place when all is well, so that nothing half-done stays behind.
fn schreiben<T>(
    aus: &Path,
    tun: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let teil = aus.with_extension("teil");
    let mut datei = BufWriter::new(File::create(&teil).with_context(|| teil.display().to_string())?);
    let ergebnis = tun(&mut datei).and_then(|t| {
        datei.flush()?;
        std::fs::rename(&teil, aus)?;
        Ok(t)
    });
    if ergebnis.is_err() {
        let _ = std::fs::remove_file(&teil);
    }
    ergebnis
}

fn alles(pfad: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(pfad).with_context(|| pfad.display().to_string())
}
