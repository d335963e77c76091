//! A table of a task.

use csv::{ByteRecord, ReaderBuilder};

use super::LeseFehler;

/// A CSV table by the names of its columns.
pub(super) struct Tabelle<'a> {
    pub(super) datei: &'static str,
    pub(super) leser: csv::Reader<&'a [u8]>,
    pub(super) zeile: ByteRecord,
    pub(super) stellen: Vec<Option<usize>>,
    pub(super) namen: Vec<String>,
    pub(super) kopf: Vec<String>,
}

impl<'a> Tabelle<'a> {
    pub(super) fn neu(
        datei: &'static str,
        roh: &'a [u8],
        muss: &[&str],
        kann: &[&str],
    ) -> Result<Self, LeseFehler> {
        let roh = roh.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(roh);
        let mut leser = ReaderBuilder::new().flexible(true).from_reader(roh);
        let kopf: Vec<String> = leser
            .byte_headers()
            .map_err(|e| LeseFehler::Tabelle {
                datei,
                fehler: e.to_string(),
            })?
            .iter()
            .map(|s| String::from_utf8_lossy(s).trim().to_lowercase())
            .collect();
        let mut stellen = Vec::new();
        let mut namen = Vec::new();
        for (i, s) in muss.iter().chain(kann).enumerate() {
            let stelle = kopf.iter().position(|k| k == s);
            if stelle.is_none() && i < muss.len() {
                return Err(LeseFehler::Spalte {
                    datei,
                    spalte: (*s).to_owned(),
                });
            }
            stellen.push(stelle);
            namen.push((*s).to_owned());
        }
        Ok(Self {
            datei,
            leser,
            zeile: ByteRecord::new(),
            stellen,
            namen,
            kopf,
        })
    }

    pub(super) fn weiter(&mut self) -> Result<bool, LeseFehler> {
        self.leser
            .read_byte_record(&mut self.zeile)
            .map_err(|e| LeseFehler::Tabelle {
                datei: self.datei,
                fehler: e.to_string(),
            })
    }

    pub(super) fn roh(&self, s: usize) -> &[u8] {
        self.stellen[s]
            .and_then(|i| self.zeile.get(i))
            .unwrap_or_default()
            .trim_ascii()
    }

    pub(super) fn fehler(&self, s: usize, grund: &'static str) -> LeseFehler {
        LeseFehler::Wert {
            datei: self.datei,
            zeile: self.zeile.position().map_or(0, csv::Position::line),
            spalte: self.namen[s].clone(),
            wert: String::from_utf8_lossy(self.roh(s)).into_owned(),
            grund,
        }
    }

    pub(super) fn text(&self, s: usize) -> Result<&str, LeseFehler> {
        std::str::from_utf8(self.roh(s)).map_err(|_| self.fehler(s, "ist kein UTF-8"))
    }

    pub(super) fn zahl(&self, s: usize) -> Result<f64, LeseFehler> {
        let t = self.text(s)?;
        match t.parse::<f64>() {
            Ok(x) if x.is_finite() && x.abs() < 1e15 => Ok(x),
            _ => Err(self.fehler(s, "ist keine brauchbare Zahl")),
        }
    }

    pub(super) fn menge(&self, s: usize) -> Result<f64, LeseFehler> {
        let x = self.zahl(s)?;
        if x < 0.0 {
            return Err(self.fehler(s, "ist negativ"));
        }
        Ok(x)
    }
}
