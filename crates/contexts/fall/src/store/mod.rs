//! The SQL of this room, one text for both engines.

pub(crate) mod agenda;
pub(crate) mod anliegen;
pub(crate) mod beauftragung;
pub(crate) mod beziehung;
pub(crate) mod entscheidung;
pub(crate) mod fall;
pub(crate) mod fall_akte;
pub(crate) mod fall_liste;
pub(crate) mod frist;
pub(crate) mod gesamtplan;
pub(crate) mod hilfeplan;
pub(crate) mod konferenz;
pub(crate) mod kontakt;
pub(crate) mod koordination;
pub(crate) mod kurz;
pub(crate) mod liste;
pub(crate) mod mehrfach;
pub(crate) mod neues;
pub(crate) mod notiz;
pub(crate) mod person;
pub(crate) mod pruefung;
pub(crate) mod rechtsbehelf;
pub(crate) mod rueckblick;
pub(crate) mod textbaustein;
pub(crate) mod uebergabe;
pub(crate) mod ueberpruefung;
pub(crate) mod versand;
pub(crate) mod vorlage;
pub(crate) mod wiedervorlage;
pub(crate) mod worte;

pub(crate) use fall_liste::GEZAEHLT;
pub use fall_liste::{FallFilter, FallSpalte, FallZeile, Fallsicht};
pub use liste::{Filter, Spalte, Zeile};
pub use neues::Neues;
pub use person::zusammen::Zusammenfuehrung;

/// Every column that refers to a person, as a merge knows them: table and column.
pub fn zusammen_verweise() -> impl Iterator<Item = (&'static str, &'static str)> {
    person::zusammen::VERWEISE.into_iter().map(|(t, s, _)| (t, s))
}
