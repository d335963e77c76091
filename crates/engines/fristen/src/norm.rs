//! References to provisions as data, shown the way offices write them.

use std::fmt;

use serde::Serialize;

/// Where a provision stands; this decides only the sign in front of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Gliederung {
    /// German statutes: "§ 26".
    Paragraf,
    /// European law and German amending acts: "Art. 12".
    Artikel,
    /// The municipality's own Geschäftsordnung: "Kapitel 4".
    Kapitel,
}

/// Structured reference to a provision, e.g. `§ 26 Abs. 3 S. 1 SGB X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Norm {
    /// sign in front of the number
    pub gliederung: Gliederung,
    /// short name of the act, e.g. `SGB X`
    pub gesetz: &'static str,
    /// number, with letter if any, e.g. `42a`
    pub paragraph: &'static str,
    /// Absatz, with letter if any
    pub absatz: Option<&'static str>,
    /// Satz
    pub satz: Option<&'static str>,
    /// Nummer
    pub nummer: Option<&'static str>,
}

impl Norm {
    const fn neu(gliederung: Gliederung, gesetz: &'static str, paragraph: &'static str) -> Self {
        Self {
            gliederung,
            gesetz,
            paragraph,
            absatz: None,
            satz: None,
            nummer: None,
        }
    }

    /// A paragraph of a German statute.
    #[must_use]
    pub const fn par(gesetz: &'static str, paragraph: &'static str) -> Self {
        Self::neu(Gliederung::Paragraf, gesetz, paragraph)
    }

    /// An article, as in European law.
    #[must_use]
    pub const fn art(gesetz: &'static str, artikel: &'static str) -> Self {
        Self::neu(Gliederung::Artikel, gesetz, artikel)
    }

    /// A chapter of the Geschäftsordnung.
    #[must_use]
    pub const fn go(kapitel: &'static str) -> Self {
        Self::neu(Gliederung::Kapitel, "Geschäftsordnung", kapitel)
    }

    /// The same reference narrowed to an Absatz.
    #[must_use]
    pub const fn abs(self, absatz: &'static str) -> Self {
        Self {
            absatz: Some(absatz),
            ..self
        }
    }

    /// The same reference narrowed to a Satz.
    #[must_use]
    pub const fn satz(self, satz: &'static str) -> Self {
        Self {
            satz: Some(satz),
            ..self
        }
    }

    /// The same reference narrowed to a Nummer.
    #[must_use]
    pub const fn nr(self, nummer: &'static str) -> Self {
        Self {
            nummer: Some(nummer),
            ..self
        }
    }
}

impl fmt::Display for Norm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zeichen = match self.gliederung {
            Gliederung::Paragraf => "§",
            Gliederung::Artikel => "Art.",
            Gliederung::Kapitel => "Kapitel",
        };
        write!(f, "{zeichen} {}", self.paragraph)?;
        for (wort, teil) in [("Abs.", self.absatz), ("S.", self.satz), ("Nr.", self.nummer)] {
            if let Some(teil) = teil {
                write!(f, " {wort} {teil}")?;
            }
        }
        write!(f, " {}", self.gesetz)
    }
}

#[cfg(test)]
mod tests {
    use super::Norm;

    #[test]
    fn norms_read_as_offices_write_them() {
        assert_eq!(
            Norm::par("SGB X", "26").abs("3").satz("1").to_string(),
            "§ 26 Abs. 3 S. 1 SGB X"
        );
        assert_eq!(
            Norm::art("DSGVO", "12").abs("3").to_string(),
            "Art. 12 Abs. 3 DSGVO"
        );
        assert_eq!(
            Norm::par("SGB VIII", "101").abs("2").nr("11").to_string(),
            "§ 101 Abs. 2 Nr. 11 SGB VIII"
        );
        assert_eq!(Norm::go("4").to_string(), "Kapitel 4 Geschäftsordnung");
    }
}
