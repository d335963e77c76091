//! Documents of the office: letterhead from the Geschäftsordnung, a template filled by a room, the answer as PDF.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use base::Datum;
use druck::{Angaben, Briefkopf, Tag};
use store::Tx;

use crate::{App, Error, Result, go::Geschaeftsordnung, ordnung};

/// What a room says about a document besides its content.
#[derive(Debug, Clone)]
pub struct Blatt {
    /// Title, also in the metadata.
    pub titel: String,
    /// Top right on every page, such as the Aktenzeichen.
    pub kennung: String,
    /// Bottom left on every page: who may read it.
    pub vermerk: String,
    /// Name of the file without its ending.
    pub datei: String,
    /// The day it was made.
    pub tag: Datum,
}

/// The letterhead: `brief.*` of the Geschäftsordnung, else the name the program was set up with.
#[must_use]
pub fn briefkopf(go: Option<&Geschaeftsordnung>, behoerde: &str) -> Briefkopf {
    let wert = |name: &str| go.and_then(|g| g.wert(name)?.text()).map(str::trim);
    let zeile = |name: &str| wert(name).unwrap_or_default().to_owned();
    let name = wert("brief.name").filter(|n| !n.is_empty());
    Briefkopf {
        name: name.unwrap_or(behoerde).to_owned(),
        zeilen: vec![
            zeile("brief.stelle"),
            zeile("brief.anschrift"),
            zeile("brief.kontakt"),
        ],
        zeichen: String::new(),
    }
}

/// The letterhead in force today.
///
/// # Errors
/// When the database cannot be read. Without a Geschäftsordnung there still is a name.
pub async fn geltender_kopf(app: &App, tx: &mut Tx) -> Result<Briefkopf> {
    let go = match ordnung::geltende(app, tx).await {
        Ok(go) => Some(go),
        Err(Error::Regel(_)) => None,
        Err(e) => return Err(e),
    };
    Ok(briefkopf(go.as_deref(), &app.rahmen.behoerde))
}

/// What a document is handed out as; the end of the address says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dateiart {
    /// To keep, send and print.
    #[default]
    Pdf,
    /// To write on in a word processor.
    Docx,
}

impl Dateiart {
    /// The ending of file and address, without its dot.
    #[must_use]
    pub const fn endung(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    const fn medientyp(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Dateiart {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        let docx = parts.uri.path().ends_with(".docx");
        Ok(if docx { Self::Docx } else { Self::Pdf })
    }
}

/// The bytes of a document as PDF.
///
/// # Errors
/// [`Error::Intern`] when the template is wrong.
pub async fn setzen(kopf: Briefkopf, blatt: &Blatt, vorlage: &(impl Template + Sync)) -> Result<Vec<u8>> {
    setzen_als(Dateiart::Pdf, kopf, blatt, vorlage).await
}

async fn setzen_als(
    art: Dateiart,
    kopf: Briefkopf,
    blatt: &Blatt,
    vorlage: &(impl Template + Sync),
) -> Result<Vec<u8>> {
    let inhalt = vorlage.render().map_err(|e| intern(&e))?;
    let angaben = angaben(kopf, blatt);
    // some milliseconds of computing: not on a thread that answers other people
    let setzen = move || match art {
        Dateiart::Pdf => druck::pdf(&inhalt, &angaben),
        Dateiart::Docx => druck::docx(&inhalt, &angaben),
    };
    tokio::task::spawn_blocking(setzen)
        .await
        .map_err(|e| intern(&e))?
        .map_err(|e| intern(&e))
}

/// The bytes of a document that must not be longer than so many pages: the first of these templates that is short
/// enough, or the last. The templates may show these photos, see [`Angaben::fotos`].
///
/// # Errors
/// [`Error::Intern`] when a template is wrong, or there is none.
pub async fn setzen_hoechstens(
    kopf: Briefkopf,
    blatt: &Blatt,
    seiten: usize,
    lang_bis_kurz: Vec<String>,
    fotos: Vec<Arc<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let angaben = Angaben {
        fotos,
        ..angaben(kopf, blatt)
    };
    let setzen = move || {
        for (i, inhalt) in lang_bis_kurz.iter().enumerate() {
            let letzte = i + 1 == lang_bis_kurz.len();
            if letzte || druck::seitenzahl(inhalt, &angaben).map_err(|e| intern(&e))? <= seiten {
                return druck::pdf(inhalt, &angaben).map_err(|e| intern(&e));
            }
        }
        Err(Error::Intern("no template".to_owned()))
    };
    tokio::task::spawn_blocking(setzen)
        .await
        .map_err(|e| intern(&e))?
}

fn intern(e: &dyn std::fmt::Display) -> Error {
    Error::Intern(e.to_string())
}

fn angaben(kopf: Briefkopf, blatt: &Blatt) -> Angaben {
    let klein = |z: i8| u8::try_from(z).unwrap_or(1);
    Angaben {
        titel: blatt.titel.clone(),
        kennung: blatt.kennung.clone(),
        vermerk: blatt.vermerk.clone(),
        tag: Tag {
            jahr: u16::try_from(blatt.tag.0.year()).unwrap_or_default(),
            monat: klein(blatt.tag.0.month()),
            tag: klein(blatt.tag.0.day()),
        },
        kopf,
        fotos: Vec::new(),
    }
}

/// The document as an answer: a file to keep, never kept by a browser or proxy on the way.
///
/// # Errors
/// As [`setzen`].
pub async fn antwort(kopf: Briefkopf, blatt: &Blatt, vorlage: &(impl Template + Sync)) -> Result<Response> {
    antwort_als(Dateiart::Pdf, kopf, blatt, vorlage).await
}

/// As [`antwort`], as whichever kind of file the address asked for.
///
/// # Errors
/// As [`setzen`].
pub async fn antwort_als(
    art: Dateiart,
    kopf: Briefkopf,
    blatt: &Blatt,
    vorlage: &(impl Template + Sync),
) -> Result<Response> {
    Ok(als_datei(
        art,
        setzen_als(art, kopf, blatt, vorlage).await?,
        blatt,
    ))
}

/// Bytes of a document as PDF as an answer.
#[must_use]
pub fn datei(bytes: Vec<u8>, blatt: &Blatt) -> Response {
    als_datei(Dateiart::Pdf, bytes, blatt)
}

fn als_datei(art: Dateiart, bytes: Vec<u8>, blatt: &Blatt) -> Response {
    let datei = dateiname(&blatt.datei);
    let kopfzeilen = [
        (header::CONTENT_TYPE, art.medientyp().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{datei}.{}\"", art.endung()),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (kopfzeilen, bytes).into_response()
}

/// Only what every file system takes.
fn dateiname(text: &str) -> String {
    let mut aus = String::new();
    for c in base::suchform(text).chars() {
        if c.is_ascii_alphanumeric() {
            aus.push(c);
        } else if !aus.ends_with('-') && !aus.is_empty() {
            aus.push('-');
        }
    }
    let aus = aus.trim_end_matches('-');
    if aus.is_empty() {
        "dokument".to_owned()
    } else {
        aus.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ein_dateiname_hat_nur_zeichen_die_ueberall_gehen() {
        assert_eq!(dateiname("Hilfeplan 51/ÄÖ-7\"\r\n"), "hilfeplan-51-aeoe-7");
        assert_eq!(dateiname("…"), "dokument");
    }

    #[test]
    fn ohne_geschaeftsordnung_traegt_der_briefkopf_den_namen_der_behoerde() {
        assert_eq!(briefkopf(None, "Stadt Musterort").name, "Stadt Musterort");
    }
}
