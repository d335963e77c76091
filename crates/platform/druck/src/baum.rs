//! Reads a filled template.

use roxmltree::{Document, Node};

use crate::{Fehler, bild::Bild};

/// The vocabulary of templates.
///
/// | Element | Meaning |
/// |---|---|
/// | `dokument` | the whole |
/// | `h1` `h2` `h3` | headings; exactly one `h1` first |
/// | `p` | paragraph; `klein="ja"` for less important; `zeilen="ja"` keeps line breaks of what people wrote |
/// | `blockquote` | somebody's own words; keeps line breaks |
/// | `b` `br` | strong, new line; inside of texts |
/// | `ul` `ol` with `li` | lists |
/// | `dl` with `dt` and `dd` | names with their values |
/// | `table` with `caption`, `thead`, `tbody`, `tr`, `th`, `td` | `breite` (a weight) and `rechts="ja"` stand on the `th` of the head; `summe="ja"` on a `tr` |
/// | `kasten` | a framed hint with other blocks in it |
/// | `svg` | a picture of `rect`, `line`, `circle`, `polygon`, `text`; needs `viewBox` and `aria-label` |
/// | `fotos` with `foto` | three side by side; `nr` counts [`crate::Angaben::fotos`] from 0, `alt` says what is to be seen and stands below |
/// | `unterschriften` with `feld` | lines to sign on |
/// | `anschrift` with `zeile` | the recipient, in the window of a letter |
/// | `seitenumbruch` | a new page |
pub mod vokabular {}

/// Text of one weight. `\n` is a new line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lauf {
    pub text: String,
    pub fett: bool,
}

/// A text with changing weight.
pub(crate) type Text = Vec<Lauf>;

#[derive(Debug)]
pub(crate) struct Zelle {
    pub text: Text,
    pub kopf: bool,
    pub spalten: usize,
}

#[derive(Debug)]
pub(crate) struct Zeile {
    pub zellen: Vec<Zelle>,
    pub summe: bool,
}

#[derive(Debug)]
pub(crate) struct Spalte {
    pub breite: f32,
    pub rechts: bool,
}

#[derive(Debug)]
pub(crate) struct Tabelle {
    pub titel: Text,
    pub spalten: Vec<Spalte>,
    pub kopf: Zeile,
    pub zeilen: Vec<Zeile>,
}

#[derive(Debug)]
pub(crate) enum Block {
    Titel(u16, Text),
    Absatz {
        text: Text,
        klein: bool,
    },
    Zitat(Text),
    Liste {
        punkte: Vec<Text>,
        nummern: bool,
    },
    Angaben(Vec<(Text, Text)>),
    Tabelle(Tabelle),
    Kasten(Vec<Self>),
    Bild(Bild),
    /// Their numbers and words.
    Fotos(Vec<(usize, String)>),
    Unterschriften(Vec<Text>),
    Anschrift(Vec<Text>),
    Umbruch,
}

