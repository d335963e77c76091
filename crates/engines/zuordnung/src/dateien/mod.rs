//! Whole lists in plain formats: from bytes to bytes. Who opens the files is the caller's business.

mod adressen;
mod punkte;
mod tabelle;

use std::io;

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
