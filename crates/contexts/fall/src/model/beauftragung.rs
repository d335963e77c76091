//! An order to a Träger and its contacts (Fachkonzept 4.2, 4.13).

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Auftragsstand, Datenkategorie, Kontaktart, Traegerrang};

/// A Träger to choose, with what is still to be agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traegerwahl {
    /// Key.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Preferred in the space of the case.
    pub schwerpunkt: bool,
    /// Agreements that do not hold for the whole period, in words (FALL-E40).
    pub fehlt: Vec<String>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Beauftragung {
    /// Key.
    pub id: Id<Beauftragung>,
    /// The case.
    pub fall: Uuid,
    /// The Träger.
    pub traeger: Uuid,
    /// Its name.
    pub traeger_name: String,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Auftragsstand,
    /// Why this one.
    #[sqlx(try_from = "String")]
    pub rang: Traegerrang,
    /// In words.
    pub rang_grund: String,
    /// First day.
    pub beginn: Datum,
    /// Last day.
    pub ende: Datum,
    /// Corridor, least minutes a week.
    pub mindestens: i64,
    /// Most.
    pub hoechstens: i64,
    /// Minutes a week now.
    pub umfang: i64,
    /// What is done in the Sozialraum.
    pub sozialraumanteil: String,
    /// Day of the report.
    pub berichtstermin: Datum,
    /// Codes of what the Träger gets, separated by blanks.
    pub datenpaket: String,
    /// Last day for an answer.
    pub antwort_bis: Datum,
    /// When it was answered.
    pub antwort_am: Option<Zeitpunkt>,
    /// By whom.
    pub antwort_name: String,
    /// Why it was refused.
    pub grund: String,
    /// Who asked.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// The number a Träger names an order by, on its invoices too: `JH-2026-00017/2` is the second order of that case.
#[must_use]
pub fn auftragsnummer(aktenzeichen: &str, nr: i64) -> String {
    format!("{aktenzeichen}/{nr}")
}

/// How long after its last day contacts of an order can still be entered.
pub const NACHTRAG_TAGE: i32 = 31;

impl Beauftragung {
    /// Whether the Träger gets this.
    #[must_use]
    pub fn gibt(&self, k: Datenkategorie) -> bool {
        self.datenpaket.split_whitespace().any(|c| c == k.code())
    }

    /// What the Träger gets.
    #[must_use]
    pub fn kategorien(&self) -> Vec<Datenkategorie> {
        Datenkategorie::ALLE
            .iter()
            .copied()
            .filter(|k| self.gibt(*k))
            .collect()
    }

    /// The state on a day: an order nobody answered in time has lapsed, and one whose last day has passed has ended,
    /// whether or not somebody looked since.
    #[must_use]
    pub fn stand_am(&self, heute: Datum) -> Auftragsstand {
        if self.stand == Auftragsstand::Angefragt && heute > self.antwort_bis {
            Auftragsstand::Verfallen
        } else if self.gilt() && heute > self.ende {
            Auftragsstand::Beendet
        } else {
            self.stand
        }
    }

    /// Asked, or being done on this day: no second order beside it.
    #[must_use]
    pub fn laeuft(&self, heute: Datum) -> bool {
        matches!(
            self.stand_am(heute),
            Auftragsstand::Angefragt | Auftragsstand::Angenommen | Auftragsstand::Aktiv
        )
    }

    /// Contacts may be written down on this day: while it runs, and for a while after, for what was not entered yet.
    #[must_use]
    pub fn nimmt_kontakte(&self, heute: Datum) -> bool {
        match self.stand_am(heute) {
            Auftragsstand::Angenommen | Auftragsstand::Aktiv => true,
            Auftragsstand::Beendet => heute <= self.ende.plus_tage(NACHTRAG_TAGE),
            _ => false,
        }
    }

    /// Accepted and not set to ended; its last day may have passed (see [`Beauftragung::stand_am`]).
    #[must_use]
    pub const fn gilt(&self) -> bool {
        matches!(self.stand, Auftragsstand::Angenommen | Auftragsstand::Aktiv)
    }
}

impl Objektart for Beauftragung {
    const NAME: &'static str = "fall_auftrag";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z02;
}

/// A contact: day, minutes, kind. What was said stays with the Träger.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kontakt {
    /// Key.
    pub id: Id<Kontakt>,
    /// Day.
    pub datum: Datum,
    /// `14:30`.
    pub beginn: String,
    /// Minutes.
    pub minuten: i64,
    /// Kind.
    #[sqlx(try_from = "String")]
    pub art: Kontaktart,
    /// Why it did not take place.
    pub ausfall: String,
    /// Where.
    pub ort: String,
    /// Roles of who was there, never names.
    pub rollen: String,
    /// The office has seen and accepted it.
    pub bestaetigt: bool,
    /// Who entered it.
    pub benutzer_name: String,
}
