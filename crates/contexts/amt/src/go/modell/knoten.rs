//! Reads the tables of a model file field by field and records every error at its place.

use std::{cell::RefCell, ops::Range};

use base::Datum;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::go::{
    Stelle,
    quelle::{Quelle, naechster},
};

/// A table that is being read. Fields it was never asked for are unknown keys.
pub(super) struct Knoten<'a, 't> {
    quelle: &'a Quelle<'t>,
    tabelle: Option<&'a DeTable<'t>>,
    ort: Range<usize>,
    pfad: String,
    gefragt: RefCell<Vec<&'static str>>,
}

impl<'a, 't> Knoten<'a, 't> {
    pub fn wurzel(quelle: &'a Quelle<'t>, tabelle: &'a DeTable<'t>) -> Self {
        Self::neu(quelle, Some(tabelle), 0..0, String::new())
    }

    fn neu(
        quelle: &'a Quelle<'t>,
        tabelle: Option<&'a DeTable<'t>>,
        ort: Range<usize>,
        pfad: String,
    ) -> Self {
        Self {
            quelle,
            tabelle,
            ort,
            pfad,
            gefragt: RefCell::default(),
        }
    }

    /// Where the table begins.
    pub fn stelle(&self) -> Stelle {
        self.quelle.stelle(self.ort.start)
    }

