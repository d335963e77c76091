//! The picture. Colours come from the page (`currentColor`, the class of areas), so they follow dark mode, forced
//! colours and print; nothing is told by colour alone.

use std::fmt::Write as _;

use askama::Template;
use geo::{
    BoundingRect, Coord, CoordsIter, InteriorPoint, LineString, MapCoords, MultiPolygon, Simplify, coord,
};
use web::Fertig;

use super::{Flaeche, Kartenpunkt, PunktArt};

/// Width of the picture in its own units; the page scales it.
pub(super) const BREITE: f64 = 800.0;
const HOEHE_MAX: f64 = 640.0;
const RAND: f64 = 10.0;
/// Width of a letter at the label size, about.
const BUCHSTABE: f64 = 10.0;
/// Height of a label and the gap to the next one.
const ZEILE: f64 = 20.0;
/// How much wider than its area a label may be: it then lies over the neighbours, but over no other label.
const UEBERSTAND: f64 = 1.6;

/// A map in words and areas.
#[derive(Debug, Clone, Copy)]
pub struct Karte<'a> {
    /// What it shows, read aloud first.
    pub titel: &'a str,
    /// What can be learned from it, for those who do not see it.
    pub beschreibung: &'a str,
    /// Areas, drawn in this order.
    pub flaechen: &'a [Flaeche],
    /// Points on top.
    pub punkte: &'a [Kartenpunkt],
}

struct Pfad {
    d: String,
    name: String,
    url: Option<String>,
    tint: &'static str,
    betont: bool,
    label: String,
    x: String,
    y: String,
}

struct Marke {
    name: String,
    url: Option<String>,
    rund: bool,
    x: String,
    y: String,
    ecke_x: String,
    ecke_y: String,
}

#[derive(Template)]
#[template(path = "raum/karte.svg.html")]
struct Bild<'a> {
    titel: &'a str,
    beschreibung: &'a str,
    breite: String,
    hoehe: String,
    hat_links: bool,
    pfade: Vec<Pfad>,
    marken: Vec<Marke>,
}

/// From degrees to the units of a picture.
pub(super) struct Abbildung {
    west: f64,
    nord: f64,
    stauchung: f64,
    faktor: f64,
    pub breite: f64,
    pub hoehe: f64,
}

impl Abbildung {
    /// So that everything on the map lies in a picture of at most this height.
    pub fn neu(karte: &Karte<'_>, hoechstens: f64) -> Option<Self> {
        let ecken = karte
            .flaechen
            .iter()
            .filter_map(|f| f.form.bounding_rect())
            .flat_map(|r| [r.min(), r.max()])
            .chain(karte.punkte.iter().map(|p| coord! {x: p.ort.lon, y: p.ort.lat}));
        let rahmen = geo::MultiPoint::from(ecken.collect::<Vec<Coord<f64>>>()).bounding_rect()?;
        let stauchung = rahmen.center().y.to_radians().cos().max(0.01);
        let (weite, tiefe) = ((rahmen.width() * stauchung).max(1e-6), rahmen.height().max(1e-6));
        let faktor = ((BREITE - 2.0 * RAND) / weite).min((hoechstens - 2.0 * RAND) / tiefe);
        Some(Self {
            west: rahmen.min().x,
            nord: rahmen.max().y,
            stauchung,
            faktor,
            breite: weite * faktor + 2.0 * RAND,
            hoehe: tiefe * faktor + 2.0 * RAND,
        })
    }

    pub fn auf(&self, c: Coord<f64>) -> Coord<f64> {
        Coord {
            x: RAND + (c.x - self.west) * self.stauchung * self.faktor,
            y: RAND + (self.nord - c.y) * self.faktor,
        }
    }
}

