//! The weekly agenda of a Sozialraumteam, and what a round bundled (Fachkonzept 4.7, 4.9).

use base::{Cent, Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{FallStand, codes::codes};
use crate::model::{Arbeitsbereich, Fall, Leistungsart};

codes! {
    /// Why a case is on the agenda of a week.
    Agendagrund {
        Grau "GRAU" "Klärung im Graubereich",
        Ueberpruefung "UEBERPRUEFUNG" "Überprüfung ist fällig",
        Mehrfachhilfen "MEHRFACHHILFEN" "mehrere Hilfen zugleich: bündeln",
        Neu "NEU" "neuer Fall",
        Wunsch "WUNSCH" "angemeldet",
    }
    /// One place up or down in the order.
    Richtung {
        Hoch "HOCH" "weiter nach oben",
        Runter "RUNTER" "weiter nach unten",
    }
}

/// A team somebody belongs to: what it works in, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runde {
    /// Key of the team.
    pub team: Uuid,
    /// Its name.
    pub name: String,
    /// Spaces of any level.
    pub raeume: Vec<Uuid>,
    /// Codes of its Sektoren.
    pub sektoren: Vec<String>,
}

/// A case that may be on the agenda: no name of anybody it is about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "see Fall")]
pub struct Agendafall {
    pub id: Id<Fall>,
    pub aktenzeichen: String,
    #[sqlx(try_from = "String")]
    pub stand: FallStand,
    #[sqlx(try_from = "String")]
    pub bereich: Arbeitsbereich,
    pub raum_name: String,
    pub fallfuehrend: Uuid,
    pub fallfuehrend_name: String,
    pub naechster_termin: Option<Datum>,
    pub angelegt_am: Zeitpunkt,
    pub stand_am: Zeitpunkt,
}

/// What somebody put on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Anmeldung {
    /// The case.
    pub fall: Id<Fall>,
    /// Why.
    #[sqlx(try_from = "String")]
    pub grund: Agendagrund,
    /// In words.
    pub worte: String,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub benutzer_name: String,
}

/// One running help of one person, as the check reads it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "see Fall and Baustein")]
pub struct Hilfezeile {
    /// The person in the register of this office, else the line of the case.
    pub wer: Uuid,
    pub vorname: String,
    pub nachname: String,
    pub fall: Id<Fall>,
    pub aktenzeichen: String,
    pub sektor: String,
    pub raum_name: String,
    pub fallfuehrend_name: String,
    pub baustein: Uuid,
    #[sqlx(try_from = "String")]
    pub art: Leistungsart,
    pub text: String,
    pub kosten_monat: i64,
}

impl Hilfezeile {
    /// The cost by the month.
    #[must_use]
    pub const fn kosten(&self) -> Cent {
        Cent(self.kosten_monat)
    }
}

/// What a round made of many helps.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Buendelung {
    /// The case.
    pub fall: Id<Fall>,
    /// Helps before.
    pub von_hilfen: i64,
    /// Helps after.
    pub zu_hilfen: i64,
    /// Cost by the month before, in cents.
    pub vorher: i64,
    /// After.
    pub nachher: i64,
    /// In words.
    pub worte: String,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who noted it.
    pub benutzer_name: String,
}

impl Buendelung {
    /// Before and after, by the month and by the year.
    #[must_use]
    pub fn vergleich(&self) -> crate::rules::fall::mehrfach::Vergleich {
        crate::rules::fall::mehrfach::vergleich(&[Cent(self.vorher)], &[Cent(self.nachher)])
    }
}
