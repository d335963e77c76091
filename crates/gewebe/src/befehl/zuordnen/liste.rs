//! `gewebe zuordnen --ein`: a whole list of addresses through the resolver the pages use.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use amt::App;
use anyhow::{Context, bail, ensure};
use base::{Datum, SystemIds, SystemUhr};
use csv::{ByteRecord, ReaderBuilder, Writer, WriterBuilder};
use encoding_rs::WINDOWS_1252;
use indicatif::{ProgressBar, ProgressStyle};
use raum::{Ortsangabe, Zuordnung, service};
use store::{Db, Tx};
use web::{Rahmen, Schluessel};

use crate::{anwendung, konfig::Konfig, schluesseldatei};

/// Columns added to those of the list.
const SPALTEN: [&str; 6] = [
    "raum_code",
    "raum_name",
    "art",
    "aehnlichkeit_prozent",
    "grund",
    "warum",
];

/// Assigns every line and writes the results beside it, line by line.
///
/// # Errors
/// When a file cannot be read or written, a column is missing, or the database cannot be read. Addresses that are not
/// found are no errors: they stand in the result with their reason.
pub async fn ausfuehren(
    konfig: &Path,
    ein: &Path,
    aus: &Path,
    stichtag: Option<Datum>,
) -> anyhow::Result<ExitCode> {
    let konfig = Konfig::lesen(konfig)?;
    let db = Db::verbinden(&konfig.datenbank()).await?;
    // this run serves nothing, so any secret will do
    let zufall = schluesseldatei::zufall();
    let rahmen = Rahmen::neu(&konfig.behoerde, Schluessel::neu(zufall.bytes()), zufall);
    let app = anwendung::app(db, Arc::new(SystemUhr), Arc::new(SystemIds), rahmen);
    let stichtag = stichtag.unwrap_or_else(|| app.uhr.heute());

    let datei = File::open(ein).with_context(|| ein.display().to_string())?;
    let balken = ProgressBar::new(datei.metadata()?.len());
    balken.set_style(ProgressStyle::with_template(
        "{bar:30} {percent} %  {msg}  noch {eta}",
    )?);
    let teil = aus.with_extension("teil");
    let ziel = BufWriter::new(File::create(&teil).with_context(|| teil.display().to_string())?);
    let zaehlung = match liste(&app, datei, ziel, stichtag, &balken).await {
        Ok(z) => z,
        Err(fehler) => {
            // nothing half-done stays behind
            let _ = std::fs::remove_file(&teil);
            return Err(fehler.context(ein.display().to_string()));
        }
    };
    std::fs::rename(&teil, aus)?;
    balken.finish_and_clear();
    zaehlung.drucken(aus);
    Ok(ExitCode::SUCCESS)
}

/// How many lines ended how.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Zaehlung(Vec<(&'static str, u64)>);

impl Zaehlung {
    fn zaehlen(&mut self, art: &'static str) {
        match self.0.iter_mut().find(|(a, _)| *a == art) {
            Some((_, n)) => *n += 1,
            None => self.0.push((art, 1)),
        }
    }

    fn drucken(&self, datei: &Path) {
        let gesamt: u64 = self.0.iter().map(|(_, n)| n).sum();
        println!("{gesamt} Zeilen in {}:", datei.display());
        for (art, n) in &self.0 {
            println!("{n:>10}  {art}");
        }
    }
}

/// Where the parts of an address stand in a line.
#[derive(Debug, PartialEq, Eq)]
enum Spalten {
    Frei(usize),
    Teile {
        strasse: usize,
        hausnummer: Option<usize>,
        plz: Option<usize>,
        ort: Option<usize>,
    },
}

