//! The types of this room.

mod akte;
mod angabe;
mod anliegen;
mod codes;
mod fall;
mod konferenz;
mod kontakt;
mod kurzberatung;
mod pruefung;
mod umgebung;

pub use akte::{Aeusserung, FallBeteiligter, Grobziel, Handlungsziel, Ressource, WORTLAUT_MAX, ZIEL_MAX};
pub use angabe::{Angabeform, Eintrag};
pub use anliegen::{Anliegen, Person, RUECKGAENGIG_TAGE, Verlaufszeile, WORTE_MAX};
pub use codes::*;
pub use fall::{Beteiligter, Fall};
pub use konferenz::{Idee, Konferenz, Teilnehmer};
pub use kontakt::Kontaktvorgang;
pub use kurzberatung::{Gespraech, Kurzberatung, Merkstand};
pub use pruefung::{Bedarfsluecke, Geprueft, Sozialraumpruefung};
pub use umgebung::*;

/// What a Meldung is, how something reaches the office and how urgent it is, the protective room says.
pub use schutz::model::{Dringlichkeit, Kanal, Meldung};

/// Themes and age bands are those of the Netz, so that an Angebot and an Anliegen speak of the same (Annex B.2, B.3).
pub use netz::codes::{Altersband as Altersgruppe, Thema};
