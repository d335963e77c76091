//! Reads a PDF as a screen reader would: text of the pages, tree of meanings, metadata.

use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a test asks about a PDF.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    /// Text of each page, with the marks that are decoration.
    pub seiten: Vec<String>,
    /// Meanings in the order of reading, such as `H1`, `Table`, `TH`.
    pub marken: Vec<String>,
    /// Words for pictures.
    pub alt: Vec<String>,
    /// Raster images: width and height in dots.
    pub fotos: Vec<(i64, i64)>,
    /// Titles of the headings.
    pub titel: Vec<String>,
    /// Language of the document.
    pub sprache: String,
    /// The metadata as XML.
    pub xmp: String,
    /// Whether readers show the title instead of the file name.
    pub zeigt_titel: bool,
}

impl Pdf {
    /// Reads the bytes.
    ///
    /// # Errors
    /// When it is no tagged PDF.
    pub fn lesen(bytes: &[u8]) -> Result<Self> {
        let doc = Document::load_mem(bytes)?;
        let mut pdf = Self::default();
        for nr in doc.get_pages().keys() {
            pdf.seiten.push(doc.extract_text(&[*nr])?);
        }
        let wurzel = doc.catalog()?;
        pdf.sprache = text(wurzel.get(b"Lang")?);
        let xmp = doc
            .get_object(wurzel.get(b"Metadata")?.as_reference()?)?
            .as_stream()?;
        pdf.xmp = String::from_utf8_lossy(&xmp.get_plain_content().unwrap_or_else(|_| xmp.content.clone()))
            .into_owned();
        let sicht = verzeichnis(&doc, wurzel.get(b"ViewerPreferences")?)?;
        pdf.zeigt_titel = sicht
            .get(b"DisplayDocTitle")
            .and_then(Object::as_bool)
            .unwrap_or(false);
        let baum = wurzel
            .get(b"StructTreeRoot")
            .context("not tagged")?
            .as_reference()?;
        pdf.gehen(&doc, baum)?;
        for o in doc.objects.values() {
            if let Ok(s) = o.as_stream()
                && s.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image")
            {
                let zahl = |name: &[u8]| s.dict.get(name).and_then(Object::as_i64).unwrap_or(0);
                pdf.fotos.push((zahl(b"Width"), zahl(b"Height")));
            }
        }
        Ok(pdf)
    }

    /// All pages one after the other, blanks and line ends made one.
    #[must_use]
    pub fn text(&self) -> String {
        let ganz = self.seiten.join(" ").replace('\u{ad}', "");
        ganz.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How often a meaning occurs.
    #[must_use]
    pub fn anzahl(&self, marke: &str) -> usize {
        self.marken.iter().filter(|m| *m == marke).count()
    }

    fn gehen(&mut self, doc: &Document, id: ObjectId) -> Result<()> {
        let d = doc.get_dictionary(id)?;
        if let Ok(art) = d.get(b"S").and_then(Object::as_name) {
            let art = String::from_utf8_lossy(art).into_owned();
            if let Ok(alt) = d.get(b"Alt") {
                self.alt.push(text(alt));
            }
            if art.starts_with('H')
                && let Ok(titel) = d.get(b"T")
            {
                self.titel.push(text(titel));
            }
            self.marken.push(art);
        }
        let kinder = match d.get(b"K") {
            Ok(Object::Array(a)) => a.clone(),
            Ok(o) => vec![o.clone()],
            Err(_) => Vec::new(),
        };
        for k in kinder {
            if let Ok(id) = k.as_reference()
                && doc.get_dictionary(id).is_ok()
            {
                self.gehen(doc, id)?;
            }
        }
        Ok(())
    }
}

fn verzeichnis<'a>(doc: &'a Document, o: &'a Object) -> Result<&'a Dictionary> {
    Ok(match o {
        Object::Reference(id) => doc.get_dictionary(*id)?,
        o => o.as_dict()?,
    })
}

fn text(o: &Object) -> String {
    lopdf::decode_text_string(o).unwrap_or_default()
}
