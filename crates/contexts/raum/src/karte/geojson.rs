//! The map for the browser: GeoJSON, made small enough to draw at once.

use serde_json::{Value, json};

use super::{Flaeche, Kartenpunkt, PunktArt};
use crate::geometrie::{schreiben, vereinfachen};

/// Most vertices sent to a browser.
const HOECHSTENS: usize = 20_000;

/// A FeatureCollection with `name`, `code` and `url` of each area and point.
#[must_use]
pub fn geojson(flaechen: &[Flaeche], punkte: &[Kartenpunkt]) -> Value {
    let formen = vereinfachen(flaechen.iter().map(|f| f.form.clone()).collect(), HOECHSTENS);
    let mut features: Vec<Value> = flaechen
        .iter()
        .zip(&formen)
        .map(|(f, form)| {
            let geometrie: Value = serde_json::from_str(&schreiben(form)).unwrap_or(Value::Null);
            json!({
                "type": "Feature",
                "geometry": geometrie,
                "properties": {"name": f.name, "code": f.code, "url": f.url, "betont": f.betont},
            })
        })
        .collect();
    features.extend(punkte.iter().map(|p| {
        let art = match p.art {
            PunktArt::Angebot => "angebot",
            PunktArt::Buero => "buero",
        };
        json!({
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [p.ort.lon, p.ort.lat]},
            "properties": {"name": p.name, "url": p.url, "art": art},
        })
    }));
    json!({"type": "FeatureCollection", "features": features})
}
