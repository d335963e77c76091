//! The question in comparison form, read once and used by every stage.

use super::Register;
use super::bauer::plz_zahl;
use super::lesarten::ist_nummernrest;
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
    /// Not in the register, and equally close to several places that are.
    Unklar,
    /// Somewhere else.
    Fremd,
}

#[derive(Debug, Clone)]
pub(super) struct Frage<'a> {
    pub anschrift: &'a Anschrift,
    /// Comparison form of the street.
    pub form: String,
    pub nummer: Option<Hausnummer>,
    /// A damaged house number in comparison form; nothing but suggestions can come of it.
    pub nummer_roh: Option<String>,
    /// Costs of reading the line this way, in tenths of an edit.
    pub vorab: u16,
    /// PLZ as a number.
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
        let rest = anschrift.ortsteil.trim();
        if nummer.is_some() && !rest.is_empty() && ist_nummernrest(rest) {
            // "Weg 1,7": 1, 7 and 17 are equally likely, so none of them may be taken.
            return Err(HausnummerFehler::Form(
                [anschrift.hausnummer.trim(), rest].join(","),
            ));
        }
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
            nummer_roh: None,
            vorab: 0,
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
            OrtLage::Offen | OrtLage::Unklar | OrtLage::Fremd => None,
        }
    }

    /// The house number in comparison form, as far as one was typed.
    pub(super) fn nummer_text(&self) -> Option<String> {
        self.nummer_roh
            .clone()
            .or_else(|| self.nummer.map(|n| n.to_string()))
    }

    pub(super) const fn umstand(&self) -> Umstand {
        Umstand {
            plz: self.plz,
            ort: self.ort_nr(),
            ortsteil: self.ortsteil,
            punkt: self.punkt,
        }
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
        let mut naechster: Option<(u8, u32)> = None;
        let mut gleich_nah = false;
        for (i, o) in (0_u32..).zip(&self.orte) {
            let Some(d) = damerau(form, &o.form, grenze) else {
                continue;
            };
            match naechster {
                Some((bisher, _)) if bisher < d => {}
                Some((bisher, _)) if bisher == d => gleich_nah = true,
                _ => (naechster, gleich_nah) = (Some((d, i)), false),
            }
        }
        match naechster {
            None => OrtLage::Fremd,
            Some(_) if gleich_nah => OrtLage::Unklar,
            Some((_, i)) => OrtLage::Aehnlich(i),
        }
    }
}
