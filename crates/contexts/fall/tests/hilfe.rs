//! A help from the plan to its end: decided, commissioned, done, reviewed, closed.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

mod aendern;
mod auftrag;
mod back_office;
mod ende;
mod entscheiden;
mod gesamtplan;
mod kalender;
mod karte;
mod karte_weg;
mod leicht;
mod leicht_folgen;
mod leicht_weg;
mod rechtsbehelf;
mod rein;
mod runden;
mod teilhabe;
mod teilhabe_weg;
mod texte;
mod uebergabe;
mod versand;
mod weg;
mod wiedervorlage;