impl Spalten {
    fn finden(kopf: &[String]) -> anyhow::Result<Self> {
        let kopf: Vec<String> = kopf.iter().map(|k| base::suchform(k)).collect();
        let spalte = |namen: &[&str]| kopf.iter().position(|k| namen.contains(&k.as_str()));
        if let Some(strasse) = spalte(&["strasse", "strassenname", "str"]) {
            let hausnummer = spalte(&["hausnummer", "hausnr", "hnr", "nr"]);
            let plz = spalte(&["plz", "postleitzahl"]);
            return Ok(Self::Teile {
                strasse,
                hausnummer,
                plz,
                ort: spalte(&["ort", "gemeinde", "stadt", "wohnort"]),
            });
        }
        if let Some(frei) = spalte(&["adresse", "anschrift"]) {
            return Ok(Self::Frei(frei));
        }
        bail!(
            "Keine Spalte „strasse“ und keine Spalte „adresse“ gefunden. In der ersten Zeile steht: {}",
            kopf.join(", ")
        )
    }

    fn zeile(&self, felder: &[String]) -> String {
        let feld = |i: Option<usize>| i.and_then(|i| felder.get(i)).map_or("", |f| f.trim());
        match self {
            Self::Frei(i) => feld(Some(*i)).to_owned(),
            Self::Teile {
                strasse,
                hausnummer,
                plz,
                ort,
            } => {
                let vorn = format!("{} {}", feld(Some(*strasse)), feld(*hausnummer));
                let hinten = format!("{} {}", feld(*plz), feld(*ort));
                match (vorn.trim(), hinten.trim()) {
                    (v, "") => v.to_owned(),
                    (v, h) => format!("{v}, {h}"),
                }
            }
        }
    }
}

async fn liste<W: Write>(
    app: &App,
    mut ein: impl Read + Seek,
    aus: W,
    stichtag: Datum,
    balken: &ProgressBar,
) -> anyhow::Result<Zaehlung> {
    let trenner = trenner(&mut ein)?;
    let mut leser = ReaderBuilder::new()
        .delimiter(trenner)
        .has_headers(false)
        .flexible(true)
        .from_reader(BufReader::new(ein));
    let mut schreiber = WriterBuilder::new()
        .delimiter(trenner)
        .flexible(true)
        .from_writer(aus);
    let mut roh = ByteRecord::new();
    ensure!(leser.read_byte_record(&mut roh)?, "Die Datei ist leer.");
    let kopf = lesbar(&roh);
    let spalten = Spalten::finden(&kopf)?;
    let breite = kopf.len();
    schreiben(&mut schreiber, kopf, breite, SPALTEN.map(str::to_owned))?;
    let mut zaehlung = Zaehlung::default();
    let mut tx = app.db.read().await?;
    let mut nr = 0_u64;
    while leser.read_byte_record(&mut roh)? {
        let felder = lesbar(&roh);
        let z = zuordnen(app, &mut tx, spalten.zeile(&felder), stichtag).await?;
        zaehlung.zaehlen(z.art.wort());
        schreiben(&mut schreiber, felder, breite, ergebnis(&z))?;
        nr += 1;
        if nr.is_multiple_of(500) {
            balken.set_position(roh.position().map_or(0, csv::Position::byte));
            balken.set_message(format!("{nr} Zeilen"));
        }
    }
    schreiber.flush()?;
    Ok(zaehlung)
}

async fn zuordnen(app: &App, tx: &mut Tx, text: String, stichtag: Datum) -> anyhow::Result<Zuordnung> {
    Ok(service::zuordnen(app, tx, &Ortsangabe::text(text, stichtag)).await?)
}

fn ergebnis(z: &Zuordnung) -> [String; 6] {
    let raum = z.raumeinheit.as_ref();
    let aehnlich = match z.vorschlaege.first() {
        Some(v) => v.aehnlichkeit_prozent.to_string(),
        None if z.adresse.is_some() => "100".to_owned(),
        None => String::new(),
    };
    [
        raum.map(|r| r.code.clone()).unwrap_or_default(),
        raum.map(|r| r.name.clone()).unwrap_or_default(),
        z.art.wort().to_owned(),
        aehnlich,
        z.befunde.first().map_or("", |b| b.code).to_owned(),
        z.schritte.first().map(|s| s.text.clone()).unwrap_or_default(),
    ]
}

