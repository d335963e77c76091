//! An offer as the search sees it.

use amt::go::Sektor;
use base::{Cent, Datum, Id, Punkt, Tri};
use raum::Raumeinheit;

use crate::{
    Akteur, Angebot, Barrieren,
    codes::{AngebotArt, AngebotStatus, Ortsform, Thema},
    rules::zeiten::Fenster,
};

/// A place of a [`Kandidat`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stelle {
    pub zeile: Box<str>,
    /// Only the town: what everybody may read of the place of a private person.
    pub stadt: Box<str>,
    pub punkt: Option<Punkt>,
    pub raumeinheit: Option<Id<Raumeinheit>>,
}

/// Everything the search filters, orders and explains by. The price is only ever compared with a ceiling.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kandidat {
    pub id: Id<Angebot>,
    pub akteur_id: Id<Akteur>,
    pub titel: Box<str>,
    /// Title in its search form, for a stable order.
    pub sortierung: Box<str>,
    pub akteur: std::sync::Arc<str>,
    pub art: AngebotArt,
    pub ortsform: Ortsform,
    pub stellen: Vec<Stelle>,
    pub alter: (Option<u16>, Option<u16>),
    pub themen: u32,
    pub sektoren: u8,
    pub sprachen: Box<str>,
    pub kostenlos: Tri,
    pub kosten: Option<Cent>,
    pub barrieren: Barrieren,
    pub fenster: Vec<Fenster>,
    /// Some time of it is not understood, or none is known.
    pub zeiten_unklar: bool,
    pub telefon: Box<str>,
    pub geprueft_am: Datum,
    pub pruef_tage: Option<u16>,
    /// Free places as they were reported, with the day of the report.
    pub frei: Option<(i64, Option<Datum>)>,
    pub status: AngebotStatus,
    pub oeffentlich: bool,
    /// Whether the name and contact of the Akteur may be shown to everybody.
    pub kontakt_offen: bool,
}

impl Kandidat {
    /// Whether everybody may see it.
    pub fn ist_offen(&self) -> bool {
        self.oeffentlich && self.status == AngebotStatus::Aktiv
    }
}

/// One bit for each theme.
pub(crate) const fn thema_bit(t: Thema) -> u32 {
    1 << (t as u32)
}

/// One bit for each Sektor.
pub(crate) const fn sektor_bit(s: Sektor) -> u8 {
    1 << (s as u8)
}
