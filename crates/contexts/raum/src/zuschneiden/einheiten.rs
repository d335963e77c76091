//! The small units: those of a version of the boundaries, or those of any map file.

use std::collections::HashMap;

use amt::{Error, Result};
use base::Id;
use einlesen::{
    Quelle,
    geodaten::{self, Geometrie, Optionen},
};
use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use serde_json::Value;
use store::Tx;

use super::{EINHEITEN, planung::Merkmale};
use crate::{Gliederung, ablage::liste, geometrie};

/// Most units of a proposal that is searched on a page; the command takes more.
const HOECHSTENS: usize = 20_000;

/// Units on their way into a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Einheiten {
    /// Where they come from, in words.
    pub herkunft: String,
    /// How many.
    pub anzahl: i64,
    /// Names of their attributes.
    pub merkmale: Vec<String>,
    /// The attributes that are likely meant.
    pub vorschlag: Merkmale,
    /// The units, WGS 84.
    pub geojson: String,
}

/// The smallest units of a version; the space of today is the one above them.
///
/// # Errors
/// `RAUM-E30` when fewer than two of them have areas.
pub async fn aus_zuschnitt(tx: &mut Tx, id: Id<Gliederung>, name: &str) -> Result<Einheiten> {
    let raeume = liste::raeume(tx, id).await?;
    let flaechen = liste::flaechen(tx, id).await?;
    let nach_id: HashMap<_, _> = raeume.iter().map(|r| (r.id, r)).collect();
    let eltern: std::collections::HashSet<_> = raeume.iter().filter_map(|r| r.eltern).collect();
    let mut features = Vec::new();
    for f in flaechen.iter().filter(|f| !eltern.contains(&f.id)) {
        let (Some(r), Some(form)) = (nach_id.get(&f.id), geometrie::lesen_gespeichert(&f.geometrie)) else {
            continue;
        };
        let heute = r.eltern.and_then(|e| nach_id.get(&e)).map_or("", |e| &*e.name);
        let einwohner = r.einwohner.map_or_else(String::new, |n| n.to_string());
        let werte = [
            ("code", &*r.code),
            ("name", &*r.name),
            ("einwohner", &*einwohner),
            ("kommune", r.kommune_ags.as_deref().unwrap_or("")),
            ("heute", heute),
        ];
        features.push(merkmal(&form, werte.into_iter()));
    }
    let namen = ["code", "name", "einwohner", "kommune", "heute"].map(str::to_owned);
    sammeln(format!("Zuschnitt „{name}“"), namen.to_vec(), features)
}

/// The areas of a map file.
///
/// # Errors
/// What the reader refuses; `RAUM-E30` when fewer than two areas are in it.
pub async fn aus_datei(name: &str, quelle: Quelle) -> Result<Einheiten> {
    let wie = Optionen {
        hoechstens: Some(HOECHSTENS),
        ..Optionen::default()
    };
    let karte = geodaten::lesen(&quelle, &wie)
        .await
        .map_err(|e| Error::regel(EINHEITEN, format!("Die Datei lässt sich nicht lesen. {e}")))?;
    let features = karte
        .merkmale
        .iter()
        .filter_map(|m| match &m.geometrie {
            Some(Geometrie::Flaeche(f)) => {
                let werte = karte.spalten.iter().map(String::as_str);
                Some(merkmal(f, werte.zip(m.felder.iter().map(String::as_str))))
            }
            _ => None,
        })
        .collect();
    sammeln(format!("Datei „{name}“"), karte.spalten, features)
}

fn merkmal<'a>(form: &geo::MultiPolygon<f64>, werte: impl Iterator<Item = (&'a str, &'a str)>) -> Feature {
    let mut eigenschaften = JsonObject::new();
    for (k, w) in werte.filter(|(_, w)| !w.is_empty()) {
        eigenschaften.insert(k.to_owned(), Value::String(w.to_owned()));
    }
    Feature {
        geometry: Some(Geometry::new(GeometryValue::from(form))),
        properties: Some(eigenschaften),
        ..Feature::default()
    }
}

fn sammeln(herkunft: String, merkmale: Vec<String>, features: Vec<Feature>) -> Result<Einheiten> {
    let nein = |t: String| Err(Error::regel(EINHEITEN, t));
    if features.len() < 2 {
        return nein(format!(
            "{herkunft} enthält {} Flächen. Zum Zuschneiden braucht es mindestens zwei. Bitte wählen Sie eine Karte mit \
             kleinen Einheiten.",
            features.len()
        ));
    }
    if features.len() > HOECHSTENS {
        return nein(format!(
            "{herkunft} enthält {} Flächen, erlaubt sind {HOECHSTENS}. Größere Karten rechnet „gewebe zuschnitt“.",
            features.len()
        ));
    }
    let anzahl = i64::try_from(features.len()).unwrap_or(0);
    let sammlung = FeatureCollection {
        features,
        ..FeatureCollection::default()
    };
    Ok(Einheiten {
        vorschlag: vorschlagen(&merkmale),
        herkunft,
        anzahl,
        merkmale,
        geojson: sammlung.to_string(),
    })
}

/// Guesses by the usual names of columns.
fn vorschlagen(merkmale: &[String]) -> Merkmale {
    let finde = |namen: &[&str]| {
        namen
            .iter()
            .find_map(|n| {
                merkmale
                    .iter()
                    .find(|m| base::suchform(&m.replace('_', " ")) == **n)
            })
            .cloned()
            .unwrap_or_default()
    };
    Merkmale {
        kennung: finde(&[
            "code",
            "plr id",
            "kennung",
            "id",
            "ags",
            "schluessel",
            "nummer",
            "name",
        ]),
        einwohner: finde(&["einwohner", "ewz", "bevoelkerung", "pop", "population"]),
        faelle: finde(&["faelle", "fallzahl", "fallzahlen", "load", "cases"]),
        personal: finde(&["personal", "stellen", "staff"]),
        politisch: finde(&["kommune", "gemeinde", "ortsteil", "bezirk", "political id"]),
        politisch_zeichen: None,
        heute: finde(&["heute", "sozialraum", "zone"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uebliche_spalten_werden_erkannt() {
        let namen = ["PLR_ID", "Einwohner", "Fälle", "Ortsteil", "x"].map(str::to_owned);
        let m = vorschlagen(&namen);
        assert_eq!(
            [&*m.kennung, &m.einwohner, &m.faelle, &m.politisch, &m.heute],
            ["PLR_ID", "Einwohner", "Fälle", "Ortsteil", ""]
        );
    }
}
