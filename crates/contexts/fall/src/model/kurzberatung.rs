use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id};
use uuid::Uuid;

use super::{Angebotsantwort, KbErgebnis, KbNorm, KbOrt, KbStand, Thema};

/// A counselling without a file. There is no field for a name, a birth date or an address, and no way from here to a
/// person (FALL-E05, INV-F10).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kurzberatung {
    /// Key.
    pub id: Id<Kurzberatung>,
    /// Optimistic lock.
    pub version: i64,
    /// State of SM-2.
    #[sqlx(try_from = "String")]
    pub stand: KbStand,
    /// Day.
    pub datum: Datum,
    /// Space.
    pub raumeinheit: Uuid,
    /// Its name.
    pub raum_name: String,
    /// Where.
    #[sqlx(try_from = "String")]
    pub ort: KbOrt,
    /// Minutes.
    pub dauer: i64,
    /// Codes of topics, separated by blanks.
    pub themen: String,
    /// Codes of age groups, separated by blanks.
    pub altersgruppen: String,
    /// How many people.
    pub personen_anzahl: i64,
    /// Counted once a week (Fachkonzept 9.6).
    pub erstkontakt_in_woche: bool,
    /// Self-chosen mark to come back with; may be empty.
    pub merkzeichen: String,
    /// What came of it.
    #[sqlx(try_from = "String")]
    pub ergebnis: KbErgebnis,
    /// How many offers were shown.
    pub weg_weisungen: i64,
    /// Legal basis.
    #[sqlx(try_from = "String")]
    pub norm: KbNorm,
    /// A child's own counselling, not for parents (§ 8 Abs. 3 SGB VIII, RL-10).
    pub elterninfo_gesperrt: bool,
    /// Answer to „Hilfe beantragen anbieten?“.
    pub hilfe_antwort: Option<String>,
}

impl Kurzberatung {
    /// Words of the stored topic codes.
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

    /// The answer to „Hilfe beantragen anbieten?“ in words.
    #[must_use]
    pub fn antwort_wort(&self) -> Option<&'static str> {
        let a: Angebotsantwort = self.hilfe_antwort.as_deref()?.parse().ok()?;
        Some(a.wort())
    }
}

impl Objektart for Kurzberatung {
    const NAME: &'static str = "kurzberatung";
    const BEREICH: Bereich = Bereich::Kurzberatung;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z01;
}

/// A further conversation of the same Kurzberatung.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Gespraech {
    /// Day.
    pub datum: Datum,
    /// Where.
    #[sqlx(try_from = "String")]
    pub ort: KbOrt,
    /// Minutes, 1 to 600.
    pub dauer: i64,
}

/// What is known of one Merkzeichen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Merkstand {
    /// Conversations.
    pub kontakte: i64,
    /// Minutes.
    pub minuten: i64,
}