    pub fn pfad(&self, name: &str) -> String {
        if self.pfad.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.pfad)
        }
    }

    fn feld(&self, name: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.gefragt.borrow_mut().push(name);
        self.tabelle?.get(name)
    }

    fn falsch(&self, name: &str, ort: &Range<usize>, text: &str, erlaubt: &str) {
        self.quelle
            .melde("GO-E02", ort, &self.pfad(name), text, format!("{erlaubt}."));
    }

    fn fehlt(&self, name: &str, erlaubt: &str) {
        // Nobody needs a list of missing fields of a table that is missing as a whole.
        if self.tabelle.is_some() {
            self.falsch(name, &self.ort, "Diese Angabe fehlt.", erlaubt);
        }
    }

    /// A subordinate table; the fields of a missing one read as empty after one error.
    pub fn tabelle(&self, name: &'static str) -> Knoten<'a, 't> {
        let unter = self.tabelle_optional(name);
        if unter.tabelle.is_none() {
            self.fehlt(name, "eine Tabelle");
        }
        unter
    }

    /// A subordinate table that may be missing.
    pub fn tabelle_optional(&self, name: &'static str) -> Knoten<'a, 't> {
        let feld = self.feld(name);
        let tabelle = feld.and_then(|f| f.get_ref().as_table());
        if let (Some(f), None) = (feld, tabelle) {
            self.falsch(name, &f.span(), "Hier gehört eine Tabelle hin.", "eine Tabelle");
        }
        let ort = feld.map_or(self.ort.clone(), Spanned::span);
        Knoten::neu(self.quelle, tabelle, ort, self.pfad(name))
    }

    pub const fn vorhanden(&self) -> bool {
        self.tabelle.is_some()
    }

    /// All tables of an array, `[[name]]` or `name = [ {…}, … ]`.
    pub fn tabellen(&self, name: &'static str) -> Vec<Knoten<'a, 't>> {
        let Some(feld) = self.feld(name) else {
            return Vec::new();
        };
        let Some(liste) = feld.get_ref().as_array() else {
            self.falsch(
                name,
                &feld.span(),
                "Hier gehört eine Liste von Tabellen hin.",
                "[[…]]",
            );
            return Vec::new();
        };
        let knoten = liste.iter().enumerate().filter_map(|(i, w)| {
            let pfad = format!("{}[{}]", self.pfad(name), i + 1);
            match w.get_ref().as_table() {
                Some(t) => Some(Knoten::neu(self.quelle, Some(t), w.span(), pfad)),
                None => {
                    self.falsch(name, &w.span(), "Hier gehört eine Tabelle hin.", "{ … }");
                    None
                }
            }
        });
        knoten.collect()
    }

    /// A mandatory text of 1 to `max` characters.
    pub fn text(&self, name: &'static str, max: usize) -> String {
        let vorhanden = self.tabelle.is_some_and(|t| t.contains_key(name));
        if !vorhanden {
            self.fehlt(name, &format!("Text, 1 bis {max} Zeichen"));
        }
        self.text_optional(name, max).unwrap_or_default()
    }

    pub fn text_optional(&self, name: &'static str, max: usize) -> Option<String> {
        let feld = self.feld(name)?;
        let text = feld
            .get_ref()
            .as_str()
            .and_then(|s| base::Text::<20_000>::neu(s).ok())
            .filter(|t| (1..=max).contains(&t.chars().count()));
        if text.is_none() {
            self.falsch(
                name,
                &feld.span(),
                "Das ist kein passender Text.",
                &format!("Text, 1 bis {max} Zeichen"),
            );
        }
        text.map(base::Text::into_string)
    }

    /// A mandatory member of a closed list.
    pub fn auswahl<T: Copy>(&self, name: &'static str, alle: &[T], code: fn(T) -> &'static str) -> Option<T> {
        if !self.tabelle.is_some_and(|t| t.contains_key(name)) {
            self.fehlt(name, &codes(alle, code));
        }
        self.auswahl_optional(name, alle, code)
    }

    pub fn auswahl_optional<T: Copy>(
        &self,
        name: &'static str,
        alle: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let feld = self.feld(name)?;
        self.eines(name, feld, alle, code)
    }

    fn eines<T: Copy>(
        &self,
        name: &str,
        feld: &Spanned<DeValue<'t>>,
        alle: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = feld.get_ref().as_str().unwrap_or_default();
        let gefunden = alle.iter().copied().find(|t| code(*t) == text);
        if gefunden.is_none() {
            let meldung = match naechster(text, alle.iter().map(|t| code(*t))) {
                Some(nah) => format!("„{text}“ gibt es hier nicht. Meinten Sie „{nah}“?"),
                None => format!("„{text}“ gibt es hier nicht."),
            };
            self.falsch(name, &feld.span(), &meldung, &codes(alle, code));
        }
        gefunden
    }

    /// A list of members of a closed list; empty when missing.
    pub fn auswahlen<T: Copy>(&self, name: &'static str, alle: &[T], code: fn(T) -> &'static str) -> Vec<T> {
        self.liste(name)
            .iter()
            .filter_map(|f| self.eines(name, f, alle, code))
            .collect()
    }

    /// A list of texts of 1 to 200 characters; empty when missing.
    pub fn texte(&self, name: &'static str) -> Vec<String> {
        let text = |f: &Spanned<DeValue<'t>>| {
            let text = f.get_ref().as_str().and_then(|s| base::Text::<200>::neu(s).ok());
            let text = text.filter(|t| !t.is_empty());
            if text.is_none() {
                let erlaubt = "Texte in Anführungszeichen, 1 bis 200 Zeichen";
                self.falsch(name, &f.span(), "Das ist kein passender Text.", erlaubt);
            }
            text.map(base::Text::into_string)
        };
        self.liste(name).iter().filter_map(text).collect()
    }

    fn liste(&self, name: &'static str) -> &'a [Spanned<DeValue<'t>>] {
        let Some(feld) = self.feld(name) else { return &[] };
        match feld.get_ref().as_array() {
            Some(a) => a,
            None => {
                self.falsch(name, &feld.span(), "Hier gehört eine Liste hin.", "[ …, … ]");
                &[]
            }
        }
    }

    pub fn zahl_optional(&self, name: &'static str, max: u32) -> Option<u32> {
        let feld = self.feld(name)?;
        let zahl = feld
            .get_ref()
            .as_integer()
            .and_then(|z| u32::from_str_radix(z.as_str(), z.radix()).ok())
            .filter(|z| *z <= max);
        if zahl.is_none() {
            let erlaubt = format!("eine ganze Zahl von 0 bis {max}");
            self.falsch(name, &feld.span(), "Das ist keine passende Zahl.", &erlaubt);
        }
        zahl
    }

    /// A mandatory number of degrees.
    pub fn grad(&self, name: &'static str, bis: f64) -> f64 {
        let erlaubt = format!("eine Zahl von -{bis} bis {bis}");
        let Some(feld) = self.feld(name) else {
            self.fehlt(name, &erlaubt);
            return 0.0;
        };
        let zahl = match feld.get_ref() {
            DeValue::Float(z) => z.as_str().parse::<f64>().ok(),
            DeValue::Integer(z) => z.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let zahl = zahl.filter(|z| z.abs() <= bis);
        if zahl.is_none() {
            self.falsch(name, &feld.span(), "Das ist keine passende Zahl.", &erlaubt);
        }
        zahl.unwrap_or_default()
    }

    pub fn wahr(&self, name: &'static str) -> bool {
        let Some(feld) = self.feld(name) else { return false };
        let wahr = feld.get_ref().as_bool();
        if wahr.is_none() {
            self.falsch(
                name,
                &feld.span(),
                "Das ist weder ja noch nein.",
                "true oder false",
            );
        }
        wahr.unwrap_or_default()
    }

    pub fn datum_optional(&self, name: &'static str) -> Option<Datum> {
        let feld = self.feld(name)?;
        let datum = crate::go::pruefen::datum(feld.get_ref());
        if datum.is_none() {
            self.falsch(
                name,
                &feld.span(),
                "Das ist kein Datum.",
                "ein Datum wie 2026-07-01",
            );
        }
        datum
    }

    pub fn datum(&self, name: &'static str) -> Option<Datum> {
        if !self.tabelle.is_some_and(|t| t.contains_key(name)) {
            self.fehlt(name, "ein Datum wie 2026-07-01");
        }
        self.datum_optional(name)
    }

    /// Records an error at a field of this table, or at its head when the field is missing.
    pub fn melde(&self, code: base::Code, name: &str, text: impl Into<String>, erlaubt: impl Into<String>) {
        let ort = self
            .tabelle
            .and_then(|t| t.get(name))
            .map_or(self.ort.clone(), Spanned::span);
        self.quelle.melde(code, &ort, &self.pfad(name), text, erlaubt);
    }

    /// GO-E01 for every key nobody asked for. To be called when all fields are read.
    pub fn fertig(self) {
        let gefragt = self.gefragt.into_inner();
        for (k, _) in self.tabelle.into_iter().flatten() {
            let name = k.get_ref().as_ref();
            if gefragt.contains(&name) {
                continue;
            }
            let text = match naechster(name, gefragt.iter().copied()) {
                Some(nah) => format!("Diesen Schlüssel gibt es nicht. Meinten Sie „{nah}“?"),
                None => "Diesen Schlüssel gibt es nicht.".to_owned(),
            };
            let pfad = if self.pfad.is_empty() {
                name.to_owned()
            } else {
                format!("{}.{name}", self.pfad)
            };
            self.quelle.melde(
                "GO-E01",
                &k.span(),
                &pfad,
                text,
                format!("{}.", gefragt.join(", ")),
            );
        }
    }
}

fn codes<T: Copy>(alle: &[T], code: fn(T) -> &'static str) -> String {
    alle.iter().map(|t| code(*t)).collect::<Vec<_>>().join(", ")
}
