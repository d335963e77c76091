//! Bulk: clean records in, few statements, a report of every refused line.

use base::Befund;

/// How a bulk went.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Einspielbericht {
    /// Records that were new.
    pub neu: u64,
    /// Records that were there and have changed.
    pub geaendert: u64,
    /// Records that were there just so.
    pub unveraendert: u64,
    /// Records that were refused: code, reason, and `Zeile n`.
    pub abgewiesen: Vec<Befund>,
}

impl Einspielbericht {
    pub(super) fn abweisen(&mut self, code: base::Code, zeile: u32, text: impl Into<String>) {
        self.abgewiesen
            .push(Befund::neu(code, text).an(format!("Zeile {zeile}")));
    }

    /// What the journal notes.
    pub(super) fn angaben(&self) -> String {
        format!(
            "neu={},geaendert={},abgewiesen={}",
            self.neu,
            self.geaendert,
            self.abgewiesen.len()
        )
    }
}
