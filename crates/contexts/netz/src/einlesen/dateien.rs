//! Rows of a file, whatever its format.

use std::collections::BTreeMap;

use base::{Befund, Punkt};

/// One row: its columns by name, its point if the format carries one, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Datensatz {
    /// For the report.
    pub stelle: String,
    /// Text of each column.
    pub spalten: BTreeMap<String, String>,
    /// Geometry.
    pub punkt: Option<Punkt>,
}

fn unlesbar(text: impl std::fmt::Display) -> Befund {
    Befund::neu("NETZ-E28", format!("Die Datei kann nicht gelesen werden: {text}"))
}

/// Rows of a CSV file in UTF-8 with a head.
///
/// # Errors
/// `NETZ-E28` when it is no such file.
pub fn aus_csv(inhalt: &[u8], trenner: u8) -> Result<Vec<Datensatz>, Befund> {
    let mut leser = csv::ReaderBuilder::new()
        .delimiter(trenner)
        .flexible(true)
        .from_reader(inhalt);
    let kopf = leser.headers().map_err(unlesbar)?.clone();
    let kopf: Vec<String> = kopf
        .iter()
        .map(|s| s.trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let mut aus = Vec::new();
    for zeile in leser.records() {
        let zeile = zeile.map_err(unlesbar)?;
        let nummer = zeile.position().map_or(0, csv::Position::line);
        aus.push(Datensatz {
            stelle: format!("Zeile {nummer}"),
            spalten: kopf
                .iter()
                .cloned()
                .zip(zeile.iter().map(str::to_owned))
                .collect(),
            punkt: None,
        });
    }
    Ok(aus)
}

#[derive(serde::Deserialize)]
struct Sammlung {
    features: Vec<Merkmalstraeger>,
}
#[derive(serde::Deserialize)]
struct Merkmalstraeger {
    #[serde(default)]
    properties: serde_json::Map<String, serde_json::Value>,
    geometry: Option<Geometrie>,
}
#[derive(serde::Deserialize)]
struct Geometrie {
    r#type: String,
    #[serde(default)]
    coordinates: serde_json::Value,
}

/// Rows of a GeoJSON file with points in WGS 84.
///
/// # Errors
/// `NETZ-E28` when it is no such file.
pub fn aus_geojson(inhalt: &[u8]) -> Result<Vec<Datensatz>, Befund> {
    let sammlung: Sammlung = serde_json::from_slice(inhalt).map_err(unlesbar)?;
    let je = sammlung.features.into_iter().enumerate().map(|(i, f)| Datensatz {
        stelle: format!("Eintrag {}", i + 1),
        spalten: f.properties.into_iter().map(|(n, w)| (n, text(&w))).collect(),
        punkt: f.geometry.and_then(|g| punkt(&g)),
    });
    Ok(je.collect())
}

fn text(w: &serde_json::Value) -> String {
    match w {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(s) => s.clone(),
        w => w.to_string(),
    }
}

fn punkt(g: &Geometrie) -> Option<Punkt> {
    let c = g.coordinates.as_array().filter(|_| g.r#type == "Point")?;
    Some(Punkt {
        lat: c.get(1)?.as_f64()?,
        lon: c.first()?.as_f64()?,
    })
}
