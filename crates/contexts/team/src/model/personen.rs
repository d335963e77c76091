use amt::Benutzer;
use base::{Datum, Id, Zeitraum};

use super::{Organisation, Team};

/// Somebody who works in the office or for one of its partners (`Person_Mitarbeit`, Fachkonzept 6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fachkraft {
    /// Key.
    pub id: Id<Self>,
    /// Name as shown, first name first.
    pub name: String,
    /// Business telephone, as written.
    pub telefon: String,
    /// Business e-mail.
    pub email: String,
    /// Languages, ISO 639-1 in lower case.
    pub sprachen: Vec<String>,
    /// Profession or training.
    pub qualifikation: String,
    /// Insoweit erfahrene Fachkraft (§ 8a Abs. 4 SGB VIII).
    pub ief: bool,
    /// Employer.
    pub organisation: Option<Id<Organisation>>,
    /// The account, when the person has one.
    pub benutzer: Option<Id<Benutzer>>,
    /// Optimistic lock.
    pub version: i64,
}

/// A person with what one needs to reach them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FachkraftKurz {
    /// Key.
    pub id: Id<Fachkraft>,
    /// Name.
    pub name: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
}

/// Who somebody is, for the rooms that ask what this person may decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FachkraftAmt {
    /// Key.
    pub id: Id<Fachkraft>,
    /// Name as shown.
    pub name: String,
    /// Whether the employer is the public Träger. Only such people decide on help (RL-02); somebody without a known
    /// employer does not.
    pub organisation_oeffentlich: bool,
}

/// Somebody who works here or for a partner, with their account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FachkraftKonto {
    /// Key.
    pub id: Id<Fachkraft>,
    /// Name as shown.
    pub name: String,
    /// Whether the employer is the public Träger.
    pub organisation_oeffentlich: bool,
    /// The account, when there is one.
    pub benutzer: Option<Id<Benutzer>>,
}

/// Membership in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mitglied {
    /// Key.
    pub id: Id<Self>,
    /// Team.
    pub team: Id<Team>,
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// What the person does there.
    pub funktion: String,
    /// From when to when, both days included.
    pub zeitraum: Zeitraum,
    /// Full-time equivalents in hundredths.
    pub vzae: Option<i64>,
    /// Optimistic lock.
    pub version: i64,
}

/// Somebody is away. Why is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abwesenheit {
    /// Key.
    pub id: Id<Self>,
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// Optimistic lock.
    pub version: i64,
}

/// Where somebody is regularly to be found in the quarter (Kiel: Präsenz in Anlaufstellen).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Praesenz {
    /// Key.
    pub id: Id<Self>,
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// Place in words.
    pub ort: String,
    /// 1 Monday to 7 Sunday.
    pub wochentag: u8,
    /// Minute of the day it begins.
    pub von_minute: u16,
    /// Minute of the day it ends.
    pub bis_minute: u16,
    /// What for.
    pub zweck: String,
}
