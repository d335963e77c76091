//! The two embedded fonts: shape words and measure them.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

use crate::Fehler;

const NORMAL: &[u8] = include_bytes!("../schrift/NotoSans-Regular.ttf");
const FETT: &[u8] = include_bytes!("../schrift/NotoSans-Bold.ttf");

/// The baseline lies this far below the top of a line, in heights of the font.
pub(crate) const OBERLAENGE: f32 = 1.069;

/// A shaped piece of text, for font size 1.
#[derive(Debug)]
pub(crate) struct Wortbild {
    pub text: String,
    pub glyphen: Vec<KrillaGlyph>,
    pub breite: f32,
}

struct Schnitt {
    gesicht: Face<'static>,
    schrift: Font,
    /// Units of the font per font size.
    einheit: f32,
}

impl Schnitt {
    fn laden(daten: &'static [u8]) -> Result<Self, Fehler> {
        let gesicht = Face::from_slice(daten, 0).ok_or(Fehler::Schrift)?;
        let schrift = Font::new(daten.into(), 0).ok_or(Fehler::Schrift)?;
        let einheit = schrift.units_per_em();
        Ok(Self {
            gesicht,
            schrift,
            einheit,
        })
    }
}

/// Both weights, and every word shaped so far.
pub(crate) struct Schriften {
    normal: Schnitt,
    fett: Schnitt,
    gekannt: RefCell<HashMap<(bool, String), Rc<Wortbild>>>,
}

/// What stands for a character the font lacks.
fn ersatz(c: char) -> &'static str {
    match c {
        '\u{2212}' => "–",
        '→' => "›",
        '←' => "‹",
        '≤' => "<=",
        '≥' => ">=",
        '✓' | '☑' | '☒' => "x",
        '☐' | '□' => "o",
        '\t' => " ",
        _ => "\u{fffd}",
    }
}

impl Schriften {
    pub(crate) fn laden() -> Result<Self, Fehler> {
        Ok(Self {
            normal: Schnitt::laden(NORMAL)?,
            fett: Schnitt::laden(FETT)?,
            gekannt: RefCell::default(),
        })
    }

    fn schnitt(&self, fett: bool) -> &Schnitt {
        if fett { &self.fett } else { &self.normal }
    }

    pub(crate) fn schrift(&self, fett: bool) -> Font {
        self.schnitt(fett).schrift.clone()
    }

    /// Characters without a shape are replaced, so that a document never fails because of what people wrote.
    fn druckbar(&self, text: &str, fett: bool) -> String {
        let g = &self.schnitt(fett).gesicht;
        let mut aus = String::with_capacity(text.len());
        for c in text.chars() {
            if c == '\u{ad}' || g.glyph_index(c).is_some() {
                aus.push(c);
            } else {
                aus.push_str(ersatz(c));
            }
        }
        aus
    }

    /// Shapes a word. The soft hyphen is drawn as a hyphen: it only comes in where a line ends.
    pub(crate) fn formen(&self, text: &str, fett: bool) -> Rc<Wortbild> {
        let schluessel = (fett, text.to_owned());
        if let Some(w) = self.gekannt.borrow().get(&schluessel) {
            return Rc::clone(w);
        }
        let wort = Rc::new(self.neu_formen(text, fett));
        self.gekannt.borrow_mut().insert(schluessel, Rc::clone(&wort));
        wort
    }

    fn neu_formen(&self, roh: &str, fett: bool) -> Wortbild {
        let schnitt = self.schnitt(fett);
        let text = self.druckbar(roh, fett);
        // the soft hyphen has two bytes, the hyphen one: the trailing one is shaped apart
        let (kern, weich) = match text.strip_suffix('\u{ad}') {
            Some(k) => (k.replace('\u{ad}', ""), true),
            None => (text.replace('\u{ad}', ""), false),
        };
        let mut puffer = UnicodeBuffer::new();
        puffer.push_str(&kern);
        puffer.set_direction(Direction::LeftToRight);
        puffer.guess_segment_properties();
        let bild = rustybuzz::shape(&schnitt.gesicht, &[], puffer);
        let mut enden: Vec<usize> = bild.glyph_infos().iter().map(|i| i.cluster as usize).collect();
        enden.push(kern.len());
        let mut glyphen = Vec::with_capacity(bild.len() + 1);
        let mut breite = 0.0;
        let em = |w: i32| {
            #[expect(clippy::cast_precision_loss, reason = "font units are small")]
            let w = w as f32;
            w / schnitt.einheit
        };
        for (info, pos) in bild.glyph_infos().iter().zip(bild.glyph_positions()) {
            let von = info.cluster as usize;
            let bis = enden.iter().copied().find(|e| *e > von).unwrap_or(kern.len());
            glyphen.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(pos.x_advance),
                em(pos.x_offset),
                em(pos.y_offset),
                em(pos.y_advance),
                von..bis,
                None,
            ));
            breite += em(pos.x_advance);
        }
        let mut text = kern;
        if weich && let Some(strich) = schnitt.gesicht.glyph_index('-') {
            let von = text.len();
            text.push('\u{ad}');
            let weite = schnitt.gesicht.glyph_hor_advance(strich).unwrap_or_default();
            let weite = em(i32::from(weite));
            glyphen.push(KrillaGlyph::new(
                GlyphId::new(u32::from(strich.0)),
                weite,
                0.0,
                0.0,
                0.0,
                von..text.len(),
                None,
            ));
            breite += weite;
        }
        Wortbild {
            text,
            glyphen,
            breite,
        }
    }
}
