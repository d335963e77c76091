//! The Anliegen with the fields of Fachkonzept 4.2.

use crate::codes::{Sektor, codes};
use crate::menschen::Name;
use jiff::civil::DateTime;
use serde::Serialize;

codes! {
    /// How it came in.
    pub enum Kanal {
        /// In person.
        Persoenlich = "PERSOENLICH",
        /// Telephone.
        Telefon = "TELEFON",
        /// Mail.
        Email = "EMAIL",
        /// Portal.
        Portal = "PORTAL",
        /// Letter.
        Brief = "BRIEF",
        /// A provider.
        Traeger = "TRAEGER",
        /// School or day care.
        SchuleKita = "SCHULE_KITA",
        /// Police or court.
        PolizeiGericht = "POLIZEI_GERICHT",
        /// Taken by the Servicebereich for a colleague.
        Servicebereich = "SERVICEBEREICH",
    }
}

codes! {
    /// Who reports.
    pub enum Melderrolle {
        /// The person.
        Selbst = "SELBST",
        /// Family.
        Familie = "FAMILIE",
        /// Neighbours, friends.
        Umfeld = "UMFELD",
        /// A professional body.
        Fachstelle = "FACHSTELLE",
        /// Anonymous.
        Anonym = "ANONYM",
    }
}

codes! {
    /// Whether a child may be in danger.
    pub enum Gefaehrdungshinweis {
        /// No sign.
        Nein = "NEIN",
        /// Not clear.
        Unklar = "UNKLAR",
        /// Yes.
        Ja = "JA",
    }
}

codes! {
    /// State of SM-1.
    pub enum AnliegenStatus {
        /// New.
        Neu = "NEU",
        /// Being clarified.
        InKlaerung = "IN_KLAERUNG",
        /// Information given.
        AuskunftErteilt = "AUSKUNFT_ERTEILT",
        /// Became a Kurzberatung.
        Kurzberatung = "KURZBERATUNG",
        /// Became a Fall.
        Falleingang = "FALLEINGANG",
        /// Passed on.
        Weitergeleitet = "WEITERGELEITET",
        /// Became a Meldung (§ 8a SGB VIII).
        Meldung8a = "MELDUNG_8A",
        /// Withdrawn.
        Zurueckgezogen = "ZURUECKGEZOGEN",
    }
}

/// Someone came to the office with something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anliegen {
    /// Receipt, local time.
    pub eingang: DateTime,
    /// How it came in.
    pub kanal: Kanal,
    /// The words, as far as possible verbatim.
    pub worte: String,
    /// Who reports.
    pub melderrolle: Melderrolle,
    /// Name of who reports, if given.
    pub name: Option<Name>,
    /// Call-back promised.
    pub rueckruf: Option<Rueckruf>,
    /// What is known of the address.
    pub adresse: Adressangabe,
    /// Code of [`THEMEN`](crate::THEMEN).
    pub thema: &'static str,
    /// Guess of the field of help; may be empty.
    pub sektor_vermutet: Vec<Sektor>,
    /// Whether a child may be in danger; `Ja` always goes with status `Meldung8a`.
    pub gefaehrdungshinweis: Gefaehrdungshinweis,
    /// State.
    pub status: AnliegenStatus,
    /// First reaction, local time; missing while new.
    pub erstreaktion_am: Option<DateTime>,
    /// When it was closed or went on, local time.
    pub ausgang_am: Option<DateTime>,
}

/// A promised call-back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rueckruf {
    /// Number to call (reserved number).
    pub telefon: String,
    /// Promised until, local time; before the Stichtag and not done = overdue.
    pub bis: DateTime,
    /// Done, local time.
    pub erledigt_am: Option<DateTime>,
}

/// What is known of where a person lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Adressangabe {
    /// Position in `Ort::adressen`; an active address.
    Bekannt(u32),
    /// As the person put it: abbreviated, or with a number that cannot be.
    Text(String),
    /// Blocked by § 51 BMG.
    Geschuetzt,
    /// Outside the territory.
    Auswaertig,
    /// Not known, or no fixed abode.
    Ohne,
}
