//! Use cases: authorise, load, ask the rules, save and note in the journal, in one transaction of the caller.

pub mod bereich;
pub mod dienst;
pub mod einschaetzen;
pub mod eintragen;
pub mod gericht;
pub mod ief;
pub mod informieren;
pub mod konzept;
pub mod lesen;
pub mod melden;
pub mod notzugriff;
pub mod obhut;
pub mod rueckmelden;
pub mod schritt;
pub mod zugang;
