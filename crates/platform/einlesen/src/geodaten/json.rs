//! GeoJSON: RFC 7946 and its predecessor of 2008 with the member `crs`.

use std::{borrow::Cow, collections::BTreeMap};

use geo::Coord;
use geojson::{Geometry, GeometryValue, Position};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{Roh, RohMerkmal, RohSammlung, bezug, topo};
use crate::{Fehler, codes};

#[derive(Deserialize)]
struct Datei<'a> {
    #[serde(rename = "type", borrow)]
    typ: Cow<'a, str>,
    crs: Option<Value>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    id: Option<Value>,
    properties: Option<BTreeMap<String, Value>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
}

pub fn lesen(bytes: &[u8]) -> Result<RohSammlung, Fehler> {
    let kein = || {
        Fehler::neu(
            codes::FORMAT,
            "Die Datei ist weder GeoJSON noch TopoJSON noch Shapefile noch GeoPackage.",
        )
    };
    let text = std::str::from_utf8(bytes).map_err(|_| kein())?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with('{') {
        return Err(kein());
    }
    let datei: Datei<'_> = serde_json::from_str(text).map_err(|e| {
        Fehler::neu(
            codes::FORMAT,
            format!("In Zeile {} ist die Datei kein gültiges JSON.", e.line()),
        )
    })?;
    let merkmale = match (&*datei.typ, datei.features) {
        ("FeatureCollection", Some(f)) => f.into_iter().map(|f| merkmal(f.get())).collect(),
        ("Feature", _) => vec![merkmal(text)],
        ("Topology", _) => return topo::lesen(text),
        ("Polygon" | "MultiPolygon" | "Point", _) => vec![RohMerkmal {
            attribute: BTreeMap::new(),
            geometrie: geometrie(text),
        }],
        _ => return Err(kein()),
    };
    let name = datei
        .crs
        .as_ref()
        .and_then(|c| c.pointer("/properties/name"))
        .and_then(Value::as_str);
    let epsg = match name {
        Some(n) => Some(bezug::aus_name(n).ok_or_else(|| {
            Fehler::neu(
                codes::EPSG,
                format!("Das Koordinatensystem „{n}“ ist unbekannt. Bitte geben Sie es als EPSG-Nummer an."),
            )
        })?),
        None => None,
    };
    Ok(RohSammlung {
        format: "GeoJSON",
        epsg,
        spalten: Vec::new(),
        rfc7946: name.is_none(),
        merkmale,
    })
}

fn merkmal(text: &str) -> RohMerkmal {
    let f: Feature<'_> = match serde_json::from_str(text) {
        Ok(f) => f,
        Err(_) => {
            return RohMerkmal {
                attribute: BTreeMap::new(),
                geometrie: Err("Das Objekt ist kein GeoJSON-Feature.".to_owned()),
            };
        }
    };
    let mut attribute: BTreeMap<String, String> = f
        .properties
        .unwrap_or_default()
        .into_iter()
        .map(|(k, v)| (k, als_text(v)))
        .collect();
    if let Some(id) = f.id {
        attribute.entry("id".to_owned()).or_insert_with(|| als_text(id));
    }
    RohMerkmal {
        attribute,
        geometrie: f.geometry.map_or(Ok(Roh::Nichts), |g| geometrie(g.get())),
    }
}

pub(super) fn als_text(v: Value) -> String {
    match v {
        Value::Null => String::new(),
        Value::String(s) => s,
        andere => andere.to_string(),
    }
}

fn geometrie(text: &str) -> Result<Roh, String> {
    if text == "null" {
        return Ok(Roh::Nichts);
    }
    let g: Geometry = serde_json::from_str(text).map_err(|e| format!("{e}."))?;
    let ort = |p: &Position| match p.as_slice() {
        [x, y, ..] => Ok(Coord { x: *x, y: *y }),
        _ => Err("Eine Koordinate hat weniger als zwei Werte.".to_owned()),
    };
    let ringe = |p: &Vec<Vec<Position>>| -> Result<Vec<Vec<Coord<f64>>>, String> {
        p.iter().map(|r| r.iter().map(ort).collect()).collect()
    };
    Ok(match &g.value {
        GeometryValue::Point { coordinates } => Roh::Punkt(ort(coordinates)?),
        GeometryValue::MultiPoint { coordinates } if coordinates.len() == 1 => {
            Roh::Punkt(ort(&coordinates[0])?)
        }
        GeometryValue::Polygon { coordinates } => Roh::Flaeche(vec![ringe(coordinates)?]),
        GeometryValue::MultiPolygon { coordinates } => {
            Roh::Flaeche(coordinates.iter().map(ringe).collect::<Result<_, _>>()?)
        }
        andere => Roh::Anderes(andere.type_name().to_owned()),
    })
}
