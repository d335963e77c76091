//! Writes the pages: marks on paper, each with its meaning, then the tree of meanings, outline and metadata.

use std::{collections::BTreeMap, num::NonZeroU16, num::NonZeroU32};

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
        Tag, TagGroup, TagKind, TagTree,
    },
    text::KrillaGlyph,
};

use crate::{
    Angaben, Fehler,
    baum::Lauf,
    bild::{Farbe, Form},
    satz::{Art, GRAU, Knoten, Marke, Zug},
    schrift::Schriften,
    seiten::{BREITE, Gelegt, LINKS, SEITE},
    umbruch::{Textzeile, umbrechen},
};

/// Distance of a control point that makes four curves a circle.
const KREIS: f32 = 0.552_285;
const RANDGROESSE: f32 = 8.5;

/// Where the meaning of a node lies on paper.
#[derive(Default)]
struct Orte {
    zeichen: Vec<Identifier>,
    /// Page and top of the first mark.
    erster: Option<(usize, f32)>,
    umriss: Option<(usize, [f32; 4])>,
}

pub(crate) fn malen(
    schriften: &Schriften,
    angaben: &Angaben,
    knoten: &[Knoten],
    seiten: Vec<Vec<Gelegt>>,
) -> Result<Vec<u8>, Fehler> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| Fehler::Regel(format!("{e:?}")))?;
    let mut doc = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut orte: BTreeMap<usize, Orte> = BTreeMap::new();
    let anzahl = seiten.len();
    for (nr, gelegt) in seiten.into_iter().enumerate() {
        let Some(masse) = PageSettings::from_wh(SEITE.0, SEITE.1) else {
            continue;
        };
        let mut seite = doc.start_page_with(masse);
        let mut flaeche = seite.surface();
        rand(schriften, angaben, nr, anzahl, &mut flaeche);
        for (oben, st) in &gelegt {
            let mut rest = &st.zuege[..];
            while let Some((marke, _)) = rest.first() {
                let n = rest.iter().take_while(|(m, _)| m == marke).count();
                let id = flaeche.start_tagged(inhalt(*marke, knoten));
                for (_, z) in &rest[..n] {
                    zug(schriften, &mut flaeche, z, *oben);
                }
                flaeche.end_tagged();
                if let Marke::Knoten(k) = marke {
                    let ort = orte.entry(*k).or_default();
                    ort.zeichen.push(id);
                    ort.erster.get_or_insert((nr, *oben));
                    if matches!(knoten[*k].art, Art::Bild(_)) {
                        ort.umriss = Some((nr, umriss(&rest[..n], *oben)));
                    }
                }
                rest = &rest[n..];
            }
        }
        flaeche.finish();
        seite.finish();
    }
    doc.set_outline(gliederung(knoten, &orte));
    let mut baum = TagTree::new().with_lang(Some("de-DE".to_owned()));
    for k in knoten.first().map_or(&[][..], |w| &w.kinder[..]) {
        if let Some(g) = gruppe(*k, knoten, &mut orte) {
            baum.push(g);
        }
    }
    doc.set_tag_tree(baum);
    let t = angaben.tag;
    doc.set_metadata(
        Metadata::new()
            .title(angaben.titel.clone())
            .language("de-DE".to_owned())
            .creator("Gewebe".to_owned())
            .authors(
                vec![angaben.kopf.name.clone()]
                    .into_iter()
                    .filter(|n| !n.is_empty())
                    .collect(),
            )
            .creation_date(
                DateTime::new(t.jahr)
                    .month(t.monat)
                    .day(t.tag)
                    .hour(0)
                    .minute(0)
                    .second(0)
                    .utc_offset_hour(0)
                    .utc_offset_minute(0),
            ),
    );
    doc.finish().map_err(|e| match e {
        KrillaError::Validation(v) => {
            let alle: Vec<String> = v.iter().map(|(f, _)| format!("{f:?}")).collect();
            Fehler::Regel(alle.join(", "))
        }
        andere => Fehler::Regel(andere.to_string()),
    })
}

