//! Use cases: authorise, load, ask the rules, save and note in the journal, in one transaction of the caller.

pub mod aufnehmen;
pub mod bearbeiten;
pub mod fall;
pub mod falleingang;
pub mod hilfe;
pub mod kontakt;
pub mod koordination;
pub mod kurz;
pub mod kurz_schritt;
pub mod lesen;
pub mod melden;
pub mod person;
pub mod schritt;
pub mod textbaustein;
pub mod uebergabe;
pub mod umsteuerung;
pub mod vorlage;
pub mod wegweisung;
