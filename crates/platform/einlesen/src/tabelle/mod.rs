//! CSV and its relatives, and the first sheet of a workbook, row by row.

mod mappe;
mod schnueffeln;

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::{Fehler, Kodierung, Meldung, Quelle, codes, zeichen::Text};

/// Most characters of one row; a longer one is mostly an unclosed quotation mark.
const ZEILE_HOECHSTENS: usize = 1 << 20;
/// Most columns.
const SPALTEN_HOECHSTENS: usize = 2_000;

/// How to read a table; what is absent is found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Optionen {
    /// Encoding.
    pub kodierung: Option<Kodierung>,
    /// Delimiter.
    pub trenner: Option<u8>,
    /// Whether the first row holds the names of the columns.
    pub kopf: Option<bool>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeile {
    /// Line where it begins, from 1.
    pub nr: u64,
    /// Fields without blanks and control characters around and inside; as many as there are columns.
    pub felder: Vec<String>,
}

/// A table being read. Iterating gives each row, or why it cannot be used.
pub struct Tabelle {
    /// Names of the columns; `Spalte 1` … when the file has none.
    pub spalten: Vec<String>,
    /// How it is read.
    pub optionen: Optionen,
    zeilen: Zeilen,
    vorrat: Option<Roh>,
    kaputt: bool,
}

impl Tabelle {
    /// Opens a table and finds out what the options leave open.
    ///
    /// # Errors
    /// `EINLESEN-E01`/`E02` when the file cannot be read, `EINLESEN-E07` when it holds no table.
    pub fn oeffnen(quelle: &Quelle, wie: Optionen) -> Result<Self, Fehler> {
        if mappe::ist_mappe(quelle.oeffnen()?.fill_buf()?) {
            let zeilen = mappe::zeilen(&quelle.alles()?)?.into_iter();
            let wie = Optionen {
                kodierung: Some(Kodierung::Utf8),
                ..wie
            };
            return Self::beginnen(Zeilen::Blatt(zeilen), wie);
        }
        let kodierung = match wie.kodierung {
            Some(k) => k,
            None => Kodierung::erkennen(quelle)?,
        };
        let trenner = match wie.trenner {
            Some(t) => t,
            None => schnueffeln::trenner(&schnueffeln::probe(quelle, kodierung)?),
        };
        let leser = Leser::neu(Text::neu(quelle.oeffnen()?, kodierung), trenner);
        let wie = Optionen {
            kodierung: Some(kodierung),
            trenner: Some(trenner),
            ..wie
        };
        Self::beginnen(Zeilen::Csv(Box::new(leser)), wie)
    }

    /// The first row says which columns there are.
    fn beginnen(mut zeilen: Zeilen, wie: Optionen) -> Result<Self, Fehler> {
        let leer = || Fehler::neu(codes::KEINE_TABELLE, "Die Datei enthält keine Tabelle.");
        let erste = zeilen.naechste()?.ok_or_else(leer)?;
        if erste.zu_lang {
            return Err(leer());
        }
        let kopf = wie.kopf.unwrap_or_else(|| schnueffeln::ist_kopf(&erste.felder));
        let spalten = if kopf {
            spaltennamen(&erste.felder)
        } else {
            (1..=erste.felder.len()).map(|i| format!("Spalte {i}")).collect()
        };
        Ok(Self {
            spalten,
            optionen: Optionen {
                kopf: Some(kopf),
                ..wie
            },
            zeilen,
            vorrat: (!kopf).then_some(erste),
            kaputt: false,
        })
    }

    fn pruefen(&self, roh: &Roh) -> Result<Zeile, Meldung> {
        let nr = roh.nr;
        if roh.zu_lang {
            return Err(Meldung::fehler(
                nr,
                codes::ZU_LANG,
                "Die Zeile ist länger als erlaubt oder hat zu viele Spalten. Meist fehlt ein schließendes Anführungszeichen.",
            ));
        }
        for (i, feld) in roh.felder.iter().enumerate() {
            let spalte = self.spalten.get(i).map_or("", String::as_str);
            if feld.contains('\0') {
                return Err(Meldung::fehler(nr, codes::NUL, "Das Feld enthält ein NUL-Zeichen.").an(spalte));
            }
            if feld.contains('\u{fffd}') {
                let text = "Das Feld enthält Zeichen, die in der Kodierung der Datei nicht vorkommen. Bitte prüfen Sie die Kodierung.";
                return Err(Meldung::fehler(nr, codes::ZEICHEN, text).an(spalte));
            }
        }
        let mut felder: Vec<String> = roh.felder.iter().map(|f| sauber(f)).collect();
        // trailing delimiters are common, missing fields at the end too; text in a surplus field is not
        while felder.len() > self.spalten.len() && felder.last().is_some_and(String::is_empty) {
            felder.pop();
        }
        if felder.len() > self.spalten.len() {
            let text = format!(
                "Die Zeile hat {} Felder, die Tabelle aber {} Spalten.",
                felder.len(),
                self.spalten.len()
            );
            return Err(Meldung::fehler(nr, codes::SPALTENZAHL, text));
        }
        felder.resize(self.spalten.len(), String::new());
        Ok(Zeile { nr, felder })
    }
}

