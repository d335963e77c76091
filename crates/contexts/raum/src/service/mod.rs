//! The use cases of this room. Pages, interface, import and command line call these and nothing else.

mod adresse;
mod bereich;
mod einspielen;
mod flaechen;
mod gebiet;
mod gliederung;
mod pruefen;
mod raumeinheit;
mod steckbrief;
mod strasse;
mod vergleichen;
mod zuordnen;

pub use adresse::{NeueAdresse, NeueAusnahme, adressen_einspielen, ausnahme_aufheben, ausnahme_festlegen};
pub use bereich::{BereichAngaben, BereichDetail, hausnummernbereich_laden, hausnummernbereich_setzen};
pub use einspielen::Einspielbericht;
pub use flaechen::{flaechen_von, unterste_raeume};
pub use gebiet::{Gebiet, NeuerIndikatorwert, gebiet_setzen, indikatorwerte_einspielen};
pub use gliederung::{
    Begruendung, Beschluss, NeueGliederung, gliederung_abstimmen, gliederung_aendern, gliederung_anlegen,
    gliederung_beschliessen, gliederung_in_kraft_setzen, gliederung_kopieren,
};
pub use pruefen::{Pruefbefund, Pruefbericht, pruefen};
pub use raumeinheit::{
    NeueRaumeinheit, einwohner_setzen, entwurfsraeume, geometrie_setzen, raumeinheit_aendern,
    raumeinheit_anlegen,
};
pub use steckbrief::{Steckbrief, indikatoren_am, steckbrief, steckbrief_der_lage, weit_weg};
pub use strasse::{
    NeueStrasse, NeuerBereich, hausnummernbereich_loeschen, hausnummernbereiche_einspielen,
    strassen_einspielen,
};
pub use vergleichen::{Vergleich, Wechsel, vergleichen};
pub use zuordnen::{vorschlaege, vorschlaege_und_aehnliche, zuordnen};

pub use crate::ablage::{
    gliederung::GliederungZeile,
    liste::{IndikatorZeile, RaumListe, StrassenListe},
    raum::{RaumAenderung, RaumDetail},
};
