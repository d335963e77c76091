//! Templates of offers.

mod familie;
mod nachbarn;
mod teilhabe;

use crate::codes::Sektor;
use crate::netz::{AkteurArt, AngebotArt, Anmeldung, Tageszeit};

/// What an offer of a kind looks like.
pub struct Vorlage {
    pub titel: &'static [&'static str],
    /// Who may offer it.
    pub arten: &'static [AkteurArt],
    pub art: AngebotArt,
    pub themen: &'static [&'static str],
    pub zielgruppe: &'static str,
    pub alter: (u8, u8),
    pub sektoren: &'static [Sektor],
    pub wo: Wo,
    pub tageszeit: Tageszeit,
    pub plaetze: Option<(u32, u32)>,
    /// Possible costs in euro cents.
    pub kosten: &'static [i64],
    pub anmeldung: Anmeldung,
    pub kurz: &'static str,
    pub leicht: &'static str,
}

/// Where an offer of a kind takes place.
#[derive(Clone, Copy)]
pub enum Wo {
    Haus,
    Aufsuchend,
    Online,
}

/// All templates.
pub fn vorlagen() -> impl Iterator<Item = &'static Vorlage> {
    [familie::FAMILIE, nachbarn::NACHBARN, teilhabe::TEILHABE]
        .into_iter()
        .flatten()
}
