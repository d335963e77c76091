//! A help from the plan to its end: decided, commissioned, done, reviewed, closed.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

#[path = "hilfe/aendern.rs"]
mod aendern;
#[path = "hilfe/auftrag.rs"]
mod auftrag;
#[path = "hilfe/ende.rs"]
mod ende;
#[path = "hilfe/entscheiden.rs"]
mod entscheiden;
mod gemeinsam;
#[path = "hilfe/gesamtplan.rs"]
mod gesamtplan;
#[path = "hilfe/karte.rs"]
mod karte;
#[path = "hilfe/karte_weg.rs"]
mod karte_weg;
#[path = "hilfe/rein.rs"]
mod rein;
#[path = "hilfe/runden.rs"]
mod runden;
#[path = "hilfe/teilhabe.rs"]
mod teilhabe;
#[path = "hilfe/teilhabe_weg.rs"]
mod teilhabe_weg;
#[path = "hilfe/uebergabe.rs"]
mod uebergabe;
#[path = "hilfe/weg.rs"]
mod weg;
