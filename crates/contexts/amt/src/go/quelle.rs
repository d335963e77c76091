use std::{cell::RefCell, ops::Range};

use base::Code;
use toml::de::DeTable;

use super::GoFehler;

/// Where a key or value stands in its file, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Stelle {
    /// Line.
    pub zeile: u32,
    /// Column in characters.
    pub spalte: u32,
}

/// One file while it is read: its text for places, and all errors found so far.
pub(super) struct Quelle<'t> {
    pub datei: &'t str,
    text: &'t str,
    zeilenanfaenge: Vec<usize>,
    fehler: RefCell<Vec<GoFehler>>,
}

impl<'t> Quelle<'t> {
    pub fn neu(datei: &'t str, text: &'t str) -> Self {
        // A BOM is no part of TOML, but Windows editors write one; the columns then count without it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let zeilenanfaenge = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(i, _)| i + 1))
            .collect();
        Self {
            datei,
            text,
            zeilenanfaenge,
            fehler: RefCell::default(),
        }
    }

    /// Reads the TOML; syntax errors are recorded and reading goes on behind them.
    pub fn tabelle(&self) -> DeTable<'t> {
        let (tabelle, fehler) = DeTable::parse_recoverable(self.text);
        for f in fehler {
            let ort = f.span().unwrap_or(0..0);
            let text = format!("Hier ist die Datei kein gültiges TOML: {}.", f.message());
            self.melde("GO-E00", &ort, "", text, "");
        }
        tabelle.into_inner()
    }

    pub fn stelle(&self, byte: usize) -> Stelle {
        let zeile = self.zeilenanfaenge.partition_point(|a| *a <= byte).max(1);
        let anfang = self.zeilenanfaenge[zeile - 1];
        let spalte = self.text.get(anfang..byte).map_or(0, |t| t.chars().count()) + 1;
        Stelle {
            zeile: u32::try_from(zeile).unwrap_or(u32::MAX),
            spalte: u32::try_from(spalte).unwrap_or(u32::MAX),
        }
    }

    pub fn melde(
        &self,
        code: Code,
        ort: &Range<usize>,
        schluessel: &str,
        text: impl Into<String>,
        erlaubt: impl Into<String>,
    ) {
        let stelle = self.stelle(ort.start);
        self.nimm(GoFehler {
            code,
            datei: self.datei.to_owned(),
            zeile: stelle.zeile,
            spalte: stelle.spalte,
            schluessel: schluessel.to_owned(),
            text: text.into(),
            erlaubt: erlaubt.into(),
        });
    }

    /// Records an error whose place is known already.
    pub fn nimm(&self, mut fehler: GoFehler) {
        fehler.text = zeigbar(&fehler.text);
        fehler.schluessel = zeigbar(&fehler.schluessel);
        self.fehler.borrow_mut().push(fehler);
    }

    /// All errors in the order of the file.
    pub fn fehler(self) -> Vec<GoFehler> {
        let mut fehler = self.fehler.into_inner();
        fehler.sort_by_key(|f| (f.zeile, f.spalte));
        fehler
    }
}

/// What a message may quote from a file: no more than a few lines, and nothing that steers a terminal or turns
/// the direction of writing.
fn zeigbar(text: &str) -> String {
    const LAENGE: usize = 300;
    let mut aus: String = text
        .chars()
        .take(LAENGE)
        .map(|c| match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect();
    if text.chars().nth(LAENGE).is_some() {
        aus.push('…');
    }
    aus
}

/// The known name that looks most like `name`, when one is near enough to be meant.
pub(super) fn naechster<'a>(name: &str, bekannte: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // No known name is that long, and comparing costs length times length.
    if name.len() > 120 {
        return None;
    }
    bekannte
        .into_iter()
        .map(|b| (strsim::damerau_levenshtein(name, b), b))
        .filter(|(abstand, b)| *abstand <= 1 + b.chars().count().max(name.chars().count()) / 3)
        .min()
        .map(|(_, b)| b)
}
