//! Whole lists in plain formats: from bytes to bytes. Who opens the files is the caller's business.

mod adressen;
mod punkte;

use std::io;

use csv::{ByteRecord, Reader, ReaderBuilder};

pub use adressen::{Register, anfragen_zuordnen, register_lesen};
pub use punkte::{Umrechnung, punkte_csv, punkte_f64};

/// Why a list cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DateiFehler {
    /// The stream failed.
    #[error(transparent)]
    Strom(#[from] io::Error),
    /// The table is broken.
    #[error("Die Tabelle lässt sich nicht lesen: {0}")]
    Tabelle(#[from] csv::Error),
    /// A column is missing.
    #[error("In der Tabelle fehlt die Spalte „{0}“. In der ersten Zeile steht: {1}")]
    Spalte(&'static str, String),
    /// Binary points come in pairs of eight bytes each.
    #[error("Die Datei ist kein Vielfaches von 16 Bytes lang; erwartet werden Paare von 64-Bit-Zahlen.")]
    Laenge,
    /// More addresses than numbers.
    #[error("Die Tabelle hat zu viele Zeilen.")]
    ZuViele,
}

/// A table with its head; comma, semicolon or tab, whichever the first line has most of.
fn tabelle(bytes: &[u8]) -> Result<(Reader<&[u8]>, Kopf), DateiFehler> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let zeile = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let zahl = |t: u8| zeile.iter().filter(|b| **b == t).count();
    let trenner = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|t| zahl(*t))
        .unwrap_or(b',');
    let mut leser = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(trenner)
        .from_reader(bytes);
    let mut kopf = ByteRecord::new();
    leser.read_byte_record(&mut kopf)?;
    let namen = kopf
        .iter()
        .map(|f| String::from_utf8_lossy(f).trim().to_lowercase())
        .collect();
    Ok((leser, Kopf(namen)))
}

/// The names of the columns.
struct Kopf(Vec<String>);

impl Kopf {
    fn finden(&self, namen: &[&str]) -> Option<usize> {
        namen.iter().find_map(|n| self.0.iter().position(|k| k == n))
    }

    fn muss(&self, namen: &[&'static str]) -> Result<usize, DateiFehler> {
        let name = namen.first().copied().unwrap_or_default();
        self.finden(namen)
            .ok_or_else(|| DateiFehler::Spalte(name, self.0.join(", ")))
    }
}

/// A cell as text; old office programs write Windows-1252, whose letters beyond ASCII are those of Latin 1.
fn text(feld: &[u8]) -> std::borrow::Cow<'_, str> {
    match std::str::from_utf8(feld) {
        Ok(t) => t.into(),
        Err(_) => feld.iter().map(|b| char::from(*b)).collect::<String>().into(),
    }
}

/// A cell for writing: in quotes where it must be.
fn zelle(aus: &mut Vec<u8>, feld: &[u8]) {
    if feld.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r')) {
        aus.push(b'"');
        for b in feld {
            if *b == b'"' {
                aus.push(b'"');
            }
            aus.push(*b);
        }
        aus.push(b'"');
    } else {
        aus.extend_from_slice(feld);
    }
}
