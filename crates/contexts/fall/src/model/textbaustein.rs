//! Texts of the office for decisions and plans, with every wording they had.

use base::{Id, Zeitpunkt};

use super::codes::codes;

codes! {
    /// The field a text is for.
    Textzweck {
        Tenor "TENOR" "Entscheidung: Was wird entschieden?",
        Begruendung "BEGRUENDUNG" "Entscheidung: Begründung",
        Ermessen "ERMESSEN" "Entscheidung: Erwägungen zum Ermessen",
        PlanAmt "PLAN_AMT" "Hilfeplan: Das übernimmt das Amt",
        PlanUebergang "PLAN_UEBERGANG" "Hilfeplan: Übergang zu einer anderen Stelle",
        PlanNachbetreuung "PLAN_NACHBETREUUNG" "Hilfeplan: Nachbetreuung",
    }
}

impl Textzweck {
    /// Those of the form of a decision.
    pub const ENTSCHEIDUNG: &'static [Self] = &[Self::Tenor, Self::Begruendung, Self::Ermessen];
    /// Those of the form of a Hilfeplan.
    pub const HILFEPLAN: &'static [Self] = &[Self::PlanAmt, Self::PlanUebergang, Self::PlanNachbetreuung];

    /// Name of the field in its form.
    #[must_use]
    pub const fn feld(self) -> &'static str {
        match self {
            Self::Tenor => "tenor",
            Self::Begruendung => "begruendung",
            Self::Ermessen => "ermessen",
            Self::PlanAmt => "aufgabe_amt",
            Self::PlanUebergang => "uebergang",
            Self::PlanNachbetreuung => "nachbetreuung",
        }
    }

    /// The longest text the field takes, in characters.
    #[must_use]
    pub const fn hoechstens(self) -> usize {
        match self {
            Self::Begruendung => 4000,
            _ => 2000,
        }
    }
}

/// A text of the office, as it is offered now.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Textbaustein {
    /// Key.
    pub id: Id<Textbaustein>,
    /// Optimistic lock.
    pub version: i64,
    /// Its field.
    #[sqlx(try_from = "String")]
    pub zweck: Textzweck,
    /// What it is called in the list.
    pub titel: String,
    /// The words; `{norm}`, `{von}` and `{bis}` are filled in from the form.
    pub text: String,
    /// Number of this wording, from 1.
    pub nummer: i64,
    /// Whether it can be chosen.
    pub angeboten: bool,
    /// Last change.
    pub geaendert_am: Zeitpunkt,
    /// By whom.
    pub geaendert_name: String,
}

/// A wording a text had.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Textfassung {
    /// From 1.
    pub nummer: i64,
    /// What it was called.
    pub titel: String,
    /// The words.
    pub text: String,
    /// Since when.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
}
