//! The catalogue of periods as data, and the computation that explains itself.

mod berechnen;
mod eintrag;
mod ergebnis;
mod tabelle;
mod tabelle_reha;

pub use berechnen::{Angaben, Frist, VORWARNUNG_ARBEITSTAGE};
pub use eintrag::{Art, Eintrag, Laengenregel, Schluessel, Verschiebung, eintraege, eintrag};
pub use ergebnis::{Ende, Fristergebnis, Schritt, Stand, Zeitmarke};
