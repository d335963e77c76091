//! Prices, invoices, and what an invoice is held against.

use base::{Cent, Datum, Id, Zeitpunkt};
use raum::Raumeinheit;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Einheit, Rechnungsquelle, Rechnungsstand, Topf, Traegerbudgetart, Zeilenentscheidung};

/// A price from a day on, to a day (half-open).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entgelt {
    /// Key; a later one is greater.
    pub id: Id<Self>,
    /// With whom it is agreed.
    pub traeger: Uuid,
    /// For which Leistung; empty for all without a price of their own.
    pub leistungsart: String,
    /// For what.
    pub einheit: Einheit,
    /// The price.
    pub betrag: Cent,
    /// First day.
    pub ab: Datum,
    /// First day it no longer holds.
    pub bis: Option<Datum>,
    /// Where the agreement is to be read.
    pub fundstelle: String,
    /// When it was entered.
    pub angelegt_am: Zeitpunkt,
}

/// What somebody enters to make one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "see Entgelt")]
pub struct NeuesEntgelt {
    pub traeger: Uuid,
    pub leistungsart: String,
    pub einheit: Einheit,
    pub betrag: Cent,
    pub ab: Datum,
    pub bis: Option<Datum>,
    pub fundstelle: String,
}

/// An order to a Träger, as the room that leads the case tells it: no name, no story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auftrag {
    /// Key of the order.
    pub id: Uuid,
    /// Number the Träger knows it by: of this order alone, also when the case has several.
    pub nummer: String,
    /// Number of the case, as older invoices name their order.
    pub aktenzeichen: String,
    /// Pseudonym of the case, as bookings carry it.
    pub fall: String,
    /// Where the person lives.
    pub raum: Uuid,
    /// Code of the Leistung.
    pub leistungsart: String,
    /// First day.
    pub beginn: Datum,
    /// Last day.
    pub ende: Datum,
    /// Corridor: most minutes a week.
    pub hoechstens: i64,
    /// The Träger accepted it.
    pub angenommen: bool,
    /// What was entered about the work.
    pub kontakte: Vec<KontaktKurz>,
}

/// A contact: day and minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KontaktKurz {
    /// Day.
    pub datum: Datum,
    /// Minutes.
    pub minuten: i64,
    /// It did not take place.
    pub ausfall: bool,
    /// The office has seen and accepted it.
    pub bestaetigt: bool,
}

/// An invoice as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeueRechnung {
    /// Its number.
    pub nummer: String,
    /// Its day.
    pub datum: Datum,
    /// How it came in.
    pub quelle: Rechnungsquelle,
    /// Name of the file.
    pub datei: String,
    /// Who issued it, as written there; empty in a table.
    pub steller: String,
    /// The total asked for.
    pub summe: Cent,
    /// The lines.
    pub zeilen: Vec<NeueZeile>,
}

/// One line as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeueZeile {
    /// Number of the order.
    pub auftrag: String,
    /// First day.
    pub von: Datum,
    /// Last day; the first again for a single day.
    pub bis: Datum,
    /// What the price is for.
    pub einheit: Einheit,
    /// Minutes of hours; else days or months.
    pub menge: i64,
    /// Price as written.
    pub satz: Cent,
    /// Amount as written.
    pub betrag: Cent,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rechnung {
    /// Key.
    pub id: Id<Self>,
    /// Who asks for the money.
    pub traeger: Uuid,
    /// Its name.
    pub traeger_name: String,
    /// Its number.
    pub nummer: String,
    /// Its day.
    pub datum: Datum,
    /// How it came in.
    pub quelle: Rechnungsquelle,
    /// Name of the file.
    pub datei: String,
    /// The total asked for.
    pub summe: Cent,
    /// Who issued it, as written there.
    pub steller: String,
    /// Where it stands.
    pub stand: Rechnungsstand,
    /// Why, in words.
    pub grund: String,
    /// What is paid.
    pub angewiesen: Cent,
    /// Number of the run that paid it.
    pub zahllauf: Option<i64>,
    /// Number of the run that asked the money back.
    pub zahllauf_zurueck: Option<i64>,
    /// A Storno waits for a second person; until it is released the invoice counts.
    pub storno_wartet: bool,
    /// Optimistic lock.
    pub version: i64,
    /// When it came in.
    pub angelegt_am: Zeitpunkt,
    /// Who brought it.
    pub angelegt_von: Uuid,
}

impl Rechnung {
    /// Nothing is decided about it.
    #[must_use]
    pub const fn offen(&self) -> bool {
        matches!(self.stand, Rechnungsstand::Entwurf | Rechnungsstand::Eingereicht)
    }

    /// Money was booked for it and not taken back.
    #[must_use]
    pub const fn gebucht(&self) -> bool {
        matches!(self.stand, Rechnungsstand::Angenommen | Rechnungsstand::Teilweise)
    }
}

/// A line of an invoice with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rechnungszeile {
    /// Its place, from 1.
    pub nr: i64,
    /// What was read.
    pub zeile: NeueZeile,
    /// What became of it.
    pub entscheidung: Zeilenentscheidung,
    /// What is paid.
    pub gezahlt: Cent,
    /// What was found when it was decided.
    pub befunde: Vec<Abweichung>,
}

/// A line of another invoice that asks for the same work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abgerechnet {
    /// Number of the order, as it was written.
    pub auftrag: String,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// What the price is for.
    pub einheit: Einheit,
    /// Minutes of hours; else days or months.
    pub menge: i64,
}

/// What the budget of a Träger pays already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abgegolten {
    /// The Leistung; empty for all.
    pub leistungsart: String,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// Keys of the orders in its region; `None` when it pays everywhere.
    pub nur: Option<Vec<Uuid>>,
}

/// A difference between what is asked for and what was agreed or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abweichung {
    /// Code.
    pub code: String,
    /// Line or field.
    pub ort: String,
    /// What differs.
    pub text: String,
    /// What to do.
    pub tun: String,
    /// Keeps the line from being paid without a look; else a hint.
    pub hart: bool,
}

/// What was handed to the finance system at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zahllauf {
    /// Key.
    pub id: Id<Self>,
    /// Number, from 1.
    pub nr: i64,
    /// How many lines.
    pub anzahl: i64,
    /// Control total.
    pub summe: Cent,
    /// When.
    pub angelegt_am: Zeitpunkt,
}

/// What a Träger gets for a year as a budget of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traegerbudget {
    /// Key.
    pub id: Id<Self>,
    /// Fiscal year.
    pub jahr: i64,
    /// Who.
    pub traeger: Uuid,
    /// Its name.
    pub traeger_name: String,
    /// For which space; for all without. It is that of the Topf.
    pub raum: Option<Id<Raumeinheit>>,
    /// What its instalments are paid from; older ones have none.
    pub topf: Option<Id<Topf>>,
    /// How it is computed.
    pub art: Traegerbudgetart,
    /// Full-time equivalents or hours in hundredths.
    pub menge: i64,
    /// For one of them, or the lump sum.
    pub satz: Cent,
    /// Things.
    pub sachkosten: Cent,
    /// What it comes to.
    pub betrag: Cent,
    /// The Leistung it pays; empty for all.
    pub leistungsart: String,
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// What the Träger reports.
    pub berichte: String,
    /// Why it was revoked; empty as long as it holds.
    pub aufgehoben: String,
}

impl Traegerbudget {
    /// It was not revoked.
    #[must_use]
    pub const fn gilt(&self) -> bool {
        self.aufgehoben.is_empty()
    }
}
