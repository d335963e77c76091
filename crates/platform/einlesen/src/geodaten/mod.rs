//! Geodata from files: GeoJSON, TopoJSON, Shapefile (zip or folder) and GeoPackage, in any EPSG, as WGS 84.

mod bezug;
mod dbf;
mod gpkg;
mod json;
mod ringe;
mod shape;
mod topo;
mod wkb;

use std::collections::BTreeMap;

pub use bezug::Bezug;
use geo::{Coord, LineString, MultiPolygon, Point, Polygon};

use crate::{Fehler, Meldung, Quelle, codes, packen};

/// What to read and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Optionen {
    /// Coordinate system, where the file does not say it or says it wrong.
    pub epsg: Option<u32>,
    /// The file gives north before east.
    pub achsen_tauschen: bool,
    /// Layer of a GeoPackage, or file of an archive; the first one when absent.
    pub ebene: Option<String>,
    /// Most features; more is an error.
    pub hoechstens: Option<usize>,
}

/// Most features when nothing else is said.
pub const MERKMALE_HOECHSTENS: usize = 500_000;

/// What a feature looks like on the map, WGS 84, x = lon, y = lat.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometrie {
    /// A point.
    Punkt(Point<f64>),
    /// An area, rings closed, outer rings counter-clockwise (RFC 7946).
    Flaeche(MultiPolygon<f64>),
}

/// A feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Merkmal {
    /// Its number in the file, from 1.
    pub nr: u64,
    /// Its attributes, in the order of [`Sammlung::spalten`].
    pub felder: Vec<String>,
    /// Where it is; `None` when the file says nothing or nothing usable.
    pub geometrie: Option<Geometrie>,
}

/// Everything in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sammlung {
    /// Format in words, for example `GeoJSON`.
    pub format: &'static str,
    /// Coordinate system of the file.
    pub epsg: u32,
    /// Names of the attributes.
    pub spalten: Vec<String>,
    /// The features.
    pub merkmale: Vec<Merkmal>,
    /// What was wrong; `zeile` is the number of the feature.
    pub meldungen: Vec<Meldung>,
}

/// A geometry as the file has it.
enum Roh {
    Nichts,
    Punkt(Coord<f64>),
    /// Polygons of rings.
    Flaeche(Vec<Vec<Vec<Coord<f64>>>>),
    Anderes(String),
}

struct RohMerkmal {
    attribute: BTreeMap<String, String>,
    geometrie: Result<Roh, String>,
}

struct RohSammlung {
    format: &'static str,
    epsg: Option<u32>,
    /// Columns in their order, where the format knows one.
    spalten: Vec<String>,
    /// Whether outer rings must run counter-clockwise in this format.
    rfc7946: bool,
    merkmale: Vec<RohMerkmal>,
}

/// Reads a file of any of the formats; which one, its first bytes say.
///
/// # Errors
/// When the file as a whole cannot be used: `EINLESEN-E01`/`E02`/`E08`/`E30`/`E31`/`E32`.
pub async fn lesen(quelle: &Quelle, wie: &Optionen) -> Result<Sammlung, Fehler> {
    let roh = roh_lesen(quelle, wie).await?;
    let hoechstens = wie.hoechstens.unwrap_or(MERKMALE_HOECHSTENS);
    if roh.merkmale.len() > hoechstens {
        let text = format!(
            "Die Datei hat {} Objekte, erlaubt sind {hoechstens}.",
            roh.merkmale.len()
        );
        return Err(Fehler::neu(codes::ZU_VIELE, text));
    }
    if roh.merkmale.is_empty() {
        return Err(Fehler::neu(codes::FORMAT, "Die Datei enthält keine Objekte."));
    }
    fertig(roh, wie)
}

/// The areas of a file as they stand there: no coordinate is changed, no ring mended.
#[derive(Debug, Clone, PartialEq)]
pub struct Umrisse {
    /// Coordinate system, if the file says it.
    pub epsg: Option<u32>,
    /// One entry per feature; empty where the feature is no area or cannot be read.
    pub flaechen: Vec<MultiPolygon<f64>>,
    /// Features that are no areas.
    pub ohne_flaeche: usize,
}

/// Reads the areas of a file for computing with them exactly as they are.
///
/// # Errors
/// As [`lesen`].
pub async fn unveraendert(quelle: &Quelle, wie: &Optionen) -> Result<Umrisse, Fehler> {
    let roh = roh_lesen(quelle, wie).await?;
    let mut umrisse = Umrisse {
        epsg: wie.epsg.or(roh.epsg),
        flaechen: Vec::with_capacity(roh.merkmale.len()),
        ohne_flaeche: 0,
    };
    for m in roh.merkmale {
        let Ok(Roh::Flaeche(polygone)) = m.geometrie else {
            umrisse.ohne_flaeche += 1;
            umrisse.flaechen.push(MultiPolygon::new(Vec::new()));
            continue;
        };
        let teile = polygone.into_iter().filter_map(|ringe| {
            let mut ringe = ringe.into_iter().map(LineString::from);
            Some(Polygon::new(ringe.next()?, ringe.collect()))
        });
        umrisse.flaechen.push(teile.collect());
    }
    Ok(umrisse)
}

