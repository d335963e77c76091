//! Invented people: names that fit together.

use crate::woerter::menschen::{HERKUNFT, Herkunft};
use crate::wuerfel::Wuerfel;
use serde::Serialize;

crate::codes::codes! {
    /// Sex as in the register.
    pub enum Geschlecht {
        /// Female.
        W = "w",
        /// Male.
        M = "m",
        /// Diverse.
        D = "d",
    }
}

/// First and family name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// First name.
    pub vorname: String,
    /// Family name.
    pub nachname: String,
}

/// Where a family's names come from, and the languages it speaks.
pub fn herkunft(wuerfel: &mut Wuerfel) -> &'static Herkunft {
    let mut wurf = wuerfel.unter(HERKUNFT.iter().map(|h| h.anteil).sum());
    for h in HERKUNFT {
        if wurf < h.anteil {
            return h;
        }
        wurf -= h.anteil;
    }
    &HERKUNFT[0]
}

/// Sex, rarely diverse.
pub fn geschlecht(wuerfel: &mut Wuerfel) -> Geschlecht {
    *wuerfel.gewichtet(&[(505, Geschlecht::W), (492, Geschlecht::M), (3, Geschlecht::D)])
}

/// A first name from the family's languages; children of families from elsewhere often get a German one.
pub fn vorname(herkunft: &Herkunft, geschlecht: Geschlecht, wuerfel: &mut Wuerfel) -> &'static str {
    let liste = match geschlecht {
        Geschlecht::W => herkunft.frauen,
        Geschlecht::M => herkunft.maenner,
        Geschlecht::D if wuerfel.promille(500) => herkunft.frauen,
        Geschlecht::D => herkunft.maenner,
    };
    wuerfel.aus::<&str>(liste)
}

/// The languages of a family, German first where it is spoken.
pub fn sprachen(herkunft: &Herkunft, wuerfel: &mut Wuerfel) -> Vec<&'static str> {
    if herkunft.sprache == "de" {
        return vec!["de"];
    }
    if wuerfel.promille(750) {
        vec!["de", herkunft.sprache]
    } else {
        vec![herkunft.sprache]
    }
}

/// A whole name.
pub fn name(wuerfel: &mut Wuerfel) -> (Name, Geschlecht, &'static Herkunft) {
    let herkunft = herkunft(wuerfel);
    let geschlecht = geschlecht(wuerfel);
    let name = Name {
        vorname: vorname(herkunft, geschlecht, wuerfel).to_owned(),
        nachname: (*wuerfel.aus(herkunft.nachnamen)).to_owned(),
    };
    (name, geschlecht, herkunft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_and_rare_letters_are_there() {
        assert_eq!(HERKUNFT.iter().map(|h| h.anteil).sum::<u32>(), 1000);
        let alle: String = HERKUNFT
            .iter()
            .flat_map(|h| [h.frauen, h.maenner, h.nachnamen])
            .flat_map(|liste| liste.iter().copied())
            .collect();
        for zeichen in ['Ș', 'Ž', 'ı', 'ẞ', 'ʾ', 'Đ', 'Þ', 'Ł'] {
            assert!(alle.contains(zeichen), "{zeichen}");
        }
    }
}
