//! Coordinate systems: from any EPSG to WGS 84.

use geo::Coord;
use proj4rs::Proj;

use crate::{Fehler, codes};

/// One coordinate system on its way to WGS 84.
pub struct Bezug {
    epsg: u32,
    von: Option<Proj>,
    nach: Proj,
    tauschen: bool,
    ungenau: bool,
}

/// The definitions of the EPSG leave out the shift of the old national systems, which is 100 metres and more.
/// Germany: EPSG 1777 (DHDN to WGS 84), Austria: EPSG 1618 (MGI to WGS 84); both good to some three metres.
fn verschiebung(epsg: u32) -> Option<&'static str> {
    match epsg {
        4314 | 31461..=31469 => Some("598.1,73.7,418.2,0.202,0.045,-2.455,6.7"),
        4312 | 31251..=31259 | 31281..=31287 => Some("577.326,90.129,463.919,5.137,1.474,5.297,2.4232"),
        _ => None,
    }
}

impl Bezug {
    /// By its EPSG number; `tauschen` for files that name north before east.
    ///
    /// # Errors
    /// `EINLESEN-E31` when the number is unknown.
    pub fn neu(epsg: u32, tauschen: bool) -> Result<Self, Fehler> {
        let unbekannt = || {
            Fehler::neu(
                codes::EPSG,
                format!("Das Koordinatensystem EPSG:{epsg} ist unbekannt."),
            )
        };
        let def = u16::try_from(epsg)
            .ok()
            .and_then(crs_definitions::from_code)
            .ok_or_else(unbekannt)?;
        let text = match verschiebung(epsg) {
            Some(v) => format!("{} +towgs84={v}", def.proj4),
            None => def.proj4.to_owned(),
        };
        // ETRS89 and WGS 84 differ by less than a metre
        let genau = ["GRS80", "WGS84", "towgs84", "nadgrids", "6378137"]
            .iter()
            .any(|w| text.contains(w));
        let grad = matches!(epsg, 4326 | 4258);
        let von = if grad {
            None
        } else {
            Some(Proj::from_proj_string(&text).map_err(|_| unbekannt())?)
        };
        let nach = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").map_err(|_| unbekannt())?;
        Ok(Self {
            epsg,
            von,
            nach,
            tauschen,
            ungenau: !genau,
        })
    }

    /// What to say about the whole file.
    pub(super) fn hinweis(&self) -> Option<String> {
        self.ungenau.then(|| {
            format!(
                "Für EPSG:{} ist keine Verschiebung nach WGS 84 bekannt. Die Lage kann um mehr als 100 Meter abweichen.",
                self.epsg
            )
        })
    }

    /// East and north in degrees; `None` outside the area of the system.
    #[must_use]
    pub fn nach_84(&self, c: Coord<f64>) -> Option<Coord<f64>> {
        let c = if self.tauschen {
            Coord { x: c.y, y: c.x }
        } else {
            c
        };
        let Some(von) = &self.von else {
            return (c.x.abs() <= 180.0 && c.y.abs() <= 90.0).then_some(c);
        };
        if !(c.x.is_finite() && c.y.is_finite()) {
            return None;
        }
        let mut p = if von.is_latlong() {
            (c.x.to_radians(), c.y.to_radians(), 0.0)
        } else {
            (c.x, c.y, 0.0)
        };
        proj4rs::transform::transform(von, &self.nach, &mut p).ok()?;
        let (x, y) = (p.0.to_degrees(), p.1.to_degrees());
        (x.is_finite() && y.is_finite() && x.abs() <= 180.0 && y.abs() <= 90.0).then_some(Coord { x, y })
    }

    /// The way back: from east and north in degrees to this system; `None` outside of its area.
    #[must_use]
    pub fn von_84(&self, c: Coord<f64>) -> Option<Coord<f64>> {
        let Coord { x, y } = match &self.von {
            None => c,
            Some(ziel) => {
                if !(c.x.abs() <= 180.0 && c.y.abs() <= 90.0) {
                    return None;
                }
                let mut p = (c.x.to_radians(), c.y.to_radians(), 0.0);
                proj4rs::transform::transform(&self.nach, ziel, &mut p).ok()?;
                if ziel.is_latlong() {
                    Coord {
                        x: p.0.to_degrees(),
                        y: p.1.to_degrees(),
                    }
                } else {
                    Coord { x: p.0, y: p.1 }
                }
            }
        };
        let (x, y) = if self.tauschen { (y, x) } else { (x, y) };
        (x.is_finite() && y.is_finite()).then_some(Coord { x, y })
    }

