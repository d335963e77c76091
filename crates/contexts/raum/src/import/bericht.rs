use std::path::Path;

use base::Befund;
use einlesen::{Meldung, Schwere};
use web::bausteine::tausender;

/// A line that was refused, or a remark on one that was used.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ablehnung {
    /// Line, or number of the feature.
    pub zeile: u64,
    /// Column; may be empty.
    pub spalte: String,
    /// Code.
    pub code: String,
    /// Reason in plain German.
    pub text: String,
}

/// How an import went.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Bericht {
    /// Rows read, refused ones included.
    pub gelesen: u64,
    /// New records.
    pub neu: u64,
    /// Changed records.
    pub geaendert: u64,
    /// Records that were there just so.
    pub unveraendert: u64,
    /// Refused lines, all of them.
    pub abgewiesen: Vec<Ablehnung>,
    /// Remarks on lines that were used: mended rings, missing points.
    pub hinweise: Vec<Ablehnung>,
    /// What else is worth a sentence, such as how many gaps a street directory has.
    #[serde(default)]
    pub saetze: Vec<String>,
}

impl Bericht {
    /// Takes over a message of the reader.
    pub fn melden(&mut self, m: Meldung) {
        let a = Ablehnung {
            zeile: m.zeile,
            spalte: m.spalte,
            code: m.code,
            text: m.text,
        };
        match m.schwere {
            Schwere::Fehler => self.abgewiesen.push(a),
            Schwere::Hinweis => self.hinweise.push(a),
        }
    }

    /// Refuses a line.
    pub fn abweisen(&mut self, zeile: u64, code: &str, text: impl Into<String>) {
        self.melden(Meldung::fehler(zeile, code, text));
    }

    /// Takes over what a use case said about its lines; findings name theirs as `Zeile n`.
    pub(super) fn einspielen(&mut self, b: crate::service::Einspielbericht) {
        self.neu += b.neu;
        self.geaendert += b.geaendert;
        self.unveraendert += b.unveraendert;
        for f in b.abgewiesen {
            let zeile = f
                .ort
                .strip_prefix("Zeile ")
                .and_then(|z| z.parse().ok())
                .unwrap_or(0);
            self.abweisen(zeile, f.code, f.text);
        }
    }

    pub(super) fn befunde(&mut self, zeile: u64, befunde: &[Befund]) {
        for b in befunde {
            self.abweisen(zeile, b.code, b.text.as_str());
        }
    }

    /// Adds what another file gave; of several files each line says which.
    pub(super) fn dazu(&mut self, mut b: Self, pfad: &Path, mehrere: bool) {
        if mehrere && let Some(name) = pfad.file_name() {
            let name = name.to_string_lossy();
            for a in b.abgewiesen.iter_mut().chain(&mut b.hinweise) {
                a.text = format!("{name}: {}", a.text);
            }
        }
        self.saetze.extend(b.saetze);
        self.gelesen += b.gelesen;
        self.neu += b.neu;
        self.geaendert += b.geaendert;
        self.unveraendert += b.unveraendert;
        self.abgewiesen.extend(b.abgewiesen);
        self.hinweise.extend(b.hinweise);
    }

    /// How it went in one sentence.
    #[must_use]
    pub fn zusammenfassung(&self) -> String {
        format!(
            "{} Zeilen gelesen: {} neu, {} geändert, {} unverändert, {} abgewiesen, {} Hinweise.",
            tausender(self.gelesen),
            tausender(self.neu),
            tausender(self.geaendert),
            tausender(self.unveraendert),
            tausender(self.abgewiesen.len() as u64),
            tausender(self.hinweise.len() as u64)
        )
    }

    /// The refused lines and the remarks as CSV. Cells that a spreadsheet would run as a formula are neutralised.
    ///
    /// # Errors
    /// When memory is short.
    pub fn als_csv(&self) -> std::io::Result<Vec<u8>> {
        let mut aus = csv::WriterBuilder::new()
            .delimiter(b';')
            .from_writer(b"\xef\xbb\xbf".to_vec());
        aus.write_record(["Zeile", "Spalte", "Code", "Art", "Text"])?;
        for (art, liste) in [("abgewiesen", &self.abgewiesen), ("Hinweis", &self.hinweise)] {
            for a in liste {
                let zeile = a.zeile.to_string();
                aus.write_record([&*zeile, &harmlos(&a.spalte), &a.code, art, &harmlos(&a.text)])?;
            }
        }
        aus.into_inner().map_err(|e| std::io::Error::other(e.to_string()))
    }
}

fn harmlos(zelle: &str) -> String {
    if zelle.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{zelle}")
    } else {
        zelle.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formeln_werden_entschaerft() {
        let mut b = Bericht::default();
        b.melden(Meldung::fehler(3, "X-E01", "=1+1;\"a\"").an("@spalte"));
        let csv = String::from_utf8(b.als_csv().unwrap()).unwrap();
        assert!(
            csv.contains("3;'@spalte;X-E01;abgewiesen;\"'=1+1;\"\"a\"\"\""),
            "{csv}"
        );
    }
}
