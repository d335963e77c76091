//! Rules of the life of a case (Fachkonzept 4.5 to 4.15): the tables SM-3 and SM-4, their guards, and the calculations.

pub mod antrag;
pub mod auftrag;
pub mod bewertung;
pub mod eingliederung;
pub mod entscheidung;
pub mod frist_egh;
pub mod gatter;
pub mod gatter_egh;
pub mod gesamtplan;
pub mod hilfeplan;
pub mod konferenz;
pub mod lage;
pub mod mehrfach;
pub mod notiz;
pub mod ohne_namen;
pub mod pooling;
pub mod sm3;
pub mod sm4;
pub mod sozialraum;
pub mod spur;
pub mod weiter;
pub mod ziele;
