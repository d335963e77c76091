use amt::go::{
    Sektor,
    modell::{OrganisationArt, TeamTyp},
};
use base::{Gueltigkeit, Id};

use super::Fachkraft;
use raum::Raumeinheit;

/// A body people work for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Key.
    pub id: Id<Self>,
    /// Name.
    pub name: String,
    /// Kind.
    pub art: OrganisationArt,
    /// Recognised under § 75 SGB VIII.
    pub anerkannt_75: bool,
    /// Size in hundredths of a full-time equivalent.
    pub groesse_vzae: Option<i64>,
    /// Optimistic lock.
    pub version: i64,
}

impl Organisation {
    /// Whether it can be commissioned: neither the public body nor a court, a school or the like.
    #[must_use]
    pub const fn ist_traeger(&self) -> bool {
        matches!(
            self.art,
            OrganisationArt::FreiGemeinnuetzig
                | OrganisationArt::PrivatGewerblich
                | OrganisationArt::Kirchlich
        )
    }
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Key.
    pub id: Id<Self>,
    /// Name.
    pub name: String,
    /// Kind.
    pub typ: TeamTyp,
    /// Who leads it.
    pub leitung: Option<Id<Fachkraft>>,
    /// Address.
    pub standort: String,
    /// Telephone of the team.
    pub telefon: String,
    /// E-mail of the team.
    pub email: String,
    /// Sektoren it works in.
    pub sektoren: Vec<Sektor>,
    /// Spaces it works in, of any level.
    pub raeume: Vec<Id<Raumeinheit>>,
    /// Optimistic lock.
    pub version: i64,
}

impl Team {
    /// The short form.
    #[must_use]
    pub fn kurz(&self) -> TeamKurz {
        TeamKurz {
            id: self.id,
            name: self.name.clone(),
            typ: self.typ,
            standort: self.standort.clone(),
            telefon: self.telefon.clone(),
            email: self.email.clone(),
        }
    }
}

/// A team with what one needs to reach it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TeamKurz {
    /// Key.
    pub id: Id<Team>,
    /// Name.
    pub name: String,
    /// Kind.
    pub typ: TeamTyp,
    /// Address.
    pub standort: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
}

/// A position: responsibility belongs to it, people come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stelle {
    /// Key.
    pub id: Id<Self>,
    /// What it is called.
    pub bezeichnung: String,
    /// Team.
    pub team: Id<Team>,
    /// The Sektor it works in; `None` for all of its team.
    pub sektor: Option<Sektor>,
    /// Optimistic lock.
    pub version: i64,
}

/// A position in one line.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StelleKurz {
    /// Key.
    pub id: Id<Stelle>,
    /// What it is called.
    pub bezeichnung: String,
    /// Team.
    pub team: Id<Team>,
}

/// Who holds a position when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besetzung {
    /// Key.
    pub id: Id<Self>,
    /// Position.
    pub stelle: Id<Stelle>,
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// When.
    pub gueltigkeit: Gueltigkeit,
    /// Optimistic lock.
    pub version: i64,
}
