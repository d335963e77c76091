//! Lines of a table as slices of the file itself: most cells need no copy, and a list of a million points is read in
//! little more than the time it takes to look at its bytes. What is rare – doubled quotes, line ends in a cell – is left to
//! the library, from the beginning of that line.

use csv::{ByteRecord, ReaderBuilder};
use memchr::{memchr, memchr3};

use super::DateiFehler;

/// A table with its head; comma, semicolon or tab, whichever the first line has most of.
pub(super) fn tabelle(bytes: &[u8]) -> Result<(Tabelle<'_>, Kopf), DateiFehler> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let zeile = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let zahl = |t: u8| zeile.iter().filter(|b| **b == t).count();
    let trenner = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|t| zahl(*t))
        .unwrap_or(b',');
    let mut tabelle = Tabelle {
        rest: bytes,
        trenner,
        felder: Vec::new(),
        satz: ByteRecord::new(),
        kopiert: false,
    };
    tabelle.weiter()?;
    let namen = tabelle
        .alle()
        .map(|f| String::from_utf8_lossy(f).trim().to_lowercase())
        .collect();
    Ok((tabelle, Kopf(namen)))
}

/// The lines, one after the other.
pub(super) struct Tabelle<'a> {
    rest: &'a [u8],
    trenner: u8,
    /// The cells of the line, if they stand in the file as they are.
    felder: Vec<&'a [u8]>,
    /// Otherwise the line as the library read it.
    satz: ByteRecord,
    kopiert: bool,
}

impl<'a> Tabelle<'a> {
    /// Goes to the next line that is not empty; `false` at the end.
    pub fn weiter(&mut self) -> Result<bool, DateiFehler> {
        while let [b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
        if self.rest.is_empty() {
            return Ok(false);
        }
        self.kopiert = !self.einfache_zeile();
        if self.kopiert {
            let mut leser = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(self.trenner)
                .buffer_capacity(1 << 10)
                .from_reader(self.rest);
            let da = leser.read_byte_record(&mut self.satz)?;
            let gelesen = usize::try_from(leser.position().byte()).unwrap_or(usize::MAX);
            self.rest = self.rest.get(gelesen..).unwrap_or_default();
            return Ok(da);
        }
        Ok(true)
    }

    /// Reads a line whose cells are bare or in plain quotes; `false`, and nothing is read, if there is more to it.
    fn einfache_zeile(&mut self) -> bool {
        self.felder.clear();
        let mut rest = self.rest;
        loop {
            let (feld, danach) = if let [b'"', innen @ ..] = rest {
                let Some(ende) = memchr(b'"', innen) else {
                    return false;
                };
                (&innen[..ende], &innen[ende + 1..])
            } else {
                let ende = self.feldende(rest);
                rest.split_at(ende)
            };
            self.felder.push(feld);
            match danach {
                [z, ab @ ..] if *z == self.trenner => rest = ab,
                [] | [b'\n' | b'\r', ..] => {
                    self.rest = danach;
                    return true;
                }
                _ => return false,
            }
        }
    }

    /// Most cells are short: a look at the first bytes is cheaper than a call.
    fn feldende(&self, rest: &[u8]) -> usize {
        let ende = |b: &u8| *b == self.trenner || *b == b'\n' || *b == b'\r';
        let kurz = rest.len().min(16);
        rest[..kurz].iter().position(ende).unwrap_or_else(|| {
            memchr3(self.trenner, b'\n', b'\r', &rest[kurz..]).map_or(rest.len(), |i| kurz + i)
        })
    }

    /// A cell of the line.
    pub fn feld(&self, i: usize) -> Option<&[u8]> {
        if self.kopiert {
            self.satz.get(i)
        } else {
            self.felder.get(i).copied()
        }
    }

    fn alle(&self) -> impl Iterator<Item = &[u8]> {
        (0..).map_while(|i| self.feld(i))
    }
}

/// The names of the columns.
pub(super) struct Kopf(Vec<String>);

impl Kopf {
    pub fn finden(&self, namen: &[&str]) -> Option<usize> {
        namen.iter().find_map(|n| self.0.iter().position(|k| k == n))
    }

    pub fn muss(&self, namen: &[&'static str]) -> Result<usize, DateiFehler> {
        let name = namen.first().copied().unwrap_or_default();
        self.finden(namen)
            .ok_or_else(|| DateiFehler::Spalte(name, self.0.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wir(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut t = Tabelle {
            rest: bytes,
            trenner: b',',
            felder: Vec::new(),
            satz: ByteRecord::new(),
            kopiert: false,
        };
        let mut alle = Vec::new();
        while t.weiter().unwrap() {
            alle.push(t.alle().map(<[u8]>::to_vec).collect());
        }
        alle
    }

    fn bibliothek(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes)
            .byte_records()
            .map(|z| z.unwrap().iter().map(<[u8]>::to_vec).collect())
            .collect()
    }

    proptest! {
        #[test]
        fn liest_wie_die_bibliothek(text in "[ab,\"\n\r]{0,30}") {
            prop_assert_eq!(wir(text.as_bytes()), bibliothek(text.as_bytes()));
        }
    }
}
