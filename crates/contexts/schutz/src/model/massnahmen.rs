use base::{Datum, Id, Zeitpunkt};

use super::{Bereich, Endegrund, Kind, Obhutgrund, Unterschrift, Vertrauensperson, Vielleicht, Widerspruch};

/// The protection plan (Fachkonzept 5.3); reviewed after 14 days at the latest.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Konzept {
    /// Key.
    pub id: Id<Konzept>,
    /// What the child must be protected from.
    pub gefahren: String,
    /// What is done: one per line with who and until when.
    pub massnahmen: String,
    /// What the family must keep to.
    pub auflagen: String,
    /// Day it is looked at.
    pub kontrolle_am: Datum,
    /// What happens when it is not kept; the family was told.
    pub folgen: String,
    /// Whether the family signed.
    #[sqlx(try_from = "String")]
    pub unterschrift: Unterschrift,
    /// Why not.
    pub unterschrift_grund: String,
    /// Next review.
    pub pruefung_am: Datum,
    /// Ended, or replaced by a newer one.
    pub beendet_am: Option<Datum>,
    /// Who wrote it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// The call to the Familiengericht (§ 8a Abs. 2 S. 1 SGB VIII).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Gericht {
    /// Key.
    pub id: Id<Gericht>,
    /// Which court, with its Aktenzeichen when known.
    pub gericht: String,
    /// Day of the call.
    pub angerufen_am: Datum,
    /// Reasons.
    pub gruende: String,
    /// Helps that were offered.
    pub hilfen: String,
    /// Who of the Leitung took part.
    pub leitung: String,
    /// The hearing should be until then (§ 155 Abs. 2 FamFG).
    pub termin_bis: Datum,
    /// When it was or is.
    pub termin_am: Option<Datum>,
    /// Day of the decision.
    pub entschieden_am: Option<Datum>,
    /// What the court decided.
    pub entscheidung: String,
    /// Who wrote it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// An Inobhutnahme (§ 42 SGB VIII).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Obhut {
    /// Key.
    pub id: Id<Obhut>,
    /// The child.
    pub kind: Id<Kind>,
    /// Beginning.
    pub beginn: Zeitpunkt,
    /// Why.
    #[sqlx(try_from = "String")]
    pub grund: Obhutgrund,
    /// Where the child is.
    pub unterbringung: String,
    /// How it was explained to the child.
    pub aufklaerung: String,
    /// Whether a trusted person was told.
    #[sqlx(try_from = "String")]
    pub vertrauensperson: Vertrauensperson,
    /// Why it was not possible.
    pub vertrauensperson_grund: String,
    /// When the Personensorgeberechtigten were told.
    pub psb_am: Option<Zeitpunkt>,
    /// What they say.
    pub widerspruch: Vielleicht<Widerspruch>,
    /// Day the Familiengericht was asked to decide.
    pub gericht_am: Option<Datum>,
    /// Beginning of a deprivation of liberty.
    pub freiheit_beginn: Option<Zeitpunkt>,
    /// Its latest end without a court (§ 42 Abs. 5).
    pub freiheit_ende: Option<Zeitpunkt>,
    /// A court decided on it.
    pub gerichtsbeschluss: bool,
    /// End.
    pub ende: Option<Zeitpunkt>,
    /// How it ended.
    pub endegrund: Vielleicht<Endegrund>,
    /// Who wrote it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// The three answers a Geheimnisträger gets, and no more (§ 64 Abs. 4 SGB VIII).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Rueckmeldung {
    /// Were the Anhaltspunkte confirmed?
    pub bestaetigt: bool,
    /// Did the Jugendamt act?
    pub taetig: bool,
    /// Does it still?
    pub noch_taetig: bool,
    /// The family was told before.
    pub familie_vorher: bool,
    /// Why it was not.
    pub familie_grund: String,
    /// Who gave it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// A change of the working area.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Bereichswechsel {
    /// From.
    #[sqlx(try_from = "String")]
    pub von: Bereich,
    /// To.
    #[sqlx(try_from = "String")]
    pub nach: Bereich,
    /// Reasons.
    pub grund: String,
    /// What the family was told, or why not.
    pub familie: String,
    /// Who entered it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

impl Obhut {
    /// Ended, and it is written down what the Sorgeberechtigten say: nothing is left to enter.
    #[must_use]
    pub const fn fertig(&self) -> bool {
        self.ende.is_some() && self.widerspruch.0.is_some()
    }
}
