//! Questions and answers for the public: what is said, and what is refused.

use base::{Befund, Datum, Text};

use crate::codes::{FaqStatus, FaqZielgruppe};

/// What is said in one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaqDaten {
    /// The question, at most 300 characters.
    pub frage: String,
    /// The answer, at most 4 000 characters; empty while it is open.
    pub antwort: String,
    /// The answer in Leichte Sprache.
    pub leichte_sprache: String,
    /// For whom.
    pub zielgruppe: FaqZielgruppe,
    /// Chapter of the Geschäftsordnung it is about.
    pub go_kapitel: String,
    /// Where it stands.
    pub status: FaqStatus,
    /// The day the entry speaks of.
    pub stand: Datum,
}

impl FaqDaten {
    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self, heute: Datum) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<300>(&mut self.frage, "frage", &mut b);
        text::<4000>(&mut self.antwort, "antwort", &mut b);
        text::<4000>(&mut self.leichte_sprache, "leichte_sprache", &mut b);
        text::<120>(&mut self.go_kapitel, "go_kapitel", &mut b);
        if self.frage.is_empty() {
            b.push(Befund::neu("NETZ-E30", "Bitte die Frage eintragen.").an("frage"));
        }
        if self.status == FaqStatus::Beantwortet && self.antwort.is_empty() {
            b.push(
                Befund::neu(
                    "NETZ-E31",
                    "Beantwortet heißt: Es gibt eine Antwort. Bitte eintragen.",
                )
                .an("antwort"),
            );
        }
        if self.stand > heute {
            b.push(Befund::neu("NETZ-E32", "Der Stand liegt in der Zukunft.").an("stand"));
        }
        b
    }
}

fn text<const N: usize>(feld: &mut String, name: &'static str, b: &mut Vec<Befund>) {
    match Text::<N>::neu(feld.as_str()) {
        Ok(t) => *feld = t.to_string(),
        Err(_) if feld.trim().is_empty() => feld.clear(),
        Err(_) => b.push(Befund::neu("NETZ-E22", "Dieser Text ist zu lang.").an(name)),
    }
}
