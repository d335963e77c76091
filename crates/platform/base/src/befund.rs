use std::fmt;

/// A code of the Fachkonzept, such as `RAUM-E11` or `FALL-E05`.
pub type Code = &'static str;

/// Something that is wrong with given data: what, in plain German, and where.
///
/// Rules return a list of these; pages show them beside the field, imports write them into the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Befund {
    /// Code of the Fachkonzept.
    pub code: Code,
    /// What is wrong and what to do, in plain German.
    pub text: String,
    /// Field, line or record the finding is about; empty when it is about the whole.
    pub ort: String,
}

impl Befund {
    /// A finding without a place.
    pub fn neu(code: Code, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            ort: String::new(),
        }
    }

    /// Names the field, line or record this finding is about.
    #[must_use]
    pub fn an(mut self, ort: impl Into<String>) -> Self {
        self.ort = ort.into();
        self
    }
}

impl fmt::Display for Befund {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ort.is_empty() {
            write!(f, "{} ({})", self.text, self.code)
        } else {
            write!(f, "{}: {} ({})", self.ort, self.text, self.code)
        }
    }
}

impl std::error::Error for Befund {}
