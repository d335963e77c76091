//! Other ways to split a line into street, number and place.

use super::Register;
use super::frage::{Frage, OrtLage};
use super::nummern;
use crate::{Hausnummer, normalform};

/// A blank or comma in the wrong place, in tenths of an edit: a little less than a wrong letter.
const ANDERS_GETEILT: u16 = 9;

impl Frage<'_> {
    /// The same question with street and number (and perhaps the place) split in another way.
    pub(super) fn lesarten(&self, register: &Register) -> Vec<Self> {
        let mut alle = Vec::new();
        let strasse = self.anschrift.strasse.trim();
        let nummer = self.anschrift.hausnummer.trim();
        if !nummer.is_empty() {
            // "Straße 618": the number is part of the name.
            let form = normalform::strasse(&[strasse, " ", nummer].concat());
            alle.push(Self {
                form,
                nummer: None,
                ..self.clone()
            });
            // "Buchenweg 1 7" or "Buchenweg 1x7": a sign slipped into the number.
            let ohne = strasse.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
            let letztes = &strasse[ohne.len()..];
            let ziffern: String = letztes.chars().filter(char::is_ascii_digit).collect();
            if letztes.starts_with(|c: char| c.is_ascii_digit())
                && let Ok(n) = Hausnummer::lesen(&[&ziffern, nummer].concat())
            {
                alle.push(Self {
                    form: normalform::strasse(ohne),
                    nummer: Some(n),
                    ..self.clone()
                });
            }
        }
        // "Norderstedt Buchenweg 17" or "Buchenweg Norderstedt": the place has no comma.
        if self.ort_form.is_empty() {
            for (i, _) in strasse.match_indices(' ').take(6) {
                for (ort, name) in [(&strasse[..i], &strasse[i..]), (&strasse[i..], &strasse[..i])] {
                    if let Some(nr) = register.ort_nr(ort) {
                        let form = normalform::strasse(name);
                        let ort_form = normalform::ort(ort);
                        alle.push(Self {
                            form,
                            ort_form,
                            ort: OrtLage::Bekannt(nr),
                            ..self.clone()
                        });
                    }
                }
            }
        }
        alle
    }

    /// Readings in which signs beside the house number belong to it: "Weg1 7", "Weg x7", "Weg 1,7". Good for
    /// suggestions only, for the line has another reading that is about as likely.
    pub(super) fn lesarten_nummer(&self) -> Vec<Self> {
        let strasse = self.anschrift.strasse.trim();
        let nummer = self.anschrift.hausnummer.trim();
        let ortsteil = self.anschrift.ortsteil.trim();
        let mut alle = Vec::new();
        let mut nimm = |name: &str, teile: [&str; 2], geteilt: bool| {
            let Some(roh) = nummer_text(&teile.concat()) else {
                return;
            };
            let form = normalform::strasse(name);
            if form.is_empty() {
                return;
            }
            let nur_ziffern = roh.bytes().all(|b| b.is_ascii_digit());
            alle.push(Self {
                form,
                nummer: None,
                nummer_roh: Some(roh),
                vorab: if geteilt && nur_ziffern { ANDERS_GETEILT } else { 0 },
                ..self.clone()
            });
        };
        let ohne_ziffern = strasse.trim_end_matches(|c: char| c.is_ascii_digit());
        let ohne_wort = strasse.trim_end_matches(char::is_alphanumeric);
        if ohne_wort.len() < strasse.len() && strasse.len() - ohne_wort.len() <= 3 {
            nimm(ohne_wort, [&strasse[ohne_wort.len()..], nummer], true);
        } else if ohne_ziffern.len() < strasse.len() {
            nimm(ohne_ziffern, [&strasse[ohne_ziffern.len()..], nummer], true);
        }
        // "04" may be "40" as well as "4".
        if nummer.starts_with('0') {
            nimm(strasse, [nummer, ""], false);
        }
        if ist_nummernrest(ortsteil) {
            nimm(strasse, [nummer, ortsteil], true);
        }
        alle
    }
}

/// "7" or "7a" where an Ortsteil should stand: the rest of a house number behind a stray comma.
pub(super) fn ist_nummernrest(ortsteil: &str) -> bool {
    ortsteil.len() <= 3
        && ortsteil.starts_with(|c: char| c.is_ascii_digit())
        && ortsteil.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A damaged house number in comparison form, if one edit may mend it.
pub(super) fn nummer_text(text: &str) -> Option<String> {
    let roh: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let buchstaben = roh.bytes().filter(u8::is_ascii_alphabetic).count();
    // A letter of its own and one that slipped in.
    let hoechstens = if roh.ends_with(|c: char| c.is_ascii_alphabetic()) {
        2
    } else {
        1
    };
    let passt = buchstaben <= hoechstens && (1..=nummern::MAX_ZEICHEN).contains(&roh.len());
    passt.then_some(roh)
}
