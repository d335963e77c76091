//! Tables as CSV, maps as GeoJSON.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use web::{Ergebnis, WebFehler};

/// Semicolons and a BOM, as spreadsheets in German offices expect. A cell a spreadsheet would take for a formula gets
/// an apostrophe in front.
pub fn csv(
    datei: &'static str,
    kopf: &[&str],
    zeilen: impl IntoIterator<Item = Vec<String>>,
) -> Ergebnis<Response> {
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::from("\u{feff}".as_bytes()));
    aus.write_record(kopf).map_err(WebFehler::intern)?;
    for zeile in zeilen {
        aus.write_record(zeile.into_iter().map(harmlos))
            .map_err(WebFehler::intern)?;
    }
    let bytes = aus.into_inner().map_err(WebFehler::intern)?;
    let kopf = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(datei)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((kopf, bytes).into_response())
}

fn harmlos(zelle: String) -> String {
    if zelle.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{zelle}")
    } else {
        zelle
    }
}

/// GeoJSON, RFC 7946.
pub fn geojson(wert: &serde_json::Value) -> Response {
    let kopf = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/geo+json"),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=60"),
        ),
    ];
    (kopf, wert.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formeln_werden_entschaerft() {
        for boese in ["=1+1", "+49", "-5", "@x", "\tx"] {
            assert_eq!(harmlos(boese.to_owned()), format!("'{boese}"));
        }
        assert_eq!(harmlos("Nordstadt".to_owned()), "Nordstadt");
    }
}
