//! The question in comparison form, read once and used by every stage.

use super::Register;
use super::bauer::plz_zahl;
use super::stufen::Umstand;
use crate::{Anschrift, Hausnummer, HausnummerFehler, Punkt, damerau, normalform};

/// What the register knows about the place that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrtLage {
    /// Not given, or the register has no places.
    Offen,
    /// In the register.
    Bekannt(u32),
    /// Not in the register, but close to a place that is (typing error).
    Aehnlich(u32),
    /// Somewhere else.
    Fremd,
}

#[derive(Debug, Clone)]
pub(super) struct Frage<'a> {
    pub anschrift: &'a Anschrift,
    /// Comparison form of the street.
    pub form: String,
    pub nummer: Option<Hausnummer>,
    /// PLZ with five digits.
    pub plz: Option<u32>,
    pub ort_form: String,
    pub ort: OrtLage,
    pub ortsteil: Option<u32>,
    pub punkt: Option<Punkt>,
}

impl<'a> Frage<'a> {
    pub(super) fn neu(
        register: &Register,
        anschrift: &'a Anschrift,
        punkt: Option<Punkt>,
    ) -> Result<Self, HausnummerFehler> {
        let nummer = match anschrift.hausnummer.trim() {
            "" => None,
            text => Some(Hausnummer::lesen(text)?),
        };
        Ok(Self::mit_nummer(register, anschrift, punkt, nummer))
    }

    pub(super) fn mit_nummer(
        register: &Register,
        anschrift: &'a Anschrift,
        punkt: Option<Punkt>,
        nummer: Option<Hausnummer>,
    ) -> Self {
        let ort_form = normalform::ort(&anschrift.ort);
        let ort = register.ort_lage(&ort_form, &anschrift.ort);
        Self {
            form: normalform::strasse(&anschrift.strasse),
            nummer,
            plz: plz_zahl(anschrift.plz.trim()),
            ort_form,
            ort,
            ortsteil: register.ort_nr(&anschrift.ortsteil),
            punkt,
            anschrift,
        }
    }

    pub(super) const fn ort_nr(&self) -> Option<u32> {
        match self.ort {
            OrtLage::Bekannt(o) | OrtLage::Aehnlich(o) => Some(o),
            OrtLage::Offen | OrtLage::Fremd => None,
        }
    }

    pub(super) const fn umstand(&self) -> Umstand {
        Umstand {
            plz: self.plz,
            ort: self.ort_nr(),
            ortsteil: self.ortsteil,
            punkt: self.punkt,
        }
    }

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
}

impl Register {
    pub(super) fn ort_nr(&self, name: &str) -> Option<u32> {
        let form = normalform::ort(name);
        if form.is_empty() {
            None
        } else {
            self.orte_nach_form.get(form.as_str()).copied()
        }
    }

    fn ort_lage(&self, form: &str, text: &str) -> OrtLage {
        if form.is_empty() || self.orte.iter().all(|o| o.form.is_empty()) {
            return OrtLage::Offen;
        }
        if let Some(&nr) = self.orte_nach_form.get(form) {
            return OrtLage::Bekannt(nr);
        }
        // "Norderstedt-Garstedt", "Berlin (Mitte)": the last known part is the narrower one.
        let teile = text
            .split(['-', '(', ')', '/'])
            .rev()
            .filter(|t| t.trim().len() > 2);
        if let Some(nr) = teile.filter_map(|t| self.ort_nr(t)).next() {
            return OrtLage::Bekannt(nr);
        }
        let grenze = if form.len() > 5 { 2 } else { 1 };
        let naechster = (0_u32..)
            .zip(&self.orte)
            .filter_map(|(i, o)| Some((damerau(form, &o.form, grenze)?, i)))
            .min();
        naechster.map_or(OrtLage::Fremd, |(_, i)| OrtLage::Aehnlich(i))
    }
}
