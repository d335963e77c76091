use std::fmt;

/// The codes of this crate, `EINLESEN-Enn`.
pub mod codes {
    /// The file cannot be opened or unpacked.
    pub const DATEI: &str = "EINLESEN-E01";
    /// The file is larger than allowed.
    pub const ZU_GROSS: &str = "EINLESEN-E02";
    /// Bytes that are no characters in the encoding of the file.
    pub const ZEICHEN: &str = "EINLESEN-E03";
    /// A NUL character.
    pub const NUL: &str = "EINLESEN-E04";
    /// A row or field longer than allowed, mostly an unclosed quotation mark.
    pub const ZU_LANG: &str = "EINLESEN-E05";
    /// More or fewer fields than columns.
    pub const SPALTENZAHL: &str = "EINLESEN-E06";
    /// The file holds no table.
    pub const KEINE_TABELLE: &str = "EINLESEN-E07";
    /// More rows or features than allowed.
    pub const ZU_VIELE: &str = "EINLESEN-E08";
    /// A mandatory field is empty.
    pub const FEHLT: &str = "EINLESEN-E10";
    /// Not a number.
    pub const ZAHL: &str = "EINLESEN-E11";
    /// Not a date.
    pub const DATUM: &str = "EINLESEN-E12";
    /// A value the list of values does not know.
    pub const WERTELISTE: &str = "EINLESEN-E13";
    /// The mapping file is not valid.
    pub const ABBILDUNG: &str = "EINLESEN-E20";
    /// The mapping names a column the file does not have.
    pub const SPALTE_FEHLT: &str = "EINLESEN-E21";
    /// Not a geodata format this crate reads.
    pub const FORMAT: &str = "EINLESEN-E30";
    /// The coordinate system is unknown or not said.
    pub const EPSG: &str = "EINLESEN-E31";
    /// The coordinates look as if the axes were swapped.
    pub const ACHSEN: &str = "EINLESEN-E32";
    /// A coordinate outside the area of its coordinate system.
    pub const KOORDINATE: &str = "EINLESEN-E33";
    /// A geometry that cannot be read.
    pub const GEOMETRIE: &str = "EINLESEN-E34";
    /// A feature without a geometry.
    pub const OHNE_GEOMETRIE: &str = "EINLESEN-E35";
    /// A ring that is not closed.
    pub const RING_OFFEN: &str = "EINLESEN-E36";
    /// A ring that crosses itself.
    pub const SELBSTSCHNITT: &str = "EINLESEN-E37";
    /// The same point several times in a row.
    pub const DOPPELTE_PUNKTE: &str = "EINLESEN-E38";
    /// A ring that runs the wrong way round.
    pub const UMLAUFSINN: &str = "EINLESEN-E39";
    /// A ring without an area.
    pub const RING_LEER: &str = "EINLESEN-E40";
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Schwere {
    /// Mended or harmless; the row is used.
    Hinweis,
    /// The row is not used.
    Fehler,
}

/// Something about one row or feature.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Meldung {
    /// Line of the file where the row begins, or number of the feature, both from 1; 0 for the whole file.
    pub zeile: u64,
    /// Column, as it is called in the file; empty for the whole row.
    pub spalte: String,
    /// Code, see [`codes`].
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
    /// Whether the row is lost.
    pub schwere: Schwere,
}

impl Meldung {
    /// An error in this row.
    pub fn fehler(zeile: u64, code: &str, text: impl Into<String>) -> Self {
        Self {
            zeile,
            spalte: String::new(),
            code: code.to_owned(),
            text: zeigbar(&text.into()),
            schwere: Schwere::Fehler,
        }
    }

    /// A remark on this row.
    pub fn hinweis(zeile: u64, code: &str, text: impl Into<String>) -> Self {
        Self {
            schwere: Schwere::Hinweis,
            ..Self::fehler(zeile, code, text)
        }
    }

    /// Names the column.
    #[must_use]
    pub fn an(mut self, spalte: &str) -> Self {
        self.spalte = zeigbar(spalte);
        self
    }
}

impl fmt::Display for Meldung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.zeile > 0 {
            write!(f, "Zeile {}: ", self.zeile)?;
        }
        if !self.spalte.is_empty() {
            write!(f, "{}: ", self.spalte)?;
        }
        write!(f, "{} ({})", self.text, self.code)
    }
}

/// Why a whole file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text} ({code})")]
pub struct Fehler {
    /// Code, see [`codes`].
    pub code: &'static str,
    /// What is wrong and what to do.
    pub text: String,
}

impl Fehler {
    /// A reason.
    pub fn neu(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            text: zeigbar(&text.into()),
        }
    }
}

impl From<std::io::Error> for Fehler {
    fn from(e: std::io::Error) -> Self {
        match e.get_ref().and_then(|e| e.downcast_ref::<Self>()) {
            Some(eigener) => eigener.clone(),
            None => Self::neu(codes::DATEI, format!("Die Datei lässt sich nicht lesen: {e}.")),
        }
    }
}

/// What a message may quote from a file: not too long, and nothing that steers a terminal or turns the writing.
pub(crate) fn zeigbar(text: &str) -> String {
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