/// Characters XML does not allow, and those that only steer the direction or joining of text and have no shape: people
/// paste them unseen.
pub(crate) fn unsichtbar(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}' | '\u{ffff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Reads the template, to which there are so many photos; the first block must be the title.
pub(crate) fn lesen(vorlage: &str, fotos: usize) -> Result<Vec<Block>, Fehler> {
    let rein: String = vorlage.chars().filter(|c| !unsichtbar(*c)).collect();
    let doc = Document::parse(rein.trim()).map_err(|e| Fehler::Xml(e.to_string()))?;
    let wurzel = doc.root_element();
    if wurzel.tag_name().name() != "dokument" {
        return Err(fremd(wurzel));
    }
    for n in wurzel.descendants().filter(|n| n.has_tag_name("foto")) {
        if foto(n)?.0 >= fotos {
            return Err(unlesbar(n, "nr"));
        }
    }
    let b = bloecke(wurzel)?;
    let titel = b.iter().filter(|b| matches!(b, Block::Titel(1, _))).count();
    if titel != 1 {
        return Err(fehlt(wurzel, "h1"));
    }
    Ok(b)
}

/// Reads a lone picture.
pub(crate) fn nur_bild(svg: &str) -> Result<Bild, Fehler> {
    let doc = Document::parse(svg.trim()).map_err(|e| Fehler::Xml(e.to_string()))?;
    Bild::lesen(doc.root_element())
}

fn zeile(n: Node<'_, '_>) -> u32 {
    n.document().text_pos_at(n.range().start).row
}

pub(crate) fn fremd(n: Node<'_, '_>) -> Fehler {
    Fehler::Element {
        element: n.tag_name().name().to_owned(),
        zeile: zeile(n),
    }
}

pub(crate) fn fehlt(n: Node<'_, '_>, attribut: &'static str) -> Fehler {
    Fehler::Fehlt {
        element: n.tag_name().name().to_owned(),
        attribut,
        zeile: zeile(n),
    }
}

pub(crate) fn unlesbar(n: Node<'_, '_>, attribut: &str) -> Fehler {
    Fehler::Wert {
        element: n.tag_name().name().to_owned(),
        attribut: attribut.to_owned(),
        zeile: zeile(n),
    }
}

fn ja(n: Node<'_, '_>, attribut: &str) -> bool {
    n.attribute(attribut) == Some("ja")
}

/// The elements in it; text between them is a mistake of the template.
fn kinder<'a, 'i>(n: Node<'a, 'i>) -> Result<Vec<Node<'a, 'i>>, Fehler> {
    let mut aus = Vec::new();
    for k in n.children() {
        if k.is_element() {
            aus.push(k);
        } else if k.is_text() && !k.text().unwrap_or_default().trim().is_empty() {
            return Err(fremd(n));
        }
    }
    Ok(aus)
}

fn nur<'a, 'i>(n: Node<'a, 'i>, name: &str) -> Result<Vec<Node<'a, 'i>>, Fehler> {
    let k = kinder(n)?;
    match k.iter().find(|k| k.tag_name().name() != name) {
        Some(falsch) => Err(fremd(*falsch)),
        None => Ok(k),
    }
}

fn sammeln(n: Node<'_, '_>, fett: bool, zeilen: bool, aus: &mut Text) -> Result<(), Fehler> {
    for k in n.children() {
        if k.is_text() {
            let roh = k.text().unwrap_or_default();
            let text = if zeilen {
                roh.to_owned()
            } else {
                roh.replace(['\n', '\r', '\t'], " ")
            };
            aus.push(Lauf { text, fett });
        } else if k.is_element() {
            match k.tag_name().name() {
                "b" => sammeln(k, true, zeilen, aus)?,
                "br" => aus.push(Lauf {
                    text: "\n".to_owned(),
                    fett,
                }),
                _ => return Err(fremd(k)),
            }
        }
    }
    Ok(())
}

fn text(n: Node<'_, '_>, zeilen: bool) -> Result<Text, Fehler> {
    let mut aus = Vec::new();
    sammeln(n, false, zeilen, &mut aus)?;
    Ok(aus)
}

/// Cells and items keep line breaks of what people wrote; templates write them on one line.
fn texte(n: Node<'_, '_>, name: &str) -> Result<Vec<Text>, Fehler> {
    nur(n, name)?.into_iter().map(|k| text(k, true)).collect()
}

fn bloecke(n: Node<'_, '_>) -> Result<Vec<Block>, Fehler> {
    kinder(n)?.into_iter().map(block).collect()
}

fn block(n: Node<'_, '_>) -> Result<Block, Fehler> {
    Ok(match n.tag_name().name() {
        "h1" => Block::Titel(1, text(n, false)?),
        "h2" => Block::Titel(2, text(n, false)?),
        "h3" => Block::Titel(3, text(n, false)?),
        "p" => Block::Absatz {
            text: text(n, ja(n, "zeilen"))?,
            klein: ja(n, "klein"),
        },
        "blockquote" => Block::Zitat(text(n, true)?),
        "ul" | "ol" => Block::Liste {
            punkte: texte(n, "li")?,
            nummern: n.tag_name().name() == "ol",
        },
        "dl" => Block::Angaben(angaben(n)?),
        "table" => Block::Tabelle(tabelle(n)?),
        "kasten" => Block::Kasten(bloecke(n)?),
        "svg" => Block::Bild(Bild::lesen(n)?),
        "fotos" => Block::Fotos(nur(n, "foto")?.into_iter().map(foto).collect::<Result<_, _>>()?),
        "unterschriften" => Block::Unterschriften(texte(n, "feld")?),
        "anschrift" => Block::Anschrift(texte(n, "zeile")?),
        "seitenumbruch" => Block::Umbruch,
        _ => return Err(fremd(n)),
    })
}

fn foto(n: Node<'_, '_>) -> Result<(usize, String), Fehler> {
    let nr = n.attribute("nr").ok_or_else(|| fehlt(n, "nr"))?;
    let alt = n.attribute("alt").unwrap_or_default().trim();
    if alt.is_empty() {
        return Err(fehlt(n, "alt"));
    }
    Ok((nr.parse().map_err(|_| unlesbar(n, "nr"))?, alt.to_owned()))
}

fn angaben(n: Node<'_, '_>) -> Result<Vec<(Text, Text)>, Fehler> {
    let k = kinder(n)?;
    k.chunks(2)
        .map(|paar| match paar {
            [dt, dd] if dt.has_tag_name("dt") && dd.has_tag_name("dd") => {
                Ok((text(*dt, false)?, text(*dd, true)?))
            }
            _ => Err(fremd(paar[0])),
        })
        .collect()
}

fn tabelle(n: Node<'_, '_>) -> Result<Tabelle, Fehler> {
    let (mut titel, mut kopf, mut zeilen) = (None, None, Vec::new());
    for k in kinder(n)? {
        match k.tag_name().name() {
            "caption" => titel = Some(text(k, false)?),
            "thead" => kopf = nur(k, "tr")?.first().copied(),
            "tbody" => {
                for tr in nur(k, "tr")? {
                    zeilen.push(tabellenzeile(tr)?);
                }
            }
            _ => return Err(fremd(k)),
        }
    }
    let kopf_knoten = kopf.ok_or_else(|| fehlt(n, "thead"))?;
    let kopf = tabellenzeile(kopf_knoten)?;
    let mut spalten = Vec::new();
    for th in nur(kopf_knoten, "th")? {
        let breite = match th.attribute("breite") {
            None => 1.0,
            Some(w) => w.parse().map_err(|_| unlesbar(th, "breite"))?,
        };
        spalten.push(Spalte {
            breite,
            rechts: ja(th, "rechts"),
        });
    }
    let weit = |z: &Zeile| z.zellen.iter().map(|c| c.spalten).sum::<usize>();
    if zeilen.iter().any(|z| weit(z) != spalten.len()) {
        return Err(unlesbar(n, "tr"));
    }
    Ok(Tabelle {
        titel: titel.ok_or_else(|| fehlt(n, "caption"))?,
        spalten,
        kopf,
        zeilen,
    })
}

fn tabellenzeile(tr: Node<'_, '_>) -> Result<Zeile, Fehler> {
    let mut zellen = Vec::new();
    for c in kinder(tr)? {
        let kopf = match c.tag_name().name() {
            "th" => true,
            "td" => false,
            _ => return Err(fremd(c)),
        };
        let spalten = match c.attribute("spalten") {
            None => 1,
            Some(w) => w.parse().map_err(|_| unlesbar(c, "spalten"))?,
        };
        zellen.push(Zelle {
            text: text(c, true)?,
            kopf,
            spalten,
        });
    }
    Ok(Zeile {
        zellen,
        summe: ja(tr, "summe"),
    })
}
