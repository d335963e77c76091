//! The things of this room: keys and their place in the matrix of rights.

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Datum, Id};

/// A unit of a [`Gliederung`]: region, Sozialraum, Kommune (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Raumeinheit;

/// One version of all boundaries (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Gliederung;

/// A street of the register (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Strasse;

/// A range of house numbers (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Hausnummernbereich;

/// A point of the address register (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Adresse;

/// A laid-down exception for one address (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Ausnahme;

/// The municipality (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Gebietskoerperschaft;

macro_rules! objektart {
    ($($typ:ident = $name:literal, $zweck:ident;)*) => {$(
        impl Objektart for $typ {
            const NAME: &'static str = $name;
            const BEREICH: Bereich = Bereich::Raum;
            const KLASSE: Klasse = Klasse::D1;
            const ZWECK: Zweck = Zweck::$zweck;
        }
    )*};
}
objektart! {
    Raumeinheit = "raumeinheit", Z14;
    Gliederung = "gliederung", Z12;
    Strasse = "strasse", Z12;
    Adresse = "adresse", Z12;
    Ausnahme = "adress_ausnahme", Z01;
    Gebietskoerperschaft = "gebietskoerperschaft", Z12;
}

/// A Raumeinheit by name, as other rooms carry and show it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct RaumKurz {
    /// Key.
    #[schema(value_type = String, format = "uuid")]
    pub id: Id<Raumeinheit>,
    /// Code, unique in its Gliederung; also the sort key.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level, for example `SOZIALRAUM`.
    pub ebene: String,
}

/// A Gliederung by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct GliederungKurz {
    /// Key.
    #[schema(value_type = String, format = "uuid")]
    pub id: Id<Gliederung>,
    /// What it is called.
    pub bezeichnung: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub gueltig_ab: Datum,
    /// First day on which it no longer holds; open when absent.
    #[schema(value_type = Option<String>, format = Date)]
    pub gueltig_bis: Option<Datum>,
}

impl GliederungKurz {
    /// Whether it holds on this day.
    #[must_use]
    pub fn gilt_am(&self, tag: Datum) -> bool {
        self.gueltig_ab <= tag && self.gueltig_bis.is_none_or(|bis| tag < bis)
    }
}
