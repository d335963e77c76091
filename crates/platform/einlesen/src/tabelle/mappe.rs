//! The first visible sheet of a workbook (XLSX), row by row like a CSV table. Of a formula the value counts that the
//! program that wrote the file kept with it.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};

use super::{Roh, SPALTEN_HOECHSTENS, ZEILE_HOECHSTENS};
use crate::{Fehler, codes};

/// Most bytes a workbook may unpack to.
const ENTPACKT_HOECHSTENS: u64 = 256 << 20;
/// Most cells of the sheet.
const ZELLEN_HOECHSTENS: usize = 4_000_000;

/// Whether a file begins like a workbook.
pub fn ist_mappe(anfang: &[u8]) -> bool {
    anfang.starts_with(b"PK\x03\x04")
}

fn keine(text: &str) -> Fehler {
    Fehler::neu(codes::KEINE_TABELLE, text)
}

/// The rows that hold something.
///
/// # Errors
/// `EINLESEN-E07` when it is no workbook, `EINLESEN-E02` when it is larger than allowed.
pub fn zeilen(bytes: &[u8]) -> Result<Vec<Roh>, Fehler> {
    groesse_pruefen(bytes)?;
    let unlesbar = |_| keine("Die Datei ist keine lesbare Arbeitsmappe (XLSX).");
    let mut mappe = Xlsx::new(Cursor::new(bytes)).map_err(unlesbar)?;
    let blaetter: Vec<String> = mappe
        .sheets_metadata()
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    for blatt in blaetter {
        let zeilen = blatt_lesen(&mut mappe, &blatt)?;
        if !zeilen.is_empty() {
            return Ok(zeilen);
        }
    }
    Ok(Vec::new())
}

/// Cell by cell: a sheet that says it reaches to its last cell takes no more memory than what stands in it.
fn blatt_lesen(mappe: &mut Xlsx<Cursor<&[u8]>>, blatt: &str) -> Result<Vec<Roh>, Fehler> {
    let unlesbar = |_| keine("Das erste Blatt der Arbeitsmappe ist nicht lesbar.");
    let mut leser = mappe.worksheet_cells_reader(blatt).map_err(unlesbar)?;
    let mut zeilen: BTreeMap<u32, Vec<(usize, String)>> = BTreeMap::new();
    let mut anzahl = 0;
    while let Some(zelle) = leser.next_cell().map_err(unlesbar)? {
        let (zeile, spalte) = zelle.get_position();
        let text = text(zelle.get_value());
        if text.is_empty() {
            continue;
        }
        anzahl += 1;
        if anzahl > ZELLEN_HOECHSTENS {
            let text = "Das Blatt hat mehr als vier Millionen gefüllte Zellen.";
            return Err(Fehler::neu(codes::ZU_GROSS, text));
        }
        let spalte = usize::try_from(spalte).unwrap_or(usize::MAX);
        zeilen.entry(zeile).or_default().push((spalte, text));
    }
    Ok(zeilen.into_iter().map(roh).collect())
}

fn roh((zeile, zellen): (u32, Vec<(usize, String)>)) -> Roh {
    let nr = u64::from(zeile) + 1;
    let laenge: usize = zellen.iter().map(|(_, t)| t.len()).sum();
    let breite = zellen.iter().map(|(s, _)| s.saturating_add(1)).max().unwrap_or(0);
    if breite > SPALTEN_HOECHSTENS || laenge > ZEILE_HOECHSTENS {
        return Roh {
            nr,
            felder: Vec::new(),
            zu_lang: true,
        };
    }
    let mut felder = vec![String::new(); breite];
    for (spalte, text) in zellen {
        felder[spalte] = text;
    }
    Roh {
        nr,
        felder,
        zu_lang: false,
    }
}

/// A cell as somebody would have typed it here.
fn text(wert: &DataRef<'_>) -> String {
    match wert {
        DataRef::Empty => String::new(),
        DataRef::Int(z) => z.to_string(),
        DataRef::Float(z) => zahl(*z),
        DataRef::String(t) | DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => t.clone(),
        DataRef::SharedString(t) => (*t).to_owned(),
        DataRef::Bool(b) => if *b { "ja" } else { "nein" }.to_owned(),
        DataRef::DateTime(d) => zeitpunkt(d),
        DataRef::Error(e) => e.to_string(),
    }
}

/// The file format knows floating point numbers only: fifteen digits count, as spreadsheets show them, so that 0.1 + 0.2
/// stays 0,3. A comma, because a dot before three digits would be one of thousands.
fn zahl(z: f64) -> String {
    let gerundet: f64 = format!("{z:.14e}").parse().unwrap_or(z);
    gerundet.to_string().replace('.', ",")
}

fn zeitpunkt(d: &ExcelDateTime) -> String {
    if !d.is_datetime() {
        return zahl(d.as_f64());
    }
    let (jahr, monat, tag, stunde, minute, sekunde, _) = d.to_ymd_hms_milli();
    if (stunde, minute, sekunde) == (0, 0, 0) {
        format!("{jahr:04}-{monat:02}-{tag:02}")
    } else {
        format!("{jahr:04}-{monat:02}-{tag:02}T{stunde:02}:{minute:02}:{sekunde:02}")
    }
}

/// A packed file of a few kilobytes can unpack to terabytes, whatever size it says it has.
fn groesse_pruefen(bytes: &[u8]) -> Result<(), Fehler> {
    let kaputt = |_| keine("Die Datei ist beschädigt oder mit einem Kennwort geschützt.");
    let mut archiv = zip::ZipArchive::new(Cursor::new(bytes)).map_err(kaputt)?;
    let mut rest = ENTPACKT_HOECHSTENS;
    for i in 0..archiv.len() {
        let teil = archiv.by_index(i).map_err(kaputt)?;
        let gelesen = io::copy(&mut teil.take(rest + 1), &mut io::sink())
            .map_err(|_| keine("Die Datei ist beschädigt."))?;
        rest = rest.checked_sub(gelesen).ok_or_else(|| {
            Fehler::neu(
                codes::ZU_GROSS,
                "Die Arbeitsmappe ist entpackt größer als 256 MB.",
            )
        })?;
    }
    Ok(())
}
