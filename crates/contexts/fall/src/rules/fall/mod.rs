//! Rules of the life of a case (Fachkonzept 4.5 to 4.15): the table SM-3, its guards, and the calculations.

pub mod antrag;
pub mod auftrag;
pub mod bewertung;
pub mod entscheidung;
pub mod gatter;
pub mod hilfeplan;
pub mod konferenz;
pub mod lage;
pub mod mehrfach;
pub mod ohne_namen;
pub mod pooling;
pub mod sm3;
pub mod sozialraum;
pub mod weiter;
pub mod ziele;
