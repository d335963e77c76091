//! The map in the few shapes a document on paper knows. Points carry numbers: their names stand in a list beside it.

use std::fmt::Write as _;

use askama::Template;
use geo::{CoordsIter, MapCoords, MultiPolygon, Simplify, coord};
use web::Fertig;

use super::{
    Karte, Kartenpunkt,
    svg::{Abbildung, BREITE, schwerpunkt},
};

/// Flat, so that text finds room on the same page.
const HOEHE_MAX: f64 = 340.0;

struct Vieleck {
    punkte: String,
    betont: bool,
}

struct Wort {
    x: String,
    y: String,
    text: String,
}

struct Nummer {
    x: String,
    y: String,
    text_y: String,
    nr: usize,
}

#[derive(Template)]
#[template(path = "raum/karte_papier.xml")]
struct Bild {
    titel: String,
    breite: String,
    hoehe: String,
    flaechen: Vec<Vieleck>,
    worte: Vec<Wort>,
    nummern: Vec<Nummer>,
}

/// Draws the map as `<svg>` for [`druck`](../../druck/index.html) templates; `None` when there is nothing to draw.
#[must_use]
pub fn karte_auf_papier(karte: &Karte<'_>) -> Option<Fertig> {
    let a = Abbildung::neu(karte, HOEHE_MAX)?;
    // a narrow map stands in the middle, or it would grow to the width of the page
    let links = (BREITE - a.breite) / 2.0;
    let auf = |c: geo::Coord<f64>| {
        let c = a.auf(c);
        coord! {x: c.x + links, y: c.y}
    };
    let (mut flaechen, mut worte) = (Vec::new(), Vec::new());
    for f in karte.flaechen {
        let form: MultiPolygon<f64> = f.form.map_coords(auf);
        let klein = form.simplify(0.8);
        for polygon in if klein.coords_count() < 4 { &form } else { &klein } {
            let mut punkte = String::new();
            for c in polygon.exterior() {
                // writing to a String cannot fail
                let _ = write!(punkte, "{:.1},{:.1} ", c.x, c.y);
            }
            flaechen.push(Vieleck {
                punkte,
                betont: f.betont,
            });
        }
        let groesste = form
            .iter()
            .max_by(|a, b| geo::Area::unsigned_area(*a).total_cmp(&geo::Area::unsigned_area(*b)));
        if let Some(ort) = groesste.and_then(schwerpunkt).filter(|_| f.betont) {
            worte.push(Wort {
                x: format!("{:.0}", ort.x),
                y: format!("{:.0}", ort.y),
                text: f.name.clone(),
            });
        }
    }
    let nummer = |(i, p): (usize, &Kartenpunkt)| {
        let c = auf(coord! {x: p.ort.lon, y: p.ort.lat});
        Nummer {
            x: format!("{:.1}", c.x),
            y: format!("{:.1}", c.y),
            text_y: format!("{:.1}", c.y + 5.0),
            nr: i + 1,
        }
    };
    let bild = Bild {
        titel: format!("{}. {}", karte.titel, karte.beschreibung),
        breite: format!("{BREITE:.0}"),
        hoehe: format!("{:.0}", a.hoehe),
        flaechen,
        worte,
        nummern: karte.punkte.iter().enumerate().map(nummer).collect(),
    };
    bild.render().ok().map(Fertig::neu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::karte::{Flaeche, PunktArt};
    use base::Punkt;
    use geo::Rect;

    #[test]
    fn auf_papier_stehen_nummern_und_nur_bekannte_formen() {
        let f = |name: &str, x: f64, betont| Flaeche {
            name: name.to_owned(),
            code: "N1".to_owned(),
            url: None,
            gruppe: 0,
            betont,
            form: MultiPolygon::new(vec![
                Rect::new(coord! {x: x, y: 53.7}, coord! {x: x + 0.1, y: 53.8}).to_polygon(),
            ]),
        };
        let punkt = Kartenpunkt {
            name: "Café <am> Eck".to_owned(),
            url: None,
            art: PunktArt::Angebot,
            ort: Punkt {
                lat: 53.75,
                lon: 10.05,
            },
        };
        let karte = Karte {
            titel: "Lage von A & B",
            beschreibung: "",
            flaechen: &[f("Nord", 10.1, false), f("Mitte", 10.0, true)],
            punkte: &[punkt],
        };
        let svg = karte_auf_papier(&karte).unwrap().to_string();
        assert!(
            svg.contains("viewBox=\"0 0 800 340\"") && svg.contains(">1</text>"),
            "{svg}"
        );
        assert!(svg.matches("<polygon").count() == 2 && !svg.contains("<path"));
        assert!(svg.contains(">Mitte</text>") && !svg.contains("Café") && !svg.contains("A & B"));
    }
}
