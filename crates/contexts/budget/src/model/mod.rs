//! What money is in this room: years, Töpfe, bookings.

mod buchung;
mod codes;
mod jahr;
mod rechnung;
mod topf;
mod zahlung;

pub use buchung::{Antrag, Bezug, Buchung, Konto, NeueBuchung, Vorgang, Vorlage, VorlageStatus};
pub use codes::{
    Arbeitsart, BuchungsArt, Einheit, Finanzierung, JahrStatus, Rechnungsquelle, Rechnungsstand, TopfArt,
    Traegerbudgetart, VorwegGrund, Zeilenentscheidung,
};
pub use jahr::{Haushaltsjahr, NeuesJahr};
pub use rechnung::{
    Abgegolten, Abgerechnet, Abweichung, Auftrag, Entgelt, KontaktKurz, NeueRechnung, NeueZeile,
    NeuesEntgelt, Rechnung, Rechnungszeile, Traegerbudget, Zahllauf,
};
pub use topf::{NeuerTopf, Stand, Topf};
pub use zahlung::{Zahlgrund, Zahlposten};

use amt::recht::{Bereich, Klasse, Objektart, Zweck};

macro_rules! art {
    ($($typ:ty, $name:literal, $klasse:ident;)*) => {$(
        impl Objektart for $typ {
            const NAME: &'static str = $name;
            const BEREICH: Bereich = Bereich::Budget;
            const KLASSE: Klasse = Klasse::$klasse;
            const ZWECK: Zweck = Zweck::Z09;
        }
    )*};
}
art! {
    Haushaltsjahr, "haushaltsjahr", D1;
    Topf, "topf", D1;
    // a booking may carry the pseudonym of a case
    Buchung, "buchung", D3;
    Szenario, "verteilung", D1;
    Jahresabschluss, "jahresabschluss", D1;
    Entgelt, "entgelt", D2;
    Traegerbudget, "traegerbudget", D2;
    // names orders, and so cases
    Rechnung, "rechnung", D3;
    Zahllauf, "zahllauf", D3;
}

/// An allocation: a draft one plays with, or a decided one that nobody changes any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Szenario {
    /// Key.
    pub id: base::Id<Self>,
    /// Fiscal year.
    pub jahr: i64,
    /// What people call it.
    pub name: String,
    /// What goes in.
    pub eingabe: crate::rules::verteilung::Eingabe,
    /// What came out; kept with every step when it was decided.
    pub ergebnis: Option<crate::rules::verteilung::Verteilung>,
    /// Whether it is decided.
    pub beschlossen: bool,
    /// Committee, day and paper.
    pub beschluss: String,
    /// Optimistic lock.
    pub version: i64,
    /// When it was changed last.
    pub geaendert_am: base::Zeitpunkt,
}

/// What the year end made of a Topf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jahresabschluss {
    /// The Topf.
    pub topf: base::Id<Topf>,
    /// Its name then.
    pub bezeichnung: String,
    /// The balance: positive is surplus.
    pub saldo: base::Cent,
    /// Part that stays with the region for projects.
    pub region: base::Cent,
    /// Part that goes back to the Kommune.
    pub kommune: base::Cent,
    /// Obligo carried on as Rückstellung.
    pub rueckstellung: base::Cent,
    /// Covered from the Vorwegabzug.
    pub aus_vorweg: base::Cent,
}
