//! One table, for a spreadsheet to open: as CSV or as a workbook.

use amt::Error;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, XlsxError};
use web::{Ergebnis, WebFehler};

/// One cell.
pub(super) enum Zelle {
    Text(String),
    Zahl(f64),
    Leer,
}

impl Zelle {
    pub(super) fn zahl<T: TryInto<i32>>(zahl: Option<T>) -> Self {
        zahl.and_then(|z| z.try_into().ok())
            .map_or(Self::Leer, |z: i32| Self::Zahl(f64::from(z)))
    }
}

impl From<String> for Zelle {
    fn from(t: String) -> Self {
        if t.is_empty() { Self::Leer } else { Self::Text(t) }
    }
}

impl From<&str> for Zelle {
    fn from(t: &str) -> Self {
        t.to_owned().into()
    }
}

/// A file to keep, never shown by the browser and never kept by a cache.
pub(super) fn datei(name: &str, art: &'static str, inhalt: Vec<u8>) -> Response {
    let kopf = [
        (header::CONTENT_TYPE, art.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (kopf, inhalt).into_response()
}

pub(super) const CSV: &str = "text/csv; charset=utf-8";
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(super) const GEOJSON: &str = "application/geo+json";

/// Semicolons and a BOM, as spreadsheets in German offices expect.
pub(super) fn csv<const N: usize>(kopf: [&str; N], zeilen: Vec<[Zelle; N]>) -> Ergebnis<Vec<u8>> {
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::from("\u{feff}".as_bytes()));
    aus.write_record(kopf).map_err(WebFehler::intern)?;
    for z in zeilen {
        aus.write_record(z.map(|z| match z {
            Zelle::Text(t) => harmlos(t),
            Zelle::Zahl(n) => n.to_string(),
            Zelle::Leer => String::new(),
        }))
        .map_err(WebFehler::intern)?;
    }
    aus.into_inner().map_err(WebFehler::intern)
}

/// A cell a spreadsheet would take for a formula gets an apostrophe in front.
fn harmlos(zelle: String) -> String {
    if wie_formel(&zelle) {
        format!("'{zelle}")
    } else {
        zelle
    }
}

fn wie_formel(t: &str) -> bool {
    t.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Longest text a cell of a workbook holds, in UTF-16 units; no field of an offer is longer.
const LAENGSTE: usize = 32_767;

/// A workbook with one sheet. Text is stored as text, and what begins like a formula is marked so that it stays text
/// when somebody edits the cell.
pub(super) async fn xlsx<const N: usize>(
    blatt: &'static str,
    kopf: [&'static str; N],
    zeilen: Vec<[Zelle; N]>,
) -> Ergebnis<Vec<u8>> {
    let inhalt = tokio::task::spawn_blocking(move || mappe(blatt, kopf, &zeilen))
        .await
        .map_err(|e| Error::Intern(e.to_string()))?
        .map_err(|e| Error::Intern(e.to_string()))?;
    Ok(inhalt)
}

fn mappe<const N: usize>(blatt: &str, kopf: [&str; N], zeilen: &[[Zelle; N]]) -> Result<Vec<u8>, XlsxError> {
    let mut buch = Workbook::new();
    let (fett, als_text) = (Format::new().set_bold(), Format::new().set_quote_prefix());
    let seite = buch.add_worksheet().set_name(blatt)?;
    let mut breite = [12u16; N];
    for ((nr, titel), b) in (0..).zip(kopf).zip(&mut breite) {
        seite.write_string_with_format(0, nr, titel, &fett)?;
        *b = u16::try_from(titel.chars().count()).unwrap_or(40).clamp(12, 40);
    }
    for (nr, zeile) in (1..).zip(zeilen) {
        for (spalte, zelle) in (0..).zip(zeile) {
            let (nr, spalte): (RowNum, ColNum) = (nr, spalte);
            match zelle {
                Zelle::Text(t) if t.encode_utf16().count() > LAENGSTE => {
                    let kurz: String = t.chars().take(LAENGSTE / 2).collect();
                    seite.write_string_with_format(nr, spalte, kurz, &als_text)?;
                }
                Zelle::Text(t) if wie_formel(t) => {
                    seite.write_string_with_format(nr, spalte, t, &als_text)?;
                }
                Zelle::Text(t) => {
                    seite.write_string(nr, spalte, t)?;
                }
                Zelle::Zahl(n) => {
                    seite.write_number(nr, spalte, *n)?;
                }
                Zelle::Leer => {}
            }
        }
    }
    for (spalte, b) in (0..).zip(breite) {
        let spalte: ColNum = spalte;
        seite.set_column_width(spalte, b)?;
    }
    seite.set_freeze_panes(1, 0)?;
    buch.save_to_buffer()
}
