//! Question and answer of the search.

use amt::go::{Mobilitaet, Sektor};
use base::{Cent, Datum, Id, Punkt, Tri};
use raum::Raumeinheit;

use crate::{
    Akteur, Angebot, Bedarf, Frische, Passung, Wann,
    codes::{AngebotArt, Ortsform, Thema},
};

/// What somebody is looking for. It holds no name, no date of birth and no address.
#[derive(Debug, Clone, PartialEq)]
pub struct Suchprofil {
    /// Words, with typing errors and everyday language.
    pub text: String,
    /// From where the way is measured.
    pub punkt: Option<Punkt>,
    /// Places of the person's own map that count like `punkt` (Fachkonzept 3.4).
    pub eigene_orte: Vec<Punkt>,
    /// Age in years.
    pub alter: Option<u16>,
    /// How the person gets about.
    pub mobilitaet: Mobilitaet,
    /// What the person needs to take part.
    pub bedarfe: Vec<Bedarf>,
    /// How long the visit lasts, in minutes.
    pub aufenthalt_minuten: u32,
    /// Languages, ISO 639; one of them is enough.
    pub sprachen: Vec<String>,
    /// When.
    pub wann: Option<Wann>,
    /// Greatest price of one visit; 0 means free only.
    pub kosten_hoechstens: Option<Cent>,
    /// Themes; one of them is enough.
    pub themen: Vec<Thema>,
    /// Sektor.
    pub sektor: Option<Sektor>,
    /// Only offers in this Raum.
    pub raum: Option<Id<Raumeinheit>>,
    /// Only offers that reported free places, with the day of the report; nothing is guessed.
    pub nur_mit_freien_plaetzen: bool,
    /// Only what everybody may see.
    pub nur_oeffentlich: bool,
    /// How many hits to leave out, for pages of a list.
    pub ueberspringen: usize,
    /// How many hits at most.
    pub limit: usize,
}

impl Default for Suchprofil {
    fn default() -> Self {
        Self {
            text: String::new(),
            punkt: None,
            eigene_orte: Vec::new(),
            alter: None,
            mobilitaet: Mobilitaet::Unveraendert,
            bedarfe: Vec::new(),
            aufenthalt_minuten: 120,
            sprachen: Vec::new(),
            wann: None,
            kosten_hoechstens: None,
            themen: Vec::new(),
            sektor: None,
            raum: None,
            nur_mit_freien_plaetzen: false,
            nur_oeffentlich: false,
            ueberspringen: 0,
            limit: 20,
        }
    }
}

/// One hit, with why it is shown.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Treffer {
    /// Key.
    #[schema(value_type = String, format = "uuid")]
    pub id: Id<Angebot>,
    /// Title.
    pub titel: String,
    /// Name of the Akteur.
    pub akteur: String,
    /// Key of the Akteur.
    #[schema(value_type = String, format = "uuid")]
    pub akteur_id: Id<Akteur>,
    /// Kind.
    pub art: AngebotArt,
    /// Where it takes place.
    pub ortsform: Ortsform,
    /// The nearest place in one line; says so when there is none.
    pub ort: String,
    /// Whether that place is known.
    pub ort_bekannt: bool,
    /// The nearest place on the map.
    #[schema(value_type = Option<Object>)]
    pub punkt: Option<Punkt>,
    /// The Raum of the nearest place.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// Distance in metres as the crow flies.
    pub entfernung_m: Option<u32>,
    /// Whether the person can be expected to get there (Fachkonzept 3.4).
    pub im_aktionsraum: bool,
    /// Whether the needs are met.
    pub barrierefreiheit: Passung,
    /// Whether it is free of charge.
    #[schema(value_type = String)]
    pub kostenlos: Tri,
    /// Price of one visit in cents.
    #[schema(value_type = Option<i64>)]
    pub kosten: Option<Cent>,
    /// When somebody last made sure that it is true.
    #[schema(value_type = String, format = Date)]
    pub geprueft_am: Datum,
    /// How old the knowledge is.
    pub frische: Frische,
    /// Free places as they were reported; missing when nothing was reported.
    pub frei: Option<i64>,
    /// The day that report is from.
    #[schema(value_type = Option<String>, format = Date)]
    pub frei_stand: Option<Datum>,
    /// Telephone, to ask.
    pub telefon: String,
    /// Which words found it, in plain German.
    pub gefunden: Vec<String>,
    /// Why it is shown and what is unknown, in plain German.
    pub gruende: Vec<String>,
}

/// Hits, and what was searched.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Suchergebnis {
    /// The asked part of the hits, in order.
    pub treffer: Vec<Treffer>,
    /// How many there are altogether.
    pub gesamt: usize,
    /// How many of them lie in the Aktionsraum.
    pub im_aktionsraum: usize,
    /// Radius of the Aktionsraum in metres; `None` when no point was given.
    pub radius_m: Option<u32>,
    /// Words that were found nowhere and left out.
    pub unbekannte_woerter: Vec<String>,
    /// What was read out of the words: day, time of day, price.
    pub verstanden: Vec<String>,
}
