//! TopoJSON 1.0: neighbours share their borders as arcs. There is no kept library for it.

use std::collections::BTreeMap;

use geo::Coord;
use serde::Deserialize;
use serde_json::Value;

use super::{Roh, RohMerkmal, RohSammlung, json::als_text};
use crate::{Fehler, codes};

#[derive(Deserialize)]
struct Topologie {
    transform: Option<Umrechnung>,
    arcs: Vec<Vec<Vec<f64>>>,
    objects: BTreeMap<String, Objekt>,
}

#[derive(Deserialize)]
struct Umrechnung {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objekt {
    #[serde(rename = "type")]
    typ: Option<String>,
    id: Option<Value>,
    properties: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    arcs: Value,
    coordinates: Option<Vec<f64>>,
    geometries: Option<Vec<Objekt>>,
}

pub fn lesen(text: &str) -> Result<RohSammlung, Fehler> {
    let t: Topologie = serde_json::from_str(text).map_err(|e| {
        Fehler::neu(
            codes::FORMAT,
            format!("Die Datei ist kein gültiges TopoJSON (Zeile {}).", e.line()),
        )
    })?;
    let boegen: Vec<Vec<Coord<f64>>> = t.arcs.iter().map(|a| bogen(a, t.transform.as_ref())).collect();
    let mut merkmale = Vec::new();
    for o in t.objects.into_values() {
        let teile = match o.geometries {
            Some(g) => g,
            None => vec![o],
        };
        merkmale.extend(
            teile
                .into_iter()
                .map(|g| merkmal(g, &boegen, t.transform.as_ref())),
        );
    }
    Ok(RohSammlung {
        format: "TopoJSON",
        epsg: None,
        spalten: Vec::new(),
        rfc7946: false,
        merkmale,
    })
}

/// Quantised arcs give the first point and then the way to the next one.
fn bogen(roh: &[Vec<f64>], um: Option<&Umrechnung>) -> Vec<Coord<f64>> {
    let (mut x, mut y) = (0.0, 0.0);
    let punkte = roh.iter().filter_map(|p| Some((*p.first()?, *p.get(1)?)));
    punkte
        .map(|(a, b)| match um {
            None => Coord { x: a, y: b },
            Some(u) => {
                x += a;
                y += b;
                Coord {
                    x: x * u.scale[0] + u.translate[0],
                    y: y * u.scale[1] + u.translate[1],
                }
            }
        })
        .collect()
}

fn merkmal(o: Objekt, boegen: &[Vec<Coord<f64>>], um: Option<&Umrechnung>) -> RohMerkmal {
    let mut attribute: BTreeMap<String, String> = o
        .properties
        .unwrap_or_default()
        .into_iter()
        .map(|(k, v)| (k, als_text(v)))
        .collect();
    if let Some(id) = o.id {
        attribute.entry("id".to_owned()).or_insert_with(|| als_text(id));
    }
    let polygon = |v: &Value| -> Result<Vec<Vec<Coord<f64>>>, String> {
        let ringe: Vec<Vec<i64>> =
            serde_json::from_value(v.clone()).map_err(|_| "Ungültige Bögen.".to_owned())?;
        ringe.iter().map(|r| ring(r, boegen)).collect()
    };
    let geometrie = match (o.typ.as_deref(), &o.arcs, &o.coordinates) {
        (None, ..) => Ok(Roh::Nichts),
        (Some("Polygon"), a, _) => polygon(a).map(|p| Roh::Flaeche(vec![p])),
        (Some("MultiPolygon"), Value::Array(p), _) => {
            p.iter().map(polygon).collect::<Result<_, _>>().map(Roh::Flaeche)
        }
        (Some("Point"), _, Some(c)) if c.len() >= 2 => {
            let (s, t) = um.map_or(([1.0; 2], [0.0; 2]), |u| (u.scale, u.translate));
            Ok(Roh::Punkt(Coord {
                x: c[0] * s[0] + t[0],
                y: c[1] * s[1] + t[1],
            }))
        }
        (Some(andere), ..) => Ok(Roh::Anderes(andere.to_owned())),
    };
    RohMerkmal { attribute, geometrie }
}

fn ring(nummern: &[i64], boegen: &[Vec<Coord<f64>>]) -> Result<Vec<Coord<f64>>, String> {
    let mut aus: Vec<Coord<f64>> = Vec::new();
    for n in nummern {
        // the complement of the number means: backwards
        let stelle = if *n < 0 { !*n } else { *n };
        let bogen = usize::try_from(stelle)
            .ok()
            .and_then(|i| boegen.get(i))
            .ok_or("Ein Bogen fehlt.")?;
        // the first point of an arc is the last of the one before
        aus.pop();
        if *n < 0 {
            aus.extend(bogen.iter().rev());
        } else {
            aus.extend(bogen);
        }
    }
    Ok(aus)
}
