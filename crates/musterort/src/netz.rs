//! What the town has to offer: institutions, and their offers.

mod akteure;
mod angebote;
mod barrieren;
mod typen;
mod zeiten;

use crate::ort::Ort;

pub use typen::{
    Akteur, AkteurArt, Angebot, AngebotArt, AngebotOrt, AngebotStatus, Anmeldung, Barrierefreiheit,
    Fallbezug, Kontaktdaten, Sichtbarkeit, Zeit, ZustandTri,
};
pub use zeiten::{Tageszeit, zurueck};

/// Akteure and `anzahl` offers of theirs; about three offers each.
pub fn netz(ort: &Ort, anzahl: u32) -> (Vec<Akteur>, Vec<Angebot>) {
    let akteure = akteure::akteure(ort, (anzahl / 3).max(1));
    let angebote = angebote::angebote(ort, &akteure, anzahl);
    (akteure, angebote)
}
