//! Plain files: records in, pairs out. Nothing here opens a file.

mod schreiben;

pub(crate) use schreiben::feld;
pub use schreiben::{gruppen_schreiben, paare_schreiben};

use csv::{ByteRecord, ReaderBuilder};
use thiserror::Error;

use crate::bestand::{Bestand, BestandBauer, MAX_WEITERE, Rohsatz};

/// Why records cannot be read.
#[derive(Debug, Error)]
pub enum LeseFehler {
    /// Not a line in it.
    #[error("Die Datei ist leer.")]
    Leer,
    /// The mark of the records is missing.
    #[error("Keine Spalte „rec_id“ gefunden. In der ersten Zeile steht: {0}")]
    OhneKennung(String),
    /// None of the columns that could tell anyone apart.
    #[error(
        "Keine Spalte mit Angaben gefunden, etwa first_name, last_name oder dob. In der ersten Zeile steht: {0}"
    )]
    OhneAngaben(String),
    /// The file cannot be taken apart.
    #[error("Die Datei lässt sich nicht lesen: {0}")]
    Csv(#[from] csv::Error),
}

/// Names each column may have; the first is ours.
const SPALTEN: [&[&str]; 11] = [
    &["rec_id", "id", "unique_id"],
    &["source", "quelle", "source_dataset"],
    &["first_name", "vorname", "given_name", "forename"],
    &["last_name", "nachname", "surname", "familienname"],
    &["birth_name", "geburtsname", "maiden_name"],
    &["dob", "geburtsdatum", "geburtstag", "date_of_birth", "birth_date"],
    &["sex", "geschlecht", "gender"],
    &["street", "strasse", "straße", "address_1"],
    &[
        "house_no",
        "hausnummer",
        "hausnr",
        "street_number",
        "house_number",
    ],
    &["postcode", "plz", "zip", "postal_code"],
    &["city", "ort", "suburb", "wohnort", "town"],
];

/// Reads records from CSV with a heading; the columns are found by name, further ones are compared as they are. The
/// delimiter is taken from the heading (comma, semicolon or tab).
///
/// ```
/// let bestand = abgleich::formate::lesen(b"rec_id,first_name,last_name,dob\n1,Eva,Maier,1990-02-03\n")?;
/// assert_eq!(bestand.anzahl(), 1);
/// # Ok::<(), abgleich::formate::LeseFehler>(())
/// ```
///
/// # Errors
/// If there is no heading, no `rec_id`, or nothing to compare. Never panics, whatever the bytes.
pub fn lesen(daten: &[u8]) -> Result<Bestand, LeseFehler> {
    let daten = daten.strip_prefix(b"\xef\xbb\xbf").unwrap_or(daten);
    let kopfzeile = daten.split(|b| *b == b'\n').next().unwrap_or_default();
    let mut leser = ReaderBuilder::new()
        .delimiter(trenner(kopfzeile))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(daten);
    let mut zeile = ByteRecord::new();
    if !leser.read_byte_record(&mut zeile)? {
        return Err(LeseFehler::Leer);
    }
    let kopf: Vec<String> = zeile
        .iter()
        .map(|f| String::from_utf8_lossy(f).trim().to_lowercase())
        .collect();
    let platz = |namen: &[&str]| namen.iter().find_map(|n| kopf.iter().position(|k| k == n));
    let plaetze = SPALTEN.map(platz);
    if plaetze[0].is_none() {
        return Err(LeseFehler::OhneKennung(kopf.join(", ")));
    }
    let weitere: Vec<usize> = (0..kopf.len())
        .filter(|i| !plaetze.contains(&Some(*i)) && !kopf[*i].is_empty())
        .take(MAX_WEITERE)
        .collect();
    if plaetze[2..].iter().all(Option::is_none) && weitere.is_empty() {
        return Err(LeseFehler::OhneAngaben(kopf.join(", ")));
    }
    let namen: Vec<&str> = weitere.iter().map(|i| kopf[*i].as_str()).collect();
    let mut bauer = BestandBauer::neu(&namen);
    while leser.read_byte_record(&mut zeile)? {
        let feld = |i: usize| plaetze[i].and_then(|p| zeile.get(p)).unwrap_or_default();
        bauer.aufnehmen_roh(
            &Rohsatz {
                id: feld(0),
                quelle: feld(1),
                vorname: feld(2),
                nachname: feld(3),
                geburtsname: feld(4),
                geburtstag: feld(5),
                geschlecht: feld(6),
                strasse: feld(7),
                hausnummer: feld(8),
                plz: feld(9),
                ort: feld(10),
            },
            weitere.iter().map(|i| zeile.get(*i).unwrap_or_default()),
        );
    }
    Ok(bauer.fertig())
}

fn trenner(kopfzeile: &[u8]) -> u8 {
    let mut bester = (b',', 0);
    for t in [b',', b';', b'\t'] {
        let n = kopfzeile.iter().filter(|b| **b == t).count();
        if n > bester.1 {
            bester = (t, n);
        }
    }
    bester.0
}