/// Every line gets the width of the header, so that the added columns stand below their names.
fn schreiben<W: Write>(
    schreiber: &mut Writer<W>,
    mut felder: Vec<String>,
    breite: usize,
    dazu: [String; 6],
) -> anyhow::Result<()> {
    felder.resize(breite, String::new());
    let zellen = felder.into_iter().chain(dazu).map(entschaerfen);
    schreiber.write_record(zellen.collect::<Vec<_>>())?;
    Ok(())
}

/// Takes from a cell what a spreadsheet would run as a formula.
fn entschaerfen(zelle: String) -> String {
    if zelle.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{zelle}")
    } else {
        zelle
    }
}

/// UTF-8, or else Windows-1252 as old office programs write it; decided cell by cell, which suits mixed lists too.
fn lesbar(zeile: &ByteRecord) -> Vec<String> {
    let feld = |f: &[u8]| match std::str::from_utf8(f) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(f).0.into_owned(),
    };
    zeile.iter().map(feld).collect()
}

/// The delimiter that stands most often in the first line; leaves the file at its beginning.
fn trenner(datei: &mut (impl Read + Seek)) -> anyhow::Result<u8> {
    let mut anfang = Vec::new();
    datei.by_ref().take(64 * 1024).read_to_end(&mut anfang)?;
    ensure!(
        !anfang.starts_with(&[0xff, 0xfe]) && !anfang.starts_with(&[0xfe, 0xff]),
        "Die Datei ist in UTF-16 gespeichert. Bitte als „CSV UTF-8“ speichern."
    );
    datei.seek(SeekFrom::Start(0))?;
    let zeile = anfang.split(|b| *b == b'\n').next().unwrap_or_default();
    let zahl = |t: u8| zeile.iter().filter(|b| **b == t).count();
    // the first of equals wins, so the semicolon of German offices stands first
    Ok([b';', b'\t', b',']
        .into_iter()
        .rev()
        .max_by_key(|t| zahl(*t))
        .unwrap_or(b';'))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn spalten_werden_an_ihren_namen_erkannt() {
        let kopf = |k: &[&str]| Spalten::finden(&k.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        let teile = kopf(&["Name", "Straße", "Hausnummer", "PLZ", "Ort"]).unwrap();
        let zeile: Vec<String> = ["X", "Buchenweg", "17 b", "22844", "Norderstedt"]
            .map(str::to_owned)
            .into();
        assert_eq!(teile.zeile(&zeile), "Buchenweg 17 b, 22844 Norderstedt");
        assert_eq!(kopf(&["id", "Anschrift"]).unwrap(), Spalten::Frei(1));
        let fehler = kopf(&["id", "haus"]).unwrap_err().to_string();
        assert!(
            fehler.contains("strasse") && fehler.contains("id, haus"),
            "{fehler}"
        );
    }

    #[test]
    fn trennzeichen_und_zeichensatz_kommen_aus_der_datei() {
        for (text, erwartet) in [
            ("a;b,c;d\n", b';'),
            ("a\tb\n1,2,3", b'\t'),
            ("a,b\n", b','),
            ("adresse\n", b';'),
        ] {
            assert_eq!(trenner(&mut Cursor::new(text)).unwrap(), erwartet, "{text}");
        }
        assert!(trenner(&mut Cursor::new(b"\xff\xfea\0")).is_err());
        let zeile = ByteRecord::from(vec![&b"\xef\xbb\xbfStra\xc3\x9fe"[..], b"Stra\xdfe", b"100 \x80"]);
        assert_eq!(lesbar(&zeile), ["Straße", "Straße", "100 €"]);
    }

    #[test]
    fn keine_zelle_wird_zur_formel() {
        for boese in ["=1+1", "+49", "-3", "@x", "\tx"] {
            assert_eq!(entschaerfen(boese.to_owned()), format!("'{boese}"));
        }
        assert_eq!(entschaerfen("Am Bach 3-5".to_owned()), "Am Bach 3-5");
    }
}
