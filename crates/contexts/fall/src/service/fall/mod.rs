//! The life of a case, one file per verb. Every write proves its right with a [`zugang::FallMay`], whatever the
//! statute of the case.

pub mod abschluss;
pub mod agenda;
pub mod auftrag;
pub mod back_office;
pub mod beauftragen;
pub mod bedarf;
pub mod bewerten;
pub mod beziehung;
pub mod egh;
pub mod eintragen;
pub mod entscheidung;
pub mod fristen;
pub mod gesamtplan;
pub mod hilfeplan;
pub mod konferenz;
mod leicht;
pub mod lesen;
pub mod liste;
pub mod mehrfach;
pub mod notiz;
pub mod pruefung;
pub mod rechtsbehelf;
pub mod ressource;
pub mod rueckblick;
pub mod schritt;
pub mod versand;
pub mod wiedervorlage;
pub mod wille;
pub mod worte;
pub mod ziele;
pub mod zugang;
