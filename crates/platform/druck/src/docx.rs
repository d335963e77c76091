//! The same template as a file for word processors, where an office goes on writing: headings with the styles their
//! navigation knows, real lists, tables with a head that is repeated and read as such, German as its language, a title.
//!
//! Office Open XML by hand: a packer is not enough, and the libraries there are write neither title, language nor table
//! heads. The day of making comes in with [`Angaben`], so the same input gives the same bytes. A picture becomes its
//! words: whoever edits the text goes back to the PDF for it.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    Angaben, Fehler,
    baum::{self, Block, Lauf, Tabelle, Text, Zeile},
};

/// Width of the text in twentieths of a point: A4 less two centimetres on each side.
const BREITE: u32 = 9_638;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const KOPF: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Sets a filled template as DOCX.
///
/// # Errors
/// As [`crate::pdf`], when the template is wrong.
pub fn docx(vorlage: &str, angaben: &Angaben) -> Result<Vec<u8>, Fehler> {
    let bloecke = baum::lesen(vorlage, angaben.fotos.len())?;
    if angaben.titel.trim().is_empty() {
        return Err(Fehler::Regel("the document has no title".to_owned()));
    }
    let mut s = Schreiber::default();
    s.briefkopf(angaben);
    for b in &bloecke {
        s.block(b, false);
    }
    let nummern = nummern(s.folgen);
    let teile = [
        (
            "[Content_Types].xml",
            include_str!("../docx/content_types.xml").to_owned(),
        ),
        ("_rels/.rels", include_str!("../docx/rels.xml").to_owned()),
        ("docProps/core.xml", eigenschaften(angaben)),
        ("word/document.xml", dokument(&s.xml)),
        (
            "word/_rels/document.xml.rels",
            include_str!("../docx/document_rels.xml").to_owned(),
        ),
        ("word/styles.xml", include_str!("../docx/styles.xml").to_owned()),
        ("word/numbering.xml", nummern),
        (
            "word/settings.xml",
            include_str!("../docx/settings.xml").to_owned(),
        ),
        ("word/header1.xml", kopfzeile(angaben)),
        ("word/footer1.xml", fusszeile(angaben)),
    ];
    packen(&teile).map_err(|e| Fehler::Datei(e.to_string()))
}

fn packen(teile: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // without a clock: 1 January 1980, as the format begins
    let wie = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, inhalt) in teile {
        zip.start_file(*name, wie)?;
        zip.write_all(inhalt.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// As a text or the value of an attribute.
fn sicher(text: &str) -> String {
    let mut aus = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !baum::unsichtbar(*c)) {
        match c {
            '&' => aus.push_str("&amp;"),
            '<' => aus.push_str("&lt;"),
            '>' => aus.push_str("&gt;"),
            '"' => aus.push_str("&quot;"),
            c => aus.push(c),
        }
    }
    aus
}

fn eigenschaften(a: &Angaben) -> String {
    let tag = format!("{:04}-{:02}-{:02}T00:00:00Z", a.tag.jahr, a.tag.monat, a.tag.tag);
    format!(
        "{KOPF}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>de-DE</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{tag}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{tag}</dcterms:modified></cp:coreProperties>",
        sicher(&a.titel),
        sicher(&a.kopf.name),
    )
}

fn dokument(inhalt: &str) -> String {
    format!(
        "{KOPF}<w:document xmlns:w=\"{WORD}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{inhalt}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn kopfzeile(a: &Angaben) -> String {
    format!(
        "{KOPF}<w:hdr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/></w:pPr>{}</w:p>\
         </w:hdr>",
        lauf(&a.kennung, false)
    )
}

fn fusszeile(a: &Angaben) -> String {
    let feld =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{KOPF}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}\
         </w:p></w:ftr>",
        lauf(&a.vermerk, false),
        lauf("Seite ", false),
        feld("PAGE"),
        lauf(" von ", false),
        feld("NUMPAGES"),
    )
}

/// Bullets, and one sequence of numbers for each list, so that every list begins with one.
fn nummern(folgen: usize) -> String {
    let ebene = |art: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{art}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:lvl>"
        )
    };
    let mut aus = format!(
        "{KOPF}<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType \
         w:val=\"singleLevel\"/>{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType \
         w:val=\"singleLevel\"/>{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        ebene("bullet", "•"),
        ebene("decimal", "%1.")
    );
    for nr in 0..folgen {
        let _ = write!(
            aus,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride \
             w:val=\"1\"/></w:lvlOverride></w:num>",
            nr + 2
        );
    }
    aus.push_str("</w:numbering>");
    aus
}

