//! The use cases, one file per verb. None of them can refuse a help because money is short (RL-01): what other rooms
//! get from here are places to book and signals.

mod abschliessen;
mod buchen;
mod einlesen;
mod entgelt;
mod freigeben;
mod jahr;
mod lesen;
mod prognose;
mod raten;
pub mod rechnung;
mod regeln;
mod sicht;
mod stornieren;
mod topf;
mod traegerbudget;
mod umbuchen;
mod verteilen;
mod zusage;

pub use abschliessen::{abschluss_beantragen, abschluss_vorschau};
pub use buchen::{Gebucht, buchen};
pub use einlesen::{Inhalt, Satz, Vorschau, einlesen_pruefen, einspielen};
pub use entgelt::{Eingetragen, entgelt_eintragen, entgelte};
pub use freigeben::{freigeben, verwerfen};
pub use jahr::{gesamt_setzen, jahr_anlegen, jahr_weiter};
pub use lesen::{buchung_lesen, buchungen, protokoll_lesen};
pub use prognose::{Lage, lage, prognose_festhalten, vorschlag};
pub use raten::{Ratenlage, Ratenlauf, raten_buchen, raten_von, traegerbudget, traegerbudget_aufheben};
pub use regeln::Regeln;
pub use sicht::{Blick, blick, darf_topf, darf_ueberall};
pub use stornieren::stornieren;
pub use topf::{ansatz_setzen, topf_anlegen};
pub use traegerbudget::{Regionsanteile, traegeranteile, traegerbudget_eintragen, traegerbudgets};
pub use umbuchen::{Umbuchung, umbuchen, vorweg_freigeben};
pub use verteilen::{beschliessen, szenario_loeschen, szenario_speichern, vorgabe};
pub use zusage::{Folge, Signal, Zusage, haushaltsjahr_am, signal, zusage_aufloesen, zusage_buchen};

pub use crate::ablage::{
    buchung::Filter,
    pruefen::{Bericht, pruefen},
    schwelle::{Schwelle, von_topf as schwellen},
    vorjahr::Vorjahreswert,
};