/// Draws the map; `None` when there is nothing to draw.
#[must_use]
pub fn space_map_svg(karte: &Karte<'_>) -> Option<Fertig> {
    let abbildung = Abbildung::neu(karte, HOEHE_MAX)?;
    let (breite, hoehe) = (abbildung.breite, abbildung.hoehe);
    let auf = |c: Coord<f64>| abbildung.auf(c);
    let bild = Bild {
        titel: karte.titel,
        beschreibung: karte.beschreibung,
        breite: format!("{breite:.0}"),
        hoehe: format!("{hoehe:.0}"),
        hat_links: karte.flaechen.iter().any(|f| f.url.is_some())
            || karte.punkte.iter().any(|p| p.url.is_some()),
        pfade: beschriftet(
            karte
                .flaechen
                .iter()
                .map(|f| pfad(f, &f.form.map_coords(auf)))
                .collect(),
            breite,
        ),
        marken: karte
            .punkte
            .iter()
            .map(|p| marke(p, auf(coord! {x: p.ort.lon, y: p.ort.lat})))
            .collect(),
    };
    bild.render().ok().map(Fertig::neu)
}

/// An area, and what decides about its label: how large it is, and where it has room.
struct Beschriftbar {
    pfad: Pfad,
    groesse: f64,
    weite: f64,
    mitte: Coord<f64>,
}

/// Names the larger areas first and leaves out every name that would lie on another one. What is not named on the map
/// says its name when pointed at, and stands in the table below. Only names: a map that mixes names and codes is read wrong.
fn beschriftet(mut alle: Vec<Beschriftbar>, breite: f64) -> Vec<Pfad> {
    let mut folge: Vec<usize> = (0..alle.len()).collect();
    folge.sort_by(|a, b| {
        let (a, b) = (&alle[*a], &alle[*b]);
        let zuerst = b.pfad.betont.cmp(&a.pfad.betont);
        zuerst.then_with(|| b.groesse.total_cmp(&a.groesse))
    });
    let mut belegt: Vec<(f64, f64, f64)> = Vec::new();
    for i in folge {
        let b = &mut alle[i];
        let zeichen = u32::try_from(b.pfad.name.chars().count()).unwrap_or(u32::MAX);
        let halb = f64::from(zeichen) * BUCHSTABE / 2.0;
        let passt = 2.0 * halb <= b.weite * UEBERSTAND || b.pfad.betont;
        let im_bild = b.mitte.x - halb >= 0.0 && b.mitte.x + halb <= breite;
        let frei = belegt
            .iter()
            .all(|(x, y, h)| (x - b.mitte.x).abs() >= h + halb || (y - b.mitte.y).abs() >= ZEILE);
        if passt && im_bild && frei {
            belegt.push((b.mitte.x, b.mitte.y, halb));
            b.pfad.label.clone_from(&b.pfad.name);
        }
    }
    alle.into_iter().map(|b| b.pfad).collect()
}

fn pfad(f: &Flaeche, form: &MultiPolygon<f64>) -> Beschriftbar {
    // half a unit of the picture: nobody sees it, and the page stays small
    let klein = form.simplify(0.5);
    let gezeichnet = if klein.coords_count() < 4 { form } else { &klein };
    let mut d = String::new();
    for polygon in gezeichnet {
        ring(&mut d, polygon.exterior());
        polygon.interiors().iter().for_each(|r| ring(&mut d, r));
    }
    let groesste = form
        .iter()
        .max_by(|a, b| geo::Area::unsigned_area(*a).total_cmp(&geo::Area::unsigned_area(*b)));
    let weite = groesste
        .and_then(BoundingRect::bounding_rect)
        .map_or(0.0, |r| r.width());
    let ort = groesste.and_then(schwerpunkt).unwrap_or(coord! {x: 0.0, y: 0.0});
    Beschriftbar {
        pfad: Pfad {
            d,
            name: f.name.clone(),
            url: f.url.clone(),
            tint: ["0", "0.08", "0.16", "0.24"][f.gruppe % 4],
            betont: f.betont,
            label: String::new(),
            x: format!("{:.0}", ort.x),
            y: format!("{:.0}", ort.y),
        },
        groesse: groesste.map_or(0.0, geo::Area::unsigned_area),
        weite,
        mitte: ort,
    }
}

