//! Encodings: which one a file has, and its text as UTF-8 with plain line feeds.

use std::io::{BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Fehler, Quelle};

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Kodierung {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little end first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252, of which ISO 8859-1 and -15 are near relatives.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Kodierung {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];

    /// The name in mapping files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        }
    }

    /// Finds the encoding, by these rules in this order: a byte order mark says it; many zero bytes at every second
    /// place mean UTF-16; otherwise the file is UTF-8 unless it holds more bytes that UTF-8 forbids than good
    /// characters beyond ASCII, and then it is Windows-1252. Reads the whole file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erkennen(quelle: &Quelle) -> Result<Self, Fehler> {
        let mut aus = quelle.oeffnen()?;
        let anfang = aus.fill_buf()?;
        if anfang.starts_with(&[0xef, 0xbb, 0xbf]) {
            return Ok(Self::Utf8);
        }
        if anfang.starts_with(&[0xff, 0xfe]) {
            return Ok(Self::Utf16Le);
        }
        if anfang.starts_with(&[0xfe, 0xff]) {
            return Ok(Self::Utf16Be);
        }
        let probe = anfang.get(..4096).unwrap_or(anfang);
        let nullen = |ab: usize| probe.iter().skip(ab).step_by(2).filter(|b| **b == 0).count();
        let (gerade, ungerade) = (nullen(0), nullen(1));
        // German text in UTF-16 is almost only ASCII: nearly every second byte is zero, and never the other one
        if probe.len() >= 4 && ungerade * 4 > probe.len() && gerade * 20 < probe.len() {
            return Ok(Self::Utf16Le);
        }
        if probe.len() >= 4 && gerade * 4 > probe.len() && ungerade * 20 < probe.len() {
            return Ok(Self::Utf16Be);
        }
        let (mut gut, mut schlecht) = (0u64, 0u64);
        let mut rest: Vec<u8> = Vec::new();
        loop {
            let stueck = aus.fill_buf()?;
            if stueck.is_empty() {
                break;
            }
            let n = stueck.len();
            rest.extend_from_slice(stueck);
            aus.consume(n);
            let offen = utf8_zaehlen(&rest, &mut gut, &mut schlecht);
            rest.drain(..rest.len() - offen);
        }
        schlecht += u64::from(!rest.is_empty());
        Ok(if schlecht > gut {
            Self::Windows1252
        } else {
            Self::Utf8
        })
    }
}

/// Counts characters beyond ASCII and forbidden bytes; returns how many bytes at the end may go on.
fn utf8_zaehlen(mut bytes: &[u8], gut: &mut u64, schlecht: &mut u64) -> usize {
    loop {
        let (gueltig, weiter) = match std::str::from_utf8(bytes) {
            Ok(t) => (t, None),
            Err(e) => {
                let t = std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default();
                (t, Some((e.valid_up_to(), e.error_len())))
            }
        };
        // each character beyond ASCII has one leading byte of 0xC0 or more
        *gut += gueltig.bytes().filter(|b| *b >= 0xc0).count() as u64;
        match weiter {
            None => return 0,
            Some((ab, None)) => return bytes.len() - ab,
            Some((ab, Some(n))) => {
                *schlecht += 1;
                bytes = &bytes[ab + n..];
            }
        }
    }
}

/// The text as UTF-8, without byte order mark, every line end a line feed; forbidden bytes become U+FFFD.
pub(crate) struct Text {
    roh: Box<dyn BufRead + Send>,
    decoder: Decoder,
    fertig: Vec<u8>,
    gelesen: usize,
    wagenruecklauf: bool,
    ende: bool,
}

impl Text {
    pub fn neu(roh: Box<dyn BufRead + Send>, kodierung: Kodierung) -> Self {
        Self {
            roh,
            decoder: kodierung.encoding().new_decoder_with_bom_removal(),
            fertig: Vec::new(),
            gelesen: 0,
            wagenruecklauf: false,
            ende: false,
        }
    }

    fn nachfuellen(&mut self) -> std::io::Result<()> {
        self.fertig.clear();
        self.gelesen = 0;
        while self.fertig.is_empty() && !self.ende {
            let roh = self.roh.fill_buf()?;
            let letztes = roh.is_empty();
            let mut text = String::with_capacity(roh.len() * 3 + 16);
            let (_, n, _) = self.decoder.decode_to_string(roh, &mut text, letztes);
            self.roh.consume(n);
            self.ende = letztes;
            for b in text.into_bytes() {
                match b {
                    b'\n' if self.wagenruecklauf => {}
                    b'\r' => self.fertig.push(b'\n'),
                    b => self.fertig.push(b),
                }
                self.wagenruecklauf = b == b'\r';
            }
        }
        Ok(())
    }
}

impl BufRead for Text {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.gelesen >= self.fertig.len() && !self.ende {
            self.nachfuellen()?;
        }
        Ok(self.fertig.get(self.gelesen..).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.gelesen += n;
    }
}

impl Read for Text {
    fn read(&mut self, puffer: &mut [u8]) -> std::io::Result<usize> {
        let mut da = self.fill_buf()?;
        let n = da.read(puffer)?;
        self.consume(n);
        Ok(n)
    }
}
