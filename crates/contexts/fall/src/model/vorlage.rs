//! A paper for one session of a committee (Informationsvorlage, Fachkonzept 9.3), as far as this room knows the figures.

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::codes::codes;

codes! {
    /// What kind of paper it is (9.3).
    Vorlageart {
        Informationsvorlage "INFORMATIONSVORLAGE" "Informationsvorlage",
        Zwischenbericht "ZWISCHENBERICHT" "Zwischenbericht",
    }
    /// Who reads it.
    Gremium {
        Jugendhilfeausschuss "JUGENDHILFEAUSSCHUSS" "Jugendhilfeausschuss",
        Sozialausschuss "SOZIALAUSSCHUSS" "Sozialausschuss",
        Kreistag "KREISTAG" "Kreistag oder Regionalversammlung",
        Stadtrat "STADTRAT" "Stadt- oder Gemeinderat",
    }
    /// Where it stands.
    Vorlagestand {
        Entwurf "ENTWURF" "Entwurf",
        Freigegeben "FREIGEGEBEN" "freigegeben",
    }
    /// How exact the source of a figure is; printed as the source says it (T-120).
    Vorsatz {
        Genau "GENAU" "genau",
        Etwa "ETWA" "etwa",
        Rund "RUND" "rund",
        Mehr "MEHR" "mehr als",
    }
}

/// The paper.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Vorlage {
    /// Key.
    pub id: Id<Vorlage>,
    /// Optimistic lock.
    pub version: i64,
    /// Kind.
    #[sqlx(try_from = "String")]
    pub art: Vorlageart,
    /// Number, such as 0329/2018.
    pub nummer: String,
    /// What it is about.
    pub betreff: String,
    /// Committee.
    #[sqlx(try_from = "String")]
    pub gremium: Gremium,
    /// Day of the session.
    pub sitzung_am: Datum,
    /// Why it is put before the committee.
    pub anlass: String,
    /// What teams, Träger and partners said.
    pub rueckmeldungen: String,
    /// What comes next.
    pub ausblick: String,
    /// Monday of the reference week.
    pub woche: Option<Datum>,
    /// Keys of spaces, separated by commas.
    pub skizzen: String,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Vorlagestand,
    /// What the office counted, as JSON; empty before the release.
    pub inhalt: String,
    /// Who wrote it.
    pub verfasser: String,
    /// When it was released.
    pub freigegeben_am: Option<Zeitpunkt>,
    /// By whom.
    pub freigegeben_von: String,
}

impl Vorlage {
    /// The spaces whose Kurzskizze goes along.
    #[must_use]
    pub fn raeume(&self) -> Vec<Uuid> {
        self.skizzen.split(',').filter_map(|t| t.parse().ok()).collect()
    }

    /// Still to be changed.
    #[must_use]
    pub fn offen(&self) -> bool {
        self.stand == Vorlagestand::Entwurf
    }
}

impl Objektart for Vorlage {
    const NAME: &'static str = "informationsvorlage";
    const BEREICH: Bereich = Bereich::Wirkung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z12;
}

/// A figure from elsewhere, such as an earlier year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Vorlagezahl {
    /// Key.
    pub id: Uuid,
    /// What is counted.
    pub bezeichnung: String,
    /// How exact.
    #[sqlx(try_from = "String")]
    pub vorsatz: Vorsatz,
    /// The count.
    pub wert: i64,
    /// The day it is true for.
    pub stichtag: Datum,
    /// Where it is written.
    pub quelle: String,
}

/// What was found out, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Massnahme {
    /// Key.
    pub id: Uuid,
    /// What was found out.
    pub feststellung: String,
    /// What is to be done.
    pub massnahme: String,
    /// Who does it.
    pub wer: String,
    /// Until when.
    pub bis: Datum,
    /// The draft of the Geschäftsordnung it led to.
    pub ordnung: Option<Uuid>,
}

/// A published Kurzskizze, as far as a paper takes it along.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Skizze {
    /// Key of the space.
    pub raum: Uuid,
    /// Its name.
    pub name: String,
    /// The day it is true for.
    pub stichtag: Datum,
    /// Figures in words, as published.
    pub zahlen: Vec<String>,
    /// Strengths.
    pub staerken: Vec<String>,
    /// What people say, with where.
    pub worte: Vec<String>,
}
