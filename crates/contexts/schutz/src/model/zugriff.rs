use amt::recht::{Bereich as Raum, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Meldung, Notpruefung, Vielleicht};

/// What the Leitung is told; holds no content.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Hinweis {
    /// Key.
    pub id: Id<Hinweis>,
    /// About which Meldung.
    pub meldung: Id<Meldung>,
    /// In words.
    pub text: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// A break-glass access (Fachkonzept 10.6).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Notzugriff {
    /// Key.
    pub id: Id<Notzugriff>,
    /// Which Meldung it opens.
    pub meldung: Id<Meldung>,
    /// Who.
    pub benutzer: Uuid,
    /// Name.
    pub benutzer_name: String,
    /// Why.
    pub grund: String,
    /// From.
    pub von: Zeitpunkt,
    /// Until.
    pub bis: Zeitpunkt,
    /// What a second person says.
    pub pruefung: Vielleicht<Notpruefung>,
    /// When.
    pub geprueft_am: Option<Zeitpunkt>,
    /// Who.
    pub geprueft_name: String,
}

/// One duty of the Rufbereitschaft.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Dienst {
    /// Key.
    pub id: Id<Dienst>,
    /// Account.
    pub benutzer: Uuid,
    /// Name.
    pub name: String,
    /// Telephone.
    pub telefon: String,
    /// From.
    pub von: Zeitpunkt,
    /// Until.
    pub bis: Zeitpunkt,
}

impl Objektart for Dienst {
    const NAME: &'static str = "rufbereitschaft";
    const BEREICH: Raum = Raum::Schutz;
    const KLASSE: Klasse = Klasse::D2;
    const ZWECK: Zweck = Zweck::Z03;
}

/// A pseudonymised question to the insoweit erfahrene Fachkraft.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct IefBeratung {
    /// Key.
    pub id: Id<IefBeratung>,
    /// Day.
    pub datum: Datum,
    /// Who asks: a place, no person.
    pub stelle: String,
    /// The question without names.
    pub anfrage: String,
    /// The answer.
    pub antwort: String,
    /// Day of it.
    pub beantwortet_am: Option<Datum>,
    /// Who noted it.
    pub benutzer_name: String,
}

/// The record of the official statistics for one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistiksatz {
    /// Year.
    pub jahr: i64,
    /// Day of completion.
    pub abgeschlossen_am: Datum,
    /// Hinweisgebende Stelle, code.
    pub hinweisgeber: String,
    /// `2019-04`, or empty.
    pub geburtsmonat: String,
    /// Codes of the forms, separated by blanks.
    pub formen: String,
    /// Code.
    pub verursacher: String,
    /// Code.
    pub mitwirkung: String,
    /// Result.
    pub ergebnis: super::Ergebnis,
    /// Assessed before in the year.
    pub wiederholt: bool,
    /// The court was called.
    pub gericht: bool,
    /// The child was taken into care.
    pub obhut: bool,
}
