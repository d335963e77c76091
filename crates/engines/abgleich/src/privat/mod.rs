//! Linking two registers without showing names.
//!
//! Both offices agree on a key and turn every record into a [`Kodiert`]: three Bloom filters (names, date of birth,
//! address) whose bits depend on the key, with a little noise. Only these are brought together and compared.
//!
//! **What it protects from, and what not.** Without the key nobody can compute the code of a guessed name, so that a
//! dictionary is useless; noise keeps equal records from having equal codes. Whoever holds the key *and* the codes can
//! guess names one after the other. Without the key an outsider still sees which records are alike, which fields are
//! missing, and how often like names occur; with much patience and a population register the most common
//! combinations of names may be guessed from such counts. Codes are pseudonymous, not anonymous: they stay Sozialdaten
//! and must be deleted after the comparison. The comparison itself needs its own legal basis.

mod filter;
mod vergleich;

use std::io::{self, Write};

use base64::{Engine, engine::general_purpose::STANDARD};
use csv::{ByteRecord, ReaderBuilder};
use thiserror::Error;

pub use filter::Kodierer;
pub use vergleich::abgleichen;

use crate::{
    bestand::Bestand,
    formate::feld,
    verfahren::{Ergebnis, Paar},
};

/// Words of 64 bits: eight for names, four for the date, four for the address.
pub(crate) const WORTE: usize = 16;

/// An encoded record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kodiert {
    /// The record's own mark.
    pub id: String,
    /// The register it comes from.
    pub quelle: String,
    pub(crate) bits: [u64; WORTE],
}

impl Kodiert {
    /// How many set bits two codes share; what an attacker would count.
    #[must_use]
    pub fn gemeinsame_bits(&self, anderer: &Self) -> u32 {
        self.bits
            .iter()
            .zip(&anderer.bits)
            .map(|(a, b)| (a & b).count_ones())
            .sum()
    }

    /// The part that holds the names.
    #[must_use]
    pub fn namensbits(&self) -> &[u64] {
        &self.bits[..filter::NAMEN.1]
    }
}

/// Why encoded records cannot be read or made.
#[derive(Debug, Error)]
pub enum PrivatFehler {
    /// Keys under 16 bytes could be guessed.
    #[error("Der Schlüssel muss mindestens 16 Zeichen haben.")]
    SchluesselZuKurz,
    /// Not the layout written by [`kodierte_schreiben`].
    #[error("Keine Spalten „rec_id“ und „filter_v1“ gefunden.")]
    FalscheSpalten,
    /// A code is damaged.
    #[error("Zeile {0}: Der Filter ist beschädigt.")]
    Beschaedigt(usize),
    /// The file cannot be taken apart.
    #[error("Die Datei lässt sich nicht lesen: {0}")]
    Csv(#[from] csv::Error),
}

/// Encodes every record.
///
/// # Errors
/// If the key is too short.
pub fn kodieren(bestand: &Bestand, schluessel: &[u8]) -> Result<Vec<Kodiert>, PrivatFehler> {
    let mut kodierer = Kodierer::neu(schluessel)?;
    let mut aus: Vec<(u32, Kodiert)> = bestand
        .saetze
        .iter()
        .zip(&bestand.gelesen_als)
        .map(|(s, nr)| (*nr, kodierer.kodieren(bestand, s, bestand.kennung(*nr))))
        .collect();
    aus.sort_unstable_by_key(|(nr, _)| *nr);
    Ok(aus.into_iter().map(|(_, k)| k).collect())
}

/// Writes `rec_id,source,filter_v1`.
///
/// # Errors
/// What the writer says.
pub fn kodierte_schreiben(kodierte: &[Kodiert], aus: &mut impl Write) -> io::Result<()> {
    aus.write_all(b"rec_id,source,filter_v1\n")?;
    for k in kodierte {
        let bytes: Vec<u8> = k.bits.iter().flat_map(|w| w.to_le_bytes()).collect();
        writeln!(
            aus,
            "{},{},{}",
            feld(&k.id),
            feld(&k.quelle),
            STANDARD.encode(bytes)
        )?;
    }
    Ok(())
}

/// Reads what [`kodierte_schreiben`] wrote; files of several offices are read one after the other.
///
/// # Errors
/// If columns are missing or a code is damaged. Never panics, whatever the bytes.
pub fn kodierte_lesen(daten: &[u8]) -> Result<Vec<Kodiert>, PrivatFehler> {
    let mut leser = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(daten);
    let mut zeile = ByteRecord::new();
    let mut kopf = [None; 3];
    if leser.read_byte_record(&mut zeile)? {
        kopf =
            [&b"rec_id"[..], b"source", b"filter_v1"].map(|n| zeile.iter().position(|f| f.trim_ascii() == n));
    }
    let [Some(id), quelle, Some(filter)] = kopf else {
        return Err(PrivatFehler::FalscheSpalten);
    };
    let mut aus = Vec::new();
    while leser.read_byte_record(&mut zeile)? {
        let text = |i: Option<usize>| {
            let f = i.and_then(|i| zeile.get(i)).unwrap_or_default();
            String::from_utf8_lossy(f).into_owned()
        };
        let kaputt = || PrivatFehler::Beschaedigt(aus.len() + 2);
        let bytes = STANDARD
            .decode(zeile.get(filter).unwrap_or_default())
            .map_err(|_| kaputt())?;
        let mut bits = [0; WORTE];
        let (worte, rest) = bytes.as_chunks::<8>();
        if worte.len() != WORTE || !rest.is_empty() {
            return Err(kaputt());
        }
        for (ziel, w) in bits.iter_mut().zip(worte) {
            *ziel = u64::from_le_bytes(*w);
        }
        aus.push(Kodiert {
            id: text(Some(id)),
            quelle: text(quelle),
            bits,
        });
    }
    Ok(aus)
}

/// Writes pairs of encoded records as `rec_a,rec_b,score`.
///
/// # Errors
/// What the writer says.
pub fn paare_schreiben(kodierte: &[Kodiert], ergebnis: &Ergebnis, aus: &mut impl Write) -> io::Result<()> {
    aus.write_all(b"rec_a,rec_b,score\n")?;
    for Paar { a, b, wert } in &ergebnis.paare {
        let (a, b) = (&kodierte[*a as usize].id, &kodierte[*b as usize].id);
        writeln!(aus, "{},{},{wert:.4}", feld(a), feld(b))?;
    }
    Ok(())
}
