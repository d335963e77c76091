//! The Koordinationskarte across Ämter (SM-6): who leads the case keeps it, others see what a consent of the person
//! covers, as long as it holds. There is no common file (RL-08).

mod abstimmen;
mod bestand;
mod einwilligen;
mod liste;
mod pflegen;
mod schritt;
mod sehen;
mod zugang;

pub use abstimmen::{abgestimmt, anmelden, entschieden};
pub use bestand::Bestand;
pub use einwilligen::{Angaben, erteilen, widerrufen};
pub use liste::{Meine, Zeile, darf_liste, meine, offen};
pub use pflegen::{NeuerEintrag, eintragen, stelle_eintragen, vorschlagen, zeigen};
pub use schritt::{Schritt, gehen};
pub(crate) use sehen::von_fall;
pub use sehen::{Aufgabe, Blick, Eigene, Fremde, Kontakt, ansehen, mitnehmen};

/// The text about purpose, refusal and withdrawal the person is given; a new text gets a new number.
pub const TEXT_VERSION: &str = "2026-1";