impl Iterator for Tabelle {
    type Item = Result<Zeile, Meldung>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.kaputt {
            return None;
        }
        let roh = match self.vorrat.take() {
            Some(r) => r,
            None => match self.zeilen.naechste() {
                Ok(r) => r?,
                Err(e) => {
                    // what follows cannot be read; the caller learns that once, as an error of this line
                    self.kaputt = true;
                    return Some(Err(Meldung::fehler(self.zeilen.stelle(), e.code, e.text)));
                }
            },
        };
        Some(self.pruefen(&roh))
    }
}

/// Blanks around and control characters anywhere go; line feeds inside a quoted field stay.
fn sauber(feld: &str) -> String {
    let feld = feld.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if feld.chars().any(|c| c.is_control() && c != '\n') {
        return feld
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
    }
    feld.to_owned()
}

/// Empty and doubled names get a number, so that each column can be named.
fn spaltennamen(felder: &[String]) -> Vec<String> {
    let mut aus: Vec<String> = Vec::with_capacity(felder.len());
    for (i, f) in felder.iter().enumerate() {
        let mut name = sauber(f).replace(['\n', '\t', '\0'], " ");
        if name.is_empty() {
            name = format!("Spalte {}", i + 1);
        }
        if aus.contains(&name) {
            name = format!("{name} ({})", i + 1);
        }
        aus.push(name);
    }
    aus
}

/// A row before it is checked.
struct Roh {
    nr: u64,
    felder: Vec<String>,
    zu_lang: bool,
}

/// Where the rows come from.
enum Zeilen {
    Csv(Box<Leser>),
    Blatt(std::vec::IntoIter<Roh>),
}

impl Zeilen {
    fn naechste(&mut self) -> Result<Option<Roh>, Fehler> {
        match self {
            Self::Csv(leser) => leser.naechste(),
            Self::Blatt(zeilen) => Ok(zeilen.next()),
        }
    }

    /// Line where reading stands.
    fn stelle(&self) -> u64 {
        match self {
            Self::Csv(leser) => leser.csv.line(),
            Self::Blatt(zeilen) => zeilen.as_slice().first().map_or(0, |z| z.nr),
        }
    }
}

/// csv-core with buffers that do not grow without end.
struct Leser {
    text: Text,
    csv: Reader,
    puffer: Vec<u8>,
    enden: Vec<usize>,
}

impl Leser {
    fn neu(text: Text, trenner: u8) -> Self {
        Self {
            text,
            csv: ReaderBuilder::new().delimiter(trenner).build(),
            puffer: vec![0; 4096],
            enden: vec![0; 64],
        }
    }

    fn naechste(&mut self) -> Result<Option<Roh>, Fehler> {
        let (mut aus, mut zahl) = (0, 0);
        let mut zu_lang = false;
        let mut umbrueche = 0;
        loop {
            let ein = self.text.fill_buf()?;
            let am_ende = ein.is_empty();
            let (ergebnis, n_ein, n_aus, n_enden) =
                self.csv
                    .read_record(ein, &mut self.puffer[aus..], &mut self.enden[zahl..]);
            self.text.consume(n_ein);
            aus += n_aus;
            zahl += n_enden;
            let voll = matches!(
                ergebnis,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull
            );
            match ergebnis {
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.puffer.len() < ZEILE_HOECHSTENS => {
                    self.puffer.resize(self.puffer.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.enden.len() < SPALTEN_HOECHSTENS => {
                    self.enden.resize(self.enden.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => zu_lang = true,
                ReadRecordResult::Record => {
                    umbrueche += zeilenenden(&self.puffer[..aus]);
                    // the reader stands behind the row: take back what it counted since the row began
                    let danach = u64::from(!am_ende);
                    let nr = self.csv.line().saturating_sub(umbrueche + danach).max(1);
                    let felder = if zu_lang { Vec::new() } else { self.felder(zahl) };
                    return Ok(Some(Roh { nr, felder, zu_lang }));
                }
            }
            if zu_lang && voll {
                umbrueche += zeilenenden(&self.puffer[..aus]);
                (aus, zahl) = (0, 0);
            }
        }
    }

    fn felder(&self, zahl: usize) -> Vec<String> {
        let mut ab = 0;
        self.enden[..zahl]
            .iter()
            .map(|bis| {
                let feld = String::from_utf8_lossy(&self.puffer[ab..*bis]).into_owned();
                ab = *bis;
                feld
            })
            .collect()
    }
}

fn zeilenenden(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}

#[cfg(test)]
mod mappe_tests;
#[cfg(test)]
mod tests;
