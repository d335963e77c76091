//! What is recorded in a case between its beginning and the decision.

use base::{Datum, Id};
use uuid::Uuid;

use super::{
    Aeusserungsart, Aeusserungsquelle, Aktivierbarkeit, Beteiligter, Fallrolle, Ressourcenfeld,
    Ressourcenquelle, Zielstatus,
};

/// Longest verbatim words, in characters.
pub const WORTLAUT_MAX: usize = 1000;
/// Longest text of a goal.
pub const ZIEL_MAX: usize = 300;

/// A person of a case with their key.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FallBeteiligter {
    /// Key.
    pub id: Uuid,
    /// The person.
    #[sqlx(flatten)]
    pub person: Beteiligter,
}

impl FallBeteiligter {
    /// `Vorname Nachname`, or why it is not known.
    #[must_use]
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.person.vorname, self.person.nachname);
        match name.trim() {
            "" => "Name unbekannt".to_owned(),
            n => n.to_owned(),
        }
    }

    /// The role.
    #[must_use]
    pub fn rolle(&self) -> Option<Fallrolle> {
        self.person.rolle.parse().ok()
    }

    /// The role in words.
    #[must_use]
    pub fn rolle_wort(&self) -> &'static str {
        self.rolle().map_or("", Fallrolle::wort)
    }

    /// Whether the help is about this person, so that their Wille is asked for.
    #[must_use]
    pub fn hauptperson(&self) -> bool {
        !matches!(
            self.rolle(),
            None | Some(
                Fallrolle::Geschwister
                    | Fallrolle::Betreuer
                    | Fallrolle::Vertrauensperson
                    | Fallrolle::Umfeld
                    | Fallrolle::NichtSorgeberechtigt
            )
        )
    }
}

/// What a person wants, in their own words.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Aeusserung {
    /// Key.
    pub id: Id<Aeusserung>,
    /// Who.
    pub person: Uuid,
    /// Verbatim.
    pub wortlaut: String,
    /// Day.
    pub datum: Datum,
    /// What kind.
    #[sqlx(try_from = "String")]
    pub art: Aeusserungsart,
    /// What the person does for it.
    pub eigenaktivitaet: String,
    /// The person read it again and agreed.
    pub bestaetigt: bool,
    /// How it came to the paper.
    #[sqlx(try_from = "String")]
    pub quelle: Aeusserungsquelle,
}

/// A goal from the person's Wille.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Grobziel {
    /// Key.
    pub id: Id<Grobziel>,
    /// In words.
    pub text: String,
    /// 1 is the most important.
    pub prioritaet: i64,
    /// State.
    #[sqlx(try_from = "String")]
    pub status: Zielstatus,
    /// Who recorded it.
    pub festgehalten_von: String,
}

/// A small goal with the block SMART and the family's own step.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Handlungsziel {
    /// Key.
    pub id: Id<Handlungsziel>,
    /// Its Grobziel.
    pub grobziel: Uuid,
    /// In words.
    pub text: String,
    /// How one sees that it is reached.
    pub messkriterium: String,
    /// Until when.
    pub frist: Datum,
    /// The person agreed.
    pub akzeptiert: bool,
    /// Which resource makes it realistic, or why it is.
    pub realistisch: String,
    /// Who of the family does something.
    pub schritt_wer: String,
    /// What.
    pub schritt_was: String,
    /// Until when.
    pub schritt_bis: Datum,
    /// What others do.
    pub unterstuetzung: String,
    /// State.
    #[sqlx(try_from = "String")]
    pub status: Zielstatus,
}

/// One entry of the Ressourcenkarte.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Ressource {
    /// Key.
    pub id: Id<Ressource>,
    /// Field.
    #[sqlx(try_from = "String")]
    pub feld: Ressourcenfeld,
    /// In words.
    pub bezeichnung: String,
    /// How soon it can be used.
    #[sqlx(try_from = "String")]
    pub aktivierbarkeit: Aktivierbarkeit,
    /// Who named it.
    #[sqlx(try_from = "String")]
    pub quelle: Ressourcenquelle,
    /// A named private person agreed to be named.
    pub dritter_einverstanden: bool,
}
