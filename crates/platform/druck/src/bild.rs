//! A picture made of a few shapes of SVG: the same file stands on the page and in the document.

use roxmltree::Node;

use crate::{
    Fehler,
    baum::{fehlt, fremd, unlesbar},
};

pub(crate) type Farbe = [u8; 3];

#[derive(Debug, Clone)]
pub(crate) enum Form {
    Rechteck {
        x: f32,
        y: f32,
        breite: f32,
        hoehe: f32,
        fuellung: Option<Farbe>,
        strich: Option<(Farbe, f32)>,
    },
    Strich {
        von: (f32, f32),
        bis: (f32, f32),
        strich: (Farbe, f32),
    },
    Kreis {
        mitte: (f32, f32),
        radius: f32,
        fuellung: Option<Farbe>,
        strich: Option<(Farbe, f32)>,
    },
    Vieleck {
        punkte: Vec<(f32, f32)>,
        fuellung: Option<Farbe>,
        strich: Option<(Farbe, f32)>,
    },
    Wort {
        x: f32,
        y: f32,
        groesse: f32,
        anker: Anker,
        fett: bool,
        farbe: Farbe,
        text: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anker {
    Anfang,
    Mitte,
    Ende,
}

#[derive(Debug, Clone)]
pub(crate) struct Bild {
    pub breite: f32,
    pub hoehe: f32,
    pub alt: String,
    pub formen: Vec<Form>,
}

impl Bild {
    pub(crate) fn lesen(n: Node<'_, '_>) -> Result<Self, Fehler> {
        if n.tag_name().name() != "svg" {
            return Err(fremd(n));
        }
        let alt = n.attribute("aria-label").unwrap_or_default().trim().to_owned();
        if alt.is_empty() {
            return Err(fehlt(n, "aria-label"));
        }
        let kasten = n.attribute("viewBox").ok_or_else(|| fehlt(n, "viewBox"))?;
        let masse: Vec<f32> = kasten
            .split_whitespace()
            .filter_map(|w| w.parse().ok())
            .filter(|w: &f32| w.is_finite())
            .collect();
        let (&[0.0, 0.0, breite, hoehe], true) = (&masse[..], masse.len() == 4) else {
            return Err(unlesbar(n, "viewBox"));
        };
        if breite <= 0.0 || hoehe <= 0.0 {
            return Err(unlesbar(n, "viewBox"));
        }
        let formen = n
            .children()
            .filter(Node::is_element)
            .map(form)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            breite,
            hoehe,
            alt,
            formen,
        })
    }
}

fn zahl(n: Node<'_, '_>, name: &str) -> Result<f32, Fehler> {
    match n.attribute(name) {
        None => Ok(0.0),
        Some(w) => w
            .parse()
            .ok()
            .filter(|z: &f32| z.is_finite())
            .ok_or_else(|| unlesbar(n, name)),
    }
}

fn farbe(n: Node<'_, '_>, name: &str) -> Result<Option<Farbe>, Fehler> {
    let w = match n.attribute(name) {
        None | Some("none") => return Ok(None),
        Some("currentColor") => return Ok(Some([0, 0, 0])),
        Some(w) => w,
    };
    let hex = w.strip_prefix('#').filter(|h| h.len() == 6 && h.is_ascii());
    let teil = |i: usize| u8::from_str_radix(hex?.get(i..i + 2)?, 16).ok();
    match (teil(0), teil(2), teil(4)) {
        (Some(r), Some(g), Some(b)) => Ok(Some([r, g, b])),
        _ => Err(unlesbar(n, name)),
    }
}

fn strich(n: Node<'_, '_>) -> Result<Option<(Farbe, f32)>, Fehler> {
    let dicke = match n.attribute("stroke-width") {
        None => 1.0,
        Some(_) => zahl(n, "stroke-width")?,
    };
    Ok(farbe(n, "stroke")?.map(|f| (f, dicke)))
}

/// `x,y x,y …`, at least three.
fn punkte(n: Node<'_, '_>) -> Result<Vec<(f32, f32)>, Fehler> {
    let falsch = || unlesbar(n, "points");
    let lesen = |w: &str| {
        let (x, y) = w.split_once(',')?;
        let (x, y): (f32, f32) = (x.parse().ok()?, y.parse().ok()?);
        (x.is_finite() && y.is_finite()).then_some((x, y))
    };
    let text = n.attribute("points").ok_or_else(|| fehlt(n, "points"))?;
    let alle: Option<Vec<_>> = text.split_whitespace().map(lesen).collect();
    alle.filter(|p| p.len() > 2).ok_or_else(falsch)
}

fn form(n: Node<'_, '_>) -> Result<Form, Fehler> {
    Ok(match n.tag_name().name() {
        "rect" => Form::Rechteck {
            x: zahl(n, "x")?,
            y: zahl(n, "y")?,
            breite: zahl(n, "width")?,
            hoehe: zahl(n, "height")?,
            fuellung: farbe(n, "fill")?,
            strich: strich(n)?,
        },
        "line" => Form::Strich {
            von: (zahl(n, "x1")?, zahl(n, "y1")?),
            bis: (zahl(n, "x2")?, zahl(n, "y2")?),
            strich: strich(n)?.ok_or_else(|| fehlt(n, "stroke"))?,
        },
        "circle" => Form::Kreis {
            mitte: (zahl(n, "cx")?, zahl(n, "cy")?),
            radius: zahl(n, "r")?,
            fuellung: farbe(n, "fill")?,
            strich: strich(n)?,
        },
        "polygon" => Form::Vieleck {
            punkte: punkte(n)?,
            fuellung: farbe(n, "fill")?,
            strich: strich(n)?,
        },
        "text" => Form::Wort {
            x: zahl(n, "x")?,
            y: zahl(n, "y")?,
            groesse: zahl(n, "font-size")?,
            anker: match n.attribute("text-anchor") {
                Some("middle") => Anker::Mitte,
                Some("end") => Anker::Ende,
                _ => Anker::Anfang,
            },
            fett: n.attribute("font-weight") == Some("bold"),
            farbe: farbe(n, "fill")?.unwrap_or_default(),
            text: n.text().unwrap_or_default().trim().to_owned(),
        },
        _ => return Err(fremd(n)),
    })
}
