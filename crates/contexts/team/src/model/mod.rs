//! The things of this room and their short forms.

mod antwort;
mod frage;
mod personen;
mod regel;
mod stellen;
mod vereinbarung;

pub use antwort::{Buchstabe, Gesicht, Regelart, Teilergebnis, Zustaendigkeit};
pub use frage::{Frage, Haushalt, OffenerFall};
pub use personen::{Abwesenheit, Fachkraft, FachkraftAmt, FachkraftKonto, FachkraftKurz, Mitglied, Praesenz};
pub use regel::{Inhalt, Zustaendigkeitsregel};
pub use stellen::{Besetzung, Organisation, Stelle, StelleKurz, Team, TeamKurz};
pub use vereinbarung::{Anteil, Schwerpunkt, Vereinbarung, Vereinbarungsart, Verfahren};

use amt::recht::{Bereich, Klasse, Objektart, Zweck};

macro_rules! objektart {
    ($($typ:ty = $name:literal, $zweck:ident;)*) => {$(
        // names and business contacts of staff: D2 (Fachkonzept 10.1)
        impl Objektart for $typ {
            const NAME: &'static str = $name;
            const BEREICH: Bereich = Bereich::Team;
            const KLASSE: Klasse = Klasse::D2;
            const ZWECK: Zweck = Zweck::$zweck;
        }
    )*};
}
objektart! {
    Organisation = "organisation", Z14;
    Team = "team", Z14;
    Fachkraft = "fachkraft", Z14;
    Stelle = "stelle", Z10;
    Besetzung = "stelle_besetzung", Z10;
    Zustaendigkeitsregel = "zustaendigkeitsregel", Z10;
    Abwesenheit = "abwesenheit", Z10;
}
