//! Which records of one or several registers are the same person.

mod bestand;
mod bloecke;
mod datum;
pub mod erzeugen;
pub mod formate;
mod gruppen;
mod modell;
mod sieb;
mod text;
mod verfahren;
mod vergleich;
mod werte;

pub use bestand::{Bestand, BestandBauer, Datensatz, MAX_WEITERE};
pub use datum::Geburtstag;
pub use verfahren::{Einstellung, Ergebnis, Paar, abgleichen};
