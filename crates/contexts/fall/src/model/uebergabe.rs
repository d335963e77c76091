//! The handover of a case from one Fachkraft to another (Fachkonzept 3.7).

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Fall, codes::codes};

codes! {
    /// Why a case changes hands.
    Uebergabegrund {
        Zuschnitt "ZUSCHNITT" "die Sozialräume sind neu geschnitten",
        Umzug "UMZUG" "die Familie ist umgezogen",
        Personal "PERSONAL" "eine Fachkraft wechselt oder fällt länger aus",
        Regelwechsel "REGELWECHSEL" "die Regel der Zuständigkeit hat sich geändert",
        Spezialdienst "SPEZIALDIENST" "ein Spezialdienst übernimmt",
    }
    /// Where a handover stands.
    Uebergabestand {
        Geplant "GEPLANT" "geplant",
        Informiert "INFORMIERT" "die Familie ist informiert",
        Gespraech "GESPRAECH" "das Übergabegespräch war",
        Uebernommen "UEBERNOMMEN" "übernommen",
        Zurueckgestellt "ZURUECKGESTELLT" "zurückgestellt",
        Sofort "SOFORTUEBERGABE" "sofort übergeben",
        Abgebrochen "ABGEBROCHEN" "abgebrochen",
    }
}

impl Uebergabestand {
    /// Not yet at its end.
    #[must_use]
    pub const fn offen(self) -> bool {
        !matches!(self, Self::Uebernommen | Self::Sofort | Self::Abgebrochen)
    }
}

/// A handover.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Uebergabe {
    /// Key.
    pub id: Id<Uebergabe>,
    /// Optimistic lock.
    pub version: i64,
    /// The case.
    pub fall: Id<Fall>,
    /// Who leads it until it is taken over (RL-13).
    pub von: Uuid,
    /// Name.
    pub von_name: String,
    /// Who takes it over.
    pub an: Uuid,
    /// Name.
    pub an_name: String,
    /// Who stands in from then on.
    pub vertretung: Uuid,
    /// Name.
    pub vertretung_name: String,
    /// Why.
    #[sqlx(try_from = "String")]
    pub grund: Uebergabegrund,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Uebergabestand,
    /// The day it is planned for.
    pub geplant_zum: Datum,
    /// The space the case belongs to from then on; `None` when it stays.
    pub raumeinheit: Option<Uuid>,
    /// Name of that space.
    pub raum_name: String,
    /// The day the family was told.
    pub familie_informiert_am: Option<Datum>,
    /// What the family wishes, in its words.
    pub familie_wunsch: String,
    /// The day of the talk.
    pub gespraech_am: Option<Datum>,
    /// Who was there.
    pub teilnehmende: String,
    /// What was agreed.
    pub protokoll: String,
    /// What is still open.
    pub offene_punkte: String,
    /// Entrusted notes that stayed with whom they were entrusted to (RL-06).
    pub anvertraut_ausgenommen: i64,
    /// When it was planned.
    pub angelegt_am: Zeitpunkt,
}

impl Objektart for Uebergabe {
    const NAME: &'static str = "fall_uebergabe";
    const BEREICH: Bereich = Bereich::FallViii;
    const KLASSE: Klasse = Klasse::D3;
    const ZWECK: Zweck = Zweck::Z02;
}

/// One line of its history.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Uebergabezeile {
    /// When.
    pub zeit: Zeitpunkt,
    /// By whom.
    pub benutzer_name: String,
    /// What happened.
    pub schritt: String,
    /// In words.
    pub worte: String,
}
