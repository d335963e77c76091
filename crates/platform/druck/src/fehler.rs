/// Why a document could not be set. Each is a mistake of a template, never of what people wrote.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum Fehler {
    /// The template is no well-formed XML.
    #[error("the template is not well-formed: {0}")]
    Xml(String),
    /// An element the machinery does not know, or one in a wrong place.
    #[error("line {zeile}: <{element}> is not known here")]
    Element {
        /// Its name.
        element: String,
        /// Where.
        zeile: u32,
    },
    /// An attribute every reader needs is missing, first of all the words for a picture.
    #[error("line {zeile}: <{element}> lacks {attribut}")]
    Fehlt {
        /// The element.
        element: String,
        /// The attribute.
        attribut: &'static str,
        /// Where.
        zeile: u32,
    },
    /// A value that cannot be read.
    #[error("line {zeile}: {attribut} of <{element}> cannot be read")]
    Wert {
        /// The element.
        element: String,
        /// The attribute.
        attribut: String,
        /// Where.
        zeile: u32,
    },
    /// A photo is no JPEG that can be read.
    #[error("photo {nr} cannot be read: {grund}")]
    Foto {
        /// Its number.
        nr: usize,
        /// Why.
        grund: String,
    },
    /// The embedded font cannot be read.
    #[error("the embedded font cannot be read")]
    Schrift,
    /// What the writer of the PDF found against PDF/UA-1 or PDF/A-2a.
    #[error("the document breaks a rule of PDF/UA-1 or PDF/A-2a: {0}")]
    Regel(String),
    /// The file for word processors cannot be packed.
    #[error("the file cannot be packed: {0}")]
    Datei(String),
}
