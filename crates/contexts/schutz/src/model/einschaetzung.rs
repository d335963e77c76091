use base::{Datum, Id, Zeitpunkt};

use super::{Elternmitwirkung, Ergebnis, Form, Kind, Kontaktart, Verursacher, Vielleicht};

/// The assessment of one child (Fachkonzept 5.3). A human judgement in words: there is no field for points, rank or
/// likelihood, and none is computed (RL-05).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Einschaetzung {
    /// Key.
    pub id: Id<Einschaetzung>,
    /// The child.
    pub kind: Id<Kind>,
    /// The insoweit erfahrene Fachkraft who was asked, by function; may be empty.
    pub ief: String,
    /// Day the child was seen.
    pub kontakt_am: Option<Datum>,
    /// How.
    pub kontakt_art: Vielleicht<Kontaktart>,
    /// Day of the Hausbesuch.
    pub hausbesuch_am: Option<Datum>,
    /// Who was there.
    pub hausbesuch_wer: String,
    /// Why there was none.
    pub hausbesuch_grund: String,
    /// Whether the parents took part.
    pub eb_beteiligt: Option<bool>,
    /// Why not.
    pub eb_grund: String,
    /// Whether the child took part.
    pub kind_beteiligt: Option<bool>,
    /// Why not.
    pub kind_grund: String,
    /// How a Geheimnisträger who reported took part (§ 8a Abs. 1 S. 2 Nr. 2).
    pub melder_beteiligt: String,
    /// What protects the child: strengths and resources.
    pub schutzfaktoren: String,
    /// Whom the danger comes from.
    pub verursacher: Vielleicht<Verursacher>,
    /// How the parents take part in averting it.
    pub mitwirkung: Vielleicht<Elternmitwirkung>,
    /// Result.
    pub ergebnis: Vielleicht<Ergebnis>,
    /// Reasons.
    pub begruendung: String,
    /// Help that was offered (result 3).
    pub angebot: String,
    /// Assessed before in this calendar year (§ 99 Abs. 6 Nr. 1); derived when it is closed.
    pub wiederholt: bool,
    /// Closed.
    pub abgeschlossen_am: Option<Datum>,
    /// Who wrote it last.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// What points to danger, per form.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Anhaltspunkt {
    /// Of which assessment.
    pub einschaetzung: Id<Einschaetzung>,
    /// Form.
    #[sqlx(try_from = "String")]
    pub form: Form,
    /// Fact.
    pub tatsache: String,
    /// Where it is known from.
    pub quelle: String,
    /// Since when.
    pub datum: Datum,
}
