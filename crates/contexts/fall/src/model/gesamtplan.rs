//! What is recorded in a case of the Eingliederungshilfe, and what a version of the Gesamtplan adds to the plan.

use base::{Datum, Zeitpunkt};
use uuid::Uuid;

use super::{
    Beeintraechtigung, Hilfeplan, Konferenzwahl, Lebensbereich, Nebenergebnis, Nebenpruefung, Poolwunsch,
};

/// The answer to one of the nine areas.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bereichsantwort {
    /// Which.
    #[sqlx(try_from = "String")]
    pub bereich: Lebensbereich,
    /// Yes, no, not relevant.
    #[sqlx(try_from = "String")]
    pub antwort: Beeintraechtigung,
    /// In words.
    pub beschreibung: String,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// The answer to one side check.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Nebenantwort {
    /// Which.
    #[sqlx(try_from = "String")]
    pub pruefung: Nebenpruefung,
    /// What came of it.
    #[sqlx(try_from = "String")]
    pub ergebnis: Nebenergebnis,
    /// Day of the consent.
    pub einwilligung_am: Option<Datum>,
    /// In words.
    pub worte: String,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// What is agreed about the Gesamtplankonferenz.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Konferenzantwort {
    /// With one, or why without.
    #[sqlx(try_from = "String")]
    pub wahl: Konferenzwahl,
    /// Day.
    pub tag: Datum,
    /// In words.
    pub worte: String,
    /// A parent with disabilities asks for help with their own children (§ 119 Abs. 4).
    pub mit_kindern: bool,
    /// Together with a Teilhabeplankonferenz (§ 119 Abs. 3).
    pub teilhabeplan: bool,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// What is said about getting one Baustein together with others (4.12).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "one answer each")]
pub struct Poolaussage {
    /// Which Baustein.
    pub baustein: Uuid,
    /// What the person wishes.
    #[sqlx(try_from = "String")]
    pub wunsch: Poolwunsch,
    /// It is assistance in the own home for social relations or planning one's life (§ 104 Abs. 3 S. 4).
    pub wohnen: bool,
    /// Acceptable for this person.
    pub zumutbar: bool,
    /// Why, or why not.
    pub grund: String,
    /// An agreement with the provider exists.
    pub vereinbarung: bool,
    /// The goals can be reached together too.
    pub ziele_erreichbar: bool,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// What a version of the Gesamtplan holds beside the parts it shares with the Hilfeplan (§ 121 Abs. 4 SGB IX).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the contents of 4.12, each named as there")]
pub struct Gesamtplan {
    pub antrag_am: Option<Datum>,
    pub zustaendigkeit: String,
    /// (area, answer, description).
    pub bereiche: Vec<(Lebensbereich, Beeintraechtigung, String)>,
    pub instrument: String,
    /// Maßstäbe und Kriterien der Wirkungskontrolle.
    pub massstaebe: String,
    pub wirkungskontrolle_am: Option<Datum>,
    pub selbsthilfe: String,
    pub wunsch_wahl: String,
    pub gutachten: String,
    /// Barmittel that remain of the Regelsatz (§ 27a Abs. 3 SGB XII).
    pub barmittel: String,
    /// Accompaniment in hospital (Nr. 7).
    pub krankenhaus: String,
    pub konferenz: String,
    /// Share in the Sozialraum, what is known there, Befähigung.
    pub sozialraum: String,
    /// Why no benefit is planned.
    pub ohne_leistung: String,
    /// What the review came to, in a version that carries an earlier one on.
    pub wirkung: String,
    /// (Baustein in words, statement in words) on getting it together.
    pub pooling: Vec<(String, String)>,
}

impl Hilfeplan {
    /// The contents of a Gesamtplan, when this version is one.
    #[must_use]
    pub fn als_gesamtplan(&self) -> Option<Gesamtplan> {
        serde_json::from_str(&self.gesamtplan).ok()
    }
}
