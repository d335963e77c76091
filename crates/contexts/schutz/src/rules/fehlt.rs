//! The guards of the table: what a person reads in "was fehlt", with the norm and the field that ends it.

use base::Befund;

/// One guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words stand in `angaben`")]
pub enum Gatter {
    Melderart,
    Kinder,
    WannWo,
    Akut,
    ErstZwei,
    NichtAllein,
    Gewichtig,
    NichtGewichtig,
    ErstGrund,
    Einschaetzungen,
    Ergebnisse,
    Konzept,
    Gericht,
    Obhut,
    Folge,
    Angebot,
    ObhutUnterrichtet,
    ObhutGericht,
}

/// What belongs to a guard.
#[derive(Debug, Clone, Copy)]
pub struct Angaben {
    /// Code when it is not met.
    pub code: &'static str,
    /// What is missing.
    pub text: &'static str,
    /// Norm behind it.
    pub norm: &'static str,
    /// Page and field below the Meldung that end it.
    pub ort: &'static str,
}

impl Gatter {
    /// Code, words, norm and place.
    #[must_use]
    pub const fn angaben(self) -> Angaben {
        const fn a(code: &'static str, text: &'static str, norm: &'static str, ort: &'static str) -> Angaben {
            Angaben {
                code,
                text,
                norm,
                ort,
            }
        }
        const P8A: &str = "§ 8a Abs. 1 S. 1 SGB VIII";
        match self {
            Self::Melderart => a(
                "SCHUTZ-E21",
                "Wer hat es gemeldet (Art der Stelle)?",
                "§ 99 Abs. 6 SGB VIII",
                "angaben#feld-melder_art",
            ),
            Self::Kinder => a(
                "SCHUTZ-E21",
                "Um welches Kind geht es? Mindestens eines, auch ohne Namen.",
                "§ 8a Abs. 1 S. 1, § 99 Abs. 6 SGB VIII",
                "angaben#feld-vorname",
            ),
            Self::WannWo => a(
                "SCHUTZ-E21",
                "Wann und wo wurde es beobachtet?",
                P8A,
                "angaben#feld-wann_wo",
            ),
            Self::Akut => a(
                "SCHUTZ-E21",
                "Muss sofort etwas geschehen?",
                P8A,
                "angaben#feld-akut",
            ),
            Self::ErstZwei => a(
                "SCHUTZ-E01",
                "Erste Bewertung durch zwei verschiedene Fachkräfte, eine davon aus dem ASD",
                P8A,
                "erstbewertung#feld-fachkraft-1",
            ),
            Self::NichtAllein => a(
                "SCHUTZ-E09",
                "„Nicht gewichtig“ entscheiden zwei verschiedene Fachkräfte, eine davon aus dem ASD",
                P8A,
                "erstbewertung#feld-fachkraft-2",
            ),
            Self::Gewichtig => a(
                "SCHUTZ-E22",
                "Erste Bewertung: gewichtige Anhaltspunkte „ja“, mit Dringlichkeit",
                P8A,
                "erstbewertung#feld-gewichtig",
            ),
            Self::NichtGewichtig => a(
                "SCHUTZ-E22",
                "Erste Bewertung: gewichtige Anhaltspunkte „nein“",
                P8A,
                "erstbewertung#feld-gewichtig",
            ),
            Self::ErstGrund => a(
                "SCHUTZ-E22",
                "Begründung der ersten Bewertung",
                "§ 35 SGB X",
                "erstbewertung#feld-erst_grund",
            ),
            Self::Einschaetzungen => a(
                "SCHUTZ-E01",
                "Für jedes Kind eine Einschätzung durch zwei Fachkräfte, eine davon aus dem ASD",
                "§ 8a Abs. 1 S. 1, § 99 Abs. 6 SGB VIII",
                "#kinder-titel",
            ),
            Self::Ergebnisse => a(
                "SCHUTZ-E04",
                "Für jedes Kind ein Ergebnis mit Begründung",
                "§ 99 Abs. 6 SGB VIII",
                "#kinder-titel",
            ),
            Self::Konzept => a(
                "SCHUTZ-E23",
                "Ein laufendes Schutzkonzept",
                "§ 8a Abs. 1 S. 3 SGB VIII",
                "konzept#feld-gefahren",
            ),
            Self::Gericht => a(
                "SCHUTZ-E23",
                "Anrufung des Familiengerichts mit Gründen, angebotenen Hilfen und Leitung",
                "§ 8a Abs. 2 S. 1 SGB VIII",
                "gericht#feld-gericht",
            ),
            Self::Obhut => a(
                "SCHUTZ-E23",
                "Eine eingetragene Inobhutnahme",
                "§ 42 SGB VIII",
                "obhut#feld-unterbringung",
            ),
            Self::Folge => a(
                "SCHUTZ-E05",
                "Bei Gefährdung (auch latent): laufendes Schutzkonzept, Familiengericht oder Inobhutnahme",
                "§ 8a Abs. 1 S. 3, Abs. 2 SGB VIII",
                "konzept#feld-gefahren",
            ),
            Self::Angebot => a(
                "SCHUTZ-E24",
                "Bei Hilfebedarf: welche Hilfe angeboten wurde",
                "§ 8a Abs. 1 S. 3 SGB VIII",
                "#kinder-titel",
            ),
            Self::ObhutUnterrichtet => a(
                "SCHUTZ-E25",
                "Inobhutnahme: Sorgeberechtigte unterrichtet, ihre Haltung festgehalten",
                "§ 42 Abs. 3 S. 1 SGB VIII",
                "obhut#obhut-liste",
            ),
            Self::ObhutGericht => a(
                "SCHUTZ-E26",
                "Inobhutnahme bei Widerspruch oder nicht erreichbaren Sorgeberechtigten: Übergabe oder Entscheidung des Familiengerichts",
                "§ 42 Abs. 3 S. 2 und 3 SGB VIII",
                "obhut#obhut-liste",
            ),
        }
    }

    /// As a finding.
    #[must_use]
    pub fn befund(self) -> Befund {
        let a = self.angaben();
        Befund::neu(a.code, format!("Es fehlt: {}", a.text))
    }
}
