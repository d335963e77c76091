//! Polygons: GeoJSON text in and out, what is wrong with them, and how they are made smaller.

use base::Befund;
use geo::{
    BoundingRect, ChamberlainDuquetteArea, Coord, CoordsIter, Intersects, MapCoords, MultiPolygon, Simplify,
    algorithm::Validation,
};
use geojson::{GeoJson, Geometry, GeometryValue};

/// A polygon that can be stored, with what is wrong with it all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Geprueft {
    /// The polygons, WGS 84, x = lon, y = lat.
    pub flaeche: MultiPolygon<f64>,
    /// Findings, code `RAUM-E15`; a polygon with findings is stored, and the findings are shown until it is mended.
    pub befunde: Vec<Befund>,
}

/// Most vertices one unit may have; the finest official layer has some 20,000.
pub const MAX_PUNKTE: usize = 500_000;

/// Reads a GeoJSON geometry (or a feature with one) of type Polygon or MultiPolygon.
///
/// # Errors
/// `RAUM-E16`: no GeoJSON, another type, coordinates off the earth, too many points.
pub fn lesen(text: &str) -> Result<Geprueft, Befund> {
    let nein = |t: &str| Befund::neu("RAUM-E16", t).an("geometrie");
    let json: GeoJson = text.parse().map_err(|_| {
        nein("Das ist kein GeoJSON. Bitte eine Fläche vom Typ Polygon oder MultiPolygon angeben.")
    })?;
    let geometrie = match json {
        GeoJson::Geometry(g) => Some(g),
        GeoJson::Feature(f) => f.geometry,
        GeoJson::FeatureCollection(_) => None,
    };
    let flaeche = geometrie
        .and_then(aus_geojson)
        .ok_or_else(|| nein("Die Fläche muss vom Typ Polygon oder MultiPolygon sein."))?;
    pruefen(flaeche)
}

/// Whether two areas share a border or more. Asks the cheap question first.
#[must_use]
pub fn beruehrt(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> bool {
    let (Some(x), Some(y)) = (a.bounding_rect(), b.bounding_rect()) else {
        return false;
    };
    x.intersects(&y) && a.intersects(b)
}

/// How large it is on the ground, in hectares.
#[must_use]
pub fn hektar(flaeche: &MultiPolygon<f64>) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the earth has 5.1e10 hectares")]
    let ha = (flaeche.chamberlain_duquette_unsigned_area() / 10_000.0).round() as i64;
    ha
}

/// Checks a polygon that came from a file.
///
/// # Errors
/// `RAUM-E16` when it cannot be stored at all.
pub fn pruefen(flaeche: MultiPolygon<f64>) -> Result<Geprueft, Befund> {
    let nein = |t: &str| Befund::neu("RAUM-E16", t).an("geometrie");
    if flaeche.coords_count() > MAX_PUNKTE {
        return Err(nein(
            "Die Fläche hat mehr als 500.000 Punkte. Bitte vereinfachen Sie sie vorher.",
        ));
    }
    if flaeche.0.is_empty() || flaeche.coords_count() < 4 {
        return Err(nein("Die Fläche ist leer."));
    }
    let auf_der_erde = |c: Coord<f64>| c.x.abs() <= 180.0 && c.y.abs() <= 90.0;
    if !flaeche.coords_iter().all(auf_der_erde) {
        return Err(nein(
            "Die Koordinaten sind keine Grad. Bitte die Fläche in WGS 84 (EPSG:4326) angeben.",
        ));
    }
    let mut befunde = Vec::new();
    if let Err(fehler) = flaeche.check_validation() {
        befunde.push(
            Befund::neu(
                "RAUM-E15",
                format!("Die Fläche ist ungültig: Ein Ring schneidet oder berührt sich selbst ({fehler})."),
            )
            .an("geometrie"),
        );
    }
    Ok(Geprueft { flaeche, befunde })
}

/// As text for the database and for the interface.
#[must_use]
pub fn schreiben(flaeche: &MultiPolygon<f64>) -> String {
    // seven decimals are a centimetre; more only fills the disk
    let gerundet = flaeche.map_coords(|c| Coord {
        x: (c.x * 1e7).round() / 1e7,
        y: (c.y * 1e7).round() / 1e7,
    });
    Geometry::new(GeometryValue::from(&gerundet)).to_string()
}

/// Reads what this program stored.
pub(crate) fn lesen_gespeichert(text: &str) -> Option<MultiPolygon<f64>> {
    match text.parse::<GeoJson>().ok()? {
        GeoJson::Geometry(g) => aus_geojson(g),
        _ => None,
    }
}

/// West, south, east, north.
#[must_use]
pub fn grenzen(flaeche: &MultiPolygon<f64>) -> Option<[f64; 4]> {
    let r = flaeche.bounding_rect()?;
    Some([r.min().x, r.min().y, r.max().x, r.max().y])
}

/// Makes the polygons smaller until all together have at most `hoechstens` vertices. Each is simplified on its own, so
/// hairline gaps between neighbours may open; good for pictures, never for assigning.
#[must_use]
pub fn vereinfachen(flaechen: Vec<MultiPolygon<f64>>, hoechstens: usize) -> Vec<MultiPolygon<f64>> {
    let zahl = |f: &[MultiPolygon<f64>]| f.iter().map(CoordsIter::coords_count).sum::<usize>();
    let mut toleranz = 0.000_02;
    let mut aus = flaechen;
    while zahl(&aus) > hoechstens && toleranz < 1.0 {
        aus = aus.iter().map(|f| f.simplify(toleranz)).collect();
        toleranz *= 2.0;
    }
    aus
}

pub(crate) fn aus_geojson(g: Geometry) -> Option<MultiPolygon<f64>> {
    match g.value {
        GeometryValue::Polygon { .. } => geo::Polygon::try_from(g.value).ok().map(MultiPolygon::from),
        GeometryValue::MultiPolygon { .. } => MultiPolygon::try_from(g.value).ok(),
        _ => None,
    }
}
