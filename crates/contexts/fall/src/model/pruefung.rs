use base::{Id, Zeitpunkt};
use uuid::Uuid;

use super::{Gesamtergebnis, Pruefergebnis, Thema, Ueberspringgrund};

/// One offer that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Geprueft {
    /// Key.
    pub id: Id<Geprueft>,
    /// Offer of the Netz; `None` for one the person named.
    pub angebot: Option<Uuid>,
    /// Title at that time.
    pub titel: String,
    /// What came of it.
    #[sqlx(try_from = "String")]
    pub ergebnis: Pruefergebnis,
    /// Why.
    pub grund: String,
}

/// A finished Sozialraumprüfung; the last one counts.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Sozialraumpruefung {
    /// Key.
    pub id: Id<Sozialraumpruefung>,
    /// Answer to „Gibt es schon etwas, das Sie kennen?“.
    pub frage_bekannt: String,
    /// Codes of themes, separated by blanks.
    pub themen: String,
    /// Help from neighbours, relatives, volunteers.
    pub umfeld: String,
    /// None was found.
    pub keine_treffer: bool,
    /// The result.
    #[sqlx(try_from = "String")]
    pub gesamtergebnis: Gesamtergebnis,
    /// The person agrees.
    pub zustimmung: bool,
    /// Code of the reason it was skipped.
    pub grund: Option<String>,
    /// Who finished it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

impl Sozialraumpruefung {
    /// The themes in words.
    #[must_use]
    pub fn themen_worte(&self) -> String {
        let worte: Vec<&str> = self
            .themen
            .split_whitespace()
            .filter_map(|t| t.parse::<Thema>().ok())
            .map(Thema::text)
            .collect();
        worte.join(", ")
    }

    /// Why it was skipped, in words.
    #[must_use]
    pub fn grund_wort(&self) -> Option<&'static str> {
        let g: Ueberspringgrund = self.grund.as_deref()?.parse().ok()?;
        Some(g.wort())
    }
}

/// A gap of the quarter, without any trace of whom it was noticed with: counted by month, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bedarfsluecke {
    /// Space.
    pub raumeinheit: Uuid,
    /// Code of the theme.
    pub thema: String,
    /// Code of the age band; empty when it was not asked.
    pub altersgruppe: String,
    /// Code of the accessibility feature that was missing; empty for another gap.
    pub merkmal: String,
    /// `NICHT_VERFUEGBAR`, `NICHT_BARRIEREFREI` or `KEINE_TREFFER`.
    pub art: String,
    /// `2026-11`.
    pub monat: String,
    /// How often.
    pub anzahl: i64,
}
