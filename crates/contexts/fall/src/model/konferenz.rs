use base::{Datum, Id, Zeitpunkt};

use super::{Einigkeit, Familienbeteiligung, Ideenart, Konferenztyp};

/// A Fallkonferenz as it took place: its sheet is the minutes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Konferenz {
    /// Key.
    pub id: Id<Konferenz>,
    /// Kind.
    #[sqlx(try_from = "String")]
    pub typ: Konferenztyp,
    /// Day.
    pub datum: Datum,
    /// Minutes.
    pub dauer: i64,
    /// Who led the conversation.
    pub moderation: String,
    /// Who brought the case.
    pub falleinbringer: String,
    /// The sheet names nobody of the family.
    pub pseudonym: bool,
    /// The question.
    pub frage: String,
    /// Strengths that were named.
    pub ressourcen: String,
    /// What the round recommends; the decision lies elsewhere.
    pub empfehlung: String,
    /// How it came about.
    #[sqlx(try_from = "String")]
    pub einigkeit: Einigkeit,
    /// Another opinion.
    pub abweichend: String,
    /// How the family took part.
    #[sqlx(try_from = "String")]
    pub familie: Familienbeteiligung,
    /// Who recorded it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Teilnehmer {
    /// The conference.
    pub konferenz: Id<Konferenz>,
    /// Name or role.
    pub wer: String,
    /// Of the public body.
    pub oeffentlich: bool,
}

/// One idea.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Idee {
    /// The conference.
    pub konferenz: Id<Konferenz>,
    /// Kind of work.
    #[sqlx(try_from = "String")]
    pub art: Ideenart,
    /// In words.
    pub text: String,
}
