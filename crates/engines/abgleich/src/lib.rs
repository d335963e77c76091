//! Which records of one or several registers are the same person.

mod begruendung;
mod bestand;
mod bloecke;
mod datum;
pub mod erzeugen;
pub mod formate;
mod gruppen;
mod modell;
pub mod privat;
mod sieb;
mod text;
mod verfahren;
mod vergleich;
mod werte;

pub use begruendung::{Begruendung, Grund};
pub use bestand::{Bestand, BestandBauer, Datensatz, MAX_WEITERE};
pub use datum::Geburtstag;
pub use verfahren::{Einstellung, Ergebnis, Paar, abgleichen};
