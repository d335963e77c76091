//! Documents on paper, as PDF and as [`docx()`]: a filled template and a letterhead become one file that a screen reader can read
//! (PDF/UA-1), an archive can keep (PDF/A-2a), and that has the same bytes for the same input.
//!
//! The template is a small, strict vocabulary of XML elements (see [`vokabular`]), filled by askama, so that what people
//! wrote is escaped by the same rules as on the pages. No file system, no network, no clock: the date comes in with
//! [`Angaben`], the fonts lie in the program. An unknown element or a picture without words for it is an error.

mod baum;
mod bild;
mod docx;
mod fehler;
mod malen;
mod satz;
mod schrift;
mod seiten;
mod umbruch;

use std::sync::Arc;

pub use baum::vokabular;
pub use docx::docx;
pub use fehler::Fehler;

/// Who sends the document: stands at the top of the first page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Briefkopf {
    /// Name of the house.
    pub name: String,
    /// Lines under it: department, address, contact. Empty ones are left out.
    pub zeilen: Vec<String>,
    /// An emblem as SVG made of the shapes a `<svg>` in a template may have; empty for none. It needs `aria-label`.
    pub zeichen: String,
}

/// The day a document is made, as the metadata want it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Year.
    pub jahr: u16,
    /// Month, 1 to 12.
    pub monat: u8,
    /// Day of the month.
    pub tag: u8,
}

/// What stands on every page and in the metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angaben {
    /// Title of the document; readers show it instead of a file name.
    pub titel: String,
    /// Top right on every page, such as a file number. May be empty.
    pub kennung: String,
    /// Bottom left on every page, such as who may read it. May be empty.
    pub vermerk: String,
    /// The day that counts as the day of making.
    pub tag: Tag,
    /// Letterhead.
    pub kopf: Briefkopf,
    /// JPEG files a template shows by `<foto nr="0" …/>`. They go into the document as they are: whoever hands them in has
    /// taken out what nobody shall see, and made them no larger than paper needs.
    pub fotos: Vec<Arc<Vec<u8>>>,
}

/// Sets a filled template as PDF.
///
/// # Errors
/// [`Fehler`], when the template is wrong; never because of what people wrote: characters the font does not have
/// become `U+FFFD`.
pub fn pdf(vorlage: &str, angaben: &Angaben) -> Result<Vec<u8>, Fehler> {
    let schriften = schrift::Schriften::laden()?;
    let (knoten, seiten) = umbrochen(&schriften, vorlage, angaben)?;
    malen::malen(&schriften, angaben, &knoten, seiten)
}

/// How many pages it has, without painting them: for documents that must not be longer than so many.
///
/// # Errors
/// As [`pdf`].
pub fn seitenzahl(vorlage: &str, angaben: &Angaben) -> Result<usize, Fehler> {
    let schriften = schrift::Schriften::laden()?;
    Ok(umbrochen(&schriften, vorlage, angaben)?.1.len())
}

type Umbrochen = (Vec<satz::Knoten>, Vec<Vec<seiten::Gelegt>>);

fn umbrochen(schriften: &schrift::Schriften, vorlage: &str, angaben: &Angaben) -> Result<Umbrochen, Fehler> {
    let bloecke = baum::lesen(vorlage, angaben.fotos.len())?;
    let mut fotos = Vec::new();
    for (nr, jpeg) in angaben.fotos.iter().enumerate() {
        let foto = krilla::image::Image::from_jpeg(Arc::clone(jpeg).into(), false);
        fotos.push(foto.map_err(|grund| Fehler::Foto { nr, grund })?);
    }
    let zeichen = match angaben.kopf.zeichen.as_str() {
        "" => None,
        svg => Some(baum::nur_bild(svg)?),
    };
    let satz = satz::setzen(schriften, angaben, zeichen, fotos, bloecke);
    Ok((satz.knoten, seiten::umbrechen(satz.stuecke, &satz.wiederholt)))
}

#[cfg(test)]
mod tests;