/// One run; a line break of what people wrote stays one.
fn lauf(text: &str, fett: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let zeilen: Vec<String> = text
        .lines()
        .map(|z| format!("<w:t xml:space=\"preserve\">{}</w:t>", sicher(z)))
        .collect();
    let ende = if text.ends_with('\n') { "<w:br/>" } else { "" };
    let art = if fett { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{art}{}{ende}</w:r>", zeilen.join("<w:br/>"))
}

fn laeufe(text: &Text, fett: bool) -> String {
    text.iter()
        .map(|Lauf { text, fett: f }| lauf(text, fett || *f))
        .collect()
}

fn worte(text: &Text) -> String {
    text.iter().map(|l| l.text.as_str()).collect()
}

#[derive(Default)]
struct Schreiber {
    xml: String,
    /// Numbered lists so far.
    folgen: usize,
}

impl Schreiber {
    /// One paragraph: its style, what else stands in its properties, its runs.
    fn absatz(&mut self, stil: &str, rahmen: bool, mehr: &str, laeufe: &str) {
        // in the order the schema wants: style, keeping, numbers, frame, shading, then the rest
        let rahmen = if rahmen {
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"171A75\"/></w:pBdr><w:shd \
             w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F2F5\"/>"
        } else {
            ""
        };
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{stil}\"/>{mehr}{rahmen}</w:pPr>{laeufe}</w:p>"
        );
    }

    fn briefkopf(&mut self, a: &Angaben) {
        self.absatz("Briefkopf", false, "", &lauf(&a.kopf.name, true));
        for z in a.kopf.zeilen.iter().filter(|z| !z.is_empty()) {
            self.absatz("Briefkopf", false, "", &lauf(z, false));
        }
    }

    fn block(&mut self, b: &Block, rahmen: bool) {
        match b {
            Block::Titel(n, t) => self.absatz(&format!("Heading{n}"), rahmen, "", &laeufe(t, false)),
            Block::Absatz { text, klein } => {
                let stil = if *klein { "Klein" } else { "Normal" };
                self.absatz(stil, rahmen, "", &laeufe(text, false));
            }
            Block::Zitat(t) => self.absatz("Quote", rahmen, "", &laeufe(t, false)),
            Block::Liste { punkte, nummern } => self.liste(punkte, *nummern, rahmen),
            Block::Angaben(paare) => {
                for (name, wert) in paare {
                    let text = format!(
                        "{}{}{}",
                        laeufe(name, true),
                        lauf(": ", true),
                        laeufe(wert, false)
                    );
                    self.absatz("Angabe", rahmen, "", &text);
                }
            }
            Block::Tabelle(t) => self.tabelle(t),
            Block::Kasten(innen) => {
                for b in innen {
                    self.block(b, true);
                }
            }
            Block::Bild(bild) => {
                let text = lauf(&format!("Bild: {}", bild.alt), false);
                self.absatz("Klein", rahmen, "", &text);
            }
            Block::Fotos(fotos) => {
                for (_, alt) in fotos {
                    let text = lauf(&format!("Foto: {alt}"), false);
                    self.absatz("Klein", rahmen, "", &text);
                }
            }
            Block::Unterschriften(felder) => {
                for f in felder {
                    self.absatz("Unterschrift", false, "", &laeufe(f, false));
                }
            }
            Block::Anschrift(zeilen) => {
                for z in zeilen {
                    self.absatz("Anschrift", false, "", &laeufe(z, false));
                }
            }
            Block::Umbruch => self.xml.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }

    fn liste(&mut self, punkte: &[Text], nummern: bool, rahmen: bool) {
        let nr = if nummern {
            self.folgen += 1;
            self.folgen + 1
        } else {
            1
        };
        let art = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{nr}\"/></w:numPr>");
        for p in punkte {
            self.absatz("ListParagraph", rahmen, &art, &laeufe(p, false));
        }
    }

    fn tabelle(&mut self, t: &Tabelle) {
        self.absatz("Caption", false, "", &laeufe(&t.titel, false));
        let gewichte: f32 = t.spalten.iter().map(|s| s.breite).sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of the width of a page"
        )]
        let breiten: Vec<u32> = t
            .spalten
            .iter()
            .map(|s| (BREITE as f32 * s.breite.max(0.0) / gewichte.max(0.01)) as u32)
            .collect();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Raster\"/><w:tblW w:w=\"{BREITE}\" w:type=\"dxa\"/><w:tblLayout \
             w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr>\
             <w:tblGrid>",
            sicher(&worte(&t.titel))
        );
        for b in &breiten {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{b}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        self.zeile(t, &breiten, &t.kopf, true);
        for z in &t.zeilen {
            self.zeile(t, &breiten, z, false);
        }
        // what follows is not glued to the table
        self.xml.push_str("</w:tbl><w:p/>");
    }

    fn zeile(&mut self, t: &Tabelle, breiten: &[u32], z: &Zeile, kopf: bool) {
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
        if kopf {
            self.xml.push_str("<w:tblHeader/>");
        }
        self.xml.push_str("</w:trPr>");
        let mut spalte = 0;
        for c in &z.zellen {
            let weit: u32 = breiten.iter().skip(spalte).take(c.spalten).sum();
            let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{weit}\" w:type=\"dxa\"/>");
            if c.spalten > 1 {
                let _ = write!(self.xml, "<w:gridSpan w:val=\"{}\"/>", c.spalten);
            }
            if kopf {
                self.xml
                    .push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F2F5\"/>");
            }
            self.xml.push_str("</w:tcPr>");
            let rechts = t.spalten.get(spalte).is_some_and(|s| s.rechts);
            let wie = if rechts { "<w:jc w:val=\"right\"/>" } else { "" };
            self.absatz("Tabelle", false, wie, &laeufe(&c.text, kopf || c.kopf || z.summe));
            self.xml.push_str("</w:tc>");
            spalte += c.spalten;
        }
        self.xml.push_str("</w:tr>");
    }
}
