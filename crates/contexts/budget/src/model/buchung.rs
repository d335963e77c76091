use base::{Cent, Datum, Id, Zeitpunkt};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Arbeitsart, BuchungsArt, Topf};

/// Which balance of the Topf a booking changes. A Storno changes that of its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Konto {
    /// Paid.
    Ist,
    /// Promised.
    Obligo,
    /// Moved.
    Umbuchung,
    /// Carried over.
    Uebertrag,
    /// Came in.
    Einnahme,
}

impl Konto {
    /// All of them.
    pub const ALLE: [Self; 5] = [
        Self::Ist,
        Self::Obligo,
        Self::Umbuchung,
        Self::Uebertrag,
        Self::Einnahme,
    ];

    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ist => "IST",
            Self::Obligo => "OBLIGO",
            Self::Umbuchung => "UMBUCHUNG",
            Self::Uebertrag => "UEBERTRAG",
            Self::Einnahme => "EINNAHME",
        }
    }

    /// From the stored code.
    #[must_use]
    pub fn von_code(code: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|k| k.code() == code)
    }

    /// Which balance a booking of this kind changes; a Storno has that of its original.
    #[must_use]
    pub const fn von(art: BuchungsArt) -> Option<Self> {
        Some(match art {
            BuchungsArt::Ist => Self::Ist,
            BuchungsArt::Obligo | BuchungsArt::ObligoAufloesung => Self::Obligo,
            BuchungsArt::Umbuchung | BuchungsArt::VorwegFreigabe => Self::Umbuchung,
            BuchungsArt::Uebertrag => Self::Uebertrag,
            BuchungsArt::Einnahme => Self::Einnahme,
            BuchungsArt::Storno => return None,
        })
    }
}

/// What a booking is about. A case only by its pseudonym: this room knows no person and no story.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bezug {
    /// Pseudonym of a case.
    pub fall: String,
    /// Träger.
    pub traeger: String,
    /// Project.
    pub projekt: String,
    /// Group.
    pub gruppe: String,
}

/// What caused a booking: one key for all bookings of one act, so that the same act cannot book twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorgang {
    /// Key of the act.
    pub id: Uuid,
    /// What it was, such as `rechnung`, `entscheidung`, `umbuchung`.
    pub anlass: String,
}

/// One line of the ledger. There is no way to change or delete one, in code or in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buchung {
    /// Key.
    pub id: Id<Self>,
    /// Fiscal year.
    pub jahr: i64,
    /// Number within the year, without gaps.
    pub nr: i64,
    /// Day it belongs to.
    pub datum: Datum,
    /// Topf.
    pub topf: Id<Topf>,
    /// Kind.
    pub art: BuchungsArt,
    /// Balance it changes.
    pub konto: Konto,
    /// Kind of work.
    pub arbeitsart: Arbeitsart,
    /// Signed amount.
    pub betrag: Cent,
    /// Voucher.
    pub beleg: String,
    /// What it is about.
    pub bezug: Bezug,
    /// Code of the Leistung.
    pub leistungsart: String,
    /// Words.
    pub text: String,
    /// What caused it.
    pub vorgang: Vorgang,
    /// When it was booked.
    pub gebucht_am: Zeitpunkt,
    /// Who booked.
    pub gebucht_von: Uuid,
    /// Who released, above the limit.
    pub freigegeben_von: Option<Uuid>,
    /// The booking this one takes back.
    pub storno_von: Option<Id<Self>>,
}

/// What somebody wants to book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeueBuchung {
    /// Day it belongs to.
    pub datum: Datum,
    /// Topf.
    pub topf: Id<Topf>,
    /// Kind; not `STORNO`, which has its own way.
    pub art: BuchungsArt,
    /// Kind of work; missing only in bad input.
    pub arbeitsart: Option<Arbeitsart>,
    /// Signed amount.
    pub betrag: Cent,
    /// Voucher.
    pub beleg: String,
    /// What it is about.
    pub bezug: Bezug,
    /// Code of the Leistung.
    pub leistungsart: String,
    /// Words.
    pub text: String,
}

/// Where a booking above the limit waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VorlageStatus {
    /// Waits for the second person.
    Offen,
    /// Released and booked.
    Freigegeben,
    /// Refused by the second person.
    Verworfen,
}

impl VorlageStatus {
    /// The stored code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offen => "OFFEN",
            Self::Freigegeben => "FREIGEGEBEN",
            Self::Verworfen => "VERWORFEN",
        }
    }
}

/// What waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "was", rename_all = "snake_case")]
pub enum Antrag {
    /// New bookings of one act.
    Buchen {
        /// The lines.
        posten: Vec<NeueBuchung>,
    },
    /// Taking a booking back, with everything that came with it.
    Storno {
        /// The original.
        buchung: Id<Buchung>,
        /// Why.
        grund: String,
    },
    /// The year end.
    Abschluss {
        /// Whether the region may keep a part (Ermächtigungsübertragung).
        ermaechtigung: bool,
        /// Committee, day and paper.
        beschluss: String,
    },
}

/// Something above the limit before the second person released it. It has no number and changes no balance yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorlage {
    /// Key; also that of the act when it is booked.
    pub id: Id<Self>,
    /// Fiscal year.
    pub jahr: i64,
    /// What is to be done.
    pub antrag: Antrag,
    /// What it was.
    pub anlass: String,
    /// Who entered it.
    pub gebucht_von: Uuid,
    /// When.
    pub angelegt_am: Zeitpunkt,
}
