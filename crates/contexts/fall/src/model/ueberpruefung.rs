//! A review, its ratings, and the end of a help (Fachkonzept 4.2, 4.15).

use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Abschlussgrund, Anschluss, Bewerter, Wertung};

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Ueberpruefung {
    /// Key.
    pub id: Id<Ueberpruefung>,
    /// Number within the case.
    pub nummer: i64,
    /// Day it began.
    pub beginn: Datum,
    /// When it was noted.
    pub zeit: Zeitpunkt,
}

/// How one goal is rated by one rater; without a goal, why the rater is missing.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bewertung {
    /// The review.
    pub ueberpruefung: Uuid,
    /// The goal.
    pub handlungsziel: Option<Uuid>,
    /// Who rates.
    #[sqlx(try_from = "String")]
    pub bewerter: Bewerter,
    /// Code of the rating; empty without a goal.
    pub wertung: String,
    /// Level of the GAS, −2 to +2.
    pub gas: Option<i64>,
    /// In words.
    pub text: String,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

impl Bewertung {
    /// The rating.
    #[must_use]
    pub fn wert(&self) -> Option<Wertung> {
        self.wertung.parse().ok()
    }
}

/// How a help ended.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Abschluss {
    /// Why.
    #[sqlx(try_from = "String")]
    pub grund: Abschlussgrund,
    /// What comes then.
    #[sqlx(try_from = "String")]
    pub anschluss: Anschluss,
    /// In words.
    pub anschluss_worte: String,
    /// The family agrees to be asked later how it is.
    pub nachfrage: bool,
    /// Period and extent of the care afterwards (§ 41a SGB VIII).
    pub nachbetreuung: String,
    /// Code of the official statistics.
    pub statistik: String,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}