    /// Refuses a file whose axes are swapped: then the points lie in Germany or Austria only the other way round.
    pub(super) fn achsen_pruefen(&self, punkte: impl Iterator<Item = Coord<f64>>) -> Result<(), Fehler> {
        let daheim = |c: Option<Coord<f64>>| {
            c.is_some_and(|c| (5.0..18.0).contains(&c.x) && (45.5..56.0).contains(&c.y))
        };
        let (mut so, mut anders) = (0, 0);
        for c in punkte.take(1000) {
            so += usize::from(daheim(self.nach_84(c)));
            anders += usize::from(daheim(self.nach_84(Coord { x: c.y, y: c.x })));
        }
        if so == 0 && anders > 0 {
            let text = "Die Achsen sind vertauscht: Die Datei nennt erst Nord, dann Ost. Bitte wählen Sie „Achsen tauschen“.";
            return Err(Fehler::neu(codes::ACHSEN, text));
        }
        Ok(())
    }
}

/// The coordinate system of a file that says none: degrees are WGS 84, for metres somebody must say which.
pub fn vermuten(punkte: impl Iterator<Item = Coord<f64>>) -> Result<u32, Fehler> {
    let Some(c) = punkte.into_iter().find(|c| c.x.abs() > 180.0 || c.y.abs() > 90.0) else {
        return Ok(4326);
    };
    let (x, y) = (c.x, c.y);
    let utm = (5.1e6..6.2e6).contains(&y);
    let vermutung = match x {
        2.4e5..9.5e5 if utm => " Die Werte sehen nach EPSG:25832 oder EPSG:25833 aus.",
        3.2e7..3.3e7 if utm => " Die Werte sehen nach EPSG:4647 aus.",
        2.4e6..5.7e6 if utm => " Die Werte sehen nach Gauß-Krüger aus (EPSG:31466 bis 31469).",
        5.5e5..1.9e6 if (5.8e6..7.5e6).contains(&y) => " Die Werte sehen nach EPSG:3857 aus.",
        _ => "",
    };
    let text = format!(
        "Die Koordinaten sind keine Grad, und die Datei nennt kein Koordinatensystem. Bitte geben Sie es an.{vermutung}"
    );
    Err(Fehler::neu(codes::EPSG, text))
}

/// The EPSG code in a name such as `urn:ogc:def:crs:EPSG::25832` or `EPSG:25832`; CRS84 is WGS 84.
pub fn aus_name(name: &str) -> Option<u32> {
    if name.to_ascii_uppercase().ends_with("CRS84") {
        return Some(4326);
    }
    let gross = name.to_ascii_uppercase();
    let (_, rest) = gross.split_once("EPSG")?;
    rest.rsplit([':', '/', '#']).next()?.trim().parse().ok()
}

/// The EPSG code of a .prj file: the outermost authority, or the names ESRI uses for the German systems.
pub fn aus_prj(wkt: &str) -> Option<u32> {
    let gross = wkt.to_ascii_uppercase().replace([' ', '"', '\n', '\r', '\t'], "");
    // the authority of the whole comes last
    if let Some((_, rest)) = gross
        .rsplit_once("AUTHORITY[EPSG,")
        .or_else(|| gross.rsplit_once("ID[EPSG,"))
        && rest
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .bytes()
            .all(|b| b.is_ascii_digit())
    {
        return rest.trim_end_matches(']').parse().ok();
    }
    let name = gross
        .split_once('[')?
        .1
        .split(',')
        .next()?
        .replace(['_', '-', '/', '(', ')'], "");
    const NAMEN: &[(&str, u32)] = &[
        ("ETRS1989UTMZONE31N", 25831),
        ("ETRS1989UTMZONE32N8STELLEN", 4647),
        ("ETRS1989UTMZONE32NZEN", 4647),
        ("ETRS89UTMZONE32NZEN", 4647),
        ("ETRS1989UTMZONE32N", 25832),
        ("ETRS1989UTMZONE33N", 25833),
        ("ETRS89UTMZONE31N", 25831),
        ("ETRS89UTMZONE32N", 25832),
        ("ETRS89UTMZONE33N", 25833),
        ("WGS1984UTMZONE32N", 32632),
        ("WGS1984UTMZONE33N", 32633),
        ("DHDN3DEGREEGAUSSZONE2", 31466),
        ("DHDN3DEGREEGAUSSZONE3", 31467),
        ("DHDN3DEGREEGAUSSZONE4", 31468),
        ("DHDN3DEGREEGAUSSZONE5", 31469),
        ("DHDN3DEGREEGAUSSKRUGERZONE2", 31466),
        ("DHDN3DEGREEGAUSSKRUGERZONE3", 31467),
        ("DHDN3DEGREEGAUSSKRUGERZONE4", 31468),
        ("DHDN3DEGREEGAUSSKRUGERZONE5", 31469),
        ("GERMANYZONE2", 31466),
        ("GERMANYZONE3", 31467),
        ("GERMANYZONE4", 31468),
        ("GERMANYZONE5", 31469),
        ("WGS1984WEBMERCATORAUXILIARYSPHERE", 3857),
        ("GCSWGS1984", 4326),
        ("WGS84", 4326),
        ("GCSETRS1989", 4258),
        ("ETRS89", 4258),
        ("MGIAUSTRIALAMBERT", 31287),
    ];
    NAMEN.iter().find(|(n, _)| *n == name).map(|(_, e)| *e)
}