pub(super) fn schwerpunkt(p: &geo::Polygon<f64>) -> Option<Coord<f64>> {
    p.interior_point().map(|p| p.0)
}

fn ring(d: &mut String, ring: &LineString<f64>) {
    for (i, c) in ring.0.iter().enumerate() {
        let art = if i == 0 { 'M' } else { 'L' };
        // writing to a String cannot fail
        let _ = write!(d, "{art}{:.1} {:.1}", c.x, c.y);
    }
    d.push('Z');
}

fn marke(p: &Kartenpunkt, ort: Coord<f64>) -> Marke {
    Marke {
        name: p.name.clone(),
        url: p.url.clone(),
        rund: p.art == PunktArt::Angebot,
        x: format!("{:.1}", ort.x),
        y: format!("{:.1}", ort.y),
        ecke_x: format!("{:.1}", ort.x - 6.0),
        ecke_y: format!("{:.1}", ort.y - 6.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Punkt;
    use geo::Rect;

    fn flaeche(name: &str) -> Flaeche {
        let r = Rect::new(coord! {x: 10.0, y: 53.7}, coord! {x: 10.1, y: 53.8});
        Flaeche {
            name: name.to_owned(),
            code: "N1".to_owned(),
            url: Some("/raeume/1".to_owned()),
            gruppe: 1,
            betont: false,
            form: MultiPolygon::new(vec![r.to_polygon()]),
        }
    }

    #[test]
    fn namen_werden_maskiert_und_alles_liegt_im_bild() {
        let boese = flaeche("<script>alert(1)</script>\u{202e}\"'");
        let punkt = Kartenpunkt {
            name: "Büro & Café".to_owned(),
            url: None,
            art: PunktArt::Buero,
            ort: Punkt {
                lat: 53.75,
                lon: 10.05,
            },
        };
        let karte = Karte {
            titel: "Räume",
            beschreibung: "Ein Raum",
            flaechen: &[boese],
            punkte: &[punkt],
        };
        let svg = space_map_svg(&karte).unwrap().to_string();
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("<title") && svg.contains("<desc") && !svg.contains(" style="));
        let zahlen = svg.split("d=\"M").nth(1).unwrap().split('"').next().unwrap();
        for z in zahlen.split(['L', 'Z', ' ']).filter(|z| !z.is_empty()) {
            let z: f64 = z.parse().unwrap();
            assert!((0.0..=BREITE).contains(&z), "{z}");
        }
    }

    #[test]
    fn namen_liegen_nicht_uebereinander_und_codes_stehen_keine() {
        // a large area, a strip beside it whose name would lie over the first one's, and one far away
        let rechteck = |name: &str, x: f64, weite: f64, y: f64, hoehe: f64| Flaeche {
            form: MultiPolygon::new(vec![
                Rect::new(coord! {x: x, y: y}, coord! {x: x + weite, y: y + hoehe}).to_polygon(),
            ]),
            ..flaeche(name)
        };
        let karte = Karte {
            titel: "Räume",
            beschreibung: "",
            flaechen: &[
                rechteck("Streifen am Rand", 10.30, 0.02, 53.6, 0.2),
                rechteck("Große Mitte", 10.0, 0.3, 53.6, 0.2),
                rechteck("Oberland", 10.0, 0.32, 53.8, 0.2),
            ],
            punkte: &[],
        };
        let svg = space_map_svg(&karte).unwrap().to_string();
        let texte: Vec<&str> = svg
            .split("<text")
            .skip(1)
            .map(|t| t.split(['>', '<']).nth(1).unwrap())
            .collect();
        assert_eq!(texte, ["Große Mitte", "Oberland"]);
        // what is not written says its name when pointed at
        assert!(svg.contains("<title>Streifen am Rand</title>"));
        assert!(!svg.contains(">N1<"));
    }

    #[test]
    fn ohne_flaechen_kein_bild() {
        let karte = Karte {
            titel: "x",
            beschreibung: "",
            flaechen: &[],
            punkte: &[],
        };
        assert!(space_map_svg(&karte).is_none());
    }
}
