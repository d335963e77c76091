//! Leistungsbausteine and versions of the Hilfeplan (Fachkonzept 4.2, 4.11).

use base::{Cent, Datum, Id, Zeitpunkt};
use uuid::Uuid;

use super::{Bausteinstand, Bausteintyp, Leistungsart, Umfangsart};

/// One part of a help.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Baustein {
    /// Key.
    pub id: Id<Baustein>,
    /// Kind of help.
    #[sqlx(try_from = "String")]
    pub art: Leistungsart,
    /// How it works.
    #[sqlx(try_from = "String")]
    pub typ: Bausteintyp,
    /// In words, what is done.
    pub text: String,
    /// Unit of the extent.
    #[sqlx(try_from = "String")]
    pub umfang: Umfangsart,
    /// Least.
    pub mindestens: i64,
    /// Most; between the two lies the corridor (H15).
    pub hoechstens: i64,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// Expected cost by the month in cents.
    pub kosten_monat: i64,
    /// State.
    #[sqlx(try_from = "String")]
    pub stand: Bausteinstand,
}

impl Baustein {
    /// Still part of the plan.
    #[must_use]
    pub const fn gilt(&self) -> bool {
        matches!(self.stand, Bausteinstand::Geplant | Bausteinstand::Bewilligt)
    }

    /// The extent in words.
    #[must_use]
    pub fn umfang_wort(&self) -> String {
        match self.umfang {
            Umfangsart::MinutenWoche if self.mindestens == self.hoechstens => {
                format!("{} Minuten in der Woche", self.hoechstens)
            }
            Umfangsart::MinutenWoche => {
                format!("{} bis {} Minuten in der Woche", self.mindestens, self.hoechstens)
            }
            Umfangsart::Pauschale => "Pauschale".to_owned(),
            Umfangsart::Platz => "ein Platz".to_owned(),
        }
    }

    /// The cost by the month.
    #[must_use]
    pub const fn kosten(&self) -> Cent {
        Cent(self.kosten_monat)
    }
}

/// One version of the Hilfeplan. It is never changed; what is otherwise recorded in the case is copied into `inhalt`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the fields of 4.11, each named as there")]
pub struct Hilfeplan {
    pub id: Id<Hilfeplan>,
    /// Number of the version, from 1.
    pub nummer: i64,
    pub bedarf: String,
    pub aufgabe_familie: String,
    pub aufgabe_traeger: String,
    pub aufgabe_amt: String,
    pub aufgabe_umfeld: String,
    pub geschwister: String,
    pub getrennt: String,
    pub schutz: String,
    pub perspektive: String,
    pub uebergang: String,
    pub nachbetreuung: String,
    /// Why nothing in the Sozialraum is agreed.
    pub ohne_sozialraum: String,
    pub pruefdatum: Datum,
    /// Opinions and signatures, or that they were refused.
    pub meinungen: String,
    /// The box "Das sagt die Familie selbst".
    pub familie_selbst: String,
    /// Keys of the Bausteine it holds, sorted, separated by blanks.
    pub bausteine: String,
    /// People, words, resources, goals and Bausteine as they were, as JSON.
    pub inhalt: String,
    /// The contents of a Gesamtplan as JSON; empty in a Hilfeplan.
    pub gesamtplan: String,
    pub benutzer_name: String,
    pub zeit: Zeitpunkt,
}

/// What of the case is copied into a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Planinhalt {
    /// Name and role of everybody.
    pub beteiligte: Vec<String>,
    /// (who, kind, verbatim).
    pub worte: Vec<(String, String, String)>,
    /// Resources in words.
    pub ressourcen: Vec<String>,
    /// Goals.
    pub ziele: Vec<Planziel>,
    /// Parts of the help.
    pub bausteine: Vec<Planbaustein>,
}

/// A Grobziel with its Handlungsziele.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Planziel {
    /// The Grobziel.
    pub text: String,
    /// (Handlungsziel, until, own step).
    pub schritte: Vec<(String, Datum, String)>,
}

/// A part of the help as it was planned.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Planbaustein {
    /// Kind of help.
    pub art: Leistungsart,
    /// How it works.
    pub typ: Bausteintyp,
    /// In words.
    pub text: String,
    /// Extent in words.
    pub umfang: String,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// Goals it serves.
    pub ziele: Vec<String>,
}

impl Hilfeplan {
    /// What was copied into it.
    #[must_use]
    pub fn planinhalt(&self) -> Planinhalt {
        serde_json::from_str(&self.inhalt).unwrap_or_default()
    }

    /// Whether it holds exactly these Bausteine.
    #[must_use]
    pub fn haelt<'a>(&self, bausteine: impl Iterator<Item = &'a Baustein>) -> bool {
        self.bausteine == schluessel(bausteine)
    }
}

/// Keys of those that hold, sorted.
pub(crate) fn schluessel<'a>(bausteine: impl Iterator<Item = &'a Baustein>) -> String {
    let mut ids: Vec<Uuid> = bausteine.filter(|b| b.gilt()).map(|b| b.id.uuid()).collect();
    ids.sort_unstable();
    ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(" ")
}