fn inhalt<'a>(marke: Marke, knoten: &[Knoten]) -> ContentTag<'a> {
    match marke {
        Marke::Schmuck(art) => ContentTag::Artifact(Artifact::with_kind(art)),
        Marke::Knoten(k) if matches!(knoten[k].art, Art::Bild(_)) => ContentTag::Other,
        Marke::Knoten(_) => ContentTag::Span(SpanTag::empty()),
    }
}

/// Head and foot of every page: decoration for a screen reader, because it stands in the document already.
fn rand(schriften: &Schriften, a: &Angaben, nr: usize, anzahl: usize, s: &mut Surface<'_>) {
    let mut setzen = |art, text: &str, y: f32, rechts: bool| {
        if text.is_empty() {
            return;
        }
        let lauf = vec![Lauf {
            text: text.to_owned(),
            fett: false,
        }];
        let breite = if rechts { BREITE * 0.45 } else { BREITE * 0.54 };
        // one line; what is too long for it ends with it
        let zeile = umbrechen(schriften, &lauf, false, breite / RANDGROESSE).remove(0);
        let x = if rechts {
            LINKS + BREITE - zeile.breite * RANDGROESSE
        } else {
            LINKS
        };
        let z = Zug::Text {
            x,
            y,
            groesse: RANDGROESSE,
            farbe: GRAU,
            zeile,
        };
        s.start_tagged(ContentTag::Artifact(Artifact::with_kind(art)));
        zug(schriften, s, &z, 0.0);
        s.end_tagged();
    };
    if nr > 0 {
        let links = [a.kopf.name.as_str(), a.titel.as_str()];
        let links: Vec<&str> = links.into_iter().filter(|t| !t.is_empty()).collect();
        setzen(ArtifactType::Header, &links.join(" · "), 46.0, false);
    }
    setzen(ArtifactType::Header, &a.kennung, 46.0, true);
    let fuss = SEITE.1 - 34.0;
    setzen(ArtifactType::Footer, &a.vermerk, fuss, false);
    setzen(
        ArtifactType::Footer,
        &format!("Seite {} von {anzahl}", nr + 1),
        fuss,
        true,
    );
}

fn fuellung(f: Farbe) -> Fill {
    Fill {
        paint: rgb::Color::new(f[0], f[1], f[2]).into(),
        ..Fill::default()
    }
}

fn strich((f, dicke): (Farbe, f32), mass: f32) -> Stroke {
    Stroke {
        paint: rgb::Color::new(f[0], f[1], f[2]).into(),
        width: dicke * mass,
        ..Stroke::default()
    }
}

fn zug(schriften: &Schriften, s: &mut Surface<'_>, z: &Zug, oben: f32) {
    match z {
        Zug::Text {
            x,
            y,
            groesse,
            farbe,
            zeile,
        } => {
            s.set_stroke(None);
            s.set_fill(Some(fuellung(*farbe)));
            text(schriften, s, zeile, (*x, oben + y), *groesse);
        }
        Zug::Form { x, y, mass, form } => formen(s, form, (*x, oben + y), *mass),
        Zug::Foto {
            x,
            y,
            breite,
            hoehe,
            foto,
        } => {
            if let Some(mass) = Size::from_wh(*breite, *hoehe) {
                s.push_transform(&Transform::from_translate(*x, oben + y));
                s.draw_image(foto.clone(), mass);
                s.pop();
            }
        }
    }
}

/// Neighbouring pieces of one weight are written together, so that words can be found and copied.
fn text(schriften: &Schriften, s: &mut Surface<'_>, zeile: &Textzeile, (mut x, y): (f32, f32), groesse: f32) {
    let mut rest = &zeile.teile[..];
    while let Some(erstes) = rest.first() {
        let n = rest.iter().take_while(|t| t.fett == erstes.fett).count();
        let mut worte = String::new();
        let mut glyphen: Vec<KrillaGlyph> = Vec::new();
        let mut breite = 0.0;
        for t in &rest[..n] {
            let ab = worte.len();
            worte.push_str(&t.bild.text);
            breite += t.bild.breite;
            glyphen.extend(t.bild.glyphen.iter().cloned().map(|mut g| {
                g.text_range = g.text_range.start + ab..g.text_range.end + ab;
                g
            }));
        }
        let schrift = schriften.schrift(erstes.fett);
        s.draw_glyphs(Point::from_xy(x, y), &glyphen, schrift, &worte, groesse, false);
        x += breite * groesse;
        rest = &rest[n..];
    }
}

