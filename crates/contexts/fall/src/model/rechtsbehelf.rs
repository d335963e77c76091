//! A remedy against a decision (Fachkonzept 4.5, H22).

use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Entscheidung, Rechtsbehelfsform, Rechtsbehelfsstand};

/// Longest words to a remedy and to each of its steps.
pub const RECHTSBEHELF_MAX: usize = 2000;

/// A Widerspruch or a Klage against one decision.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the fields of H22, each named as there")]
pub struct Rechtsbehelf {
    pub id: Id<Rechtsbehelf>,
    pub entscheidung: Id<Entscheidung>,
    #[sqlx(try_from = "String")]
    pub form: Rechtsbehelfsform,
    pub eingelegt_am: Datum,
    /// What the person says against the decision.
    pub worte: String,
    #[sqlx(try_from = "String")]
    pub stand: Rechtsbehelfsstand,
    /// Since when.
    pub stand_am: Datum,
    pub benutzer_name: String,
    pub zeit: Zeitpunkt,
}

impl Rechtsbehelf {
    /// Whether it came while a remedy was still possible; `None` when the day the Bescheid counts as known is open.
    #[must_use]
    pub fn rechtzeitig(&self, entscheidung: &Entscheidung) -> Option<bool> {
        entscheidung.rechtsbehelf_bis.map(|bis| self.eingelegt_am <= bis)
    }

    /// What the office has to answer: received on, answered on. A Klage the court answers.
    #[must_use]
    pub fn zu_beantworten(&self, schritte: &[Rechtsbehelfsschritt]) -> Option<(Datum, Option<Datum>)> {
        if self.form == Rechtsbehelfsform::Klage {
            return None;
        }
        // not to help and to pass it on is no answer yet
        let antwort = schritte
            .iter()
            .find(|s| s.rechtsbehelf == self.id.uuid() && s.stand != Rechtsbehelfsstand::Nichtabhilfe);
        Some((self.eingelegt_am, antwort.map(|s| s.am)))
    }

    /// Against this decision.
    #[must_use]
    pub fn gegen(&self, entscheidung: &Entscheidung) -> bool {
        self.entscheidung == entscheidung.id
    }
}

/// One step of it, as noted.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Rechtsbehelfsschritt {
    pub rechtsbehelf: Uuid,
    #[sqlx(try_from = "String")]
    pub stand: Rechtsbehelfsstand,
    pub am: Datum,
    pub worte: String,
    pub benutzer_name: String,
    pub zeit: Zeitpunkt,
}
