//! A picture of lines, boxes, circles and words: the same on the page and in the document.

use uuid::Uuid;

/// One shape. Whole units, so that the same case always gives the same picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A line.
    Strich {
        /// From.
        von: (i64, i64),
        /// To.
        bis: (i64, i64),
        /// Width.
        dicke: i64,
    },
    /// A box.
    Kasten {
        /// Upper left corner.
        ecke: (i64, i64),
        /// Width and height.
        mass: (i64, i64),
        /// Width of the line.
        dicke: i64,
        /// White inside, so that lines end at it.
        gefuellt: bool,
    },
    /// A circle.
    Kreis {
        /// Centre.
        mitte: (i64, i64),
        /// Radius.
        radius: i64,
        /// Width of the line.
        dicke: i64,
        /// White inside.
        gefuellt: bool,
    },
    /// A word, centred.
    Wort {
        /// Where.
        ort: (i64, i64),
        /// Size.
        groesse: i64,
        /// Strong.
        fett: bool,
        /// What.
        text: String,
    },
}

impl Form {
    /// A plain line.
    #[must_use]
    pub const fn strich(von: (i64, i64), bis: (i64, i64)) -> Self {
        Self::Strich { von, bis, dicke: 2 }
    }
}

/// Somebody or something in the picture, to be reached with the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knoten {
    /// Key of the entry in the list beside the picture.
    pub id: Uuid,
    /// In one sentence.
    pub beschreibung: String,
    /// How it is drawn.
    pub formen: Vec<Form>,
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeichnung {
    /// Width.
    pub breite: i64,
    /// Height.
    pub hoehe: i64,
    /// What it is.
    pub titel: String,
    /// In words.
    pub beschreibung: String,
    /// Lines behind the nodes.
    pub grund: Vec<Form>,
    /// Nodes.
    pub knoten: Vec<Knoten>,
}

/// A dashed line from pieces: the document knows whole lines only.
pub(super) fn gestrichelt(von: (i64, i64), bis: (i64, i64), aus: &mut Vec<Form>) {
    let laenge = laenge(von, bis);
    let stuecke = (laenge / 7).max(1);
    for i in (0..stuecke).step_by(2) {
        aus.push(Form::strich(
            teil(von, bis, i, stuecke),
            teil(von, bis, i + 1, stuecke),
        ));
    }
}

/// The point at `i` of `n` parts of the way.
pub(super) const fn teil(von: (i64, i64), bis: (i64, i64), i: i64, n: i64) -> (i64, i64) {
    (von.0 + (bis.0 - von.0) * i / n, von.1 + (bis.1 - von.1) * i / n)
}

pub(super) fn laenge(von: (i64, i64), bis: (i64, i64)) -> i64 {
    let (dx, dy) = (bis.0 - von.0, bis.1 - von.1);
    (dx * dx + dy * dy).isqrt()
}

/// A name on at most two lines; what is too long ends with an ellipsis. The list beside the picture has it whole.
pub(super) fn zeilen(name: &str, breite: usize) -> Vec<String> {
    let mut zeilen: Vec<String> = Vec::new();
    for wort in name.split_whitespace() {
        match zeilen.last_mut() {
            Some(z) if z.chars().count() + 1 + wort.chars().count() <= breite => {
                z.push(' ');
                z.push_str(wort);
            }
            _ => zeilen.push(wort.to_owned()),
        }
    }
    if zeilen.len() > 2 {
        zeilen.truncate(2);
        if let Some(z) = zeilen.last_mut() {
            z.push('…');
        }
    }
    for z in &mut zeilen {
        if z.chars().count() > breite {
            *z = z.chars().take(breite - 1).chain(['…']).collect();
        }
    }
    zeilen
}