fn formen(s: &mut Surface<'_>, form: &Form, (x, y): (f32, f32), m: f32) {
    let mut weg = PathBuilder::new();
    let (f, st) = match form {
        Form::Rechteck {
            x: rx,
            y: ry,
            breite,
            hoehe,
            fuellung,
            strich,
        } => {
            let Some(r) = Rect::from_xywh(x + rx * m, y + ry * m, breite * m, hoehe * m) else {
                return;
            };
            weg.push_rect(r);
            (*fuellung, *strich)
        }
        Form::Strich { von, bis, strich } => {
            weg.move_to(x + von.0 * m, y + von.1 * m);
            weg.line_to(x + bis.0 * m, y + bis.1 * m);
            (None, Some(*strich))
        }
        Form::Kreis {
            mitte,
            radius,
            fuellung,
            strich,
        } => {
            let (cx, cy, r) = (x + mitte.0 * m, y + mitte.1 * m, radius * m);
            let k = r * KREIS;
            weg.move_to(cx + r, cy);
            weg.cubic_to(cx + r, cy + k, cx + k, cy + r, cx, cy + r);
            weg.cubic_to(cx - k, cy + r, cx - r, cy + k, cx - r, cy);
            weg.cubic_to(cx - r, cy - k, cx - k, cy - r, cx, cy - r);
            weg.cubic_to(cx + k, cy - r, cx + r, cy - k, cx + r, cy);
            weg.close();
            (*fuellung, *strich)
        }
        Form::Vieleck {
            punkte,
            fuellung,
            strich,
        } => {
            for (i, (px, py)) in punkte.iter().enumerate() {
                let (px, py) = (x + px * m, y + py * m);
                if i == 0 {
                    weg.move_to(px, py);
                } else {
                    weg.line_to(px, py);
                }
            }
            weg.close();
            (*fuellung, *strich)
        }
        Form::Wort { .. } => return,
    };
    if let Some(pfad) = weg.finish() {
        s.set_fill(f.map(fuellung));
        s.set_stroke(st.map(|st| strich(st, m)));
        s.draw_path(&pfad);
    }
}

/// The rectangle around marks: left, top, right, bottom.
fn umriss(zuege: &[(Marke, Zug)], oben: f32) -> [f32; 4] {
    let mut u = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let mut dazu = |x0: f32, y0: f32, x1: f32, y1: f32| {
        u = [u[0].min(x0), u[1].min(y0), u[2].max(x1), u[3].max(y1)];
    };
    for (_, z) in zuege {
        match z {
            Zug::Text {
                x, y, groesse, zeile, ..
            } => dazu(
                *x,
                oben + y - groesse,
                x + zeile.breite * groesse,
                oben + y + groesse * 0.3,
            ),
            Zug::Form { x, y, mass, form } => {
                let y = oben + y;
                match form {
                    Form::Rechteck {
                        x: rx,
                        y: ry,
                        breite,
                        hoehe,
                        ..
                    } => dazu(
                        x + rx * mass,
                        y + ry * mass,
                        x + (rx + breite) * mass,
                        y + (ry + hoehe) * mass,
                    ),
                    Form::Strich { von, bis, .. } => dazu(
                        x + von.0.min(bis.0) * mass,
                        y + von.1.min(bis.1) * mass,
                        x + von.0.max(bis.0) * mass,
                        y + von.1.max(bis.1) * mass,
                    ),
                    Form::Kreis { mitte, radius, .. } => dazu(
                        x + (mitte.0 - radius) * mass,
                        y + (mitte.1 - radius) * mass,
                        x + (mitte.0 + radius) * mass,
                        y + (mitte.1 + radius) * mass,
                    ),
                    Form::Vieleck { punkte, .. } => {
                        for (px, py) in punkte {
                            dazu(x + px * mass, y + py * mass, x + px * mass, y + py * mass);
                        }
                    }
                    Form::Wort { .. } => {}
                }
            }
            Zug::Foto {
                x, y, breite, hoehe, ..
            } => dazu(*x, oben + y, x + breite, oben + y + hoehe),
        }
    }
    u
}

