//! What a template needs to draw a form: the values and the errors.

/// One thing wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Feldfehler {
    /// Name of the field; its control has the id `feld-<name>`.
    pub feld: String,
    /// Code of the rule, e.g. `WEB-E01` or one of the Fachkonzept.
    pub code: String,
    /// Says which field and what to do, one plain sentence.
    pub text: String,
}

/// Values of a form by field name, and its errors. Pass it to the macros of `bausteine.html`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formular {
    werte: Vec<(String, String)>,
    fehler: Vec<Feldfehler>,
    namen: Vec<(String, String)>,
}

impl Formular {
    /// An empty form.
    #[must_use]
    pub fn leer() -> Self {
        Self::default()
    }

    pub(crate) const fn mit(werte: Vec<(String, String)>, fehler: Vec<Feldfehler>) -> Self {
        Self {
            werte,
            fehler,
            namen: Vec::new(),
        }
    }

    /// Adds a value, for a form that shows a stored record. Several values of one name are a list.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass ids, numbers and literals alike"
    )]
    pub fn setze(mut self, feld: &str, wert: impl ToString) -> Self {
        self.werte.push((feld.to_owned(), wert.to_string()));
        self
    }

    /// Adds a value when there is one.
    #[must_use]
    pub fn setze_wenn(self, feld: &str, wert: Option<impl ToString>) -> Self {
        match wert {
            Some(w) => self.setze(feld, w),
            None => self,
        }
    }

    /// Puts one value in place of all the field had.
    #[must_use]
    pub fn ersetze(mut self, feld: &str, wert: impl ToString) -> Self {
        self.werte.retain(|(name, _)| name != feld);
        self.setze(feld, wert)
    }

    /// For fields that have no value here, those of `beginn`: an error in one form of a page empties none of the others.
    #[must_use]
    pub fn ergaenzt(mut self, beginn: &Self) -> Self {
        let fehlend = |(name, _): &&(String, String)| !self.werte.iter().any(|(n, _)| n == name);
        let neu: Vec<_> = beginn.werte.iter().filter(fehlend).cloned().collect();
        self.werte.extend(neu);
        self
    }

    /// Adds errors found after the input was read, e.g. by a rule.
    #[must_use]
    pub fn mit_fehlern(mut self, fehler: impl IntoIterator<Item = Feldfehler>) -> Self {
        self.fehler.extend(fehler);
        self
    }

    /// First value of the field, empty when there is none.
    #[must_use]
    pub fn wert(&self, feld: &str) -> &str {
        self.werte.iter().find(|(n, _)| n == feld).map_or("", |(_, w)| w)
    }

    /// Value of a date field as `<input type="date">` wants it: ISO, also when the record or the person
    /// wrote `21.11.2026`. What is no date stays as it is.
    #[must_use]
    pub fn iso(&self, feld: &str) -> String {
        let wert = self.wert(feld);
        super::lesen::lies_datum(wert).map_or_else(|| wert.to_owned(), |d| d.to_string())
    }

    /// Whether the field has this value among its values (check boxes, radio buttons, selects).
    #[must_use]
    pub fn hat(&self, feld: &str, wert: &str) -> bool {
        self.werte.iter().any(|(n, w)| n == feld && w == wert)
    }

    /// The error text of the field.
    #[must_use]
    pub fn fehler(&self, feld: &str) -> Option<&str> {
        self.fehler
            .iter()
            .find(|f| f.feld == feld)
            .map(|f| f.text.as_str())
    }

    /// Gives the fields the words their labels show, so that the summary can name them.
    #[must_use]
    pub fn benannt(mut self, namen: &[(&str, &str)]) -> Self {
        self.namen
            .extend(namen.iter().map(|(f, n)| ((*f).to_owned(), (*n).to_owned())));
        self
    }

    /// Words of the field for the summary: what [`Formular::benannt`] said, else the field's name with
    /// a capital letter.
    #[must_use]
    pub fn titel(&self, feld: &str) -> String {
        if let Some((_, n)) = self.namen.iter().find(|(f, _)| f == feld) {
            return n.clone();
        }
        let mut zeichen = feld.chars().map(|c| if c == '_' || c == '-' { ' ' } else { c });
        zeichen
            .next()
            .map_or_else(String::new, |c| c.to_uppercase().chain(zeichen).collect())
    }

    /// All errors, for the summary.
    #[must_use]
    pub fn alle_fehler(&self) -> &[Feldfehler] {
        &self.fehler
    }

    /// All values in order, for hidden fields of a follow-up page.
    #[must_use]
    pub fn werte(&self) -> &[(String, String)] {
        &self.werte
    }

    /// Value of `aria-describedby` for the field: its hint, then its error.
    #[must_use]
    pub fn beschrieben(&self, feld: &str, hinweis: &str) -> Option<String> {
        let mut ids = Vec::new();
        if !hinweis.is_empty() {
            ids.push(format!("hinweis-{feld}"));
        }
        if self.fehler(feld).is_some() {
            ids.push(format!("fehler-{feld}"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_by_hint_then_error() {
        let fehler = Feldfehler {
            feld: "a".into(),
            code: "WEB-E01".into(),
            text: "x".into(),
        };
        let f = Formular::leer().setze("a", 5).mit_fehlern([fehler]);
        assert_eq!(f.beschrieben("a", "tipp").as_deref(), Some("hinweis-a fehler-a"));
        assert_eq!(f.beschrieben("b", ""), None);
        let daten = Formular::leer().setze("d", "1.3.2026").setze("x", "bald");
        assert_eq!(
            (daten.iso("d").as_str(), daten.iso("x").as_str()),
            ("2026-03-01", "bald")
        );
        assert_eq!(f.titel("gueltig_ab"), "Gueltig ab");
        assert_eq!(
            f.clone()
                .benannt(&[("gueltig_ab", "Gültig ab")])
                .titel("gueltig_ab"),
            "Gültig ab"
        );
        assert!(f.hat("a", "5") && !f.hat("a", ""));
    }

    #[test]
    fn ersetzt_alle_werte_und_ergaenzt_nur_was_fehlt() {
        let f = Formular::leer()
            .setze("version", 1)
            .setze("titel", "Meins")
            .setze("version", 1)
            .ersetze("version", 2);
        assert_eq!(f.werte().iter().filter(|(n, _)| n == "version").count(), 1);
        assert_eq!((f.wert("version"), f.wert("titel")), ("2", "Meins"));
        let beginn = Formular::leer()
            .setze("titel", "Alt")
            .setze("thema", "BILDUNG")
            .setze("thema", "FREIZEIT");
        let f = f.ergaenzt(&beginn);
        assert_eq!(f.wert("titel"), "Meins");
        assert!(f.hat("thema", "BILDUNG") && f.hat("thema", "FREIZEIT"));
    }
}
