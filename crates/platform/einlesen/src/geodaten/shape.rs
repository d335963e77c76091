//! ESRI Shapefile (ESRI White Paper, July 1998): .shp through the library, .dbf as text, .prj and .cpg.

use std::{collections::BTreeMap, io::Cursor};

use geo::{Contains, Coord, LineString, Polygon};
use shapefile::{Shape, ShapeReader, record::PolygonRing};

use super::{Roh, RohMerkmal, RohSammlung, bezug, dbf};
use crate::{
    Fehler, codes,
    packen::{Teile, endet},
};

pub fn lesen(teile: &Teile, ebene: Option<&str>) -> Result<RohSammlung, Fehler> {
    let stamm = |n: &str| n.rsplit_once('.').map_or(n, |(s, _)| s).to_lowercase();
    let gewuenscht =
        |n: &&String| endet(n, "shp") && ebene.is_none_or(|e| stamm(n).ends_with(&e.to_lowercase()));
    let shp = teile
        .keys()
        .find(gewuenscht)
        .ok_or_else(|| Fehler::neu(codes::FORMAT, "Die Datei .shp fehlt."))?;
    let dazu = |e: &str| {
        teile
            .iter()
            .find(|(n, _)| endet(n, e) && stamm(n) == stamm(shp))
            .map(|(_, b)| b.as_slice())
    };
    let kaputt =
        |e: shapefile::Error| Fehler::neu(codes::FORMAT, format!("Die Datei .shp ist beschädigt: {e}."));

    let tabelle = match dazu("dbf") {
        Some(b) => dbf::lesen(b, dazu("cpg"))?,
        None => {
            return Err(Fehler::neu(
                codes::FORMAT,
                "Die Datei .dbf fehlt. Sie gehört mit .shp und .prj zusammen in die Zip-Datei.",
            ));
        }
    };
    let epsg = dazu("prj").map(|p| String::from_utf8_lossy(p).into_owned());
    let mut leser = ShapeReader::new(Cursor::new(teile[shp].as_slice())).map_err(kaputt)?;
    let mut zeilen = tabelle.zeilen.into_iter();
    let mut merkmale = Vec::new();
    for form in leser.iter_shapes() {
        let geometrie = form.map(roh).map_err(|e| e.to_string());
        let schluss = geometrie.is_err();
        let felder = zeilen.next().unwrap_or_default();
        let attribute: BTreeMap<String, String> = tabelle.spalten.iter().cloned().zip(felder).collect();
        merkmale.push(RohMerkmal { attribute, geometrie });
        // behind a broken record nothing can be found any more
        if schluss {
            break;
        }
    }
    Ok(RohSammlung {
        format: "Shapefile",
        epsg: epsg.as_deref().and_then(bezug::aus_prj),
        spalten: tabelle.spalten,
        rfc7946: false,
        merkmale,
    })
}

fn roh(form: Shape) -> Roh {
    match form {
        Shape::NullShape => Roh::Nichts,
        Shape::Point(p) => Roh::Punkt(Coord { x: p.x, y: p.y }),
        Shape::PointM(p) => Roh::Punkt(Coord { x: p.x, y: p.y }),
        Shape::PointZ(p) => Roh::Punkt(Coord { x: p.x, y: p.y }),
        Shape::Polygon(p) => flaeche(p.rings(), |p| Coord { x: p.x, y: p.y }),
        Shape::PolygonM(p) => flaeche(p.rings(), |p| Coord { x: p.x, y: p.y }),
        Shape::PolygonZ(p) => flaeche(p.rings(), |p| Coord { x: p.x, y: p.y }),
        andere => Roh::Anderes(andere.shapetype().to_string()),
    }
}

/// A Shapefile lists outer rings and holes side by side; each hole goes to the outer ring it lies in.
fn flaeche<P>(ringe: &[PolygonRing<P>], ort: impl Fn(&P) -> Coord<f64>) -> Roh {
    let punkte = |r: &PolygonRing<P>| -> Vec<Coord<f64>> {
        let (PolygonRing::Outer(p) | PolygonRing::Inner(p)) = r;
        p.iter().map(&ort).collect()
    };
    let aussen: Vec<_> = ringe
        .iter()
        .filter(|r| matches!(r, PolygonRing::Outer(_)))
        .map(punkte)
        .collect();
    let innen: Vec<_> = ringe
        .iter()
        .filter(|r| matches!(r, PolygonRing::Inner(_)))
        .map(punkte)
        .collect();
    if aussen.is_empty() {
        // all rings run the wrong way round: then they are all outer ones
        return Roh::Flaeche(innen.into_iter().map(|r| vec![r]).collect());
    }
    let umrisse: Vec<Polygon<f64>> = aussen
        .iter()
        .map(|r| Polygon::new(LineString::from(r.clone()), vec![]))
        .collect();
    let mut polygone: Vec<Vec<Vec<Coord<f64>>>> = aussen.into_iter().map(|r| vec![r]).collect();
    for loch in innen {
        let wo = loch
            .first()
            .and_then(|c| umrisse.iter().position(|u| u.contains(c)));
        polygone[wo.unwrap_or(umrisse.len() - 1)].push(loch);
    }
    Roh::Flaeche(polygone)
}