fn gliederung(knoten: &[Knoten], orte: &BTreeMap<usize, Orte>) -> Outline {
    let mut titel = Vec::new();
    for (i, k) in knoten.iter().enumerate() {
        if let (Art::Titel(stufe, text), Some((seite, y))) = (&k.art, orte.get(&i).and_then(|o| o.erster)) {
            titel.push((*stufe, text, XyzDestination::new(seite, Point::from_xy(LINKS, y))));
        }
    }
    let mut aus = Outline::new();
    let mut rest = titel.into_iter().peekable();
    while let Some((_, text, ziel)) = rest.next() {
        let mut oben = OutlineNode::new(text.clone(), ziel).with_open(true);
        while let Some((_, text, ziel)) = rest.next_if(|t| t.0 > 1) {
            let mut mitte = OutlineNode::new(text.clone(), ziel);
            while let Some((_, text, ziel)) = rest.next_if(|t| t.0 > 2) {
                mitte.push_child(OutlineNode::new(text.clone(), ziel));
            }
            oben.push_child(mitte);
        }
        aus.push_child(oben);
    }
    aus
}

fn gruppe(nr: usize, knoten: &[Knoten], orte: &mut BTreeMap<usize, Orte>) -> Option<Node> {
    let k = &knoten[nr];
    let ort = orte.remove(&nr).unwrap_or_default();
    let mut kinder: Vec<Node> = ort.zeichen.into_iter().map(Node::from).collect();
    for kind in &k.kinder {
        kinder.extend(gruppe(*kind, knoten, orte));
    }
    if kinder.is_empty() {
        return None;
    }
    let weite = |n: usize| {
        u32::try_from(n)
            .ok()
            .and_then(NonZeroU32::new)
            .filter(|n| n.get() > 1)
    };
    let tag: TagKind = match &k.art {
        Art::Titel(stufe, text) => Tag::Hn(
            NonZeroU16::new(*stufe).unwrap_or(NonZeroU16::MIN),
            Some(text.clone()),
        )
        .into(),
        Art::Absatz => Tag::P.into(),
        Art::Zitat => Tag::BlockQuote.into(),
        Art::Liste(nummern) => Tag::L(if *nummern {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        })
        .into(),
        Art::Punkt => Tag::LI.into(),
        Art::Marke => Tag::Lbl.into(),
        Art::Inhalt => Tag::LBody.into(),
        Art::Tabelle => Tag::Table.into(),
        Art::Tabellentitel => Tag::Caption.into(),
        Art::Tabellenkopf => Tag::THead.into(),
        Art::Tabellenkoerper => Tag::TBody.into(),
        Art::Zeile => Tag::TR.into(),
        Art::Kopfzelle { spalte, weite: w } => Tag::TH(if *spalte {
            TableHeaderScope::Column
        } else {
            TableHeaderScope::Row
        })
        .with_col_span(weite(*w))
        .into(),
        Art::Zelle { weite: w } => Tag::TD.with_col_span(weite(*w)).into(),
        Art::Kasten => Tag::Div.into(),
        Art::Bild(alt) => {
            let rahmen = ort.umriss.and_then(|(seite, [x0, y0, x1, y1])| {
                Rect::from_ltrb(x0, y0, x1, y1).map(|r| BBox::new(seite, r))
            });
            Tag::Figure(Some(alt.clone())).with_bbox(rahmen).into()
        }
    };
    Some(TagGroup::with_children(tag, kinder).into())
}