async fn roh_lesen(quelle: &Quelle, wie: &Optionen) -> Result<RohSammlung, Fehler> {
    if let Quelle::Pfad(p) = quelle
        && (p.is_dir() || p.extension().is_some_and(|e| e.eq_ignore_ascii_case("shp")))
    {
        return shape::lesen(&packen::ordner(p, packen::GEODATEN)?, wie.ebene.as_deref());
    }
    let mut bytes = quelle.alles()?;
    if bytes.starts_with(b"PK\x03\x04") {
        let teile = packen::zip(&bytes, packen::GEODATEN)?;
        if teile.keys().any(|n| packen::endet(n, "shp")) {
            return shape::lesen(&teile, wie.ebene.as_deref());
        }
        let innen = ["gpkg", "geojson", "json"]
            .into_iter()
            .find_map(|e| teile.iter().find(|(n, _)| packen::endet(n, e)))
            .ok_or_else(|| {
                Fehler::neu(
                    codes::FORMAT,
                    "Im Archiv ist weder Shapefile noch GeoPackage noch GeoJSON.",
                )
            })?;
        bytes = innen.1.clone();
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return gpkg::lesen(&bytes, wie.ebene.as_deref()).await;
    }
    if bytes.starts_with(&[0, 0, 0x27, 0x0a]) {
        let text =
            "Das ist nur die Datei .shp. Bitte packen Sie .shp, .dbf und .prj zusammen in eine Zip-Datei.";
        return Err(Fehler::neu(codes::FORMAT, text));
    }
    json::lesen(&bytes)
}

fn fertig(roh: RohSammlung, wie: &Optionen) -> Result<Sammlung, Fehler> {
    let mut meldungen = Vec::new();
    let alle = || {
        roh.merkmale
            .iter()
            .filter_map(|m| m.geometrie.as_ref().ok())
            .flat_map(Roh::koordinaten)
    };
    let epsg = match wie.epsg.or(roh.epsg) {
        Some(e) => e,
        None => bezug::vermuten(alle())?,
    };
    let bezug = Bezug::neu(epsg, wie.achsen_tauschen)?;
    bezug.achsen_pruefen(alle())?;
    if let Some(h) = bezug.hinweis() {
        meldungen.push(Meldung::hinweis(0, codes::EPSG, h));
    }
    let mut spalten = roh.spalten;
    for m in &roh.merkmale {
        for name in m.attribute.keys() {
            if !spalten.contains(name) {
                spalten.push(name.clone());
            }
        }
    }
    let mut merkmale = Vec::with_capacity(roh.merkmale.len());
    for (i, mut m) in roh.merkmale.into_iter().enumerate() {
        let nr = i as u64 + 1;
        let geometrie = match m.geometrie {
            Ok(g) => geometrie(nr, g, &bezug, roh.rfc7946, &mut meldungen),
            Err(text) => {
                let text = format!("Die Geometrie lässt sich nicht lesen: {text}");
                meldungen.push(Meldung::fehler(nr, codes::GEOMETRIE, text));
                None
            }
        };
        let felder = spalten
            .iter()
            .map(|s| m.attribute.remove(s).unwrap_or_default())
            .collect();
        merkmale.push(Merkmal {
            nr,
            felder,
            geometrie,
        });
    }
    Ok(Sammlung {
        format: roh.format,
        epsg,
        spalten,
        merkmale,
        meldungen,
    })
}

fn geometrie(
    nr: u64,
    roh: Roh,
    bezug: &Bezug,
    rfc7946: bool,
    meldungen: &mut Vec<Meldung>,
) -> Option<Geometrie> {
    let mut daneben = |c: Coord<f64>| {
        let text = format!(
            "Die Koordinate {} {} liegt außerhalb ihres Koordinatensystems.",
            c.x, c.y
        );
        meldungen.push(Meldung::fehler(nr, codes::KOORDINATE, text));
    };
    match roh {
        Roh::Nichts => {
            meldungen.push(Meldung::hinweis(
                nr,
                codes::OHNE_GEOMETRIE,
                "Das Objekt hat keine Geometrie.",
            ));
            None
        }
        Roh::Anderes(art) => {
            let text = format!(
                "Eine Geometrie der Art {art} wird nicht gebraucht. Erlaubt sind Punkte und Flächen."
            );
            meldungen.push(Meldung::fehler(nr, codes::GEOMETRIE, text));
            None
        }
        Roh::Punkt(c) => match bezug.nach_84(c) {
            Some(c) => Some(Geometrie::Punkt(c.into())),
            None => {
                daneben(c);
                None
            }
        },
        Roh::Flaeche(mut polygone) => {
            for c in polygone.iter_mut().flatten().flatten() {
                match bezug.nach_84(*c) {
                    Some(neu) => *c = neu,
                    None => {
                        daneben(*c);
                        return None;
                    }
                }
            }
            ringe::flaeche(nr, polygone, rfc7946, meldungen).map(Geometrie::Flaeche)
        }
    }
}

impl Roh {
    fn koordinaten(&self) -> Box<dyn Iterator<Item = Coord<f64>> + '_> {
        match self {
            Self::Punkt(c) => Box::new(std::iter::once(*c)),
            Self::Flaeche(p) => Box::new(p.iter().flatten().flatten().copied()),
            Self::Nichts | Self::Anderes(_) => Box::new(std::iter::empty()),
        }
    }
}

#[cfg(test)]
mod tests;
