//! The attribute file of a Shapefile. Values stay text: a municipality key in a number column must keep its zeros
//! where the file has them.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::{Fehler, codes};

/// Names of the columns and the rows.
pub struct Dbf {
    pub spalten: Vec<String>,
    pub zeilen: Vec<Vec<String>>,
}

fn u16_an(b: &[u8], i: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(b.get(i..i + 2)?.try_into().ok()?)))
}

/// Reads it; `cpg` is the content of the .cpg file.
pub fn lesen(b: &[u8], cpg: Option<&[u8]>) -> Result<Dbf, Fehler> {
    innen(b, cpg).ok_or_else(|| Fehler::neu(codes::FORMAT, "Die Datei .dbf ist beschädigt."))
}

fn innen(b: &[u8], cpg: Option<&[u8]>) -> Option<Dbf> {
    let kopf = u16_an(b, 8)?;
    let breite = u16_an(b, 10)?;
    let zahl = usize::try_from(u32::from_le_bytes(b.get(4..8)?.try_into().ok()?)).ok()?;
    if kopf < 33 || breite < 1 {
        return None;
    }
    let mut felder = Vec::new();
    for f in b.get(32..kopf)?.chunks_exact(32) {
        if f[0] == 0x0d {
            break;
        }
        let ende = f[..11].iter().position(|b| *b == 0).unwrap_or(11);
        felder.push((&f[..ende], f[11], usize::from(f[16])));
    }
    let daten = b.get(kopf..)?;
    let saetze = || daten.chunks_exact(breite).take(zahl);
    let kodierung = kodierung(cpg, b[29], daten);
    let text = |roh: &[u8]| {
        let roh = roh.split(|b| *b == 0).next().unwrap_or_default();
        kodierung.decode_without_bom_handling(roh).0.trim().to_owned()
    };
    // a row begins with a mark: '*' means deleted, but its shape is still there, so the row must stay
    let zeilen = saetze().map(|z| {
        let mut ab = 1;
        felder
            .iter()
            .map(|(_, art, laenge)| {
                let roh = z.get(ab..ab + laenge).unwrap_or_default();
                ab += laenge;
                wert(*art, text(roh))
            })
            .collect()
    });
    Some(Dbf {
        zeilen: zeilen.collect(),
        spalten: felder.iter().map(|(n, ..)| text(n)).collect(),
    })
}

/// Dates as people expect them; stars and question marks mean "nothing".
fn wert(art: u8, text: String) -> String {
    match art {
        b'D' if text.len() == 8 && text.is_ascii() => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        b'L' if text == "?" => String::new(),
        b'N' | b'F' if text.starts_with('*') => String::new(),
        _ => text,
    }
}

/// The .cpg file says it, else the byte of the head, else the data: valid UTF-8 with umlauts is UTF-8.
fn kodierung(cpg: Option<&[u8]>, kennung: u8, daten: &[u8]) -> &'static Encoding {
    let name = cpg.map(|c| String::from_utf8_lossy(c).trim().to_ascii_lowercase());
    if let Some(name) = name {
        let bekannt = match name.as_str() {
            "utf8" | "utf-8" | "65001" => Some(UTF_8),
            "1252" | "ansi 1252" | "ansi1252" | "88591" | "iso88591" => Some(WINDOWS_1252),
            n => Encoding::for_label(n.as_bytes()),
        };
        if let Some(k) = bekannt {
            return k;
        }
    }
    match kennung {
        0x03 | 0x57 | 0x58 | 0x59 => WINDOWS_1252,
        _ if std::str::from_utf8(daten).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}
