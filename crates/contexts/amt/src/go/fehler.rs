use std::fmt;

use base::Code;

/// What is wrong in a file of the Geschaeftsordnung or of a model, where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GoFehler {
    /// Code of the Fachkonzept (`GO-E01` … `GO-E06`, `RAUM-E…`, `TEAM-E…`, `AMT-E…`); `GO-E00` when the file
    /// cannot be read as TOML at all.
    pub code: Code,
    /// File name as it was given.
    pub datei: String,
    /// Line, counted from 1.
    pub zeile: u32,
    /// Column in characters, counted from 1.
    pub spalte: u32,
    /// Dotted key or path, such as `raum.kommunen_je_raum` or `person[3].rollen`; empty for the whole file.
    pub schluessel: String,
    /// What is wrong, in plain German.
    pub text: String,
    /// What is allowed, in plain German; empty when the text already says it.
    pub erlaubt: String,
}

impl fmt::Display for GoFehler {
    /// `modelle/x/go.toml:12:5: GO-E02 raum.ebenen: … Erlaubt: …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} ", self.datei, self.zeile, self.spalte, self.code)?;
        if !self.schluessel.is_empty() {
            write!(f, "{}: ", self.schluessel)?;
        }
        f.write_str(&self.text)?;
        if !self.erlaubt.is_empty() {
            write!(f, " Erlaubt: {}", self.erlaubt)?;
        }
        Ok(())
    }
}

impl std::error::Error for GoFehler {}

/// All errors for the terminal, one per line, and a last line with their number.
#[must_use]
pub fn bericht(fehler: &[GoFehler]) -> String {
    let mut aus: String = fehler.iter().map(|f| format!("{f}\n")).collect();
    aus.push_str(&match fehler.len() {
        0 => "Kein Fehler gefunden.\n".to_owned(),
        1 => "1 Fehler gefunden.\n".to_owned(),
        n => format!("{n} Fehler gefunden.\n"),
    });
    aus
}
