//! Genogramm and Netzwerkkarte: who the people of a case are to each other, and what is around them.

use base::{Datum, Zeitpunkt};
use uuid::Uuid;

use super::codes::codes;

codes! {
    /// How somebody is drawn.
    Geschlecht {
        W "W" "weiblich",
        M "M" "männlich",
        D "D" "divers",
        Ohne "OHNE" "keine Angabe",
    }
    /// Whether somebody lives. Unknown is neither.
    Lebt {
        Ja "JA" "lebt",
        Nein "NEIN" "verstorben",
        Unbekannt "UNBEKANNT" "nicht bekannt",
    }
    /// What one person is to another, read from the first to the second.
    Beziehungsart {
        Elternteil "ELTERNTEIL" "ist Elternteil von",
        Adoptiv "ADOPTIV" "ist Adoptivelternteil von",
        Pflege "PFLEGE" "ist Pflegeelternteil von",
        Stief "STIEF" "ist Stiefelternteil von",
        Ehe "EHE" "ist verheiratet mit",
        Paar "PAAR" "lebt in Partnerschaft mit",
        Getrennt "GETRENNT" "lebt getrennt von",
        Geschieden "GESCHIEDEN" "ist geschieden von",
        Geschwister "GESCHWISTER" "ist Geschwister von",
        Verwandt "VERWANDT" "ist verwandt mit",
        Befreundet "BEFREUNDET" "ist befreundet mit",
        Kontakt "KONTAKT" "hat zu tun mit",
    }
    /// How a relation feels to the people, in their own view.
    Guete {
        Eng "ENG" "sehr eng",
        Gut "GUT" "gut",
        Schwach "SCHWACH" "schwach",
        Angespannt "ANGESPANNT" "angespannt",
        Abgebrochen "ABGEBROCHEN" "abgebrochen",
        Offen "OFFEN" "nicht gefragt",
    }
    /// What is around a family.
    Umfeldart {
        Familie "FAMILIE" "Verwandte und Bekannte",
        Nachbarschaft "NACHBARSCHAFT" "Nachbarschaft",
        Bildung "BILDUNG" "Kita, Schule, Ausbildung",
        Arbeit "ARBEIT" "Arbeit",
        Freizeit "FREIZEIT" "Verein und Freizeit",
        Gesundheit "GESUNDHEIT" "Gesundheit",
        Beratung "BERATUNG" "Beratung und Hilfe",
        Glaube "GLAUBE" "Gemeinde und Glaube",
        Amt "AMT" "Amt",
    }
}

impl Beziehungsart {
    /// From a parent to a child.
    #[must_use]
    pub const fn eltern(self) -> bool {
        matches!(
            self,
            Self::Elternteil | Self::Adoptiv | Self::Pflege | Self::Stief
        )
    }

    /// Between two partners, of today or before.
    #[must_use]
    pub const fn paar(self) -> bool {
        matches!(self, Self::Ehe | Self::Paar | Self::Getrennt | Self::Geschieden)
    }
}

/// What is drawn of one person.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Merkmal {
    /// Key.
    pub id: Uuid,
    /// Who: a person of the case.
    pub person: Uuid,
    /// Symbol.
    #[sqlx(try_from = "String")]
    pub geschlecht: Geschlecht,
    /// Lives.
    #[sqlx(try_from = "String")]
    pub lebt: Lebt,
    /// Died on.
    pub verstorben_am: Option<Datum>,
    /// Name of the household; those of the same name live together.
    pub haushalt: String,
}

/// Something around the family.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Umfeld {
    /// Key.
    pub id: Uuid,
    /// Kind.
    #[sqlx(try_from = "String")]
    pub art: Umfeldart,
    /// In words; a private person by their role ("Nachbarin").
    pub bezeichnung: String,
}

/// A relation from a person of the case to another, or to something around them.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Beziehung {
    /// Key.
    pub id: Uuid,
    /// From.
    pub von: Uuid,
    /// To a person.
    pub nach: Option<Uuid>,
    /// Or to something around.
    pub umfeld: Option<Uuid>,
    /// What.
    #[sqlx(try_from = "String")]
    pub art: Beziehungsart,
    /// How it feels.
    #[sqlx(try_from = "String")]
    pub guete: Guete,
    /// Since.
    pub seit: Option<Datum>,
    /// Until.
    pub bis: Option<Datum>,
    /// Recorded.
    pub zeit: Zeitpunkt,
}

/// Everything drawn, as it was at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Netz {
    /// Of the people.
    pub merkmale: Vec<Merkmal>,
    /// Around them.
    pub umfeld: Vec<Umfeld>,
    /// Between them.
    pub beziehungen: Vec<Beziehung>,
}
